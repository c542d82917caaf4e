import type { Webhook } from '../../model/index.ts';
import type { Command } from '../command.ts';
import { tableLines } from '../print/table.ts';

export const command: Command = {
  name: 'webhook list', summary: 'systems that are told what happens, and what became of their messages',
  run: async (context) => {
    const webhooks = await (await context.workspace()).webhooks.list();
    context.answer(webhooks, () => (webhooks.length === 0 ? ['There are no webhooks. Add one: hindcast webhook add https://…'] : tableLines(webhooks, columns)));
  },
};

const columns = [
  { title: 'Webhook', cell: ({ id }: Webhook) => id },
  { title: 'Address', cell: ({ url }: Webhook) => url },
  { title: 'Events', cell: ({ events }: Webhook) => events.join(', ') },
  { title: 'Waiting', align: 'right' as const, cell: ({ waiting }: Webhook) => String(waiting) },
  { title: 'Delivered', align: 'right' as const, cell: ({ delivered }: Webhook) => String(delivered) },
  { title: 'Given up', align: 'right' as const, cell: ({ givenUp }: Webhook) => String(givenUp) },
  { title: 'State', cell: ({ disabledWhy }: Webhook) => disabledWhy ?? 'told' },
];
