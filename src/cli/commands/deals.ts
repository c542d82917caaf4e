import type { Command } from '../command.ts';
import { dealLines } from '../print/deals.ts';
import { scopeOf } from '../scope-of.ts';

export const command: Command = {
  name: 'deals', summary: 'open deals on a date, each with its chance and range, or why there is none',
  options: [['--as-of <date>', 'date of knowledge, such as 2025-03-31; the whole day counts']],
  run: async (context, _words, options) => {
    const answer = await (await context.workspace()).deals(scopeOf(options));
    context.answer(answer, () => dealLines(answer, scopeOf(options).asOf ?? answer[0]?.expectedClose ?? ''));
  },
};
