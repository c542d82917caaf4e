import type { Command } from '../command.ts';
import { explanationLines } from '../print/identity.ts';

export const command: Command = {
  name: 'resolve explain', summary: 'why two records are one person, step by step with what each comparison weighs; or why not',
  arguments: [['<a>', 'id of a contact or an inquiry'], ['<b>', 'id of another']],
  run: async (context, [a, b]) => {
    const answer = await (await context.workspace()).identity.explain(String(a), String(b));
    context.answer(answer, () => explanationLines(answer));
  },
};
