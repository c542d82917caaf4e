import type { Command } from '../command.ts';
import { hookLines } from '../print/hooks.ts';

export const command: Command = {
  name: 'source deliveries', summary: 'what became of the webhooks that were delivered to each source',
  run: async (context) => {
    const totals = await (await context.workspace('main')).hooks.totals();
    context.answer(totals, () => hookLines(totals));
  },
};
