import type { Command } from '../command.ts';
import { totalsLines } from '../print/events.ts';

export const command: Command = {
  name: 'source list', summary: 'event sources, and what became of all that each sent',
  run: async (context) => {
    const { events } = await context.workspace();
    const [sources, totals] = await Promise.all([events.sources(), events.totals()]);
    context.answer({ sources, totals }, () => [
      ...sources.map(({ name, keyStart, createdAt, closedAt, settings }) => `${name}: key ${keyStart}…, since ${createdAt.slice(0, 10)}${closedAt ? `, closed on ${closedAt.slice(0, 10)}` : ''}${settings.needsConsent ? ', keeps nothing without consent' : ''}`),
      ...totalsLines(totals),
    ]);
  },
};
