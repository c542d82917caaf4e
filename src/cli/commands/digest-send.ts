import { systemPrincipal } from '../../model/index.ts';
import { textOf, type Command } from '../command.ts';
import { digestEvery } from '../digest-every.ts';

export const command: Command = {
  name: 'digest send', summary: 'sends the letter to a person at once', arguments: [['<email>', 'somebody who may sign in']], options: [['--every <time>', 'day or week', 'week']],
  run: async (context, [email], options) => {
    await (await context.application()).digests.send(context.workspaceName, String(email), digestEvery(textOf(options, 'every')), systemPrincipal);
    context.answer({ sent: true }, () => ['The server took the letter.']);
  },
};
