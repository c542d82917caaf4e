import type { Command } from '../command.ts';
import { followedLines } from '../print/listening.ts';

export const command: Command = {
  name: 'listen followed', summary: 'what is read by itself, how each fares, and when it is read again',
  run: async (context) => {
    const followed = await (await context.workspace()).listening.followed();
    context.answer(followed, () => followedLines(followed));
  },
};
