import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';

export const command: Command = {
  name: 'source replay', summary: 'reads the stored deliveries of a source again, by the mapping as it is now',
  arguments: [['<name>', 'name of the source']],
  run: async (context, [name]) => {
    const waiting = await (await context.workspace('main')).hooks.replay(String(name), {}, systemPrincipal);
    context.answer({ source: name, waiting }, () => [`${waiting} stored deliveries of "${String(name)}" are read again: by the server within seconds, or now with "hindcast source run ${String(name)}". Records that did not change stay as they are.`]);
  },
};
