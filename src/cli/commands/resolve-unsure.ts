import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';

export const command: Command = {
  name: 'resolve unsure', summary: 'says that nobody can tell whether two records are of one person; they are not asked about again',
  arguments: [['<a>', 'id of a contact or an inquiry'], ['<b>', 'id of another']],
  run: async (context, [a, b]) => {
    const answer = await (await context.workspace()).identity.say(String(a), String(b), 'unsure', systemPrincipal);
    context.answer(answer, () => ['Noted; who is who stays as it is.']);
  },
};
