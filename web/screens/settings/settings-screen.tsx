import { useMe, useSettings } from '../../data/questions.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { ScreenHead } from '../../ui/section.tsx';
import { AuditList } from './audit-list.tsx';
import { CompanyForm } from './company-form.tsx';
import { People } from './people.tsx';
import { PublicAddress } from './public-address.tsx';
import { RatesForm } from './rates-form.tsx';
import { TargetsForm } from './targets-form.tsx';
import { StagesForm } from './stages-form.tsx';

/** Company, targets, words of the stages, rates, people, public address. */
export function SettingsScreen() {
  const settings = useSettings();
  const me = useMe();
  const admin = me.data?.role === 'admin';
  return (
    <>
      <ScreenHead title="Settings" sentence={admin ? null : 'Only an admin can change these.'} />
      <Answer of={settings}>
        {(answer) => (
          <fieldset className="bare" disabled={!admin}>
            <legend className="hidden-label">Settings of this workspace</legend>
            <CompanyForm key={`c${answer.company}`} settings={answer} />
            <TargetsForm settings={answer} />
            <StagesForm settings={answer} />
            <RatesForm settings={answer} />
          </fieldset>
        )}
      </Answer>
      {admin ? <><People /><PublicAddress /><AuditList /></> : null}
    </>
  );
}
