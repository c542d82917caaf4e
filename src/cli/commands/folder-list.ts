import type { Command } from '../command.ts';
import { folderLines } from '../print/folders.ts';

export const command: Command = {
  name: 'folder list', summary: 'watched folders, and what became of each file',
  run: async (context) => {
    const folders = await (await context.workspace()).folders.list();
    context.answer(folders, () => folderLines(folders));
  },
};
