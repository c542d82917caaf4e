import { missingLevel, type CountedPattern, type LevelShares } from './patterns.ts';

/** Pairs that agree alike for one reason: they are of one thing, or namesakes, or colleagues. */
export interface PairKind {
  /** Of all pairs. */
  readonly share: number;
  /** Shares of levels of each comparison. */
  readonly levels: LevelShares;
  /** True where values are shared by chance, so that a rare one in common speaks against the kind. */
  readonly isByChance: boolean;
  /** Comparisons whose shares are learnt; those of the others stay. */
  readonly learns: readonly number[];
}

/** Pairs added to each level of each kind, so that a level that was not seen keeps a finite weight. */
const prior = 0.5;

/** Shares of the levels that say something; level 0 stays 0. */
export function sharesOf(counts: ArrayLike<number>): number[] {
  const told = Array.from(counts, (count, level) => (level === missingLevel ? 0 : count + prior));
  const total = told.reduce((sum, count) => sum + count, 0);
  return told.map((count) => count / total);
}

/** Patterns in flat arrays. */
interface Sample {
  /** The position of each level that a pattern tells among all levels of all comparisons, pattern by pattern. */
  readonly places: Int32Array;
  /** Where the places of each pattern begin, and where those of the last end. */
  readonly starts: Int32Array;
  readonly pairs: Float64Array;
  /** Natural log of how much less likely chance makes the values that are shared than usual ones. */
  readonly rarity: Float64Array;
  /** Where the levels of each comparison begin, and how many there are in all. */
  readonly begins: readonly number[];
}

function sampleOf(patterns: readonly CountedPattern[], levels: readonly (readonly number[])[]): Sample {
  const begins = [0];
  for (const shares of levels) begins.push((begins.at(-1) as number) + shares.length);
  const places: number[] = [];
  const starts = [0];
  for (const pattern of patterns) {
    pattern.levels.forEach((level, comparison) => { if (level !== missingLevel) places.push((begins[comparison] as number) + level); });
    starts.push(places.length);
  }
  return { places: Int32Array.from(places), starts: Int32Array.from(starts), begins, pairs: Float64Array.from(patterns, ({ pairs }) => pairs), rarity: Float64Array.from(patterns, ({ rarity = 0 }) => rarity * Math.LN2) };
}

/**
 * Expectation-maximisation for a mixture of kinds of pairs whose comparisons are independent within a kind (McLachlan and Peel 2000, chapter 2). One kind of
 * pairs that do not match is too few: colleagues share a firm, namesakes their names, and who takes both for one kind believes that nobody shares both by chance.
 * How rare shared values are is given: a kind by chance makes them 2^−rarity as likely as pairs of one thing do. The answer depends on the start and the order of the patterns only.
 */
export function fitKinds(patterns: readonly CountedPattern[], start: readonly PairKind[], { rounds = 40, tolerance = 1e-4 } = {}): PairKind[] {
  const sample = sampleOf(patterns, start[0]?.levels ?? []);
  let kinds = [...start];
  for (let round = 0; round < rounds; round += 1) {
    const next = improved(sample, kinds);
    const moved = Math.max(...next.map(({ share }, kind) => Math.abs(share - (kinds[kind] as PairKind).share)));
    kinds = next;
    if (moved < tolerance) break;
  }
  return kinds;
}

function improved(sample: Sample, kinds: readonly PairKind[]): PairKind[] {
  const { counts, pairs } = expected(sample, kinds);
  const all = pairs.reduce((sum, some) => sum + some, 0);
  const countsOf = (kind: number, comparison: number): number[] => Array.from({ length: (sample.begins[comparison + 1] as number) - (sample.begins[comparison] as number) }, (_, level) => counts[((sample.begins[comparison] as number) + level) * kinds.length + kind] as number);
  return kinds.map((kind, at) => ({
    ...kind, share: ((pairs[at] as number) + prior) / (all + prior * kinds.length),
    levels: kind.levels.map((shares, comparison) => (kind.learns.includes(comparison) ? sharesOf(countsOf(at, comparison)) : shares)),
  }));
}

/** How many pairs of each kind there are, and at each level of each comparison (the kinds of a level side by side), as their chances under the present shares say. */
function expected({ places, starts, pairs, rarity, begins }: Sample, kinds: readonly PairKind[]): { counts: Float64Array; pairs: Float64Array } {
  const many = kinds.length;
  const logs = sideBySide(kinds, begins.at(-1) as number);
  const shares = Float64Array.from(kinds, ({ share }) => Math.log(share));
  const byChance = Float64Array.from(kinds, ({ isByChance }) => Number(isByChance));
  const counts = new Float64Array(logs.length);
  const totals = new Float64Array(many);
  const chances = new Float64Array(many);
  for (let at = 0; at < pairs.length; at += 1) {
    const [from, to] = [starts[at] as number, starts[at + 1] as number];
    for (let kind = 0; kind < many; kind += 1) chances[kind] = (shares[kind] as number) - (byChance[kind] as number) * (rarity[at] as number);
    for (let place = from; place < to; place += 1) {
      const first = (places[place] as number) * many;
      for (let kind = 0; kind < many; kind += 1) chances[kind] = (chances[kind] as number) + (logs[first + kind] as number);
    }
    toShares(chances, pairs[at] as number);
    for (let kind = 0; kind < many; kind += 1) totals[kind] = (totals[kind] as number) + (chances[kind] as number);
    for (let place = from; place < to; place += 1) {
      const first = (places[place] as number) * many;
      for (let kind = 0; kind < many; kind += 1) counts[first + kind] = (counts[first + kind] as number) + (chances[kind] as number);
    }
  }
  return { counts, pairs: totals };
}

/** Logs of the shares of all levels, the kinds of a level side by side. */
function sideBySide(kinds: readonly PairKind[], levels: number): Float64Array {
  const logs = new Float64Array(levels * kinds.length);
  kinds.forEach((kind, at) => { kind.levels.flat().forEach((share, level) => { logs[level * kinds.length + at] = Math.log(share); }); });
  return logs;
}

/** Logs of chances become what each has of so many pairs. */
function toShares(chances: Float64Array, pairs: number): void {
  let most = Number.NEGATIVE_INFINITY;
  for (const chance of chances) if (chance > most) most = chance;
  let total = 0;
  for (let kind = 0; kind < chances.length; kind += 1) total += (chances[kind] = Math.exp((chances[kind] as number) - most));
  for (let kind = 0; kind < chances.length; kind += 1) chances[kind] = (pairs * (chances[kind] as number)) / total;
}
