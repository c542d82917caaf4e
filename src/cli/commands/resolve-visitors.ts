import type { Command } from '../command.ts';
import { visitorJoinsLines } from '../print/visitor-joins.ts';

export const command: Command = {
  name: 'resolve visitors', summary: 'how many visitors of websites are known by the address or number they gave, and which of these joined nobody and why',
  run: async (context) => {
    const answer = await (await context.workspace()).identity.visitors();
    context.answer(answer, () => visitorJoinsLines(answer));
  },
};
