import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';
import { linkLines } from '../print/link.ts';

export const command: Command = {
  name: 'users link', summary: 'a sign-in link for a person', arguments: [['<email>', 'the address']],
  run: async (context, [email]) => {
    const answer = await (await context.application()).signInLink(String(email), systemPrincipal);
    context.answer(answer, () => linkLines(answer));
  },
};
