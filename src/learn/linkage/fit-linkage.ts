import { median } from '../quantile.ts';
import { differentLevel, missingLevel, orderedPatterns, type CountedPattern, type LinkageShape } from './patterns.ts';
import { fitTwoClasses, sharesOf, type LevelShares, type TwoClasses } from './two-classes.ts';

export interface LinkageFit extends TwoClasses {
  /** u among random pairs, before it was learnt anew among the candidates. */
  readonly uAtRandom: LevelShares['u'];
  /** log2(m ÷ u) of each level; 0 for missing. */
  readonly weights: ReadonlyArray<readonly number[]>;
  /** log2 odds that a candidate matches before its levels are seen. */
  readonly prior: number;
}

/** Fewer pairs in a rule's blocks teach nothing. */
const pairsAtLeast = 20;

/**
 * Fellegi and Sunter's model (1969) from counted patterns alone, without labels. u comes from random pairs, of which next to none match.
 * Within the blocks of each rule, m of the comparisons that the rule does not fix is learnt with u held; m is the median over the rules.
 * Then u is learnt anew among all candidates, m held: pairs that share a block agree in more than random pairs do although
 * they do not match, and a u from random pairs would take that for evidence.
 */
export function fitLinkage(shape: LinkageShape, candidates: readonly CountedPattern[], random: readonly CountedPattern[]): LinkageFit {
  const ordered = orderedPatterns(candidates);
  const uAtRandom = uOf(shape, orderedPatterns(random));
  const all = shape.levels.map((_, comparison) => comparison);
  const start: TwoClasses = { matching: 0.1, m: shape.levels.map(startOfM), u: uAtRandom };
  const sessions = shape.fixedBy.flatMap((fixed, rule) => {
    const within = ordered.filter(({ rules }) => ((rules >>> rule) & 1) === 1);
    const comparisons = all.filter((comparison) => !fixed.includes(comparison));
    if (comparisons.length === 0 || pairsOf(within) < pairsAtLeast) return [];
    return [{ comparisons, m: fitTwoClasses(within, start, { comparisons, learnsU: false }).m }];
  });
  const m = all.map((comparison) => medianShares(sessions.filter(({ comparisons }) => comparisons.includes(comparison)).map((session) => session.m[comparison] as readonly number[]), start.m[comparison] as readonly number[]));
  const fit = fitTwoClasses(ordered, { ...start, m }, { comparisons: all, learnsU: true });
  return { ...fit, uAtRandom, weights: weightsOf(fit), prior: Math.log2(fit.matching / (1 - fit.matching)) };
}

const pairsOf = (patterns: readonly CountedPattern[]): number => patterns.reduce((sum, { pairs }) => sum + pairs, 0);

function uOf(shape: LinkageShape, random: readonly CountedPattern[]): number[][] {
  return shape.levels.map((levels, comparison) => {
    const counts = Array.from({ length: levels }, () => 0);
    for (const pattern of random) {
      const level = pattern.levels[comparison] as number;
      counts[level] = (counts[level] as number) + pattern.pairs;
    }
    return sharesOf(counts);
  });
}

/** Most matching pairs agree, best kinds of agreement first. */
function startOfM(levels: number): number[] {
  const agreeing = Array.from({ length: levels }, (_, level) => (level === missingLevel ? 0 : level === differentLevel ? 0.1 : 0.9 * 0.5 ** (level - differentLevel)));
  const sum = agreeing.reduce((total, share) => total + share, 0);
  return agreeing.map((share) => share / sum);
}

function medianShares(sessions: ReadonlyArray<readonly number[]>, otherwise: readonly number[]): number[] {
  if (sessions.length === 0) return [...otherwise];
  const middle = otherwise.map((_, level) => median(sessions.map((shares) => shares[level] as number)));
  const sum = middle.reduce((total, share) => total + share, 0);
  return middle.map((share) => share / sum);
}

const weightsOf = ({ m, u }: LevelShares): number[][] =>
  m.map((shares, comparison) => shares.map((share, level) => (level === missingLevel ? 0 : Math.log2(share / ((u[comparison] as number[])[level] as number)))));
