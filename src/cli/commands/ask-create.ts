import { systemPrincipal } from '../../model/index.ts';
import { textOf, type Command } from '../command.ts';
import { askLinkLines } from '../print/buyers.ts';
import { wholeDays } from '../whole-days.ts';

export const command: Command = {
  name: 'ask create', summary: 'a link to ask one person of a deal what decided it; you send it, Hindcast sends nothing', arguments: [['<deal>', 'id of the deal']],
  options: [['--contact <id>', 'the contact who gets the link, so that it can be removed with the person'], ['--days <n>', 'days until the link ends, 365 at most', '30']],
  run: async (context, [deal], options) => {
    const contact = textOf(options, 'contact');
    const answer = await (await context.workspace()).buyers.ask({ dealId: String(deal), days: wholeDays(textOf(options, 'days')), ...(contact === undefined ? {} : { contactId: contact }) }, systemPrincipal);
    context.answer(answer, () => askLinkLines(answer));
  },
};
