import type { ActionAnswer } from '../../../src/model/index.ts';
import { NumberButton } from '../../ui/number-button.tsx';
import { PlaceLink } from '../../ui/place-link.tsx';
import { Section } from '../../ui/section.tsx';
import { dayText, moneyText } from '../../ui/words.ts';

/** Five steps worth most: account, sign, step, by whom, by when, at stake. */
export function DoNext({ actions }: { actions: readonly ActionAnswer[] }) {
  return (
    <Section title="Do next" aside={<PlaceLink to="/actions">All actions</PlaceLink>}>
      {actions.length === 0 ? <p>No deal shows a sign that calls for a step.</p> : null}
      <ol className="ruled">
        {actions.slice(0, 5).map((action) => (
          <li key={action.id} className="next-step">
            <div>
              <p><PlaceLink to={`/deals/${encodeURIComponent(action.dealId)}`}>{action.account ?? action.dealName ?? action.dealId}</PlaceLink> <span className="muted">{action.sign}</span></p>
              <p><strong>{action.step}</strong></p>
            </div>
            <p className="next-step-who">{action.by ?? 'nobody yet'} · by {dayText(action.dueAt)}</p>
            <p className="next-step-stake">{action.atStake === null ? <span className="muted">stake not known</span> : <><NumberButton definition="at_stake">{moneyText(action.atStake, action.currency, [action.atStake * 0.5, action.atStake * 1.5])}</NumberButton> <span className="muted small">at stake</span></>}</p>
          </li>
        ))}
      </ol>
    </Section>
  );
}
