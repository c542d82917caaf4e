import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';

export const command: Command = {
  name: 'source close', summary: 'takes no more events from a source; what it sent stays',
  arguments: [['<name>', 'name of the source']],
  run: async (context, [name]) => {
    const source = await (await context.workspace()).events.closeSource(String(name), systemPrincipal);
    context.answer(source, () => [`Source "${source.name}" is closed. What is sent with its key is refused within two seconds.`]);
  },
};
