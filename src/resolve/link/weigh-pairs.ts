import { pairWeight, type AgainstKind } from '../../learn/index.ts';
import { halvesOf, levelsOf, storedWeight, weighedSelect } from './agree-sql.ts';
import { beyondUsual, type LinkModel } from './learn-model.ts';
import { rowsOf, type LinkRun } from './link-run.ts';
import type { LinkPlan } from './plan.ts';

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
