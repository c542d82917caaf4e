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
 * Fellegi and Sunter's model (1969) from counted patterns alone, without labels. Three steps:
 *
 * - u starts from random pairs, of which next to none match.
 * - m is learnt within the blocks of each sure rule (of each rule, where none is sure), without the comparisons that the rule fixes, and is the median over
 *   these rules; what all of them fix is learnt within the other rules' blocks, the rest of m held.
 * - Over all candidates u and the share of matches are learnt anew, m held. Then each rule has its own, from its candidates' chances under that fit:
 *   pairs that share a block agree in other things more than random pairs do although they do not match (colleagues share a city, namesakes
 *   do not share a company), and a u from elsewhere would take that for evidence, or miss it. One step and no search, because within
 *   one rule's blocks the likeliest two classes are often others than matches and the rest: colleagues and strangers, clean records and careless ones.
 */
export function fitLinkage(shape: LinkageShape, candidates: readonly CountedPattern[], random: readonly CountedPattern[]): LinkageFit {
  const ordered = orderedPatterns(candidates);
  const uAtRandom = sharesIn(shape, orderedPatterns(random));
  const start: TwoClasses = { matching: 0.1, m: shape.levels.map(startOfM), u: uAtRandom };
  const rules = shape.fixedBy.map((fixed, rule): Rule => ({ fixed, isSure: shape.sure?.includes(rule) ?? false, pairs: ordered.filter((pattern) => ((pattern.rules >>> rule) & 1) === 1) }));
  const m = learntM(shape, rules.filter(({ pairs }) => teaches(pairs)), start);
  const comparisons = shape.levels.map((_, comparison) => comparison);
  const everywhere = fitTwoClasses(ordered, { ...start, m }, { comparisons, learnsM: [], learnsU: comparisons });
  return { m, uAtRandom, rules: rules.map(({ pairs }) => weightsOf(teaches(pairs) ? fitTwoClasses(pairs, everywhere, { comparisons, learnsM: [], learnsU: comparisons, rounds: 1 }) : everywhere)) };
}

interface Rule {
  readonly fixed: readonly number[];
  readonly isSure: boolean;
  readonly pairs: readonly CountedPattern[];
}

const teaches = (patterns: readonly CountedPattern[]): boolean => patterns.reduce((sum, { pairs }) => sum + pairs, 0) >= pairsAtLeast;

function learntM(shape: LinkageShape, rules: readonly Rule[], start: TwoClasses): LevelShares['m'] {
  const all = shape.levels.map((_, comparison) => comparison);
  const sure = rules.filter(({ isSure }) => isSure);
  const first = sure.length === 0 ? rules : sure;
  const notFixed = ({ fixed }: Rule): number[] => all.filter((comparison) => !fixed.includes(comparison));
  const m = medians(start.m, first.map((rule) => ({ comparisons: notFixed(rule), m: fitTwoClasses(rule.pairs, start, { comparisons: notFixed(rule), learnsM: notFixed(rule), learnsU: [] }).m })));
  const open = all.filter((comparison) => first.every(({ fixed }) => fixed.includes(comparison)));
  if (open.length === 0) return m;
  const sessions = rules.filter((rule) => !first.includes(rule)).map((rule) => {
    const comparisons = open.filter((comparison) => !rule.fixed.includes(comparison));
    return { comparisons, m: fitTwoClasses(rule.pairs, { ...start, m }, { comparisons: notFixed(rule), learnsM: comparisons, learnsU: [] }).m };
  });
  return medians(m, sessions);
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

/** Shares of levels among pairs. */
function sharesIn(shape: LinkageShape, patterns: readonly CountedPattern[]): number[][] {
  return shape.levels.map((levels, comparison) => {
    const counts = Array.from({ length: levels }, () => 0);
    for (const pattern of patterns) {
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

interface Session {
  readonly comparisons: readonly number[];
  readonly m: LevelShares['m'];
}

/** Median shares over the sessions that learnt a comparison; what none learnt stays. */
function medians(before: LevelShares['m'], sessions: readonly Session[]): number[][] {
  return before.map((shares, comparison) => {
    const learnt = sessions.filter(({ comparisons }) => comparisons.includes(comparison));
    if (learnt.length === 0) return [...shares];
    const middle = shares.map((_, level) => median(learnt.map(({ m }) => (m[comparison] as readonly number[])[level] as number)));
    const sum = middle.reduce((total, share) => total + share, 0);
    return middle.map((share) => share / sum);
  });
}

const weightsOf = ({ m, u, matching }: TwoClasses): RuleWeights => ({
  prior: Math.log2(matching / (1 - matching)),
  weights: m.map((shares, comparison) => shares.map((share, level) => (level === missingLevel ? 0 : Math.log2(share / ((u[comparison] as number[])[level] as number))))),
});
