import type { Daily } from '../../model/index.ts';
import { nextDaily } from './next-daily.ts';

const minuteMs = 60_000;
const firstPauseMs = 30_000;
const longestPauseMs = 6 * 3_600_000;

/** When a source is read by itself: after so many minutes, or each day at a time of day; neither where only somebody asks for it. */
export interface Schedule {
  readonly everyMinutes: number | null;
  readonly daily: Daily | null;
}

/**
 * When a source is tried again, epoch ms: when it is due next where it went well; after a failure, 30 seconds doubled with every failure in
 * a row up to six hours, half of it drawn by chance ("equal jitter"), so that sources that failed together do not come back together.
 * Null where it has no schedule. `chance` is in [0, 1).
 */
export function nextTry(now: number, schedule: Schedule, errorsInRow: number, chance: number): number | null {
  if (schedule.everyMinutes === null && schedule.daily === null) return null;
  if (errorsInRow === 0) return dueAfter(now, schedule);
  const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(errorsInRow - 1, 20));
  return now + Math.round(pause / 2 + (pause / 2) * chance);
}

const dueAfter = (now: number, { everyMinutes, daily }: Schedule): number => (daily === null ? now + (everyMinutes ?? 0) * minuteMs : nextDaily(daily, now));

/** When a source that is made or changed is read first: at once, but one with a time of day at that time. Null where it has no schedule. */
export function firstTry(now: number, { everyMinutes, daily }: Schedule): Date | null {
  if (daily !== null) return new Date(nextDaily(daily, now));
  return everyMinutes === null ? null : new Date(now);
}

/** Minutes between two reads; null where it has no schedule. */
export const minutesBetween = ({ everyMinutes, daily }: Schedule): number | null => (daily === null ? everyMinutes : 24 * 60);
