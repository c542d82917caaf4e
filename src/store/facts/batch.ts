import { z } from 'zod';
import type { Kind, MappedRow, Value } from '../../model/index.ts';
import type { Facts } from '../contract.ts';
import { columnsOf, incomingTable, newestFirst, versionsTable, visibleBatches } from './kind-tables.ts';

/** One attempt at an import: its own number, and the date from which its undated cells are known. */
export interface Batch {
  readonly id: number;
  readonly knownAt: number;
}

/** What became of a table's rows when they were compared with what was held. */
export interface PromotedCounts {
  readonly arrived: number;
  readonly fresh: number;
  readonly changed: number;
  /** Records that the source deleted and that counted until now. */
  readonly removed: number;
  readonly unchanged: number;
  /** Rows that repeat the id of a later row of the same file; the later one counts. */
  readonly repeated: number;
}

/** Turns mapped rows of one kind into lines for the engine. Column names are looked up once per kind. */
export function incomingLines(kind: Kind, source: string, batch: Batch): (rows: readonly MappedRow[]) => Buffer {
  const columns = columnsOf(kind);
  return (rows) => Buffer.from(rows.map((row) => JSON.stringify(lineOf(row, columns, source, batch))).join('\n'));
}

function lineOf(row: MappedRow, columns: ReturnType<typeof columnsOf>, source: string, batch: Batch): Record<string, Value | object> {
  const line: Record<string, Value | object> = {
    record_id: row.recordId, source_system: source, batch_id: batch.id, known_at: batch.knownAt, line: row.line, attributes: row.attributes,
  };
  if (row.removed) line['removed'] = true;
  for (const [field, column] of columns) {
    const value = row.fields[field];
    if (value !== undefined && value !== null) line[column] = value;
  }
  return line;
}

const countsRow = z.object({ arrived: z.coerce.number(), distinct_ids: z.coerce.number(), fresh: z.coerce.number(), changed: z.coerce.number(), gone: z.coerce.number() });

/** The newest visible version of each record that was known at the batch's date. */
const heldVersions = (kind: Kind, columns: string): string =>
  `SELECT ${columns} FROM ${versionsTable(kind)} WHERE batch_id IN (${visibleBatches}) AND known_at <= fromUnixTimestamp64Milli({knownAt:Int64}) ${newestFirst}`;

/** Rows of the batch, the last line of each id. */
const lastArrived = (kind: Kind): string => `SELECT *, content_hash FROM ${incomingTable(kind)} WHERE batch_id = {batch:UInt64} ORDER BY line DESC LIMIT 1 BY source_system, record_id`;

/** The same beside the version held. A hash of 0 means that none was held, of 1 that the source had deleted it. */
const arrivedBesideHeld = (kind: Kind, columns: string): string =>
  `SELECT ${columns} FROM (${lastArrived(kind)}) AS arrived `
  + `LEFT JOIN (${heldVersions(kind, 'source_system, record_id, if(removed, 1, content_hash) AS held_hash')}) AS held USING (source_system, record_id)`;

/**
 * A deletion as it is kept: the version held, marked, so that whatever finds the record by its content finds its end as well. A
 * deletion of what is not held says nothing.
 */
function keepRemovals(kind: Kind): string {
  const content = [...columnsOf(kind).map(([, column]) => column), 'attributes'].join(', ');
  return `INSERT INTO ${versionsTable(kind)} (record_id, source_system, batch_id, known_at, line, ${content}, removed) `
    + `SELECT record_id, source_system, {batch:UInt64}, fromUnixTimestamp64Milli({knownAt:Int64}), gone_line, ${content}, true `
    + `FROM (${heldVersions(kind, `record_id, source_system, ${content}, removed`)}) AS held `
    + `INNER JOIN (SELECT source_system, record_id, line AS gone_line FROM (${lastArrived(kind)}) WHERE removed) AS gone USING (source_system, record_id) WHERE NOT held.removed`;
}

/**
 * Moves a batch's new and changed rows to the versions table; they count once the batch's commit fact exists.
 * Rows equal to the version held are left out, so importing a file twice changes nothing; so are deletions of what is not held.
 */
export async function promoteBatch(facts: Facts, kind: Kind, batch: Batch): Promise<PromotedCounts> {
  const parameters = { batch: batch.id, knownAt: batch.knownAt };
  const counts = await countArrived(facts, kind, parameters);
  const columns = ['record_id', 'source_system', 'batch_id', 'known_at', 'line', ...columnsOf(kind).map(([, column]) => column), 'attributes'];
  await facts.command(
    `INSERT INTO ${versionsTable(kind)} (${columns.join(', ')}) ${arrivedBesideHeld(kind, columns.join(', '))} WHERE NOT removed AND held_hash != content_hash`,
    parameters,
  );
  if (counts.removed > 0) await facts.command(keepRemovals(kind), parameters);
  return counts;
}

async function countArrived(facts: Facts, kind: Kind, parameters: { batch: number; knownAt: number }): Promise<PromotedCounts> {
  const total = await facts.query({
    name: `arrived_${kind}`,
    text: `SELECT count() AS arrived FROM ${incomingTable(kind)} WHERE batch_id = {batch:UInt64}`,
    parameters: z.object({ batch: z.number() }),
    row: z.object({ arrived: z.coerce.number() }),
  }, { batch: parameters.batch });
  const [row] = await facts.query({
    name: `compared_${kind}`,
    text: arrivedBesideHeld(kind, `0 AS arrived, count() AS distinct_ids, countIf(NOT removed AND held_hash = 0) AS fresh, countIf(NOT removed AND held_hash != 0 AND held_hash != content_hash) AS changed, countIf(removed AND held_hash > 1) AS gone`),
    parameters: z.object({ batch: z.number(), knownAt: z.number() }),
    row: countsRow,
  }, parameters);
  const arrived = total[0]?.arrived ?? 0;
  if (!row) return { arrived, fresh: 0, changed: 0, removed: 0, unchanged: 0, repeated: 0 };
  return { arrived, fresh: row.fresh, changed: row.changed, removed: row.gone, unchanged: row.distinct_ids - row.fresh - row.changed - row.gone, repeated: arrived - row.distinct_ids };
}

/** Sum of each money column of the rows that arrived, by currency, in hundredths. */
export async function sumArrived(facts: Facts, kind: Kind, batch: Batch): Promise<Array<{ column: string; currency: string | null; cents: number }>> {
  const money = columnsOf(kind).filter(([, , field]) => field.type === 'money');
  const hasCurrency = columnsOf(kind).some(([name]) => name === 'currency');
  const sums: Array<{ column: string; currency: string | null; cents: number }> = [];
  for (const [name, column] of money) {
    const rows = await facts.query({
      name: `sum_${kind}_${column}`,
      text: `SELECT ${hasCurrency ? 'currency' : 'NULL'} AS currency, sum(${column}) AS cents FROM ${incomingTable(kind)} WHERE batch_id = {batch:UInt64} AND ${column} IS NOT NULL GROUP BY currency ORDER BY currency`,
      parameters: z.object({ batch: z.number() }),
      row: z.object({ currency: z.string().nullable(), cents: z.coerce.number() }),
    }, { batch: batch.id });
    for (const row of rows) sums.push({ column: name, currency: row.currency, cents: row.cents });
  }
  return sums;
}

/** Forgets the arrival rows of a batch, whether it was promoted or given up. */
export async function dropArrived(facts: Facts, kind: Kind, batchId: number): Promise<void> {
  await facts.command(`ALTER TABLE ${incomingTable(kind)} DROP PARTITION ${Math.trunc(batchId)}`);
}

/** Physically removes rows of batches that never count again: given up, or withdrawn more than 30 days ago. */
export async function removeBatches(facts: Facts, kind: Kind, batchIds: readonly number[]): Promise<void> {
  if (batchIds.length === 0) return;
  await facts.command(`ALTER TABLE ${versionsTable(kind)} DELETE WHERE batch_id IN {batches:Array(UInt64)} SETTINGS mutations_sync = 1`, { batches: batchIds });
}
