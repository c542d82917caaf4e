import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';

export const command: Command = {
  name: 'webhook remove', summary: 'removes a webhook and what waits for it', arguments: [['<webhook>', 'its id']],
  run: async (context, [id]) => {
    await (await context.workspace()).webhooks.remove(String(id), systemPrincipal);
    context.answer({ removed: String(id) }, () => [`Webhook ${String(id)} is removed.`]);
  },
};
