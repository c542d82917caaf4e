import type { Command } from '../command.ts';
import { buyersLines } from '../print/buyers.ts';
import { scopeOf } from '../scope-of.ts';

export const command: Command = {
  name: 'ask results', summary: 'what buyers said, beside what trackers suggest', options: [['--as-of <date>', 'date of knowledge, such as 2025-03-31; the whole day counts']],
  run: async (context, _words, options) => {
    const answer = await (await context.workspace()).buyers.results(scopeOf(options));
    context.answer(answer, () => buyersLines(answer));
  },
};
