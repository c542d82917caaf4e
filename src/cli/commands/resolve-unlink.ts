import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';

export const command: Command = {
  name: 'resolve unlink', summary: 'says that two records are not of one person; each has its own consent again',
  arguments: [['<a>', 'id of a contact or an inquiry'], ['<b>', 'id of another']],
  run: async (context, [a, b]) => {
    const answer = await (await context.workspace()).identity.say(String(a), String(b), 'different', systemPrincipal);
    context.answer(answer, () => [`${answer.id} now has ${answer.records.length === 1 ? 'one record' : `${answer.records.length} records: ${answer.records.join(', ')}`}.`]);
  },
};
