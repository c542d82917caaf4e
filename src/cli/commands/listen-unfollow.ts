import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';
import { followedLines } from '../print/listening.ts';

export const command: Command = {
  name: 'listen unfollow', summary: 'reads it no longer; what was kept of it stays', arguments: [['<name>', 'name of the source']],
  run: async (context, [name]) => {
    const followed = await (await context.workspace()).listening.unfollow(String(name), systemPrincipal);
    context.answer(followed, () => followedLines(followed));
  },
};
