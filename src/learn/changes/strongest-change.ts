import { randomStream, shuffled } from '../random.ts';
import { changeInterval, type ChangeInterval } from './change-interval.ts';
import { demandMinimum } from './find-changes.ts';
import { prefixSums } from './prefix-sums.ts';

export interface StrongestChange {
  /** First value after the strongest change. */
  readonly start: number;
  /** Largest F statistic of one change against none; null where both segments fit perfectly. */
  readonly supF: number | null;
  /** Share of random orders of the series with a supremum as large, itself counted; 1 for a constant series. */
  readonly p: number;
  readonly meanBefore: number;
  readonly meanAfter: number;
  /** Where the change lies if there is one; null where the means are equal. */
  readonly interval: ChangeInterval | null;
}

export interface StrongestOptions {
  readonly seed: number;
  /** Fewest values on each side; 15 % of the series, at least 2, where left out. */
  readonly minSegment?: number;
  /** Random orders to compare with: 999 by default. */
  readonly orders?: number;
  /** Of the interval: 0.95 by default. */
  readonly level?: number;
}

/**
 * Is there one change of the mean, and where: the supremum over places of F = (RSS₀ − RSS₁) ÷ (RSS₁ ÷ (n − 2)) (Andrews 1993, sup F), with
 * a permutation p value, exact where the values could as well have come in any order (so not under correlation in time), and the
 * interval of `changeInterval`. Throws a RangeError on values that are not finite and a series shorter than two segments.
 */
export function strongestChange(y: ArrayLike<number>, { seed, minSegment = Math.max(2, Math.floor(0.15 * y.length)), orders = 999, level = 0.95 }: StrongestOptions): StrongestChange {
  demandMinimum(minSegment);
  if (!Number.isInteger(orders) || orders < 1) throw new RangeError('At least one random order is needed');
  const sums = prefixSums(y);
  if (sums.n < Math.max(3, 2 * minSegment)) throw new RangeError(`${sums.n} values are less than two segments of ${minSegment}`);
  const { start, residual } = split(y, minSegment);
  const whole = sums.spread(0, sums.n);
  return {
    start, supF: residual === 0 ? (whole === 0 ? 0 : null) : ((whole - residual) / residual) * (sums.n - 2),
    p: permutationP(y, minSegment, residual, orders, seed),
    meanBefore: sums.mean(0, start), meanAfter: sums.mean(start, sums.n),
    interval: changeInterval(y, start, { level }),
  };
}

/** The place of least residual, the first of equals. */
function split(y: ArrayLike<number>, minSegment: number): { start: number; residual: number } {
  const sums = prefixSums(y);
  let [start, residual] = [minSegment, Infinity];
  for (let at = minSegment; at <= sums.n - minSegment; at += 1) {
    const both = sums.spread(0, at) + sums.spread(at, sums.n);
    if (both < residual) [start, residual] = [at, both];
  }
  return { start, residual };
}

/** The total is the same in any order, so the least residual is as good as the largest F; equal within rounding counts as equal. */
function permutationP(y: ArrayLike<number>, minSegment: number, residual: number, orders: number, seed: number): number {
  const random = randomStream('strongest change', seed, y.length);
  const values = Array.from(y);
  const sums = prefixSums(y);
  const limit = residual + 1e-9 * sums.spread(0, sums.n);
  let asStrong = 1;
  for (let order = 0; order < orders; order += 1) if (split(shuffled(values, random), minSegment).residual <= limit) asStrong += 1;
  return asStrong / (orders + 1);
}
