import type { BacktestAnswer } from '../../../src/model/index.ts';
import { RowTable, type Column } from '../../ui/row-table.tsx';
import { ruleNames } from './baselines.tsx';

const ruleText = (name: string): string => (name === 'middle' ? 'Middle of the range' : (ruleNames.find(([rule]) => rule === name)?.[1] ?? name));

type Miss = BacktestAnswer['errors'][number];
const share = (value: number | null): string => (value === null ? '–' : `${Math.round(value * 100)} %`);

function leaning(bias: number | null): string {
  if (bias === null) return '–';
  const points = Math.round(bias * 100);
  return `${points > 0 ? '+' : points < 0 ? '−' : ''}${Math.abs(points)} %`;
}

const columns: Array<Column<Miss>> = [
  { id: 'name', header: 'Rule', value: (row) => ruleText(row.name), card: 'title' },
  { id: 'wape', header: 'Usual miss (%)', value: (row) => row.wape, show: (row) => share(row.wape), number: true },
  { id: 'bias', header: 'Leaning (%)', value: (row) => row.bias, show: (row) => leaning(row.bias), number: true },
  { id: 'quarters', header: 'Quarters', value: (row) => row.quarters, number: true },
];

/** The usual miss of the model and of every simple rule, at one week of the quarter. */
export function ErrorTable({ errors: all, week }: { errors: readonly Miss[]; week: number }) {
  const errors = all.filter((row) => row.week === week);
  if (errors.length === 0) return null;
  return (
    <>
      <h3>Usual miss at week {week}, beside simple rules</h3>
      <RowTable label="Usual miss" rows={errors} columns={columns} keyOf={(row) => row.name} empty={null} csvName="usual-miss" />
    </>
  );
}
