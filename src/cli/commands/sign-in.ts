import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';
import { linkLines } from '../print/link.ts';

export const command: Command = {
  name: 'sign-in', summary: 'a sign-in link for the admin of this installation',
  run: async (context) => {
    const answer = await (await context.application()).signInLink(undefined, systemPrincipal);
    context.answer(answer, () => linkLines(answer));
  },
};
