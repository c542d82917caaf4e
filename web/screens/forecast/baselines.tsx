import type { Baselines as Rules } from '../../../src/model/index.ts';
import type { Ranged } from '../../charts/quarter-bar.tsx';

export const ruleNames: ReadonlyArray<readonly [keyof Rules, string]> = [
  ['stageWeighted', 'Stage-weighted sum'],
  ['bookedOverUsualShare', 'Booked ÷ usual share by this week'],
  ['repsDates', "Reps' dates"],
  ['stageAge', 'Stage-and-age table'],
  ['baseRate', 'Win rate'],
  ['lastQuarter', 'Last quarter'],
  ['sameQuarterLastYear', 'Same quarter last year'],
];

/** What each simple rule says for the quarter, beside the model. */
export function Baselines({ quarter, text }: { quarter: Ranged; text: (value: number) => string }) {
  const known = ruleNames.filter(([rule]) => quarter.baselines[rule] !== null);
  if (known.length === 0) return null;
  return (
    <details>
      <summary>What simple rules say ({known.length})</summary>
      <dl className="facts">{known.map(([rule, name]) => <div key={rule}><dt>{name}</dt><dd>{text(quarter.baselines[rule] ?? 0)}</dd></div>)}</dl>
    </details>
  );
}
