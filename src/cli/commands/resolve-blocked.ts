import type { Command } from '../command.ts';
import { blockedLines } from '../print/blocked-values.ts';

export const command: Command = {
  name: 'resolve blocked', summary: 'values that say nothing of who somebody is, and in how many records they were not heeded',
  run: async (context) => {
    const answer = await (await context.workspace()).identity.blocked();
    context.answer(answer, () => blockedLines(answer));
  },
};
