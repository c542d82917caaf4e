import { Failure, systemPrincipal, webhookReplaySchema } from '../../model/index.ts';
import { textOf, type Command } from '../command.ts';

export const command: Command = {
  name: 'webhook replay', summary: 'sends one message, or all of a time, again under the same ids', arguments: [['<webhook>', 'its id']],
  options: [['--message <id>', 'one message'], ['--since <instant>', 'from this instant on, such as 2026-11-20T09:00:00Z'], ['--until <instant>', 'before this instant']],
  run: async (context, [id], options) => {
    const which = webhookReplaySchema.safeParse({ messageId: textOf(options, 'message'), since: textOf(options, 'since'), until: textOf(options, 'until') });
    if (!which.success) throw new Failure('bad_request', 'An instant cannot be read.', 'Write it as 2026-11-20T09:00:00Z.');
    const waiting = await (await context.workspace()).webhooks.replay(String(id), which.data, systemPrincipal);
    context.answer({ waiting }, () => [`${waiting} ${waiting === 1 ? 'message waits' : 'messages wait'}; the running server sends them.`]);
  },
};
