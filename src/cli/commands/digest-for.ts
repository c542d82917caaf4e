import { digestEverySchema, Failure, systemPrincipal } from '../../model/index.ts';
import { textOf, type Command } from '../command.ts';

export const command: Command = {
  name: 'digest for', summary: 'sends somebody the letter by day or week from now on, or no more', arguments: [['<email>', 'somebody who may sign in, and wants it']], options: [['--every <time>', 'day, week or never', 'week']],
  run: async (context, [email], options) => {
    const every = digestEverySchema.safeParse(textOf(options, 'every'));
    if (!every.success) throw new Failure('bad_request', 'A letter comes by day, by week or never.', 'Give --every day, --every week or --every never.');
    const reader = await (await context.application()).digests.subscribe(context.workspaceName, String(email), every.data, systemPrincipal);
    context.answer(reader, () => [reader.every === 'never' ? `${reader.email} gets no letter any more.` : `${reader.email} gets the letter of "${reader.workspace}" every ${reader.every}, at 06:00 UTC.`]);
  },
};
