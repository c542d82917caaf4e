import type { BacktestAnswer, BacktestPoint } from '../../../src/model/index.ts';
import { RowTable, type Column } from '../../ui/row-table.tsx';
import { Section } from '../../ui/section.tsx';
import { many, methodText, shortDay } from '../../ui/words.ts';

interface Quarter { readonly quarter: string; readonly points: readonly BacktestPoint[] }

/** On which past quarters: what was in use then, on which days it was asked, and whether the result fell inside. */
export function QuarterRecord({ answer }: { answer: BacktestAnswer }) {
  const quarters = [...Map.groupBy(answer.points, (point) => point.quarter)].map(([quarter, points]) => ({ quarter, points }));
  if (quarters.length === 0) return <NotScored notScored={answer.notScored} />;
  const inside = answer.points.filter((point) => point.inside).length;
  const ranged = answer.points.filter((point) => point.inside !== null).length;
  return (
    <Section title="On which past quarters" aside={<span className="tag">{answer.label}</span>}>
      <RowTable label="Past quarters" rows={quarters.toReversed()} columns={columnsOf(quarters)} keyOf={(row) => row.quarter} csvName="past-quarters" empty={null} total={`${inside} of ${many(ranged, 'range')} held`} />
      <NotScored notScored={answer.notScored} />
    </Section>
  );
}

function columnsOf(quarters: readonly Quarter[]): Array<Column<Quarter>> {
  const weeks = [...new Set(quarters.flatMap(({ points }) => points.map((point) => point.week)))].toSorted((a, b) => a - b);
  return [
    { id: 'quarter', header: 'Quarter', value: (row) => row.quarter, card: 'title' },
    { id: 'method', header: 'In use then', value: (row) => methodsOf(row) },
    ...weeks.map((week): Column<Quarter> => ({ id: `week${week}`, header: `Week ${week}`, value: (row) => heldAt(row, week), show: (row) => <Held point={pointAt(row, week)} /> })),
    { id: 'rests', header: 'Rests on', value: (row) => (row.points.every((point) => point.versioned) ? 'versions held then' : 'one later export') },
  ];
}

const methodsOf = ({ points }: Quarter): string => [...new Set(points.map((point) => methodText(point.method)))].join(', ');
const pointAt = ({ points }: Quarter, week: number): BacktestPoint | undefined => points.find((point) => point.week === week);

function heldAt(row: Quarter, week: number): string | null {
  const inside = pointAt(row, week)?.inside ?? null;
  return inside === null ? null : inside ? 'inside' : 'outside';
}

function Held({ point }: { point: BacktestPoint | undefined }) {
  if (!point) return <span className="muted">–</span>;
  if (point.inside === null) return <span className="muted" title={point.refusal ?? undefined}>no range</span>;
  return <><span className={point.inside ? 'won-text' : 'lost-text'}>{point.inside ? 'inside' : 'outside'}</span> <span className="muted small">{shortDay(point.asOf)}</span></>;
}

function NotScored({ notScored }: { notScored: BacktestAnswer['notScored'] }) {
  if (notScored.length === 0) return null;
  return (
    <details>
      <summary>{many(notScored.length, 'quarter')} not scored</summary>
      <ul className="plain-list">{notScored.map((one) => <li key={one.quarter}>{one.quarter}: {one.why}</li>)}</ul>
    </details>
  );
}
