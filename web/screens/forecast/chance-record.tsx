import { chanceRecordWords, type BacktestAnswer } from '../../../src/model/index.ts';
import { RowTable, type Column } from '../../ui/row-table.tsx';
import { countText } from '../../ui/words.ts';

type Group = BacktestAnswer['reliability'][number];
const percent = (share: number): string => `${Math.round(share * 100)} %`;

const columns: Array<Column<Group>> = [
  { id: 'said', header: 'Chance shown', value: (row) => row.predicted, show: (row) => percent(row.predicted), number: true, card: 'title' },
  { id: 'won', header: 'Won', value: (row) => row.observed, show: (row) => `${percent(row.observed)} (${Math.round(row.low * 100)}–${Math.round(row.high * 100)})`, number: true },
  { id: 'n', header: 'Deals', value: (row) => row.n, show: (row) => countText(row.n), number: true },
];

/** Whether deals that were shown a chance were won about that often. */
export function ChanceRecord({ answer }: { answer: BacktestAnswer }) {
  if (answer.chances === null) return null;
  return (
    <details>
      <summary>{chanceRecordWords(answer.chances)}</summary>
      <p className="muted">Groups of deals by the chance they would have been shown; {countText(answer.chances.stillOpen)} still open count as not won.</p>
      <RowTable label="Chance shown and share won" rows={answer.reliability} columns={columns} keyOf={(row) => String(row.predicted)} empty={null} csvName="chances" />
    </details>
  );
}
