import type { BacktestAnswer } from '../../../src/model/index.ts';
import { RowTable, type Column } from '../../ui/row-table.tsx';

type Miss = BacktestAnswer['errors'][number];
const share = (value: number | null): string => (value === null ? '–' : `${Math.round(value * 100)} %`);

const columns: Array<Column<Miss>> = [
  { id: 'name', header: 'Rule', value: (row) => row.name, card: 'title' },
  { id: 'week', header: 'Week', value: (row) => row.week, number: true },
  { id: 'wape', header: 'Usual miss (%)', value: (row) => row.wape, show: (row) => share(row.wape), number: true },
  { id: 'bias', header: 'Leaning (%)', value: (row) => row.bias, show: (row) => (row.bias === null ? '–' : `${row.bias > 0 ? '+' : row.bias < 0 ? '−' : ''}${share(Math.abs(row.bias))}`), number: true },
  { id: 'quarters', header: 'Quarters', value: (row) => row.quarters, number: true },
];

/** The usual miss of the model and of every simple rule, week by week. */
export function ErrorTable({ errors }: { errors: readonly Miss[] }) {
  if (errors.length === 0) return null;
  return (
    <>
      <h3>Usual miss, beside simple rules</h3>
      <RowTable label="Usual miss" rows={errors} columns={columns} keyOf={(row) => `${row.name}${row.week}`} empty={null} csvName="usual-miss" />
    </>
  );
}
