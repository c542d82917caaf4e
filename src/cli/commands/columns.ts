import type { Command } from '../command.ts';
import { columnLines } from '../print/columns.ts';
import { scopeOf } from '../scope-of.ts';

export const command: Command = {
  name: 'columns', summary: 'every column: used, refused or to confirm, with the rule that decided',
  options: [['--as-of <date>', 'date of knowledge, such as 2025-03-31; the whole day counts']],
  run: async (context, _words, options) => {
    const answer = await (await context.workspace()).columns(scopeOf(options));
    context.answer(answer, () => columnLines(answer));
  },
};
