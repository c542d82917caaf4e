import type { Command } from '../command.ts';
import { memberLines } from '../print/deal-people.ts';
import { scopeOf } from '../scope-of.ts';

export const command: Command = {
  name: 'deals people', summary: 'who took part in a deal: in what, how often, when last, and what says so, which roles they have by whom, and what is missing', arguments: [['<deal>', 'id of the deal']],
  options: [['--as-of <date>', 'date of knowledge, such as 2025-03-31; the whole day counts']],
  run: async (context, [deal], options) => {
    const { people } = await (await context.workspace()).deal(String(deal), scopeOf(options));
    context.answer(people, () => memberLines(people));
  },
};
