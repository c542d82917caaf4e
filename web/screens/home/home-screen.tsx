import { useMe } from '../../data/questions.ts';
import { useIsPhone } from '../../ui/use-is-phone.ts';
import { OverviewScreen } from './overview-screen.tsx';
import { TodayScreen } from './today-screen.tsx';

/** Home as its reader needs it: Today on the phone and for reps, else the Overview. */
export function HomeScreen() {
  const phone = useIsPhone();
  const me = useMe();
  return phone || me.data?.lens === 'rep' ? <TodayScreen /> : <OverviewScreen />;
}
