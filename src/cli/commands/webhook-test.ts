import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';
import { deliveryLines } from '../print/webhooks.ts';

export const command: Command = {
  name: 'webhook test', summary: 'sends a test message at once; exit code 1 where it did not arrive', arguments: [['<webhook>', 'its id']],
  run: async (context, [id]) => {
    const delivery = await (await context.workspace()).webhooks.test(String(id), systemPrincipal);
    context.answer(delivery, () => deliveryLines(delivery));
    return delivery.state === 'delivered' ? 0 : 1;
  },
};
