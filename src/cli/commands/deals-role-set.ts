import { buyingRoleNames, systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';
import { memberLines } from '../print/deal-people.ts';
import { roleNamed } from '../role-named.ts';

export const command: Command = {
  name: 'deals role set', summary: 'says that a person has a role in a deal, or has not, whatever answers and records say',
  arguments: [['<deal>', 'id of the deal'], ['<person>', 'id of a contact or inquiry, or key: contact:SOURCE:ID'], ['<role>', buyingRoleNames.join(', ')]],
  options: [['--not', 'the person does not have the role']],
  run: async (context, [deal, person, role], options) => {
    const people = await (await context.workspace()).roles.say(String(deal), { person: String(person), role: roleNamed(role), says: options['not'] === true ? 'has_not' : 'has' }, systemPrincipal);
    context.answer(people, () => memberLines(people));
  },
};
