import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';

export const command: Command = {
  name: 'resolve link', summary: 'says that two records are of one person; the stricter consent counts for both',
  arguments: [['<a>', 'id of a contact or an inquiry'], ['<b>', 'id of another']],
  run: async (context, [a, b]) => {
    const answer = await (await context.workspace()).identity.say(String(a), String(b), 'same', systemPrincipal);
    context.answer(answer, () => [`${answer.id} now has ${answer.records.length} records: ${answer.records.join(', ')}.`]);
  },
};
