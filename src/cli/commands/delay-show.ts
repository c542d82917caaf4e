import type { Command } from '../command.ts';
import { delayLines } from '../print/delay.ts';
import { scopeOf } from '../scope-of.ts';

export const command: Command = {
  name: 'delay show', summary: 'what each day of waiting costs the buyer of a deal, by what the buyer gave; or what to ask', arguments: [['<deal>', 'id of the deal']],
  options: [['--as-of <date>', 'date of knowledge, such as 2025-03-31; the whole day counts']],
  run: async (context, [deal], options) => {
    const answer = await (await context.workspace()).delay.show(String(deal), scopeOf(options));
    context.answer(answer, () => delayLines(answer));
  },
};
