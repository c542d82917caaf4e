import { systemPrincipal } from '../../model/index.ts';
import { textOf, type Command } from '../command.ts';
import { ownPageLinkLines } from '../print/person.ts';
import { wholeDays } from '../whole-days.ts';

export const command: Command = {
  name: 'person token', summary: 'a link to the person\'s own page; you send it, Hindcast sends nothing', arguments: [['<person>', 'id of a contact or an inquiry']],
  options: [['--days <n>', 'days until the link ends, 365 at most', '30']],
  run: async (context, [person], options) => {
    const link = await (await context.workspace()).people.makeLink(String(person), wholeDays(textOf(options, 'days')), systemPrincipal);
    context.answer(link, () => ownPageLinkLines(String(person), link));
  },
};
