import { normalCdf } from '../normal.ts';
import { prefixSums } from './prefix-sums.ts';

export interface ChangeInterval {
  /** First value after the change, earliest and latest; within the series' first and last possible change. */
  readonly earliest: number;
  readonly latest: number;
}

/**
 * Interval for where one change of the mean lies, `start` being the first value after it, by the limit distribution of least squares for a
 * change small against the noise (Bai 1997, Review of Economics and Statistics 79), each side with its own variance.
 * `from` and `to` bound the two segments (whole series where left out). Independent errors assumed. Null where the interval cannot be had: equal means.
 * Throws a RangeError on a bad series and a start outside (from, to).
 */
export function changeInterval(y: ArrayLike<number>, start: number, options: { readonly level?: number; readonly from?: number; readonly to?: number } = {}): ChangeInterval | null {
  const { level = 0.95, from = 0, to = y.length } = options;
  const sums = prefixSums(y);
  if (!(Number.isInteger(start) && start > from && start < to && from >= 0 && to <= sums.n)) throw new RangeError(`A change at ${start} does not lie between ${from} and ${to}`);
  if (!(level > 0 && level < 1)) throw new RangeError('The level lies between 0 and 1');
  const [before, after] = [sums.spread(from, start) / (start - from), sums.spread(start, to) / (to - start)];
  const jump = sums.mean(start, to) - sums.mean(from, start);
  if (jump === 0) return null;
  const clamped = (place: number): number => Math.min(to - 1, Math.max(from + 1, place));
  const [back, forth] = reachOf(before, after, jump * jump, level);
  return { earliest: clamped(Math.floor(start - back)), latest: clamped(Math.ceil(start + forth)) };
}

/** Variances further apart than this count as this far apart: beyond it the distribution's terms cancel. */
const leastRatio = 1e-3;

/** Values back and forth of the estimate. A side without noise lets the change move nowhere into it. */
function reachOf(before: number, after: number, squaredJump: number, level: number): [number, number] {
  if (before === 0 && after === 0) return [0, 0];
  const least = leastRatio * Math.max(before, after);
  const [v1, v2] = [Math.max(before, least), Math.max(after, least)];
  const tail = (1 - level) / 2;
  // The estimate minus the change is spread as V: the interval goes back as far as V's upper tail, which is the lower one with time turned round.
  return [(v2 / squaredJump) * quantileOf((x) => lowerPart(x, v1 / v2), tail), (v1 / squaredJump) * quantileOf((x) => lowerPart(x, v2 / v1), tail)];
}

/** Distance x at which a falling tail reaches `tail`. */
function quantileOf(tailAt: (x: number) => number, tail: number): number {
  if (tailAt(1e-9) <= tail) return 0;
  let [low, high] = [0, 1];
  while (tailAt(high) > tail && high < 1e12) high *= 2;
  for (let step = 0; step < 80; step += 1) {
    const middle = (low + high) / 2;
    if (tailAt(middle) > tail) low = middle;
    else high = middle;
  }
  return high;
}

/** ln Φ(−z), z ≥ 0, by the continued tail beyond 30. */
const logLowerTail = (z: number): number => (z < 30 ? Math.log(normalCdf(-z)) : -(z * z) / 2 - Math.log(z * Math.sqrt(2 * Math.PI)) + Math.log1p(-1 / (z * z)));
const product = (log: number, z: number): number => Math.exp(log + logLowerTail(z));
const bell = (x: number, scale: number): number => Math.sqrt(x / scale) * Math.exp(-x / (8 * scale)) / Math.sqrt(2 * Math.PI);

/** P(V ≤ −x), x ≥ 0, of V = argmax of W₁(−s) − |s|/2 left of 0 and √φ W₂(s) − s/2 right of it; φ is the ratio of variances after : before. */
function lowerPart(x: number, phi: number): number {
  const r = 1 / phi;
  return -bell(x, 1) - ((phi * (phi + 2)) / (phi + 1)) * product((r * (1 + r) * x) / 2, (0.5 + r) * Math.sqrt(x)) + (x / 2 - 2 + (phi + 2) ** 2 / (phi + 1)) * normalCdf(-Math.sqrt(x) / 2);
}
