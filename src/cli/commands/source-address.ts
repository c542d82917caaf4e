import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';
import { addressLines } from '../print/hooks.ts';

export const command: Command = {
  name: 'source address', summary: 'makes a new address for the webhooks of a source, printed this once; the earlier one is closed',
  arguments: [['<name>', 'name of the source']],
  run: async (context, [name]) => {
    const { path } = await (await context.workspace('main')).hooks.renewAddress(String(name), systemPrincipal);
    context.answer({ source: name, address: path }, () => addressLines(path));
  },
};
