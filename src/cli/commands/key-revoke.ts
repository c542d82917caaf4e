import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';

export const command: Command = {
  name: 'key revoke', summary: 'ends an API key at once', arguments: [['<key>', 'its id, as hindcast key list shows it']],
  run: async (context, [id]) => {
    const key = await (await context.application()).keys.revoke(String(id), systemPrincipal);
    context.answer(key, () => [`"${key.name}" is taken back: nothing is answered to it any more.`]);
  },
};
