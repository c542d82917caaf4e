import type { Command } from '../command.ts';
import { consentLines } from '../print/consent.ts';

export const command: Command = {
  name: 'consent show', summary: 'what a person allows, why, and everything that was said', arguments: [['<person>', 'id of a contact or an inquiry']],
  run: async (context, [person]) => {
    const answer = await (await context.workspace()).people.consent(String(person));
    context.answer(answer, () => consentLines(answer));
  },
};
