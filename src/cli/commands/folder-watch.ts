import { systemPrincipal } from '../../model/index.ts';
import { textOf, type Command } from '../command.ts';
import { folderLines } from '../print/folders.ts';

export const command: Command = {
  name: 'folder watch', summary: 'imports the files of a folder by themselves, each once they no longer change; nothing in it is moved or changed',
  arguments: [['<path>', 'the whole path of a folder on this machine']], options: [['--source <name>', 'source of what is in it; found by content where it is not given']],
  run: async (context, [path], options) => {
    const source = textOf(options, 'source');
    const folders = await (await context.workspace()).folders.watch({ path: String(path), ...(source === undefined ? {} : { source }) }, systemPrincipal);
    context.answer(folders, () => folderLines(folders));
  },
};
