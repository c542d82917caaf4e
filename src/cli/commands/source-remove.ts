import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';

export const command: Command = {
  name: 'source remove', summary: 'forgets a live source with its secrets, cursors and mappings; what it brought stays',
  arguments: [['<name>', 'name of the source']],
  run: async (context, [name]) => {
    await (await context.workspace('main')).live.remove(String(name), systemPrincipal);
    context.answer({ source: name, removed: true }, () => [`"${String(name)}" is no longer read. Its records stay; each of its imports can be undone.`]);
  },
};
