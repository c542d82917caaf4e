import type { Command } from '../command.ts';
import { sourceHealthLines, subscriptionLines } from '../print/live-sources.ts';

export const command: Command = {
  name: 'source health', summary: 'live sources: last success, lag, records, errors in a row, next try, and what to do',
  run: async (context) => {
    const workspace = await context.workspace('main');
    const [health, subscriptions] = await Promise.all([workspace.live.health(), workspace.events.subscriptions()]);
    context.answer([...health, ...subscriptions], () => [...(health.length === 0 && subscriptions.length > 0 ? [] : sourceHealthLines(health)), ...subscriptions.flatMap(subscriptionLines)]);
  },
};
