import type { Command } from '../command.ts';
import { tableLines } from '../print/table.ts';

export const command: Command = {
  name: 'users list', summary: 'everybody who may sign in',
  run: async (context) => {
    const answer = await (await context.application()).users();
    context.answer(answer, () => answer.length === 0 ? ['Nobody yet. hindcast sign-in makes the first admin.'] : tableLines(answer, [
      { title: 'E-mail', cell: (user) => user.email }, { title: 'Role', cell: (user) => user.role }, { title: 'Sees', cell: (user) => user.ownerName ?? user.teamName ?? user.reach }, { title: 'Home', cell: (user) => user.lens },
    ]));
  },
};
