import type { Command } from '../command.ts';
import { sourceHealthLines } from '../print/live-sources.ts';

export const command: Command = {
  name: 'source health', summary: 'live sources: last success, lag, records, errors in a row, next try, and what to do',
  run: async (context) => {
    const health = await (await context.workspace('main')).live.health();
    context.answer(health, () => sourceHealthLines(health));
  },
};
