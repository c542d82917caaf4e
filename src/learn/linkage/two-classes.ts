import { missingLevel, type CountedPattern } from './patterns.ts';

/** Shares of each level among pairs that match (m) and that do not (u); one list per comparison, indexed by level. Missing (level 0) has no share. */
export interface LevelShares {
  readonly m: ReadonlyArray<readonly number[]>;
  readonly u: ReadonlyArray<readonly number[]>;
}

export interface TwoClasses extends LevelShares {
  /** Share of the pairs that match. */
  readonly matching: number;
}

export interface TwoClassOptions {
  /** Comparisons that take part; the others neither weigh nor learn. */
  readonly comparisons: readonly number[];
  /** Learn u as well; otherwise it stays as it is. */
  readonly learnsU: boolean;
  readonly rounds?: number;
  /** Ends when no share moved by more than this. */
  readonly tolerance?: number;
}

/** Pairs added to each level of each class, so that a level that was not seen keeps a finite weight. */
const prior = 0.5;

/**
 * Expectation-maximisation for two classes of pairs whose comparisons are independent within a class (Fellegi and Sunter
 * 1969, section 2; Winkler 1988). Maximises the likelihood of counted patterns; a missing comparison is left out of a pattern's likelihood.
 * The answer depends on the start, which the caller gives, and on nothing else.
 */
export function fitTwoClasses(patterns: readonly CountedPattern[], start: TwoClasses, options: TwoClassOptions): TwoClasses {
  const { rounds = 500, tolerance = 1e-6 } = options;
  let fit = start;
  for (let round = 0; round < rounds; round += 1) {
    const next = improved(patterns, fit, options);
    const moved = largestMove(fit, next, options.comparisons);
    fit = next;
    if (moved < tolerance) break;
  }
  return fit;
}

function improved(patterns: readonly CountedPattern[], fit: TwoClasses, options: TwoClassOptions): TwoClasses {
  const sums = { m: zeros(fit.m), u: zeros(fit.u) };
  let matching = 0;
  let total = 0;
  for (const { levels, pairs } of patterns) {
    const chance = chanceOfMatch(levels, fit, options.comparisons);
    matching += chance * pairs;
    total += pairs;
    for (const comparison of options.comparisons) {
      const level = levels[comparison] as number;
      (sums.m[comparison] as number[])[level] = ((sums.m[comparison] as number[])[level] as number) + chance * pairs;
      (sums.u[comparison] as number[])[level] = ((sums.u[comparison] as number[])[level] as number) + (1 - chance) * pairs;
    }
  }
  const learnt = new Set(options.comparisons);
  const pick = (old: LevelShares['m'], seen: number[][], learns: boolean): LevelShares['m'] =>
    old.map((shares, comparison) => (learns && learnt.has(comparison) ? sharesOf(seen[comparison] as number[]) : shares));
  return { matching: (matching + prior) / (total + 2 * prior), m: pick(fit.m, sums.m, true), u: pick(fit.u, sums.u, options.learnsU) };
}

const zeros = (shares: LevelShares['m']): number[][] => shares.map((levels) => levels.map(() => 0));

/** Shares of the levels that say something; level 0 stays 0. */
export function sharesOf(counts: readonly number[]): number[] {
  const told = counts.map((count, level) => (level === missingLevel ? 0 : count + prior));
  const total = told.reduce((sum, count) => sum + count, 0);
  return told.map((count) => count / total);
}

/** Chance that a pair with these levels matches, by Bayes' rule. */
export function chanceOfMatch(levels: readonly number[], fit: TwoClasses, comparisons: readonly number[]): number {
  let odds = fit.matching / (1 - fit.matching);
  for (const comparison of comparisons) {
    const level = levels[comparison] as number;
    if (level !== missingLevel) odds *= ((fit.m[comparison] as number[])[level] as number) / ((fit.u[comparison] as number[])[level] as number);
  }
  return odds === Infinity ? 1 : odds / (1 + odds);
}

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
