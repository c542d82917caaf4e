import { median } from '../quantile.ts';
import { differentLevel, missingLevel, orderedPatterns, type CountedPattern, type LinkageShape } from './patterns.ts';
import { fitTwoClasses, sharesOf, type LevelShares, type TwoClasses } from './two-classes.ts';

/** What agreement says among the pairs that share a block of one rule. */
export interface RuleWeights {
  /** log2 odds that a pair of this rule matches before its levels are seen. */
  readonly prior: number;
  /** log2(m ÷ u) of each level of each comparison; 0 for missing. */
  readonly weights: ReadonlyArray<readonly number[]>;
}

export interface LinkageFit {
  /** One for each rule, in the order of the shape. */
  readonly rules: readonly RuleWeights[];
  /** Shares of levels among matching pairs, over all rules. */
  readonly m: LevelShares['m'];
  /** Shares of levels among random pairs. */
  readonly uAtRandom: LevelShares['u'];
}

/** Fewer pairs in a rule's blocks teach nothing. */
const pairsAtLeast = 20;

/**
 * Fellegi and Sunter's model (1969) from counted patterns alone, without labels. u starts from random pairs, of which next to none match.
 * Within the blocks of each rule, m of the comparisons that the rule does not fix is learnt with that u; m is the median over the rules.
 * Then, for each rule, u and the share of matches are learnt anew among the rule's candidates, m held: pairs that share a block agree in other things
 * more than random pairs do although they do not match (colleagues share a city, namesakes do not share a company), and a u from elsewhere
 * would take that for evidence, or miss it. What a rule fixes only nearly (a name by its sound) is learnt there on both sides.
 */
export function fitLinkage(shape: LinkageShape, candidates: readonly CountedPattern[], random: readonly CountedPattern[]): LinkageFit {
  const ordered = orderedPatterns(candidates);
  const uAtRandom = uOf(shape, orderedPatterns(random));
  const start: TwoClasses = { matching: 0.1, m: shape.levels.map(startOfM), u: uAtRandom };
  const within = shape.fixedBy.map((_, rule) => ordered.filter(({ rules }) => ((rules >>> rule) & 1) === 1));
  const m = medianOverRules(shape, within, start);
  const everywhere = weightsWithin(ordered, { ...start, m }, []);
  return { m, uAtRandom, rules: shape.fixedBy.map((fixed, rule) => (teaches(within[rule] as CountedPattern[]) ? weightsWithin(within[rule] as CountedPattern[], { ...start, m }, fixed) : everywhere)) };
}

const teaches = (patterns: readonly CountedPattern[]): boolean => patterns.reduce((sum, { pairs }) => sum + pairs, 0) >= pairsAtLeast;

function medianOverRules(shape: LinkageShape, within: ReadonlyArray<readonly CountedPattern[]>, start: TwoClasses): number[][] {
  const all = shape.levels.map((_, comparison) => comparison);
  const sessions = shape.fixedBy.flatMap((fixed, rule) => {
    const comparisons = all.filter((comparison) => !fixed.includes(comparison));
    if (comparisons.length === 0 || !teaches(within[rule] as CountedPattern[])) return [];
    return [{ comparisons, m: fitTwoClasses(within[rule] as CountedPattern[], start, { comparisons, learnsM: comparisons, learnsU: [] }).m }];
  });
  return all.map((comparison) => medianShares(sessions.filter(({ comparisons }) => comparisons.includes(comparison)).map((session) => session.m[comparison] as readonly number[]), start.m[comparison] as readonly number[]));
}

function weightsWithin(patterns: readonly CountedPattern[], start: TwoClasses, fixed: readonly number[]): RuleWeights {
  const all = start.m.map((_, comparison) => comparison);
  const fit = fitTwoClasses(patterns, start, { comparisons: all, learnsM: fixed, learnsU: all });
  return { prior: Math.log2(fit.matching / (1 - fit.matching)), weights: weightsOf(fit) };
}

/**
 * log2 odds that a pair matches: within each rule that found it, its levels against that rule's others; the least of these, because a rule
 * may not see what another one knows the pair's agreement to be worth. A pair that no rule found has none: −Infinity.
 */
export function pairWeight(fit: Pick<LinkageFit, 'rules'>, { levels, rules }: Pick<CountedPattern, 'levels' | 'rules'>): number {
  let least = Infinity;
  fit.rules.forEach(({ prior, weights }, rule) => {
    if (((rules >>> rule) & 1) === 0) return;
    const weight = levels.reduce((sum, level, comparison) => sum + ((weights[comparison] as readonly number[])[level] as number), prior);
    least = Math.min(least, weight);
  });
  return least === Infinity ? Number.NEGATIVE_INFINITY : least;
}

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
