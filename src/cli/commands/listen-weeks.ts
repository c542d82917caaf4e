import type { Command } from '../command.ts';
import { weeksLines } from '../print/listening.ts';

export const command: Command = {
  name: 'listen weeks', summary: 'how often accounts, rivals and brands were named per week, where enough voices spoke',
  run: async (context) => {
    const weeks = await (await context.workspace()).listening.weeks();
    context.answer(weeks, () => weeksLines(weeks));
  },
};
