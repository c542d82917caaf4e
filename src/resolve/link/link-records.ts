import { chooseThreshold, clustersOf, fitLinkage, heldBack, pairWeight, sharesIn, type AgainstKind, type CountedPattern, type LinkageFit, type LinkageShape } from '../../learn/index.ts';
import { agreementsSelect, countedSelect, halvesOf, levelsOf, lightWithinClusters, storedWeight, weighedSelect } from './agree-sql.ts';
import { blocksSelect, crowdedSelect, keysSelect, randomPairsSelect } from './block-sql.ts';
import type { Dialect } from './dialect.ts';
import type { LinkEngine } from './engine.ts';
import { calledSelect, sidesSelect, writtenSelect } from './meant-rows.ts';
import { bearersSelect, comingFrom, countriesSelect, homesOf, homesSelect, type Home } from './name-homes.ts';
import { accountColumns, countedColumns, liftAt, liftColumns, nameColumns, personColumns, type LinkPlan } from './plan.ts';
import { baseSelect, frequenciesSelect, recordsSelect, usualSelect, wordsSelect } from './prepare-sql.ts';
import { allTables, passingTables, stayingTables, tablesOf, type RunTables } from './table-names.ts';

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
  /** Most records of a block: the plan's, unless another is tried. */
  readonly cap: number;
  /** Its tables are dropped when it ends, and too small to be looked up in. */
  readonly isPassing: boolean;
}

/** What statements over a million records are held to; of more, joins hold more. */
const [leastBytes, bytesARecord] = [1_600_000_000, 1_600];

export const limitsFor = (records: number): LinkLimits => ({ seconds: 600, bytes: Math.max(leastBytes, records * bytesARecord), threads: 2 });

/** A run over the rows of `link_<run>_given`, of which there will be so many. */
export function linkRun(engine: LinkEngine, sql: Dialect, plan: LinkPlan, run: string, options: { limits?: LinkLimits; cap?: number; records?: number } = {}): LinkRun {
  return { engine, sql, plan, tables: tablesOf(run), limits: options.limits ?? limitsFor(options.records ?? 0), cap: options.cap ?? plan.cap, isPassing: false };
}

/** Removes what a run left. */
export const dropTables = ({ engine, tables }: LinkRun): Promise<void> => dropEach(engine, allTables(tables));

/** Removes what a run only needed while it was under way; what stays is the engine's to keep in order. */
export async function endRun({ engine, sql, tables }: LinkRun): Promise<void> {
  await dropEach(engine, passingTables(tables));
  for (const care of stayingTables(tables).map(sql.care)) if (care !== null) await engine.command(care);
}

async function dropEach(engine: LinkEngine, names: readonly string[]): Promise<void> {
  for (const table of names) await engine.command(`DROP TABLE IF EXISTS ${table}`);
}

/** Makes the table that the caller fills: n from 0 without gaps, side (0, or 1 for the other side, whose numbers come after), and the plan's columns. */
export async function createGiven({ engine, sql, plan, tables, isPassing }: LinkRun): Promise<void> {
  const columns = [`${sql.as('0', 'number')} AS n`, `${sql.as('0', 'number')} AS side`, ...plan.columns.map(({ name }) => `${sql.as("''", 'text')} AS ${name}`)];
  const empty = `SELECT * FROM (SELECT ${columns.join(', ')}) AS none WHERE n > 0`;
  await engine.command(isPassing ? sql.createSmall(tables.given, empty) : sql.createTable(tables.given, null, empty));
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

/** Writes a table by a SELECT. */
export const made = async ({ engine, sql, limits, isPassing }: LinkRun, name: string, order: string | null, select: string): Promise<void> =>
  engine.command(`${isPassing ? sql.createSmall(name, select) : sql.createTable(name, order, select)}${sql.limits(limits)}`);

export async function rowsOf(engine: LinkEngine, text: string, parameters: Record<string, unknown> = {}): Promise<unknown[][]> {
  const rows: unknown[][] = [];
  for await (const some of engine.stream(text, parameters)) rows.push(...some);
  return rows;
}

/** The number of the first record that is not held yet. */
export async function nextNumber({ engine, tables }: LinkRun): Promise<number> {
  const [last] = await rowsOf(engine, `SELECT n FROM ${tables.records} ORDER BY n DESC LIMIT 1`);
  return last === undefined ? 0 : Number(last[0]) + 1;
}

const numberFrom = async (engine: LinkEngine, text: string): Promise<number> => Number((await rowsOf(engine, text))[0]?.[0] ?? 0);

/** From rows as given to records as they are compared. */
export async function prepareRecords(run: LinkRun): Promise<void> {
  const { sql, plan, tables, isPassing } = run;
  if (!isPassing) await countWhatIsMeant(run);
  await made(run, tables.base, null, baseSelect(sql, plan, tables, { isFew: isPassing }));
  if (!isPassing) await countValues(run);
  await made(run, tables.records, 'n', recordsSelect(sql, plan, tables, { isFew: isPassing }));
}

/** Which column names belong into and what companies are called; a run over new rows takes both as they were. */
async function countWhatIsMeant(run: LinkRun): Promise<void> {
  const { sql, plan, tables } = run;
  const [person, account] = [personColumns(plan), accountColumns(plan)];
  if (person !== undefined) await made(run, tables.sides, 'name', sidesSelect(sql, person, tables.given));
  if (person?.email !== undefined) await made(run, tables.written, 'together', writtenSelect(sql, { ...person, email: person.email }, tables.given));
  if (account !== undefined) await made(run, tables.called, '(field, value)', calledSelect(account, tables.given));
}

/** Countries that names are counted by. */
const countriesAtMost = 16;

/** How common values and words are; a run over new rows takes the counts as they were. */
async function countValues(run: LinkRun): Promise<void> {
  const { engine, sql, plan, tables } = run;
  const names = nameColumns(plan);
  const homes = names === undefined ? [] : homesOf(await rowsOf(engine, homesSelect(tables.base, names.country, countriesAtMost)));
  await made(run, tables.frequencies, '(field, value)', frequenciesSelect(sql, plan, tables.base, homes));
  if (names !== undefined) await countCountries(run, homes);
  const words = wordsSelect(sql, plan, tables.base);
  if (words !== '') await made(run, tables.words, '(field, word)', words);
}

/** Where the people of each country come from. */
async function countCountries({ engine, sql, plan, tables }: LinkRun, homes: readonly Home[]): Promise<void> {
  const bearers = homes.length === 0 ? [] : await rowsOf(engine, bearersSelect(sql, plan, tables, homes, await numberFrom(engine, `SELECT count(*) FROM ${tables.base}`)));
  await engine.command(`INSERT INTO ${tables.frequencies} ${countriesSelect(sql, comingFrom(homes, bearers))}`);
}

/** Pairs are met by so many first records at a time, which a processor keeps at hand, and among them in the order of the second, which it reads ahead: that takes two thirds of the time. */
const readTogether = 65_536;

/** Pairs that share a block, each once, with how they agree. */
export async function compareCandidates(run: LinkRun): Promise<Omit<LinkFound, 'records'>> {
  const { engine, sql, plan, tables, cap } = run;
  await made(run, tables.keys, null, keysSelect(sql, plan, tables.records));
  await made(run, tables.crowded, 'key', crowdedSelect(tables.keys, cap));
  await made(run, tables.blocks, 'key', blocksSelect(sql, tables));
  await made(run, tables.pairs, null, `${sql.pairsWithin(tables.blocks, cap, plan.isAcross)}\nORDER BY ${sql.quotient('a', String(readTogether))}, b, a`);
  await compareInParts(run, await numberFrom(engine, `SELECT count(*) FROM ${tables.records}`));
  await made(run, tables.patterns, null, countedSelect(tables.agreements));
  const crowded = await rowsOf(engine, `SELECT key % 32 AS rule, count(*), sum(records) FROM ${tables.crowded} GROUP BY rule ORDER BY rule`);
  return {
    candidates: await numberFrom(engine, `SELECT sum(pairs) FROM ${tables.patterns}`),
    crowded: crowded.map(([rule, keys, records]) => ({ rule: plan.rules[Number(rule)]?.name ?? '', keys: Number(keys), records: Number(records) })),
  };
}

/** Both sides of a comparing statement are held in memory: records of a side in one, and in how many parts at most, as each is read once for each other. */
const [recordsAPart, partsAtMost] = [350_000, 4];

async function compareInParts(run: LinkRun, records: number): Promise<void> {
  const { engine, sql, plan, tables, limits } = run;
  const parts = Math.max(1, Math.min(partsAtMost, Math.ceil(records / recordsAPart)));
  const size = Math.ceil(records / parts);
  const part = (table: string, column: string, at: number): string => `(SELECT * FROM ${table} WHERE ${column} >= ${at * size} AND ${column} < ${(at + 1) * size})`;
  for (let first = 0; first < parts; first += 1) {
    // Of a pair, the first record has the smaller number.
    for (let second = first; second < parts; second += 1) {
      const pairs = `(SELECT * FROM ${part(tables.pairs, 'a', first)} AS begun WHERE b >= ${second * size} AND b < ${(second + 1) * size})`;
      const select = agreementsSelect(sql, plan, pairs, part(tables.records, 'n', first), part(tables.records, 'n', second));
      if (first === 0 && second === 0) await made(run, tables.agreements, null, select);
      else await engine.command(`INSERT INTO ${tables.agreements} ${select}${sql.limits(limits)}`);
    }
  }
}

/** Counted agreement patterns of the candidates. */
export async function candidatePatterns({ engine, plan, tables }: LinkRun): Promise<CountedPattern[]> {
  return patternsOf(plan, await rowsOf(engine, `SELECT rules, pattern, pairs, mean FROM ${tables.patterns}`));
}

const patternsOf = (plan: LinkPlan, rows: readonly unknown[][]): CountedPattern[] =>
  rows.map(([rules, pattern, pairs, rarity]) => ({ rules: Number(rules), levels: levelsOf(pattern, plan), pairs: Number(pairs), rarity: Number(rarity) }));

/** Counted agreement patterns of pairs drawn by chance. */
export async function randomPatterns(run: LinkRun, draws: number): Promise<CountedPattern[]> {
  const { engine, sql, plan, tables } = run;
  const sides = await rowsOf(engine, `SELECT side, count(*) FROM ${tables.given} GROUP BY side ORDER BY side`);
  await made(run, tables.drawn, null, randomPairsSelect(sql, plan, draws, sides.map(([, records]) => Number(records))));
  const among = (side: string): string => `(SELECT * FROM ${tables.records} WHERE n IN (SELECT ${side} FROM ${tables.drawn}))`;
  return patternsOf(plan, await rowsOf(engine, `${countedSelect(`(${agreementsSelect(sql, plan, tables.drawn, among('a'), among('b'))}) AS agreed`)}${sql.limits(run.limits)}`));
}

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

/** What pairs weigh that agree so, before it is seen how rare what they share is: against the kinds by chance, which that speaks against, and against the others. */
interface Weighed {
  readonly chance: number;
  readonly other: number;
}

function weighed(plan: LinkPlan, { kinds, usual }: LinkModel, levels: readonly number[]): Weighed {
  const [byChance, others] = [true, false].map((isByChance) => kinds.filter((kind) => kind.isByChance === isByChance)) as [AgainstKind[], AgainstKind[]];
  return { chance: pairWeight(byChance, levels, beyondUsual(plan, usual, levels, 0)), other: pairWeight(others, levels) };
}

function withRarity({ chance, other }: Weighed, rarity: number): number {
  const least = Math.min(chance + rarity, other);
  return Number.isFinite(least) ? least - Math.log2(2 ** (least - chance - rarity) + 2 ** (least - other)) : least;
}

/** What a pair weighs that agrees so. */
export const weightOf = (plan: LinkPlan, model: LinkModel, levels: readonly number[], rarity: number): number => withRarity(weighed(plan, model, levels), rarity);

/** Writes the weight of every pattern by which some pair may reach the floor. */
async function weighPatterns({ engine, sql, plan, tables }: LinkRun, model: LinkModel, floor: number): Promise<void> {
  const column = (name: string): string => `${sql.as('0', 'number')} AS ${name}`;
  await engine.command(sql.createTable(tables.weights, null, `SELECT * FROM (SELECT ${['high', 'low', 'chance', 'other'].map(column).join(', ')}) AS none WHERE low > 0`));
  const rows = await rowsOf(engine, `SELECT pattern, max(rarest) FROM ${tables.patterns} GROUP BY pattern`);
  await engine.insert(tables.weights, rows.flatMap(([pattern, rarest]) => {
    const parts = weighed(plan, model, levelsOf(pattern, plan));
    return withRarity(parts, Number(rarest)) < floor ? [] : [{ ...halvesOf(pattern), chance: storedWeight(parts.chance), other: storedWeight(parts.other) }];
  }));
}

/** A scored pair of records, by their numbers a < b. */
export interface ScoredPair {
  readonly a: number;
  readonly b: number;
  /** log2 odds that they are the same. */
  readonly weight: number;
  readonly levels: readonly number[];
  /** How rare the values are that it shares, in bits. */
  readonly rarity: number;
  /** Which rules found it: a bit each, in the plan's order. */
  readonly rules: number;
}

/** Pairs of at least this weight, heaviest first; ties by number. */
export async function scoredPairs(run: LinkRun, model: LinkModel, floor: number): Promise<ScoredPair[]> {
  const { engine, sql, plan, tables, limits } = run;
  // A little lower, because weights stand there in thousandths.
  await weighPatterns(run, model, floor - 0.01);
  const found: ScoredPair[] = [];
  const levels = levelsRead(plan);
  const text = `SELECT a, b, rules, pattern, rarity, weight FROM (${weighedSelect(sql, tables.agreements, tables.weights)}) AS weighed WHERE weight >= ${floor.toFixed(6)} ORDER BY weight DESC, a, b${sql.limits(limits)}`;
  for await (const rows of engine.stream(text, {})) for (const [a, b, rules, pattern, rarity, weight] of rows) found.push({ a: Number(a), b: Number(b), rules: Number(rules), rarity: Number(rarity), weight: Number(weight), levels: levels(pattern) });
  return found;
}

/** Levels of patterns, one list for all pairs that agree alike. */
function levelsRead(plan: LinkPlan): (pattern: unknown) => readonly number[] {
  const known = new Map<unknown, readonly number[]>();
  return (pattern) => {
    const held = known.get(pattern) ?? levelsOf(pattern, plan);
    known.set(pattern, held);
    return held;
  };
}

/** Ties by number. */
export const heaviestFirst = (pairs: readonly ScoredPair[]): ScoredPair[] => pairs.toSorted((one, other) => other.weight - one.weight || one.a - other.a || one.b - other.b);

/** Agreements as they stand, weighed here: few pairs need no table of weights. */
export async function weighedHere({ engine, plan }: LinkRun, agreements: string, model: LinkModel): Promise<ScoredPair[]> {
  const found: ScoredPair[] = [];
  const known = new Map<unknown, Weighed & { readonly levels: readonly number[] }>();
  const read = (pattern: unknown): Weighed & { readonly levels: readonly number[] } => {
    const levels = levelsOf(pattern, plan);
    const parts = { levels, ...weighed(plan, model, levels) };
    known.set(pattern, parts);
    return parts;
  };
  for await (const rows of engine.stream(agreements, {})) {
    for (const [a, b, rules, pattern, rarity] of rows) {
      const parts = known.get(pattern) ?? read(pattern);
      found.push({ a: Number(a), b: Number(b), rules: Number(rules), rarity: Number(rarity), weight: withRarity(parts, Number(rarity)), levels: parts.levels });
    }
  }
  return found;
}

/** Scored pairs, and what follows from them. */
export interface JoinedPairs {
  /** Pairs of at least this weight join, but for those held back. */
  readonly threshold: number;
  /** Pairs of at least the floor, heaviest first. */
  readonly pairs: readonly ScoredPair[];
  /** Pairs that would join groups which speak against it: they are for people to look at. */
  readonly held: ReadonlySet<ScoredPair>;
}

/** Where no pair is likely enough, none joins. */
const nothingJoins = 64;

/** Which pairs join, as a run over everything has it: each pair that joins is so likely at least, unless a threshold is given. */
export async function joinedPairs(run: LinkRun, model: LinkModel, { floor, chanceAtLeast, threshold: given }: { floor: number; chanceAtLeast: number; threshold?: number }): Promise<JoinedPairs> {
  const pairs = await scoredPairs(run, model, floor);
  const threshold = given ?? chooseThreshold(Float64Array.from(pairs, ({ weight }) => weight), { chanceAtLeast })?.threshold ?? nothingJoins;
  const clusterOf = await writeClusters(run, pairs.filter(({ weight }) => weight >= threshold));
  const within = pairs.filter(({ a, b }) => clusterOf(a) !== alone && clusterOf(a) === clusterOf(b));
  const against = within.length === 0 ? [] : heaviestFirst((await weighedHere(run, lightWithinClusters(run.sql, run.tables, floor), model)).filter(({ weight }) => weight < floor));
  const compared = [...within, ...against];
  // Where no pair speaks against a cluster, nothing of it is held back.
  const disputed = new Set(compared.flatMap(({ a, weight }) => (weight < 0 ? [clusterOf(a)] : [])));
  return { threshold, pairs, held: heldBack(compared.filter(({ a }) => disputed.has(clusterOf(a))), threshold) };
}

/** The cluster of a record that is in none of three records or more. */
const alone = -1;

/** Clusters of three records or more, in which pairs may speak against each other; written so that the engine finds those pairs. */
async function writeClusters({ engine, sql, tables }: LinkRun, joining: readonly ScoredPair[]): Promise<(n: number) => number> {
  const records = 1 + joining.reduce((most, { b }) => Math.max(most, b), 0);
  const clusters = clustersOf(records, joining.map(({ a, b }) => [a, b] as const));
  const sizes = new Int32Array(records);
  for (const cluster of clusters) sizes[cluster] = (sizes[cluster] as number) + 1;
  const clusterOf = (n: number): number => { const cluster = clusters[n] ?? alone; return (sizes[cluster] ?? 0) > 2 ? cluster : alone; };
  await engine.command(sql.createTable(tables.clusters, 'n', `SELECT * FROM (SELECT ${sql.as('0', 'number')} AS n, ${sql.as('0', 'number')} AS cluster) AS none WHERE n > 0`));
  const rows: Array<{ n: number; cluster: number }> = [];
  clusters.forEach((_, n) => { const cluster = clusterOf(n); if (cluster !== alone) rows.push({ n, cluster }); });
  if (rows.length > 0) await engine.insert(tables.clusters, rows);
  return clusterOf;
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
