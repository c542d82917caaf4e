import type { Command } from '../command.ts';
import { claimLines } from '../print/buyers.ts';
import { scopeOf } from '../scope-of.ts';

export const command: Command = {
  name: 'claims', summary: 'what "everybody knows" about buyers, tested on own data', options: [['--as-of <date>', 'date of knowledge, such as 2025-03-31; the whole day counts']],
  run: async (context, _words, options) => {
    const answer = await (await context.workspace()).buyers.claims(scopeOf(options));
    context.answer(answer, () => claimLines(answer));
  },
};
