import { DAY_MS } from '../../model/index.ts';

const firstWaitMs = 5_000;
const longestWaitMs = 6 * 3_600_000;
const growth = 4;
const jitter = 0.2;

export interface Tried {
  /** Attempts made so far, 1 after the first. */
  readonly tries: number;
  readonly begunAt: number;
  readonly now: number;
  /** What the endpoint asked for, ms; 0 where it asked for nothing. */
  readonly retryAfterMs: number;
  /** From 0 to 1. */
  readonly chance: number;
}

/**
 * When to try again, epoch ms; null where a day has passed. Waits grow fourfold from five seconds to six hours, each
 * shifted by up to a fifth either way, so that what failed together does not come back together.
 */
export function nextAttemptAt({ tries, begunAt, now, retryAfterMs, chance }: Tried): number | null {
  const wait = Math.min(firstWaitMs * growth ** (tries - 1), longestWaitMs);
  const shifted = wait * (1 + jitter * (2 * chance - 1));
  const at = now + Math.max(shifted, retryAfterMs);
  return at > begunAt + DAY_MS ? null : Math.round(at);
}

/** `Retry-After` in ms: seconds or a date (RFC 9110, section 10.2.3); 0 where it cannot be read. */
export function retryAfterMs(text: string | undefined, now: number): number {
  if (text === undefined) return 0;
  const wait = /^\d{1,9}$/.test(text.trim()) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(wait) ? Math.max(0, wait) : 0;
}
