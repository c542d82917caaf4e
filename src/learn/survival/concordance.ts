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
 * the higher `risk`. A censored time equal to an event's counts as longer; two events at one time are no pair; with late entry (and start–stop rows) an event is set against those at risk at its time
 * only (entry < t), as R's `concordance` does. Depends on the censoring: compare models on the same rows only. Null without a usable pair. O(n log n).
 * Throws a `RangeError` for bad follow-up or a risk that is not finite.
 */
export function concordance(seen: FollowUp, risk: ArrayLike<number>): Concordance | null {
  checkFollowUp(seen);
  const n = seen.time.length;
  if (risk.length !== n || Array.from(risk).some((value) => !Number.isFinite(value))) throw new RangeError('There must be one finite risk for each time');
  const rank = ranksOf(risk);
  const [lost, outlived] = [setAgainstSurvivors(seen, rank), setAgainstEvents(seen, rank)];
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

/** Rows in an order of when they count: events just before censorings of the same time. */
const byTime = ({ time, event }: FollowUp): number[] => Array.from(time, (_, i) => i).sort((a, b) => (time[a] as number) - (time[b] as number) || (event[b] as number) - (event[a] as number));

/** Each event's pairs with those at risk at its time who outlived it: from the last time to the first. */
function setAgainstSurvivors(seen: FollowUp, rank: readonly number[]): Tally[] {
  const [tallies, held] = [new Array<Tally>(rank.length).fill(none), new RankCount(rank.length)];
  const entryOf = (i: number): number => seen.entry?.[i] ?? 0;
  const order = byTime(seen).reverse();
  const late = Array.from(seen.time, (_, i) => i).sort((a, b) => entryOf(b) - entryOf(a));
  let removed = 0;
  for (let start = 0, end = 0; start < order.length; start = end) {
    const time = seen.time[order[start] as number] as number;
    while (end < order.length && seen.time[order[end] as number] === time) end += 1;
    const here = order.slice(start, end);
    for (const i of here) if (seen.event[i] === 0) held.add(rank[i] as number, 1);
    // Whoever entered at or after this time left later still, so is held.
    for (; removed < late.length && entryOf(late[removed] as number) >= time; removed += 1) held.add(rank[late[removed] as number] as number, -1);
    for (const i of here) if (seen.event[i] === 1) tallies[i] = held.below(rank[i] as number);
    for (const i of here) if (seen.event[i] === 1) held.add(rank[i] as number, 1);
  }
  return tallies;
}

/** Each subject's pairs with the events that it outlived while at risk: those until its time less those until its entry. */
function setAgainstEvents(seen: FollowUp, rank: readonly number[]): Tally[] {
  const held = new RankCount(rank.length);
  const events = byTime(seen).filter((i) => seen.event[i] === 1);
  let counted = 0;
  const countUntil = (time: number, itself: boolean): void => {
    for (; counted < events.length; counted += 1) {
      const at = seen.time[events[counted] as number] as number;
      if (itself ? at > time : at >= time) return;
      held.add(rank[events[counted] as number] as number, 1);
    }
  };
  const questions = Array.from(seen.time, (time, i) => [{ i, time, itself: seen.event[i] === 0, sign: 1 }, { i, time: seen.entry?.[i] ?? 0, itself: true, sign: -1 }]).flat();
  const tallies = new Array<Tally>(rank.length).fill(none);
  for (const { i, time, itself, sign } of questions.sort((a, b) => a.time - b.time || Number(a.itself) - Number(b.itself))) {
    countUntil(time, itself);
    const [own, found] = [tallies[i] as Tally, held.above(rank[i] as number)];
    tallies[i] = { concordant: own.concordant + sign * found.concordant, tied: own.tied + sign * found.tied, pairs: own.pairs + sign * found.pairs };
  }
  return tallies;
}

/** Dense ranks from 1. */
function ranksOf(values: ArrayLike<number>): number[] {
  const ranks = new Map([...new Set(Array.from(values))].sort((a, b) => a - b).map((value, index) => [value, index + 1]));
  return Array.from(values, (value) => ranks.get(value) as number);
}

/** A Fenwick tree: how many of each rank are held, with sums of a prefix in O(log n). */
class RankCount {
  readonly #tree: Int32Array;
  #all = 0;

  constructor(ranks: number) {
    this.#tree = new Int32Array(ranks + 1);
  }

  add(rank: number, count: number): void {
    this.#all += count;
    for (let at = rank; at < this.#tree.length; at += at & -at) this.#tree[at] = (this.#tree[at] as number) + count;
  }

  #upTo(rank: number): number {
    let sum = 0;
    for (let at = rank; at > 0; at -= at & -at) sum += this.#tree[at] as number;
    return sum;
  }

  /** Pairs with all held, concordant with those of a lower rank. */
  below(rank: number): Tally {
    const [lower, upTo] = [this.#upTo(rank - 1), this.#upTo(rank)];
    return { concordant: lower, tied: upTo - lower, pairs: this.#all };
  }

  /** Pairs with all held, concordant with those of a higher rank. */
  above(rank: number): Tally {
    const [lower, upTo] = [this.#upTo(rank - 1), this.#upTo(rank)];
    return { concordant: this.#all - upTo, tied: upTo - lower, pairs: this.#all };
  }
}
