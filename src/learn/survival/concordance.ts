import { checkFollowUp, type FollowUp } from './follow-up.ts';

/** How well a score orders subjects by time to the event. */
export interface Concordance {
  /** (concordant + tied / 2) / pairs; 1 is perfect, 0.5 is chance. */
  readonly index: number;
  readonly concordant: number;
  readonly tied: number;
  readonly pairs: number;
}

/**
 * Harrell's C (Harrell et al. 1982): among pairs of which it is known who had the event first, the share in which that one has
 * the higher `risk`. A censored time equal to an event's counts as longer; two events at one time are no pair. Depends on the
 * censoring: compare models on the same rows only. Null without a usable pair. Entries are not looked at. O(n log n).
 * Throws a `RangeError` for bad follow-up or a risk that is not finite.
 */
export function concordance(seen: FollowUp, risk: ArrayLike<number>): Concordance | null {
  checkFollowUp(seen);
  const n = seen.time.length;
  if (risk.length !== n || Array.from(risk).some((value) => !Number.isFinite(value))) throw new RangeError('There must be one finite risk for each time');
  const rank = ranksOf(risk);
  const tree = new Int32Array(n + 1);
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => (seen.time[b] as number) - (seen.time[a] as number) || (seen.event[a] as number) - (seen.event[b] as number));
  let [concordant, tied, pairs, held] = [0, 0, 0, 0];
  for (let start = 0; start < n;) {
    let end = start;
    while (end < n && seen.time[order[end] as number] === seen.time[order[start] as number]) end += 1;
    const group = order.slice(start, end);
    const insert = (i: number): void => { addTo(tree, rank[i] as number); held += 1; };
    group.filter((i) => seen.event[i] === 0).forEach(insert);
    const events = group.filter((i) => seen.event[i] === 1);
    for (const i of events) {
      const below = countTo(tree, (rank[i] as number) - 1);
      concordant += below;
      tied += countTo(tree, rank[i] as number) - below;
      pairs += held;
    }
    events.forEach(insert);
    start = end;
  }
  return pairs === 0 ? null : { index: (concordant + tied / 2) / pairs, concordant, tied, pairs };
}

/** Dense ranks from 1. */
function ranksOf(values: ArrayLike<number>): number[] {
  const ranks = new Map([...new Set(Array.from(values))].sort((a, b) => a - b).map((value, index) => [value, index + 1]));
  return Array.from(values, (value) => ranks.get(value) as number);
}

// A Fenwick tree: counts of ranks, with sums of a prefix in O(log n).
function addTo(tree: Int32Array, rank: number): void {
  for (let at = rank; at < tree.length; at += at & -at) tree[at] = (tree[at] as number) + 1;
}

function countTo(tree: Int32Array, rank: number): number {
  let sum = 0;
  for (let at = rank; at > 0; at -= at & -at) sum += tree[at] as number;
  return sum;
}
