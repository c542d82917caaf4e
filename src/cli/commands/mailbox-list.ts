import type { Command } from '../command.ts';
import { mailboxLine } from '../print/mailboxes.ts';

export const command: Command = {
  name: 'mailbox list', summary: 'what owners of mail boxes and calendars said, newest first',
  run: async (context) => {
    const words = await (await context.workspace('main')).live.mailboxes();
    context.answer(words, () => (words.length === 0 ? ['Nobody has said anything yet. See "hindcast mailbox consent --help".'] : words.map(mailboxLine)));
  },
};
