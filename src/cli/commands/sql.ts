import { countWords } from '../../model/index.ts';
import type { Command } from '../command.ts';
import { tableLines } from '../print/table.ts';

export const command: Command = {
  name: 'sql', summary: 'one SELECT over the listed views, read-only', arguments: [['<statement>', 'the statement, in quotes']],
  run: async (context, [statement]) => {
    const answer = await (await context.workspace()).sql(String(statement));
    context.answer(answer, () => [
      ...tableLines(answer.rows, answer.columns.map((column, index) => ({ title: column.name, align: /Int|Float|Decimal/.test(column.type) ? 'right' as const : 'left' as const, cell: (row) => String(row[index] ?? '–') }))),
      `${countWords(answer.rows.length, 'row')}${answer.truncated ? ', cut at the limit' : ''}.`,
    ]);
  },
};
