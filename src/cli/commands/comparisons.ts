import type { Command } from '../command.ts';
import { comparisonLines } from '../print/comparisons.ts';
import { scopeOf } from '../scope-of.ts';

export const command: Command = {
  name: 'comparisons', summary: 'the register of every comparison made, found or not, with what chance would give',
  options: [['--as-of <date>', 'date of knowledge, such as 2025-03-31; the whole day counts']],
  run: async (context, _words, options) => {
    const answer = await (await context.workspace()).comparisons(scopeOf(options));
    context.answer(answer, () => comparisonLines(answer));
  },
};
