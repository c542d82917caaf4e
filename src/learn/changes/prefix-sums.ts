import { demandFinite } from '../demand.ts';

/** Sums of squares about the mean of any stretch of a series in constant time. */
export interface PrefixSums {
  readonly n: number;
  /** Σ (y − mean)² over [from, to); never below zero. */
  readonly spread: (from: number, to: number) => number;
  readonly mean: (from: number, to: number) => number;
}

/** The series is centred first, so that a large level costs no digits. Throws a RangeError on no values or values that are not finite. */
export function prefixSums(y: ArrayLike<number>): PrefixSums {
  const n = y.length;
  if (n === 0) throw new RangeError('A series needs at least one value');
  demandFinite('Series', y);
  const centre = Array.from(y).reduce((mean, value, at) => mean + (value - mean) / (at + 1), 0);
  const [sums, squares] = [new Float64Array(n + 1), new Float64Array(n + 1)];
  for (let at = 0; at < n; at += 1) {
    const value = (y[at] as number) - centre;
    sums[at + 1] = (sums[at] as number) + value;
    squares[at + 1] = (squares[at] as number) + value * value;
  }
  if (!Number.isFinite(squares[n])) throw new RangeError('The squares of the series are too large for a number: measure it in a larger unit');
  const between = (all: Float64Array, from: number, to: number): number => (all[to] as number) - (all[from] as number);
  return {
    n,
    mean: (from, to) => centre + between(sums, from, to) / (to - from),
    spread: (from, to) => Math.max(0, between(squares, from, to) - between(sums, from, to) ** 2 / (to - from)),
  };
}
