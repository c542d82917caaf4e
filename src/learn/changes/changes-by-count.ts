import { demandMinimum, segmentsOf, type Segments } from './find-changes.ts';
import { prefixSums, type PrefixSums } from './prefix-sums.ts';

export interface CountedChanges extends Segments {
  /** Bayes's information criterion with normal errors, 2 (changes + 1) parameters; −Infinity where the fit is perfect. */
  readonly bic: number;
}

export interface CountOptions {
  /** Most changes to try. */
  readonly most: number;
  /** Fewest values of a segment. */
  readonly minSegment: number;
}

/**
 * For 0, 1, … `most` changes (as many as there is room for), the segmentation of the mean with the least sum of squares, by dynamic
 * programming (Bai and Perron 2003; time most · n²). Bai and Perron count changes by BIC: `fewestByBic` picks. Throws a RangeError on an
 * empty series, values that are not finite, counts that are not whole, and a series shorter than one segment.
 */
export function changesByCount(y: ArrayLike<number>, { most, minSegment }: CountOptions): CountedChanges[] {
  const sums = prefixSums(y);
  demandMinimum(minSegment);
  if (!Number.isInteger(most) || most < 0) throw new RangeError(`The most changes to try is ${most}, not a whole number from 0 on`);
  if (sums.n < minSegment) throw new RangeError(`${sums.n} values are less than one segment of ${minSegment}`);
  const counts = Math.min(most, Math.floor(sums.n / minSegment) - 1);
  const lastStarts = bestLastStarts(sums, counts, minSegment);
  return Array.from({ length: counts + 1 }, (_, changes) => {
    const segments = segmentsOf(sums, startsFor(lastStarts, changes, sums.n));
    return { ...segments, bic: bicOf(segments.residual, sums.n, changes) };
  });
}

/** The segmentation of least BIC; of equals the one with fewer changes. */
export function fewestByBic(candidates: readonly CountedChanges[]): CountedChanges {
  const [first, ...others] = candidates;
  if (first === undefined) throw new RangeError('There is no segmentation to choose from');
  return others.reduce((best, other) => (other.bic < best.bic ? other : best), first);
}

function bicOf(residual: number, n: number, changes: number): number {
  if (residual === 0) return -Infinity;
  return n * (Math.log(residual / n) + 1 + Math.log(2 * Math.PI)) + Math.log(n) * 2 * (changes + 1);
}

/** For each number of changes and each end, where the last segment begins. */
function bestLastStarts(sums: PrefixSums, counts: number, minSegment: number): Int32Array[] {
  let before = Float64Array.from({ length: sums.n + 1 }, (_, to) => (to >= minSegment ? sums.spread(0, to) : Infinity));
  return Array.from({ length: counts }, (_, index) => {
    const [now, starts] = [new Float64Array(sums.n + 1).fill(Infinity), new Int32Array(sums.n + 1)];
    for (let to = (index + 2) * minSegment; to <= sums.n; to += 1) {
      for (let from = (index + 1) * minSegment; from <= to - minSegment; from += 1) {
        const cost = (before[from] as number) + sums.spread(from, to);
        if (cost < (now[to] as number)) { now[to] = cost; starts[to] = from; }
      }
    }
    before = now;
    return starts;
  });
}

function startsFor(lastStarts: readonly Int32Array[], changes: number, n: number): number[] {
  const starts: number[] = [];
  for (let left = changes, to = n; left > 0; left -= 1) {
    to = (lastStarts[left - 1] as Int32Array)[to] as number;
    starts.unshift(to);
  }
  return starts;
}
