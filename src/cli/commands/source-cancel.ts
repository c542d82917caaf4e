import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';

export const command: Command = {
  name: 'source cancel', summary: 'stops a run of a live source; what was committed stays, the rest is read again',
  arguments: [['<name>', 'name of the source']],
  run: async (context, [name]) => {
    await (await context.workspace('main')).live.cancel(String(name), systemPrincipal);
    context.answer({ source: name, cancelAsked: true }, () => [`The run of "${String(name)}" is asked to stop.`]);
  },
};
