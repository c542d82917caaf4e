import type { Command } from '../command.ts';
import { namesLines } from '../print/listening.ts';

export const command: Command = {
  name: 'listen names', summary: 'brands and rivals that are listened for',
  run: async (context) => {
    const names = await (await context.workspace()).listening.names();
    context.answer(names, () => namesLines(names));
  },
};
