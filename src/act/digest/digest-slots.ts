import { DAY_MS } from '../../model/index.ts';

/** Letters leave at this hour, UTC. */
const hourOfDay = 6;
const hourMs = 3_600_000;
const monday = 1;

/** The newest instant at which a letter was due, epoch ms: each day at six, or Mondays at six, UTC. */
export function slotBefore(every: 'day' | 'week', now: number): number {
  const today = Math.floor(now / DAY_MS) * DAY_MS + hourOfDay * hourMs;
  const latest = today <= now ? today : today - DAY_MS;
  if (every === 'day') return latest;
  return latest - ((new Date(latest).getUTCDay() - monday + 7) % 7) * DAY_MS;
}
