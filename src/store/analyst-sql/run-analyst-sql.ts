import { Failure, type SqlAnswer } from '../../model/index.ts';
import type { Facts } from '../contract.ts';
import { explainedFormat, guardTree, refuse } from './guard.ts';
import { checkText } from './statement-text.ts';
import { statementTree, type TreeNode } from './statement-tree.ts';

export interface AnalystSqlOptions {
  /** Views that may be read, by their bare names. */
  readonly views: readonly string[];
  /** Rows returned at most. */
  readonly limit: number;
}

const mostRows = 100_000;

/**
 * Runs a person's SELECT on the analyst's member and returns its first `limit` rows.
 * Throws `Failure('refused_sql')` naming what was refused, `Failure('sql_failed')` with the engine's own words.
 */
export async function runAnalystSql(facts: Facts, statement: string, options: AnalystSqlOptions): Promise<SqlAnswer> {
  const startedMs = performance.now();
  const checked = checkText(statement);
  const limit = Math.max(1, Math.min(Math.trunc(options.limit), mostRows));
  const wrapped = `SELECT * FROM (\n${checked.text}\n) LIMIT ${limit + 1}`;
  try {
    const readable = { database: facts.database, views: new Set(options.views), ownNames: await unusedNames(facts, checked.ownNames) };
    // Both: what was written must be one SELECT, and what runs must be no more than it.
    guardTree(await parsed(facts, checked.text), readable);
    guardTree(await parsed(facts, wrapped), readable);
    const columns = await columnsOf(facts, wrapped);
    const rows = (await all(facts, wrapped)).map((row) => row.map((value, index) => cell(value, columns[index]?.type ?? '')));
    return { columns, rows: rows.slice(0, limit), truncated: rows.length > limit, elapsedMs: performance.now() - startedMs };
  } catch (error) {
    throw explained(error);
  }
}

/** A subquery may not take the name of a table that exists: which of the two is read would depend on the place. */
async function unusedNames(facts: Facts, names: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  if (names.size === 0) return names;
  const tables = new Set((await all(facts, 'SELECT name FROM system.tables WHERE database = currentDatabase()')).map(([name]) => String(name)));
  return new Set([...names].filter((name) => !tables.has(name)));
}

/** The first FORMAT after EXPLAIN belongs to what is explained; without one here it would be the client's own. */
async function parsed(facts: Facts, text: string): Promise<TreeNode[]> {
  const lines = (await all(facts, `EXPLAIN AST ${text}\nFORMAT ${explainedFormat}`)).map(([line]) => String(line));
  return statementTree(lines.flatMap((line) => line.split('\n')));
}

async function columnsOf(facts: Facts, text: string): Promise<SqlAnswer['columns']> {
  return (await all(facts, `DESCRIBE TABLE (\n${text}\n)`)).map(([name, type]) => ({ name: String(name), type: String(type) }));
}

async function all(facts: Facts, text: string): Promise<unknown[][]> {
  const rows: unknown[][] = [];
  for await (const piece of facts.stream(text, {})) rows.push(...piece);
  return rows;
}

/** A value as JSON can hold it: whole numbers as numbers while they are exact, nested values as JSON text. */
function cell(value: unknown, type: string): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return isWholeNumber(type) && Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return JSON.stringify(value);
}

const isWholeNumber = (type: string): boolean => /^(?:LowCardinality\()?(?:Nullable\()?U?Int\d+\)*$/.test(type);

function explained(error: unknown): unknown {
  if (error instanceof Failure) return error;
  const engine = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(engine instanceof Error) || !('code' in engine)) return error;
  if (engine.code === '456') return refusalOf(() => refuse('a parameter'));
  const todo = engine.code === '159' || engine.code === '241' || engine.code === '396' ? 'Ask for less: fewer rows, a shorter period, or an aggregate.' : undefined;
  return new Failure('sql_failed', withoutTrace(engine.message), todo, { cause: engine });
}

function refusalOf(refusing: () => never): unknown {
  try {
    return refusing();
  } catch (refusal) {
    return refusal;
  }
}

const withoutTrace = (message: string): string => message.replace(/\s*: ?While (?:executing|processing)[\s\S]*$/, '').trim().slice(0, 1_000);
