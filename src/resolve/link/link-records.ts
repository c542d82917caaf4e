import { fitLinkage, type CountedPattern, type LinkageFit } from '../../learn/index.ts';
import { agreementsSelect, countedSelect, levelsOf, weightExpression } from './agree-sql.ts';
import { blocksSelect, crowdedSelect, keysSelect, randomPairsSelect } from './block-sql.ts';
import type { Dialect } from './dialect.ts';
import type { LinkEngine } from './engine.ts';
import type { LinkPlan } from './plan.ts';
import { baseSelect, frequenciesSelect, recordsSelect, wordsSelect } from './prepare-sql.ts';
import { tablesOf, type RunTables } from './table-names.ts';

/** Limits of every statement of a run. */
export interface LinkLimits {
  readonly seconds: number;
  readonly bytes: number;
  readonly threads: number;
}

export interface LinkRun {
  readonly engine: LinkEngine;
  readonly sql: Dialect;
  readonly plan: LinkPlan;
  readonly tables: RunTables;
  readonly limits: LinkLimits;
  /** Most records of a block. */
  readonly cap: number;
}

const defaultLimits: LinkLimits = { seconds: 600, bytes: 1_600_000_000, threads: 2 };

/** A run over the rows of `link_<run>_given`. */
export function linkRun(engine: LinkEngine, sql: Dialect, plan: LinkPlan, run: string, options: { limits?: LinkLimits; cap?: number } = {}): LinkRun {
  return { engine, sql, plan, tables: tablesOf(run), limits: options.limits ?? defaultLimits, cap: options.cap ?? 100 };
}

/** Makes the table that the caller fills: n from 0 without gaps, side (0, or 1 for the other side, whose numbers come after), and the plan's columns. */
export async function createGiven({ engine, sql, plan, tables }: LinkRun): Promise<void> {
  const columns = [`${sql.as('0', 'number')} AS n`, `${sql.as('0', 'number')} AS side`, ...plan.columns.map(({ name }) => `${sql.as("''", 'text')} AS ${name}`)];
  await engine.command(sql.createTable(tables.given, 'n', `SELECT * FROM (SELECT ${columns.join(', ')}) AS none WHERE n > 0`));
}

/** A blocking key shared by too many records: pairs of those that share two such keys are still looked at, the others are not. */
export interface CrowdedRule {
  readonly rule: string;
  readonly keys: number;
  readonly records: number;
}

export interface LinkFound {
  readonly records: number;
  readonly candidates: number;
  readonly crowded: readonly CrowdedRule[];
}

const made = async ({ engine, sql, limits }: LinkRun, name: string, order: string, select: string): Promise<void> =>
  engine.command(`${sql.createTable(name, order, select)}${sql.limits(limits)}`);

export async function rowsOf(engine: LinkEngine, text: string): Promise<unknown[][]> {
  const rows: unknown[][] = [];
  for await (const some of engine.stream(text, {})) rows.push(...some);
  return rows;
}

const numberFrom = async (engine: LinkEngine, text: string): Promise<number> => Number((await rowsOf(engine, text))[0]?.[0] ?? 0);

/** From rows as given to records as they are compared. */
export async function prepareRecords(run: LinkRun): Promise<number> {
  const { engine, sql, plan, tables } = run;
  const size = await numberFrom(engine, `SELECT count(*) FROM ${tables.given}`);
  await made(run, tables.base, 'n', baseSelect(sql, plan, tables.given));
  await made(run, tables.frequencies, 'field', frequenciesSelect(sql, plan, tables.base));
  const words = wordsSelect(sql, plan, tables.base);
  if (words !== '') await made(run, tables.words, 'field', words);
  await made(run, tables.records, 'n', recordsSelect(sql, plan, tables, size));
  return size;
}

/** Pairs that share a block, each once, with how they agree. */
export async function compareCandidates(run: LinkRun): Promise<Omit<LinkFound, 'records'>> {
  const { engine, sql, plan, tables, cap } = run;
  await made(run, tables.keys, 'key', keysSelect(sql, plan, tables.records));
  await made(run, tables.crowded, 'key', crowdedSelect(tables.keys, cap));
  await made(run, tables.blocks, 'key', blocksSelect(sql, tables));
  await made(run, tables.pairs, 'a', sql.pairsWithin(tables.blocks, cap, plan.isAcross));
  await made(run, tables.agreements, 'a', agreementsSelect(sql, plan, tables.pairs, tables.records));
  const crowded = await rowsOf(engine, `SELECT key % 32 AS rule, count(*), sum(records) FROM ${tables.crowded} GROUP BY rule ORDER BY rule`);
  return {
    candidates: await numberFrom(engine, `SELECT count(*) FROM ${tables.agreements}`),
    crowded: crowded.map(([rule, keys, records]) => ({ rule: plan.rules[Number(rule)]?.name ?? '', keys: Number(keys), records: Number(records) })),
  };
}

/** Counted agreement patterns of the candidates. */
export async function candidatePatterns({ engine, plan, tables }: LinkRun): Promise<CountedPattern[]> {
  return patternsOf(plan, await rowsOf(engine, countedSelect(tables.agreements)));
}

const patternsOf = (plan: LinkPlan, rows: readonly unknown[][]): CountedPattern[] =>
  rows.map(([rules, pattern, pairs]) => ({ rules: Number(rules), levels: levelsOf(pattern, plan), pairs: Number(pairs) }));

/** Counted agreement patterns of pairs drawn by chance. */
export async function randomPatterns(run: LinkRun, draws: number): Promise<CountedPattern[]> {
  const { engine, sql, plan, tables } = run;
  const sides = await rowsOf(engine, `SELECT side, count(*) FROM ${tables.given} GROUP BY side ORDER BY side`);
  await made(run, tables.drawn, 'a', randomPairsSelect(sql, plan, draws, sides.map(([, records]) => Number(records))));
  return patternsOf(plan, await rowsOf(engine, `${countedSelect(`(${agreementsSelect(sql, plan, tables.drawn, tables.records)}) AS agreed`)}${sql.limits(run.limits)}`));
}

/** The levels of each comparison, and what each rule's blocks hold equal. */
export const shapeOf = ({ comparisons, rules }: LinkPlan): { levels: number[]; fixedBy: number[][] } => ({
  levels: comparisons.map(({ levels }) => levels.length + 2),
  fixedBy: rules.map(({ fixes }) => fixes.map((name) => comparisons.findIndex((comparison) => comparison.name === name))),
});

/** What the frozen parameters are: what to score a pair with. */
export interface LinkModel {
  readonly prior: number;
  readonly weights: ReadonlyArray<readonly number[]>;
}

/**
 * Weights for scoring. A level whose value's frequency weighs is lowered by the rarity of a usual value (log2 of u among random pairs), since each pair
 * then adds the rarity of its own.
 */
export function modelOf(plan: LinkPlan, fit: LinkageFit): LinkModel {
  const weights = plan.comparisons.map(({ levels }, at) => (fit.weights[at] as readonly number[]).map((weight, level) =>
    (levels[level - 2]?.frequencyOf === undefined ? weight : weight + Math.log2((fit.uAtRandom[at] as readonly number[])[level] as number))));
  return { prior: fit.prior, weights };
}

export async function learnModel(run: LinkRun, draws = 1_000_000): Promise<LinkModel> {
  return modelOf(run.plan, fitLinkage(shapeOf(run.plan), await candidatePatterns(run), await randomPatterns(run, draws)));
}

/** A scored pair of records, by their numbers a < b. */
export interface ScoredPair {
  readonly a: number;
  readonly b: number;
  /** log2 odds that they are the same. */
  readonly weight: number;
  readonly levels: readonly number[];
}

/** Pairs of at least this weight, heaviest first; ties by number. */
export async function scoredPairs({ engine, sql, plan, tables, limits }: LinkRun, model: LinkModel, floor: number): Promise<ScoredPair[]> {
  const found: ScoredPair[] = [];
  const text = `SELECT a, b, pattern, weight FROM (SELECT a, b, pattern, ${weightExpression(sql, plan, model)} AS weight FROM ${tables.agreements}) AS scored WHERE weight >= ${floor.toFixed(6)} ORDER BY weight DESC, a, b${sql.limits(limits)}`;
  for await (const rows of engine.stream(text, {})) for (const [a, b, pattern, weight] of rows) found.push({ a: Number(a), b: Number(b), weight: Number(weight), levels: levelsOf(pattern, plan) });
  return found;
}

/** How many candidates each level of each comparison holds, for a look at a plan and for comparing engines. */
export async function countLevels(run: LinkRun): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { levels, pairs } of await candidatePatterns(run)) {
    levels.forEach((level, at) => {
      const { name = '', levels: known = [] } = run.plan.comparisons[at] ?? {};
      const key = `${name}: ${['missing', 'different'][level] ?? known[level - 2]?.name}`;
      counts[key] = (counts[key] ?? 0) + pairs;
    });
  }
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
