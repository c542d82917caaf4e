import { expected, sampleOf, type Sample } from './expected-kinds.ts';
import { leapAlong } from './leap.ts';
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

/** Leaps may be so many steps long at first, and so many times longer or shorter after one that was not too long or was. */
const leapBy = 4;

/**
 * Expectation-maximisation for a mixture of kinds of pairs whose comparisons are independent within a kind (McLachlan and Peel 2000, chapter 2). One kind of
 * pairs that do not match is too few: colleagues share a firm, namesakes their names, and who takes both for one kind believes that nobody shares both by chance.
 * How rare shared values are is given: a kind by chance makes them 2^−rarity as likely as pairs of one thing do. The answer depends on the start and the order of the patterns only.
 *
 * Kinds that have much in common part slowly, so a leap follows every two steps (`leapAlong`); it is taken where the pairs are no less likely after it.
 */
export function fitKinds(patterns: readonly CountedPattern[], start: readonly PairKind[], { rounds = 60, tolerance = 1e-6 } = {}): PairKind[] {
  const sample = sampleOf(patterns, start[0]?.levels ?? []);
  let [kinds, longest]: [PairKind[], number] = [addingUp(start), leapBy];
  for (let round = 0; round < rounds; round += 3) {
    const once = improved(sample, kinds);
    const twice = improved(sample, once.kinds);
    if (twice.likelihood - once.likelihood < tolerance) return twice.kinds;
    const { point, length } = leapAlong(logsOf(kinds), logsOf(once.kinds), logsOf(twice.kinds), longest);
    const leapt = improved(sample, kindsAt(twice.kinds, point));
    const isTaken = leapt.likelihood >= twice.likelihood;
    kinds = isTaken ? leapt.kinds : twice.kinds;
    longest = isTaken ? (length < longest ? longest : longest * leapBy) : Math.max(1, length / leapBy);
  }
  return kinds;
}

interface Improved {
  readonly kinds: PairKind[];
  /** Natural log of how likely a pair is, as a mean, under the kinds before. */
  readonly likelihood: number;
}

function improved(sample: Sample, kinds: readonly PairKind[]): Improved {
  const { counts, pairs, likelihood } = expected(sample, kinds);
  const all = pairs.reduce((sum, some) => sum + some, 0);
  const countsOf = (kind: number, comparison: number, shares: readonly number[]): number[] => shares.map((_, level) => counts[((sample.begins[comparison] as number) + level) * kinds.length + kind] as number);
  const next = kinds.map((kind, at) => ({
    ...kind, share: ((pairs[at] as number) + prior) / (all + prior * kinds.length),
    levels: kind.levels.map((shares, comparison) => (kind.learns.includes(comparison) ? sharesOf(countsOf(at, comparison, shares)) : shares)),
  }));
  return { kinds: next, likelihood: likelihood / all };
}

/** What a leap goes along: logs, so that shares stay above zero. */
const logsOf = (kinds: readonly PairKind[]): Float64Array => Float64Array.from(kinds.flatMap(({ share, levels }) => [share, ...levels.flatMap((shares) => shares.slice(missingLevel + 1))]), Math.log);

function kindsAt(kinds: readonly PairKind[], logs: Float64Array): PairKind[] {
  let at = 0;
  const next = (): number => Math.exp(logs[at++] as number);
  return addingUp(kinds.map((kind) => ({ ...kind, share: next(), levels: kind.levels.map((shares) => shares.map((_, level) => (level === missingLevel ? 0 : next()))) })));
}

/** The same with shares of kinds, and of the levels of each, that add up to one. */
const addingUp = (kinds: readonly PairKind[]): PairKind[] => partsOf(kinds.map(({ share }) => share)).map((share, at) => ({ ...(kinds[at] as PairKind), share, levels: (kinds[at] as PairKind).levels.map(partsOf) }));

function partsOf(amounts: readonly number[]): number[] {
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  return amounts.map((amount) => amount / total);
}
