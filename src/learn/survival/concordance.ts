import { checkFollowUp, type FollowUp } from './follow-up.ts';

/** How well a score orders subjects by time to the event. */
export interface Concordance {
  /** (concordant + tied / 2) / pairs; 1 is perfect, 0.5 is chance. */
  readonly index: number;
  /** Of the index: infinitesimal jackknife, as R's `concordance`. Too small with few events. */
  readonly standardError: number;
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
  const order = Int32Array.from(seen.time, (_, i) => i).sort((a, b) => (seen.time[a] as number) - (seen.time[b] as number) || (seen.event[b] as number) - (seen.event[a] as number));
  const [lost, outlived] = [pairsOf(seen, rank, order.toReversed(), 0), pairsOf(seen, rank, order, 1)];
  const sum = (part: 'concordant' | 'tied' | 'pairs'): number => lost.reduce((total, one) => total + one[part], 0);
  const [concordant, tied, pairs] = [sum('concordant'), sum('tied'), sum('pairs')];
  if (pairs === 0) return null;
  const index = (concordant + tied / 2) / pairs;
  const influence = lost.map((one, i) => excess(one, index) + excess(outlived[i] as Tally, index));
  return { index, standardError: Math.sqrt(influence.reduce((total, value) => total + value * value, 0)) / pairs, concordant, tied, pairs };
}

/** Pairs of one subject. */
interface Tally { readonly concordant: number; readonly tied: number; readonly pairs: number }

const none: Tally = { concordant: 0, tied: 0, pairs: 0 };
const excess = ({ concordant, tied, pairs }: Tally, index: number): number => concordant + tied / 2 - index * pairs;

/**
 * Each subject's pairs with those before it in `order`. With `asLonger` 0 the order goes from the last time to the first, censorings of a time before its
 * events, and each event is set against all who outlived it; with 1 it goes the other way, and each subject against the events it outlived.
 */
function pairsOf(seen: FollowUp, rank: readonly number[], order: Int32Array, asLonger: 0 | 1): Tally[] {
  const tallies = new Array<Tally>(order.length).fill(none);
  const tree = new Int32Array(order.length + 1);
  let held = 0;
  for (let start = 0, end = 0; start < order.length; start = end) {
    // Those of one time and one kind are no pairs of each other.
    const first = order[start] as number;
    while (end < order.length && seen.time[order[end] as number] === seen.time[first] && seen.event[order[end] as number] === seen.event[first]) end += 1;
    const group = order.subarray(start, end);
    if (asLonger === 1 || seen.event[first] === 1) for (const i of group) {
      const [below, upTo] = [countTo(tree, (rank[i] as number) - 1), countTo(tree, rank[i] as number)];
      tallies[i] = { concordant: asLonger === 1 ? held - upTo : below, tied: upTo - below, pairs: held };
    }
    if (asLonger === 0 || seen.event[first] === 1) for (const i of group) { addTo(tree, rank[i] as number); held += 1; }
  }
  return tallies;
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
