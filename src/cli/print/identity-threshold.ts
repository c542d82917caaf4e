import { countWords, type RunPreview, type ThresholdsAnswer } from '../../model/index.ts';
import { signed } from './identity.ts';

const percent = (share: number | null): string => (share === null ? '–' : `${(100 * share).toFixed(1)} %`);
const choosers = { evidence: 'as the evidence alone says', answers: 'as answers say', person: 'as somebody chose' } as const;

/** What several thresholds would do, the one in force marked. */
export function thresholdLines({ threshold, chosenBy, answers, needed, advised, rows }: ThresholdsAnswer): string[] {
  if (threshold === null) return ['Nothing was compared yet.', '  Compare what is held: hindcast resolve run'];
  const judged = answers.same + answers.different;
  const heeded = judged < needed ? `From ${needed} on the next comparison heeds them: hindcast resolve review` : 'The next comparison heeds them.';
  const header = ['joins from', 'right', 'found', 'F1', 'joins', 'people'];
  const cells = rows.map((row) => [signed(row.threshold), percent(row.precision), percent(row.recall), row.f1 === null ? '–' : row.f1.toFixed(3), String(row.joins), String(row.people)]);
  const widths = header.map((name, column) => Math.max(name.length, ...cells.map((line) => line[column]?.length ?? 0)));
  const line = (of: readonly string[], note: string): string => `  ${of.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  ')}${note}`;
  return [
    `Evidence joins from ${signed(threshold)} on, ${choosers[chosenBy ?? 'evidence']}. Expected from ${countWords(judged, 'answer')} (${answers.same} the same, ${answers.different} not). ${heeded}`,
    line(header, ''), ...cells.map((of, place) => line(of, noteOf(rows[place]?.threshold, threshold, advised))),
    'Right: of the joins. Found: of the right pairs among those that were kept.', 'Choose another, to be approved: hindcast resolve threshold set WEIGHT',
  ];
}

const noteOf = (row: number | undefined, inForce: number, advised: number | null): string => (row === inForce ? '  in force' : '') + (row === advised ? '  advised' : '');

/** What a proposed run would change: counts, then the largest changes with their records. */
export function previewLines({ run, records, largest }: RunPreview): string[] {
  return [
    `Run ${run.id} would make ${countWords(run.merges, 'merge')} and ${countWords(run.splits, 'split')}, of ${countWords(records, 'record')}${run.refused > 0 ? `; a word or limit keeps ${run.refused} apart` : ''}.`,
    ...largest.flatMap(({ kind, parts }) => [`  ${kind === 'merge' ? 'one of' : 'apart into'} ${parts.length}:`, ...parts.map((part) => `      ${part.join(', ')}`)]),
    `Let it count: hindcast resolve approve ${run.id}`,
  ];
}
