import type { Finding } from '../../../src/model/index.ts';
import { PlaceLink, rowsPlace } from '../../ui/place-link.tsx';
import { Section } from '../../ui/section.tsx';
import { countText, moneyText } from '../../ui/words.ts';

/** Rows of the pipeline that cannot be believed, each with the deals behind it. */
export function Believable({ findings }: { findings: readonly Finding[] }) {
  return (
    <Section title="A pipeline you can believe">
      {findings.length === 0 ? <p>Nothing in the open pipeline contradicts itself.</p> : null}
      <ul className="ruled">
        {findings.map((finding) => (
          <li key={finding.id} className="finding">
            <PlaceLink {...rowsPlace(finding.rows)} className="finding-count">{countText(finding.count)}<span className="muted small"> of {countText(finding.of)}</span></PlaceLink>
            <p>{finding.sentence}{finding.amount === null ? '' : ` Together ${moneyText(finding.amount, finding.currency)}.`}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
