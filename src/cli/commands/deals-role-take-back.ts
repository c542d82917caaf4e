import { buyingRoleNames, systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';
import { memberLines } from '../print/deal-people.ts';
import { roleNamed } from '../role-named.ts';

export const command: Command = {
  name: 'deals role take-back', summary: 'takes what was said of a person\'s role back; answers and records alone count again',
  arguments: [['<deal>', 'id of the deal'], ['<person>', 'id of a contact or inquiry, or key: contact:SOURCE:ID'], ['<role>', buyingRoleNames.join(', ')]],
  run: async (context, [deal, person, role]) => {
    const people = await (await context.workspace()).roles.say(String(deal), { person: String(person), role: roleNamed(role), says: 'taken_back' }, systemPrincipal);
    context.answer(people, () => memberLines(people));
  },
};
