import type { Command } from '../command.ts';
import { coverageLines } from '../print/coverage.ts';
import { scopeOf } from '../scope-of.ts';

export const command: Command = {
  name: 'coverage', summary: 'what is held, how complete and fresh it is, and what would open more',
  options: [['--as-of <date>', 'date of knowledge, such as 2025-03-31; the whole day counts']],
  run: async (context, _words, options) => {
    const answer = await (await context.workspace()).coverage(scopeOf(options));
    context.answer(answer, () => coverageLines(answer));
  },
};
