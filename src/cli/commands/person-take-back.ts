import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';

export const command: Command = {
  name: 'person take-back', summary: 'end a link to a person\'s own page', arguments: [['<link>', 'id of the link, as listed by person tokens']],
  run: async (context, [link]) => {
    const token = await (await context.workspace()).people.takeBackLink(String(link), systemPrincipal);
    context.answer(token, () => [`The link to the page of ${token.subject} no longer works.`]);
  },
};
