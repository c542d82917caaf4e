import { textOf, type Command } from '../command.ts';
import { refusedLines } from '../print/identity-limits.ts';

export const command: Command = {
  name: 'resolve refused', summary: 'joins that evidence asks for and limits keep apart, with which limit and which values',
  options: [['--person <id>', 'only those of one person'], ['--limit <n>', 'rows at most, 200 at most', '50']],
  run: async (context, _words, options) => {
    const person = textOf(options, 'person');
    const answer = await (await context.workspace()).identity.refused({ limit: Math.min(200, Number(textOf(options, 'limit') ?? 50) || 50), ...(person === undefined ? {} : { person }) });
    context.answer(answer, () => refusedLines(answer));
  },
};
