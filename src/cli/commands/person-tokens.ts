import type { Command } from '../command.ts';
import { ownPageTokenLines } from '../print/person.ts';

export const command: Command = {
  name: 'person tokens', summary: 'links to personal pages: whose, until when, how often opened',
  run: async (context) => {
    const { links } = await (await context.workspace()).people.consentOverview();
    context.answer(links, () => ownPageTokenLines(links));
  },
};
