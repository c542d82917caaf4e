import type { Command } from '../command.ts';
import { limitLines } from '../print/identity-limits.ts';

export const command: Command = {
  name: 'resolve limits', summary: 'how many addresses, numbers and records one person may have, the kind that counts most first',
  run: async (context) => {
    const answer = await (await context.workspace()).identity.limits();
    context.answer(answer, () => limitLines(answer));
  },
};
