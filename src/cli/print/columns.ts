import { countWords, type ColumnAnswer } from '../../model/index.ts';
import { withoutControls } from './table.ts';

const titles = { refused: 'Left out', to_confirm: 'To confirm', used: 'Used' } as const;

/** Columns by what was decided, each with its rule and figures. */
export function columnLines(columns: readonly ColumnAnswer[]): string[] {
  if (columns.length === 0) return ['No columns yet. Import a deals or inquiries export.'];
  return (Object.keys(titles) as Array<keyof typeof titles>).flatMap((status) => {
    const held = columns.filter((column) => column.status === status);
    return held.length === 0 ? [] : [`${titles[status]}: ${countWords(held.length, 'column')}`, ...held.map((column) => `  ${withoutControls(column.column)} (${column.kind}; ${column.rule.replaceAll('_', ' ')}): ${withoutControls(column.why)}`)];
  });
}
