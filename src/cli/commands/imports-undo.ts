import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';

export const command: Command = {
  name: 'imports undo', summary: 'takes an import back, within 30 days', arguments: [['<id>', 'id of the import']],
  run: async (context, [id]) => {
    const answer = await (await context.workspace()).undoImport(String(id), systemPrincipal);
    context.answer(answer, () => [`Import ${answer.id} is ${answer.state}; its rows no longer count.`]);
  },
};
