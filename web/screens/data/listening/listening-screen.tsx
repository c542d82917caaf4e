import { useMe, useRights } from '../../../data/questions.ts';
import { useAlerts } from '../../../data/listening-questions.ts';
import { Answer } from '../../../ui/ask-state.tsx';
import { LockedPanel } from '../../../ui/refusal-panel.tsx';
import { ScreenHead } from '../../../ui/section.tsx';
import { many } from '../../../ui/words.ts';
import { Alerts } from './alerts.tsx';
import { Followed } from './followed.tsx';
import { Mentions } from './mentions.tsx';
import { Names } from './names.tsx';
import { Weeks } from './weeks.tsx';

/** What is said in public of accounts, rivals and one's own brands: alerts first, then what was heard, and what is followed. */
export function ListeningScreen() {
  const me = useMe();
  const { readsPeople } = useRights();
  const alerts = useAlerts(readsPeople);
  if (!readsPeople) return <Answer of={me}>{() => <><ScreenHead title="Listening" /><LockedPanel><p><strong>Not within your reach.</strong> Mentions are of all accounts, and for those who see all of them. An admin can widen your reach under Settings.</p></LockedPanel></>}</Answer>;
  const open = (alerts.data ?? []).filter(({ handledAt }) => handledAt === null).length;
  return (
    <>
      <ScreenHead title="Listening" sentence={alerts.data ? (open === 0 ? 'No alert waits for anybody.' : `${many(open, 'alert')} of negative coverage wait${open === 1 ? 's' : ''} for somebody.`) : null} />
      <Answer of={alerts} lines={4}>{(rows) => <Alerts alerts={rows} />}</Answer>
      <Mentions />
      <Weeks />
      <Followed />
      <Names />
    </>
  );
}
