import type { Command } from '../command.ts';
import { mailLines } from '../print/mail.ts';

export const command: Command = {
  name: 'mail show', summary: 'the server that takes our mail; never its password',
  run: async (context) => {
    const settings = await (await context.application()).mail.settings();
    context.answer(settings, () => (settings === null ? ['No mail server is set. Name one: hindcast mail set --host HOST --from ADDRESS'] : mailLines(settings)));
  },
};
