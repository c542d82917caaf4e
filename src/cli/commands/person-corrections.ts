import type { Command } from '../command.ts';
import { correctionLines } from '../print/person.ts';

export const command: Command = {
  name: 'person corrections', summary: 'what people want corrected: open ones first',
  run: async (context) => {
    const corrections = await (await context.workspace()).people.corrections();
    context.answer(corrections, () => correctionLines(corrections));
  },
};
