/**
 * How two records of a pair agree: a level for each comparison. Level 0: at least one side is missing; 1: different;
 * from 2 on: kinds of agreement, in the order of the comparison's declaration.
 */
export type Levels = readonly number[];

/** A missing value says nothing for or against. */
export const missingLevel = 0;
/** Both sides are there and no kind of agreement holds. */
export const differentLevel = 1;

/** Pairs that agree in the same way. */
export interface CountedPattern {
  readonly levels: Levels;
  /** Bit r is set where the pairs share the block of rule r. */
  readonly rules: number;
  readonly pairs: number;
  /** How much rarer than usual the values are that the pairs share, in bits (log2); 0 where it is left out. */
  readonly rarity?: number;
}

/** Shares of each level among some pairs; one list per comparison, indexed by level. Missing (level 0) has no share. */
export type LevelShares = ReadonlyArray<readonly number[]>;

/** What is compared, and what the blocks hold fixed. */
export interface LinkageShape {
  /** Number of levels of each comparison, 0 (missing) and 1 (different) included. */
  readonly levels: readonly number[];
  /** For each blocking rule, the comparisons that its blocks hold equal; their share of agreement cannot be learnt within the rule. */
  readonly fixedBy: ReadonlyArray<readonly number[]>;
  /** Rules whose pairs nearly all match, such as those that share an identifier. */
  readonly sure?: readonly number[];
  /** Rules whose pairs may share more than chance has it for a reason of their own, as families share a surname. */
  readonly related?: readonly number[];
}

/** Sorted by their levels first, and equal patterns of equal rarity summed: sums in floating point then come out the same whatever order an engine answered in. */
export function orderedPatterns(patterns: readonly CountedPattern[]): CountedPattern[] {
  const byKey = new Map<string, CountedPattern>();
  for (const pattern of patterns) {
    const key = `${String.fromCharCode(...pattern.levels)} ${pattern.rules} ${pattern.rarity ?? 0}`;
    const before = byKey.get(key);
    byKey.set(key, before === undefined ? pattern : { ...before, pairs: before.pairs + pattern.pairs });
  }
  return [...byKey.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pattern]) => pattern);
}
