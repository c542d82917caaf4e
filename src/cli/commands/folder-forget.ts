import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';
import { folderLines } from '../print/folders.ts';

export const command: Command = {
  name: 'folder forget', summary: 'watches a folder no longer; what was imported stays', arguments: [['<path>', 'the folder']],
  run: async (context, [path]) => {
    const folders = await (await context.workspace()).folders.forget(String(path), systemPrincipal);
    context.answer(folders, () => folderLines(folders));
  },
};
