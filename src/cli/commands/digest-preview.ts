import { textOf, type Command } from '../command.ts';
import { digestEvery } from '../digest-every.ts';

export const command: Command = {
  name: 'digest preview', summary: 'shows the letter without sending it', arguments: [['[email]', 'as this person would get it; without one, of all deals']], options: [['--every <time>', 'day or week', 'week']],
  run: async (context, [email], options) => {
    const letter = await (await context.application()).digests.preview(context.workspaceName, email === undefined ? undefined : String(email), digestEvery(textOf(options, 'every')));
    context.answer(letter, () => [letter.subject, '', ...letter.text.split('\n')]);
  },
};
