import type { Command } from '../command.ts';
import { alertsLines } from '../print/listening.ts';

export const command: Command = {
  name: 'listen alerts', summary: 'negative coverage of your own brands, newest first, with the words that decided',
  run: async (context) => {
    const alerts = await (await context.workspace()).listening.alerts();
    context.answer(alerts, () => alertsLines(alerts));
  },
};
