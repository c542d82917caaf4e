import { Failure, systemPrincipal } from '../../model/index.ts';
import { textOf, type Command } from '../command.ts';
import { askLinkLines } from '../print/buyers.ts';

export const command: Command = {
  name: 'ask create', summary: 'a link to ask one person of a deal what decided it; you send it, Hindcast sends nothing', arguments: [['<deal>', 'id of the deal']],
  options: [['--contact <id>', 'the contact who gets the link, so that it can be removed with the person'], ['--days <n>', 'days until the link ends, 365 at most', '30']],
  run: async (context, [deal], options) => {
    const contact = textOf(options, 'contact');
    const answer = await (await context.workspace()).buyers.ask({ dealId: String(deal), days: wholeDays(textOf(options, 'days')), ...(contact === undefined ? {} : { contactId: contact }) }, systemPrincipal);
    context.answer(answer, () => askLinkLines(answer));
  },
};

function wholeDays(text = '30'): number {
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= 365) return days;
  throw new Failure('bad_request', `"${text}" is not a number of days.`, 'Give a whole number from 1 to 365.');
}
