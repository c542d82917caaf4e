import type { Command } from '../command.ts';
import { leakLines } from '../print/leaks.ts';
import { scopeOf } from '../scope-of.ts';

export const command: Command = {
  name: 'leaks', summary: 'where deals are lost or wait more than comparable ones, in money',
  options: [['--as-of <date>', 'date of knowledge, such as 2025-03-31; the whole day counts']],
  run: async (context, _words, options) => {
    const answer = await (await context.workspace()).leaks(scopeOf(options));
    context.answer(answer, () => leakLines(answer));
  },
};
