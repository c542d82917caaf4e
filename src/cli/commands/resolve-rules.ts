import type { Command } from '../command.ts';
import { ruleLines } from '../print/identity-rules.ts';

export const command: Command = {
  name: 'resolve rules', summary: 'what holds of all records with some value: who is always one person, who never is, and what evidence does not join through',
  run: async (context) => {
    const answer = await (await context.workspace()).identity.rules();
    context.answer(answer, () => ruleLines(answer));
  },
};
