import type { PairKind } from './kinds-of-pairs.ts';
import { missingLevel, type CountedPattern, type LevelShares } from './patterns.ts';

/** Patterns in flat arrays. */
export interface Sample {
  /** The position of each level that a pattern tells among all levels of all comparisons, pattern by pattern. */
  readonly places: Int32Array;
  /** Where the places of each pattern begin, and where those of the last end. */
  readonly starts: Int32Array;
  readonly pairs: Float64Array;
  /** How much less likely chance makes the values that are shared than usual ones. */
  readonly byChance: Float64Array;
  /** Where the levels of each comparison begin, and how many there are in all. */
  readonly begins: readonly number[];
}

export function sampleOf(patterns: readonly CountedPattern[], levels: LevelShares): Sample {
  const begins = [0];
  for (const shares of levels) begins.push((begins.at(-1) as number) + shares.length);
  const places: number[] = [];
  const starts = [0];
  for (const pattern of patterns) {
    pattern.levels.forEach((level, comparison) => { if (level !== missingLevel) places.push((begins[comparison] as number) + level); });
    starts.push(places.length);
  }
  return { places: Int32Array.from(places), starts: Int32Array.from(starts), begins, pairs: Float64Array.from(patterns, ({ pairs }) => pairs), byChance: Float64Array.from(patterns, ({ rarity = 0 }) => 2 ** -rarity) };
}

export interface Expected {
  /** Pairs at each level of each comparison, the kinds of a level side by side. */
  readonly counts: Float64Array;
  /** Pairs of each kind. */
  readonly pairs: Float64Array;
  /** Natural log of how likely the pairs are in all. */
  readonly likelihood: number;
}

/** How many pairs of each kind there are, and at each level of each comparison, as their chances under the present shares say. */
export function expected({ places, starts, pairs, byChance, begins }: Sample, kinds: readonly PairKind[]): Expected {
  const many = kinds.length;
  const levels = sideBySide(kinds, begins.at(-1) as number);
  const shares = Float64Array.from(kinds, ({ share }) => share);
  const isByChance = kinds.map((kind) => kind.isByChance);
  const counts = new Float64Array(levels.length);
  const totals = new Float64Array(many);
  const chances = new Float64Array(many);
  let likelihood = 0;
  for (let at = 0; at < pairs.length; at += 1) {
    const [from, to] = [starts[at] as number, starts[at + 1] as number];
    for (let kind = 0; kind < many; kind += 1) chances[kind] = (shares[kind] as number) * (isByChance[kind] === true ? (byChance[at] as number) : 1);
    // Products and not sums of logs: shares are above a hundred-millionth and comparisons few, so nothing comes near the smallest number.
    for (let place = from; place < to; place += 1) {
      const first = (places[place] as number) * many;
      for (let kind = 0; kind < many; kind += 1) chances[kind] = (chances[kind] as number) * (levels[first + kind] as number);
    }
    likelihood += (pairs[at] as number) * Math.log(sharedOut(chances, pairs[at] as number));
    for (let kind = 0; kind < many; kind += 1) totals[kind] = (totals[kind] as number) + (chances[kind] as number);
    for (let place = from; place < to; place += 1) {
      const first = (places[place] as number) * many;
      for (let kind = 0; kind < many; kind += 1) counts[first + kind] = (counts[first + kind] as number) + (chances[kind] as number);
    }
  }
  return { counts, pairs: totals, likelihood };
}

/** Shares of all levels, the kinds of a level side by side. */
function sideBySide(kinds: readonly PairKind[], levels: number): Float64Array {
  const shares = new Float64Array(levels * kinds.length);
  kinds.forEach((kind, at) => { kind.levels.flat().forEach((share, level) => { shares[level * kinds.length + at] = share; }); });
  return shares;
}

/** Chances become what each has of so many pairs; their sum is told. */
function sharedOut(chances: Float64Array, pairs: number): number {
  let total = 0;
  for (let kind = 0; kind < chances.length; kind += 1) total += chances[kind] as number;
  for (let kind = 0; kind < chances.length; kind += 1) chances[kind] = ((chances[kind] as number) * pairs) / total;
  return total;
}
