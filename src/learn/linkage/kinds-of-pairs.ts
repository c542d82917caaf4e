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

/** Patterns in flat arrays: for each, the position of each comparison's level among all levels, −1 where it is missing. */
interface Sample {
  readonly places: Int32Array;
  readonly pairs: Float64Array;
  /** Natural log of how much less likely chance makes the values that are shared than usual ones. */
  readonly rarity: Float64Array;
  readonly width: number;
  /** Where the levels of each comparison begin, and how many there are in all. */
  readonly begins: readonly number[];
}

function sampleOf(patterns: readonly CountedPattern[], levels: readonly (readonly number[])[]): Sample {
  let next = 0;
  const begins = levels.map((shares) => { const at = next; next += shares.length; return at; });
  begins.push(next);
  const places = Int32Array.from(patterns.flatMap((pattern) => pattern.levels.map((level, comparison) => (level === missingLevel ? -1 : (begins[comparison] as number) + level))));
  return { places, begins, width: levels.length, pairs: Float64Array.from(patterns, ({ pairs }) => pairs), rarity: Float64Array.from(patterns, ({ rarity = 0 }) => rarity * Math.LN2) };
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
  return kinds.map((kind, at) => ({
    ...kind, share: ((pairs[at] as number) + prior) / (all + prior * kinds.length),
    levels: kind.levels.map((shares, comparison) => (kind.learns.includes(comparison) ? sharesOf((counts[at] as Float64Array).subarray(sample.begins[comparison], sample.begins[comparison + 1])) : shares)),
  }));
}

/** How many pairs of each kind there are, and at each level of each comparison, as their chances under the present shares say. */
function expected({ places, pairs, rarity, width, begins }: Sample, kinds: readonly PairKind[]): { counts: Float64Array[]; pairs: Float64Array } {
  const logs = kinds.map(({ levels }) => Float64Array.from(levels.flat(), Math.log));
  const shares = kinds.map(({ share }) => Math.log(share));
  const counts = kinds.map(() => new Float64Array(begins[width] as number));
  const totals = new Float64Array(kinds.length);
  const chances = new Float64Array(kinds.length);
  for (let at = 0; at < pairs.length; at += 1) {
    let most = Number.NEGATIVE_INFINITY;
    for (let kind = 0; kind < kinds.length; kind += 1) {
      const log = logs[kind] as Float64Array;
      let sum = (shares[kind] as number) - (kinds[kind]?.isByChance === true ? (rarity[at] as number) : 0);
      for (let place = at * width; place < (at + 1) * width; place += 1) if ((places[place] as number) >= 0) sum += log[places[place] as number] as number;
      chances[kind] = sum;
      if (sum > most) most = sum;
    }
    let total = 0;
    for (let kind = 0; kind < kinds.length; kind += 1) total += (chances[kind] = Math.exp((chances[kind] as number) - most));
    for (let kind = 0; kind < kinds.length; kind += 1) {
      const some = ((pairs[at] as number) * (chances[kind] as number)) / total;
      if (some < 1e-12) continue;
      totals[kind] = (totals[kind] as number) + some;
      const count = counts[kind] as Float64Array;
      for (let place = at * width; place < (at + 1) * width; place += 1) if ((places[place] as number) >= 0) count[places[place] as number] = (count[places[place] as number] as number) + some;
    }
  }
  return { counts, pairs: totals };
}
