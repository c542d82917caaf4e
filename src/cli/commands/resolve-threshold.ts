import type { Command } from '../command.ts';
import { thresholdLines } from '../print/identity-threshold.ts';

export const command: Command = {
  name: 'resolve threshold', summary: 'from which weight on evidence joins records of people, and what other thresholds would do by the answers given in the review',
  run: async (context) => {
    const answer = await (await context.workspace()).identity.thresholds();
    context.answer(answer, () => thresholdLines(answer));
  },
};
