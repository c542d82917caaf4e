import { prefixSums, type PrefixSums } from './prefix-sums.ts';

export interface Segments {
  /** Where a new segment begins: index of its first value, ascending; empty where there is no change. */
  readonly starts: readonly number[];
  /** Mean of each segment, one more than starts. */
  readonly means: readonly number[];
  /** Sum of squares about the segments' means. */
  readonly residual: number;
}

export interface PenaltyOptions {
  /** What a change must save in squared units of the series; 2 σ² ln n is usual for independent noise of spread σ. Not below zero. */
  readonly penalty: number;
  /** Fewest values of a segment; 1 by default. */
  readonly minSegment?: number;
}

/**
 * Changes in the mean that minimise Σ over segments of (squares about the mean) + penalty · changes, by pruned exact linear time
 * (PELT; Killick, Fearnhead and Eckley 2012, §3): the same optimum as `optimalChanges`, in time near n where changes keep coming, near n² where none comes. Assumes
 * independent noise of one spread; correlated noise shows as changes. Throws a RangeError on an empty series, values that are not
 * finite, a penalty below zero, a minimum that is no whole number from 1 on.
 */
export const findChanges = (y: ArrayLike<number>, options: PenaltyOptions): Segments => penalised(y, options, true);

/** The same minimum by optimal partitioning without pruning (Jackson et al. 2005): time n². The referee of `findChanges`. */
export const optimalChanges = (y: ArrayLike<number>, options: PenaltyOptions): Segments => penalised(y, options, false);

function penalised(y: ArrayLike<number>, { penalty, minSegment = 1 }: PenaltyOptions, prunes: boolean): Segments {
  const sums = prefixSums(y);
  if (!(penalty >= 0)) throw new RangeError(`The penalty is ${penalty}, not a number from 0 on`);
  demandMinimum(minSegment);
  const best = new Float64Array(sums.n + 1).fill(Infinity);
  const previous = new Int32Array(sums.n + 1);
  best[0] = -penalty;
  const open: Candidates = { count: 0, from: new Int32Array(sums.n + 1), leavesAt: new Int32Array(sums.n + 1), costs: new Float64Array(sums.n + 1) };
  for (let to = 1; to <= sums.n; to += 1) {
    const newest = to - minSegment;
    if (newest === 0 || newest >= minSegment) admit(open, newest);
    for (let at = 0; at < open.count; at += 1) {
      const from = open.from[at] as number;
      const cost = (best[from] as number) + sums.spread(from, to);
      open.costs[at] = cost;
      if (cost + penalty < (best[to] as number)) { best[to] = cost + penalty; previous[to] = from; }
    }
    if (prunes) prune(open, to, to + minSegment, best[to] as number);
  }
  return segmentsOf(sums, backwards(previous, sums.n));
}

/** Places where the last segment may begin, the first `count` entries: kept in place, for there can be as many as values. */
interface Candidates {
  count: number;
  readonly from: Int32Array;
  /** First end for which the candidate need not be looked at. */
  readonly leavesAt: Int32Array;
  /** Cost at the present end, without penalty. */
  readonly costs: Float64Array;
}

const never = 2 ** 31 - 1;

function admit(open: Candidates, from: number): void {
  open.from[open.count] = from;
  open.leavesAt[open.count] = never;
  open.count += 1;
}

/** A candidate that a change at `to` would have beaten can begin no best segment once that change leaves room for a whole segment after it. */
function prune(open: Candidates, to: number, roomFrom: number, best: number): void {
  let kept = 0;
  for (let at = 0; at < open.count; at += 1) {
    const known = open.leavesAt[at] as number;
    const leavesAt = known === never && (open.costs[at] as number) > best ? roomFrom : known;
    if (leavesAt <= to + 1) continue;
    open.from[kept] = open.from[at] as number;
    open.leavesAt[kept] = leavesAt;
    kept += 1;
  }
  open.count = kept;
}

export function demandMinimum(minSegment: number): void {
  if (!Number.isInteger(minSegment) || minSegment < 1) throw new RangeError(`A segment holds a whole number of values from 1 on, not ${minSegment}`);
}

/** Follows the best last change from the end; a series shorter than two segments has none. */
function backwards(previous: Int32Array, n: number): number[] {
  const starts: number[] = [];
  for (let at = previous[n] as number; at > 0; at = previous[at] as number) starts.unshift(at);
  return starts;
}

export function segmentsOf(sums: PrefixSums, starts: readonly number[]): Segments {
  const edges = [0, ...starts, sums.n];
  const each = edges.slice(1).map((to, at) => [edges[at] as number, to] as const);
  return { starts, means: each.map(([from, to]) => sums.mean(from, to)), residual: each.reduce((sum, [from, to]) => sum + sums.spread(from, to), 0) };
}
