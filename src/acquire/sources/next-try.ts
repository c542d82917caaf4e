const minuteMs = 60_000;
const firstPauseMs = 30_000;
const longestPauseMs = 6 * 3_600_000;

/**
 * When a source is tried again, epoch ms: after its interval where it went well; after a failure, 30 seconds doubled with every failure in
 * a row up to six hours, half of it drawn by chance ("equal jitter"), so that sources that failed together do not come back together.
 * Null where it has no schedule. `chance` is in [0, 1).
 */
export function nextTry(now: number, everyMinutes: number | null, errorsInRow: number, chance: number): number | null {
  if (everyMinutes === null) return null;
  if (errorsInRow === 0) return now + everyMinutes * minuteMs;
  const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(errorsInRow - 1, 20));
  return now + Math.round(pause / 2 + (pause / 2) * chance);
}
