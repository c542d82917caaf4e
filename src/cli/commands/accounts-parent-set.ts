import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';
import { parentLines } from '../print/accounts.ts';

export const command: Command = {
  name: 'accounts parent set', summary: 'says which company an account is below, whatever records say; nothing is merged, and lists add up to it where they are asked to',
  arguments: [['<child>', 'the account below: its id, its name, or account:SOURCE:ID'], ['<parent>', 'the account above it in the same way, or none']],
  run: async (context, [child, parent]) => {
    const answer = await (await context.workspace()).companies.setParent(String(child), parent === 'none' ? null : String(parent), systemPrincipal);
    context.answer(answer, () => parentLines(answer));
  },
};
