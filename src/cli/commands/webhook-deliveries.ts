import { textOf, type Command } from '../command.ts';
import { deliveryLines } from '../print/webhooks.ts';

export const command: Command = {
  name: 'webhook deliveries', summary: 'what was sent to a webhook, newest first, with every attempt', arguments: [['<webhook>', 'its id']], options: [['--last <number>', 'how many messages, 500 at most', '50']],
  run: async (context, [id], options) => {
    const deliveries = await (await context.workspace()).webhooks.deliveries(String(id), Math.max(1, Math.trunc(Number(textOf(options, 'last'))) || 1));
    context.answer(deliveries, () => (deliveries.length === 0 ? ['Nothing was sent yet.'] : deliveries.flatMap(deliveryLines)));
  },
};
