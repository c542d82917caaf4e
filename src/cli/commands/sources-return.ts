import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';
import { termsLines } from '../print/terms.ts';

export const command: Command = {
  name: 'sources return', summary: 'gives a loan back: every row of the source is removed now', arguments: [['<source>', 'name of a source on loan']],
  run: async (context, [source]) => {
    const terms = await (await context.workspace()).sources.giveBack(String(source), systemPrincipal);
    context.answer(terms, () => termsLines(terms));
  },
};
