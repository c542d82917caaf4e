import type { Command } from '../command.ts';
import { roleWordLines } from '../print/deal-people.ts';

export const command: Command = {
  name: 'deals role words', summary: 'what users said of the roles in a deal, newest first: who, when, and what was taken back', arguments: [['<deal>', 'id of the deal']],
  run: async (context, [deal]) => {
    const words = await (await context.workspace()).roles.words(String(deal));
    context.answer(words, () => roleWordLines(words));
  },
};
