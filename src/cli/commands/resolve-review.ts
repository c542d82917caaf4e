import { textOf, type Command } from '../command.ts';
import { reviewLines } from '../print/identity.ts';

export const command: Command = {
  name: 'resolve review', summary: 'pairs that evidence alone does not settle, side by side; answer with "resolve link", "unlink" or "unsure"',
  options: [['--limit <n>', 'pairs at most, 100 at most', '10']],
  run: async (context, _words, options) => {
    const answer = await (await context.workspace()).identity.review(Math.min(100, Number(textOf(options, 'limit') ?? 10) || 10));
    context.answer(answer, () => reviewLines(answer));
  },
};
