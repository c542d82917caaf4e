import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';

export const command: Command = {
  name: 'mail test', summary: 'sends a test letter', arguments: [['<to>', 'the address']],
  run: async (context, [to]) => {
    await (await context.application()).mail.test(String(to), systemPrincipal);
    context.answer({ sent: true }, () => ['The server took the letter.']);
  },
};
