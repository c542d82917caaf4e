import type { BacktestAnswer, Skill } from '../../../src/model/index.ts';
import { RowTable, type Column } from '../../ui/row-table.tsx';
import { countText, methodTerm, methodText } from '../../ui/words.ts';

const columns: Array<Column<Skill>> = [
  { id: 'method', header: 'Method', value: (row) => methodTerm(row.method), card: 'title' },
  { id: 'week', header: 'Week', value: (row) => row.week, show: (row) => row.week ?? 'all', number: true },
  { id: 'n', header: 'Deals', value: (row) => row.n, show: (row) => countText(row.n), number: true },
  { id: 'brier', header: 'Brier score', value: (row) => row.brier, show: (row) => row.brier.toFixed(3), number: true },
  { id: 'logLoss', header: 'Log loss', value: (row) => row.logLoss, show: (row) => row.logLoss.toFixed(3), number: true },
  { id: 'auc', header: 'AUC', value: (row) => row.auc, show: (row) => row.auc?.toFixed(2) ?? '–', number: true },
  { id: 'ece', header: 'Calibration error (perfect model)', value: (row) => row.ece, show: (row) => `${row.ece.toFixed(3)} (${row.eceExpected.toFixed(3)})`, number: true },
];

/** Deal by deal: the scores of each method, for those who want the statistical terms. */
export function SkillTable({ answer }: { answer: BacktestAnswer }) {
  if (answer.skill.length === 0) return null;
  const validation = { time: 'Each score uses only what was known before.', grouped: 'No dates: grouped cross-validation, duplicates together. Time order was impossible.', none: '' }[answer.validation];
  return (
    <details>
      <summary>Scores per deal; in use: {methodText(answer.chosen)}</summary>
      <p className="muted">{validation}</p>
      <RowTable label="Scores per deal" rows={answer.skill} columns={columns} keyOf={(row) => `${row.method}${row.week}`} empty={null} csvName="scores" />
    </details>
  );
}
