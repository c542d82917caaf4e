import { z } from 'zod';
import type { Facts } from '../contract.ts';
import { keptRows } from './gate.ts';

/**
 * What was decided, assigned and said, as facts of their own: people and the house write them, no import does.
 * Columns in the order of an export; times are ms.
 */
export const recordTables = {
  decisions: ['decision_id', 'action_id', 'deal_id', 'fact', 'reason', 'options', 'held_out', 'policy', 'at_stake', 'assumed_points', 'by_user', 'occurred_at'],
  holding_reasons: ['deal_id', 'reason', 'by_user', 'occurred_at'],
  assignments: ['cluster_id', 'held_out', 'deals', 'policy', 'occurred_at'],
  ask_facts: ['ask_id', 'deal_id', 'contact_id', 'fact', 'said', 'offer_wanted', 'by_user', 'occurred_at'],
  delay_facts: ['input_id', 'deal_id', 'input', 'fact', 'low', 'likely', 'high', 'currency', 'on_day', 'words', 'source', 'contact_id', 'evidence', 'said_on', 'by_user', 'occurred_at'],
  predictions: ['deal_id', 'as_of', 'model', 'data_version', 'win_probability', 'low', 'high', 'expected_close', 'refusal', 'recorded_at'],
  quarter_forecasts: ['quarter', 'as_of', 'model', 'data_version', 'p10', 'p50', 'p90', 'recorded_at'],
  refusals: ['subject', 'kind', 'source_system', 'record_id', 'purpose', 'refused', 'known_at', 'occurred_at', 'sequence'],
  source_closures: ['source_system', 'purpose', 'closed', 'until', 'occurred_at', 'sequence'],
  identity_decisions: ['a', 'b', 'a_known_at', 'b_known_at', 'says', 'sides', 'undoes', 'by_user', 'occurred_at', 'sequence'],
} as const;
export type RecordTable = keyof typeof recordTables;
export const recordTableNames = Object.keys(recordTables) as RecordTable[];

const times: ReadonlySet<string> = new Set(['occurred_at', 'recorded_at', 'as_of', 'expected_close', 'known_at', 'until', 'a_known_at', 'b_known_at']);

/** Every row of a record table, oldest first. */
export async function* readRecord(facts: Facts, table: RecordTable): AsyncIterable<Record<string, unknown>> {
  const columns = recordTables[table];
  const list = columns.map((column) => (times.has(column) ? `toUnixTimestamp64Milli(${column}) AS ${column}_ms` : column)).join(', ');
  for await (const block of facts.stream(`SELECT ${list} FROM ${keptRows(table) ?? table} ORDER BY ${columns[columns.length - 1]}, ${columns[0]}`, {})) {
    for (const row of block) yield Object.fromEntries(columns.map((column, index) => [column, times.has(column) && row[index] !== null ? Number(row[index]) : row[index]]));
  }
}

const count = (table: RecordTable) => ({ name: `count_${table}`, text: `SELECT count() AS rows FROM ${table}`, parameters: z.object({}), row: z.object({ rows: z.coerce.number() }) });

/** Brings exported rows back into a table that holds none. Returns how many came; 0 where the table has rows of its own. */
export async function restoreRecord(facts: Facts, table: RecordTable, rows: readonly object[]): Promise<number> {
  const held = (await facts.query(count(table), {}))[0]?.rows ?? 0;
  if (held > 0 || rows.length === 0) return 0;
  await facts.insert(table, rows);
  return rows.length;
}
