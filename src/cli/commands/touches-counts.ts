import type { Command } from '../command.ts';
import { touchCountLines } from '../print/touches.ts';

export const command: Command = {
  name: 'touches counts', summary: 'what became of every accepted event: in touches, or thinned with its reason',
  run: async (context) => {
    const counts = await (await context.workspace()).touches.counts();
    context.answer(counts, () => touchCountLines(counts));
  },
};
