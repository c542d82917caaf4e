import type { Command } from '../command.ts';
import { runLines } from '../print/identity.ts';

export const command: Command = {
  name: 'resolve runs', summary: 'comparisons of people so far, newest first, and what each changed',
  run: async (context) => {
    const { runs } = await (await context.workspace()).identity.review(1);
    context.answer(runs, () => (runs.length === 0 ? ['Nothing was compared yet.', '  Compare what is held: hindcast resolve run'] : runLines(runs)));
  },
};
