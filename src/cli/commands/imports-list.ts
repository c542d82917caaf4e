import { tableLines } from '../print/table.ts';
import type { Command } from '../command.ts';

export const command: Command = {
  name: 'imports list', summary: 'every import, newest first',
  run: async (context) => {
    const answer = await (await context.workspace()).imports();
    context.answer(answer, () => answer.length === 0 ? ['Nothing was imported yet.'] : tableLines(answer, [
      { title: 'Id', cell: (one) => one.id }, { title: 'When', cell: (one) => one.createdAt.slice(0, 16).replace('T', ' ') }, { title: 'State', cell: (one) => one.state },
      { title: 'Rows', align: 'right', cell: (one) => one.rowsDone.toLocaleString('en-GB') }, { title: 'Files', cell: (one) => one.files.join(', ') },
    ]));
  },
};
