import { fitLinkage, sharesIn, type AgainstKind, type CountedPattern, type LinkageFit, type LinkageShape } from '../../learn/index.ts';
import { candidatePatterns, randomPatterns } from './count-patterns.ts';
import { rowsOf, type LinkRun } from './link-run.ts';
import { countedColumns, liftAt, liftColumns, nameColumns, type LinkPlan } from './plan.ts';
import { usualSelect } from './prepare-sql.ts';

/** The levels of each comparison, and what each rule's blocks hold equal. */
export const shapeOf = ({ comparisons, rules }: LinkPlan): LinkageShape => ({
  levels: comparisons.map(({ levels }) => levels.length + 2),
  fixedBy: rules.map(({ fixes }) => fixes.map((name) => comparisons.findIndex((comparison) => comparison.name === name))),
  sure: rules.flatMap(({ isSure = false }, rule) => (isSure ? [rule] : [])), related: rules.flatMap(({ isRelated = false }, rule) => (isRelated ? [rule] : [])),
});

/** Frozen parameters: what pairs are scored with, against each kind of pairs that do not match. */
export interface LinkModel {
  readonly kinds: readonly AgainstKind[];
  readonly usual: UsualRarity;
}

/** How rare the values are that records hold, as log2 of their mean share (0 or less): how much rarer a pair's are is what counts. */
export interface UsualRarity {
  /** By comparison and level; 0 where no rarity counts. */
  readonly levels: ReadonlyArray<readonly number[]>;
  /** By the column of the lift that counts for a pair (`liftAt`), what is to be added: shared names go oftener than chance has it. */
  readonly lifts: Readonly<Record<string, number>>;
}

async function usualRarity({ engine, sql, plan, tables }: LinkRun): Promise<UsualRarity> {
  const columns = countedColumns(plan).flatMap(({ column, hasShare }) => (hasShare ? [column] : []));
  const selects = usualSelect(sql, plan, tables.records, columns);
  const lifts = liftColumns(plan);
  const [row = []] = selects === null ? [] : await rowsOf(engine, selects);
  const of = new Map([...columns, ...Object.values(lifts ?? {})].map((column, at) => [column, Number(row[at] ?? 0)]));
  const usualOf = (column: string | undefined): number => (column === undefined ? 0 : (of.get(column) ?? 0));
  const { given, surname } = nameColumns(plan) ?? {};
  const added = (lift: string, ...names: Array<string | undefined>): [string, number] => [lift, usualOf(lift) - names.reduce((sum, name) => sum + usualOf(name), 0)];
  return {
    levels: plan.comparisons.map(({ levels }) => [0, 0, ...levels.map(({ frequencyOf }) => usualOf(frequencyOf))]),
    lifts: lifts === undefined ? {} : Object.fromEntries([added(lifts.both, given, surname), added(lifts.bothHere, given, surname), added(lifts.givenHere, given), added(lifts.surnameHere, surname)]),
  };
}

/** How much rarer than usual what a pair shares is, in bits. */
export function beyondUsual(plan: LinkPlan, { levels: usual, lifts }: UsualRarity, levels: readonly number[], rarity: number): number {
  const lift = liftAt(plan, levels);
  return levels.reduce((total, level, at) => total + ((usual[at] as readonly number[])[level] as number), rarity + (lift === undefined ? 0 : (lifts[lift] ?? 0)));
}

/** Weights for scoring: levels that are worth what they mean are worth it against every kind. */
const modelOf = (plan: LinkPlan, fit: LinkageFit, usual: UsualRarity): LinkModel => ({
  usual, kinds: fit.kinds.map((kind) => ({ ...kind, weights: kind.weights.map((levels, at) => levels.map((weight, level) => plan.comparisons[at]?.levels[level - 2]?.says ?? weight)) })),
});

/** Levels whose worth is known teach nothing: they count as missing. */
const teaching = (plan: LinkPlan, patterns: readonly CountedPattern[]): CountedPattern[] =>
  patterns.map((pattern) => ({ ...pattern, levels: pattern.levels.map((level, at) => (plan.comparisons[at]?.levels[level - 2]?.says === undefined ? level : 0)) }));

export async function learnModel(run: LinkRun, draws = 300_000): Promise<LinkModel> {
  const { plan } = run;
  // One after the other: an engine of one connection would cut one answer short for the next.
  const [candidates, random, usual] = [await candidatePatterns(run), await randomPatterns(run, draws), await usualRarity(run)];
  const beside = candidates.map((pattern) => ({ ...pattern, rarity: beyondUsual(plan, usual, pattern.levels, pattern.rarity ?? 0) }));
  const shape = shapeOf(plan);
  return modelOf(plan, fitLinkage(shape, teaching(plan, beside), sharesIn(shape, teaching(plan, random))), usual);
}
