import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';
import { parentLines } from '../print/accounts.ts';

export const command: Command = {
  name: 'accounts parent take-back', summary: 'takes the last word on an account\'s parent back; what held before it holds again',
  arguments: [['<child>', 'the account below: its id, its name, or account:SOURCE:ID']],
  run: async (context, [child]) => {
    const answer = await (await context.workspace()).companies.takeParentBack(String(child), systemPrincipal);
    context.answer(answer, () => parentLines(answer));
  },
};
