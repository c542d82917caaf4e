import { normalQuantile } from '../normal.ts';
import { wilsonInterval } from '../wilson.ts';
import { demandLevel } from './estimate.ts';

/**
 * Difference of two independent proportions, a of n less b of m, with Newcombe's interval from Wilson's two (Newcombe 1998, Statistics in Medicine 17, method 10), which holds with few or
 * no successes, where the normal interval does not. Throws a RangeError on counts that are not whole, below zero, or above their totals.
 */
export function proportionDifference(a: number, n: number, b: number, m: number, level = 0.95): { estimate: number; low: number; high: number } {
  for (const [count, total] of [[a, n], [b, m]] as const) {
    if (!Number.isInteger(count) || !Number.isInteger(total) || count < 0 || total < 1 || count > total) throw new RangeError(`${count} of ${total} is not a count of successes`);
  }
  demandLevel(level);
  const z = normalQuantile((1 + level) / 2);
  const [one, other] = [wilsonInterval(a, n, z), wilsonInterval(b, m, z)];
  const [p, q] = [a / n, b / m];
  return { estimate: p - q, low: p - q - Math.hypot(p - one.low, other.high - q), high: p - q + Math.hypot(one.high - p, q - other.low) };
}
