import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';
import { personLines } from '../print/person.ts';

export const command: Command = {
  name: 'person show', summary: 'everything held about a person, by source; the read is written to the access log that the person sees', arguments: [['<person>', 'id of a contact or an inquiry']],
  run: async (context, [person]) => {
    const answer = await (await context.workspace()).people.profile(String(person), systemPrincipal);
    context.answer(answer, () => personLines(answer));
  },
};
