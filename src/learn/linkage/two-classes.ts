import { sharesOf } from './kinds-of-pairs.ts';
import { missingLevel, type CountedPattern, type LevelShares } from './patterns.ts';

/** Shares of levels among pairs that match (m) and that do not (u). */
export interface TwoClasses {
  readonly m: LevelShares;
  readonly u: LevelShares;
  /** Share of the pairs that match. */
  readonly matching: number;
}

export interface TwoClassOptions {
  /** Comparisons that take part; the others neither weigh nor learn. */
  readonly comparisons: readonly number[];
  /** Comparisons whose m is learnt; that of the others stays as it is. */
  readonly learnsM: readonly number[];
  /** The same for u. */
  readonly learnsU: readonly number[];
  readonly rounds?: number;
  /** Ends when no share moved by more than this. */
  readonly tolerance?: number;
}

/** Pairs added to each class, so that neither is ever without any. */
const prior = 0.5;

/** Neighbours with equal levels as one, in flat arrays. */
interface Sample {
  readonly levels: Uint8Array;
  readonly pairs: Float64Array;
  readonly width: number;
}

/**
 * Expectation-maximisation for two classes of pairs whose comparisons are independent within a class (Fellegi and Sunter
 * 1969, section 2; Winkler 1988). Maximises the likelihood of counted patterns; a missing comparison is left out of a pattern's likelihood.
 * The answer depends on the start and on the order of the patterns, which the caller gives, and on nothing else.
 */
export function fitTwoClasses(patterns: readonly CountedPattern[], start: TwoClasses, options: TwoClassOptions): TwoClasses {
  const { rounds = 300, tolerance = 1e-5 } = options;
  const sample = sampleOf(patterns, start.m.length);
  let fit = start;
  for (let round = 0; round < rounds; round += 1) {
    const next = improved(sample, fit, options);
    const moved = largestMove(fit, next, options.comparisons);
    fit = next;
    if (moved < tolerance) break;
  }
  return fit;
}

function sampleOf(patterns: readonly CountedPattern[], width: number): Sample {
  const levels = new Uint8Array(patterns.length * width);
  const counts = new Float64Array(patterns.length);
  let [end, before]: [number, readonly number[] | undefined] = [0, undefined];
  for (const pattern of patterns) {
    if (before === undefined || !areEqual(before, pattern.levels)) levels.set(pattern.levels, width * end++);
    counts[end - 1] = (counts[end - 1] as number) + pattern.pairs;
    before = pattern.levels;
  }
  return { width, levels: levels.subarray(0, width * end), pairs: counts.subarray(0, end) };
}

const areEqual = (one: readonly number[], other: readonly number[]): boolean => one.every((level, at) => level === other[at]);

function improved({ levels, pairs, width }: Sample, fit: TwoClasses, { comparisons, learnsM, learnsU }: TwoClassOptions): TwoClasses {
  const sums = { m: zeros(fit.m), u: zeros(fit.u) };
  const weights = logRatios(fit);
  const odds = Math.log(fit.matching / (1 - fit.matching));
  let matching = 0;
  let total = 0;
  for (let at = 0; at < pairs.length; at += 1) {
    const count = pairs[at] as number;
    let logOdds = odds;
    for (const comparison of comparisons) logOdds += (weights[comparison] as Float64Array)[levels[at * width + comparison] as number] as number;
    const match = count / (1 + Math.exp(-logOdds));
    matching += match;
    total += count;
    for (const comparison of comparisons) {
      const level = levels[at * width + comparison] as number;
      const [m, u] = [sums.m[comparison] as Float64Array, sums.u[comparison] as Float64Array];
      m[level] = (m[level] as number) + match;
      u[level] = (u[level] as number) + count - match;
    }
  }
  const pick = (old: LevelShares, seen: readonly Float64Array[], learns: readonly number[]): LevelShares =>
    old.map((shares, comparison) => (learns.includes(comparison) ? sharesOf(seen[comparison] as Float64Array) : shares));
  return { matching: (matching + prior) / (total + 2 * prior), m: pick(fit.m, sums.m, learnsM), u: pick(fit.u, sums.u, learnsU) };
}

const zeros = (shares: LevelShares): Float64Array[] => shares.map((levels) => new Float64Array(levels.length));

const logRatios = ({ m, u }: Pick<TwoClasses, 'm' | 'u'>): Float64Array[] =>
  m.map((shares, comparison) => Float64Array.from(shares, (share, level) => (level === missingLevel ? 0 : Math.log(share / ((u[comparison] as readonly number[])[level] as number)))));

function largestMove(before: TwoClasses, after: TwoClasses, comparisons: readonly number[]): number {
  let largest = Math.abs(before.matching - after.matching);
  for (const side of ['m', 'u'] as const) {
    for (const comparison of comparisons) {
      (before[side][comparison] as number[]).forEach((share, level) => {
        largest = Math.max(largest, Math.abs(share - ((after[side][comparison] as number[])[level] as number)));
      });
    }
  }
  return largest;
}
