import type { Dialect } from './dialect.ts';
import type { LinkEngine } from './engine.ts';
import type { LinkPlan } from './plan.ts';
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
  for (const statement of stayingTables(tables).map(sql.resumeMerges)) if (statement !== null) await engine.command(statement);
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

export const numberFrom = async (engine: LinkEngine, text: string): Promise<number> => Number((await rowsOf(engine, text))[0]?.[0] ?? 0);
