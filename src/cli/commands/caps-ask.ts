import { systemPrincipal, type ContactWish } from '../../model/index.ts';
import { textOf, type Command } from '../command.ts';
import { decisionLines } from '../print/caps.ts';

export const command: Command = {
  name: 'caps ask', summary: 'whether a person may be contacted now, and if not, from when', arguments: [['<person>', 'id of a contact or an inquiry']],
  options: [['--channel <channel>', 'mail, phone, message, post or link', 'mail'], ['--about <about>', 'sales, marketing or research', 'sales'], ['--at <time>', 'another time, as ISO 8601 in UTC'], ['--book', 'the contact is made, and counts']],
  run: async (context, [person], options) => {
    const at = textOf(options, 'at');
    const wish = { channel: textOf(options, 'channel'), about: textOf(options, 'about'), book: options['book'] === true, ...(at === undefined ? {} : { at }) } as ContactWish;
    const decision = await (await context.workspace()).caps.mayContact(String(person), wish, systemPrincipal);
    context.answer(decision, () => decisionLines(decision));
  },
};
