import type { OverviewAnswer } from '../../../src/model/index.ts';
import { PlaceLink } from '../../ui/place-link.tsx';
import { Section } from '../../ui/section.tsx';

/** One card: the next source worth having, what it would unlock, and which report to run where. */
export function NextBest({ next }: { next: OverviewAnswer['nextBest'] }) {
  if (!next) return null;
  return (
    <Section title="The next best source" aside={<PlaceLink to="/data">All sources</PlaceLink>}>
      <div className="panel">
        <p><strong>{next.source}.</strong> {next.why}</p>
        <p>Unlocks: {next.unlocks.join(', ')}.</p>
        <details><summary>Which report to run</summary><dl className="facts">{Object.entries(next.how).map(([system, report]) => <div key={system}><dt>{system}</dt><dd>{report}</dd></div>)}</dl></details>
      </div>
    </Section>
  );
}
