import type { Command } from '../command.ts';
import { termsLines } from '../print/terms.ts';

export const command: Command = {
  name: 'sources list', summary: 'how long people\'s records of a source are kept, and which sources are on loan',
  run: async (context) => {
    const terms = await (await context.workspace()).sources.list();
    context.answer(terms, () => termsLines(terms));
  },
};
