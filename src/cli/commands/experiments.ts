import type { Command } from '../command.ts';
import { experimentLines } from '../print/experiments.ts';
import { scopeOf } from '../scope-of.ts';

export const command: Command = {
  name: 'experiments', summary: 'randomised comparisons: what came, and whether one can tell',
  options: [['--as-of <date>', 'date of knowledge, such as 2025-03-31; the whole day counts']],
  run: async (context, _words, options) => {
    const answer = await (await context.workspace()).experiments(scopeOf(options));
    context.answer(answer, () => experimentLines(answer));
  },
};
