import { median } from '../quantile.ts';
import { fitKinds, sharesOf, type PairKind } from './kinds-of-pairs.ts';
import { differentLevel, missingLevel, orderedPatterns, type CountedPattern, type LevelShares, type LinkageShape } from './patterns.ts';
import { fitTwoClasses, type TwoClasses } from './two-classes.ts';

/** What agreement says for a pair being one thing and not of one kind of pairs that are two. */
export interface AgainstKind {
  /** The rule among whose pairs the kind was looked for first; null where it was looked for among all. */
  readonly rule: number | null;
  /** log2 odds that a pair matches and is not of this kind, before its levels are seen. */
  readonly prior: number;
  /** log2(m ÷ u) of each level of each comparison; 0 for missing. */
  readonly weights: ReadonlyArray<readonly number[]>;
  /** True where how rare shared values are speaks against the kind. */
  readonly isByChance: boolean;
}

export interface LinkageFit {
  readonly kinds: readonly AgainstKind[];
  /** Shares of levels among matching pairs. */
  readonly m: LevelShares;
}

/** Fewer pairs in a rule's blocks teach nothing. */
const pairsAtLeast = 20;

/**
 * Fellegi and Sunter's model (1969) from counted patterns alone, without labels, with several kinds of pairs that do not match:
 *
 * - u starts from random pairs, of which next to none match.
 * - m is learnt within the blocks of each sure rule (of each rule, where none is sure), without the comparisons that the rule fixes, and is the median over
 *   these rules; what all of them fix is learnt within the other rules' blocks, the rest of m held.
 * - Pairs that share a block and do not match are of a kind: namesakes agree in names and colleagues in all that their employer gives them. Each rule's pairs are where one kind is looked for first,
 *   with chances by one step from a fit of matches against all others. Kinds that share values for another reason than chance are looked for among the pairs of each rule of relatives, and among all: one such kind would
 *   take namesakes everywhere and colleagues for the same, and speak against whoever shares a name and a firm. A mixture of matches and these kinds is then fitted to all candidates, with the rarity of what they share (`fitKinds`).
 * - Where a level of what a sure rule looks for says much against all that does not match, it says no less against any kind.
 */
export function fitLinkage(shape: LinkageShape, candidates: readonly CountedPattern[], uAtRandom: LevelShares): LinkageFit {
  const ordered = orderedPatterns(candidates);
  const start: TwoClasses = { matching: 0.1, m: shape.levels.map(startOfM), u: uAtRandom };
  const rules = shape.fixedBy.map((fixed, rule): Rule => ({ fixed, rule, isSure: shape.sure?.includes(rule) ?? false, isRelated: shape.related?.includes(rule) ?? false, pairs: ordered.filter((pattern) => ((pattern.rules >>> rule) & 1) === 1) }));
  const { m, open } = learntM(shape, rules.filter(({ pairs }) => teaches(pairs)), start);
  const comparisons = shape.levels.map((_, comparison) => comparison);
  const everywhere = fitTwoClasses(ordered, { ...start, m }, { comparisons, learnsM: [], learnsU: comparisons });
  const isTaught = teachesKinds(rules, ordered);
  const started = startOfKinds(rules.filter(({ pairs, isSure }) => !(isTaught && isSure) && teaches(pairs)), everywhere, comparisons).filter(({ isByChance }) => isTaught || isByChance);
  const begun: PairKind[] = [{ share: everywhere.matching, levels: m, isByChance: false, learns: open }, ...started];
  const [matches, ...others] = (isTaught ? fitKinds(ordered, begun) : begun) as [PairKind, ...PairKind[]];
  return { m: matches.levels, kinds: others.map((kind, at) => sharedForAReason(againstKind(matches, kind, (started[at] as StartedKind).rule), everywhere, ownOfSure(shape))) };
}

/** Of the candidates, so many may be pairs of a sure rule. */
const mostSure = 0.3;

/** Only a sure rule says what matches look like, so that they are not taken for a kind of their own; and where its pairs are most of the candidates, too few others are left to tell kinds apart. */
function teachesKinds(rules: readonly Rule[], candidates: readonly CountedPattern[]): boolean {
  const sure = rules.filter(({ isSure, pairs }) => isSure && teaches(pairs));
  return sure.length > 0 && sure.reduce((sum, { pairs }) => sum + countOf(pairs), 0) < mostSure * countOf(candidates);
}

type StartedKind = PairKind & { readonly rule: number | null };

function startOfKinds(rules: readonly Rule[], everywhere: TwoClasses, comparisons: readonly number[]): StartedKind[] {
  const by = rules.map(({ pairs, rule }): StartedKind => {
    const { u, matching } = fitTwoClasses(pairs, everywhere, { comparisons, learnsM: [], learnsU: comparisons, rounds: 1 });
    return { rule, levels: u, share: (everywhere.matching * (1 - matching)) / matching, isByChance: true, learns: comparisons };
  });
  const related = by.filter((_, at) => rules[at]?.isRelated).map((kind): StartedKind => ({ ...kind, share: kind.share * startOfRelated, isByChance: false }));
  return [...by, ...related, { rule: null, levels: everywhere.u, share: (1 - everywhere.matching) * startOfRelated, isByChance: false, learns: comparisons }];
}

/** Of pairs that do not match, how many are first taken to share values for a reason. */
const startOfRelated = 0.05;

const countOf = (patterns: readonly CountedPattern[]): number => patterns.reduce((sum, { pairs }) => sum + pairs, 0);

const againstKind = (matches: PairKind, kind: PairKind, rule: number | null): AgainstKind => ({
  rule, isByChance: kind.isByChance, prior: Math.log2(matches.share / kind.share),
  weights: matches.levels.map((shares, comparison) => shares.map((share, level) => (level === missingLevel ? 0 : Math.log2(share / ((kind.levels[comparison] as number[])[level] as number))))),
});

/** Bits from which a level says by itself that something is one thing's own; a box that a department shares does not. */
const saysMuch = 5;

/** What a sure rule looks pairs up by. */
const ownOfSure = ({ sure = [], fixedBy }: LinkageShape): number[] => sure.flatMap((rule) => fixedBy[rule]?.slice(0, 1) ?? []);

/**
 * Two people hardly share what a sure rule looks for. A kind whose pairs seem to is matches with slips elsewhere, which it took for its own: sharing it then says no less than against all that does not match.
 */
function sharedForAReason(kind: AgainstKind, { m, u }: TwoClasses, own: readonly number[]): AgainstKind {
  const against = (comparison: number, level: number): number => Math.log2((m[comparison] as number[])[level] as number / ((u[comparison] as number[])[level] as number));
  const least = (comparison: number, level: number): number => (level > differentLevel && against(comparison, level) >= saysMuch ? against(comparison, level) : -Infinity);
  return { ...kind, weights: kind.weights.map((levels, comparison) => (own.includes(comparison) ? levels.map((weight, level) => Math.max(weight, least(comparison, level))) : levels)) };
}

interface Rule {
  readonly rule: number;
  readonly fixed: readonly number[];
  readonly isSure: boolean;
  readonly isRelated: boolean;
  readonly pairs: readonly CountedPattern[];
}

const teaches = (patterns: readonly CountedPattern[]): boolean => countOf(patterns) >= pairsAtLeast;

/** m, and the comparisons that no rule could teach by itself. */
function learntM(shape: LinkageShape, rules: readonly Rule[], start: TwoClasses): { m: LevelShares; open: number[] } {
  const all = shape.levels.map((_, comparison) => comparison);
  const sure = rules.filter(({ isSure }) => isSure);
  const first = sure.length === 0 ? rules : sure;
  const notFixed = ({ fixed }: Rule): number[] => all.filter((comparison) => !fixed.includes(comparison));
  const m = medians(start.m, first.map((rule) => ({ comparisons: notFixed(rule), m: fitTwoClasses(rule.pairs, start, { comparisons: notFixed(rule), learnsM: notFixed(rule), learnsU: [] }).m })));
  const open = all.filter((comparison) => first.every(({ fixed }) => fixed.includes(comparison)));
  if (open.length === 0) return { m, open };
  const sessions = rules.filter((rule) => !first.includes(rule)).map((rule) => {
    const comparisons = open.filter((comparison) => !rule.fixed.includes(comparison));
    return { comparisons, m: fitTwoClasses(rule.pairs, { ...start, m }, { comparisons: notFixed(rule), learnsM: comparisons, learnsU: [] }).m };
  });
  return { m: medians(m, sessions), open };
}

/** log2 odds that a pair matches: against each kind of pairs that do not, the sum of the odds against it. */
export function pairWeight(kinds: readonly AgainstKind[], levels: readonly number[], rarity = 0): number {
  const each = kinds.map(({ prior, weights, isByChance }) => levels.reduce((sum, level, comparison) => sum + ((weights[comparison] as readonly number[])[level] as number), prior) + (isByChance ? rarity : 0));
  const least = Math.min(...each);
  return Number.isFinite(least) ? least - Math.log2(each.reduce((sum, weight) => sum + 2 ** (least - weight), 0)) : least;
}

/** Shares of levels among pairs. */
export function sharesIn(shape: LinkageShape, patterns: readonly CountedPattern[]): LevelShares {
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
  readonly m: LevelShares;
}

/** Median shares over the sessions that learnt a comparison; what none learnt stays. */
function medians(before: LevelShares, sessions: readonly Session[]): number[][] {
  return before.map((shares, comparison) => {
    const learnt = sessions.filter(({ comparisons }) => comparisons.includes(comparison));
    if (learnt.length === 0) return [...shares];
    const middle = shares.map((_, level) => median(learnt.map(({ m }) => (m[comparison] as readonly number[])[level] as number)));
    const sum = middle.reduce((total, share) => total + share, 0);
    return middle.map((share) => share / sum);
  });
}
