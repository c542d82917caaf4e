import { z } from 'zod';
import { kindNames, type Kind } from '../model/index.ts';
import { columnsOf, visibleRows, type Facts } from '../store/index.ts';

/** What one table of one source looks like: rows, dates, how many of its cells are filled. */
export interface TableStats {
  readonly source: string;
  readonly kind: Kind;
  readonly rows: number;
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  /** Filled cells over the declared fields that hold anything at all. */
  readonly complete: number;
}

/** The field that dates a kind's rows. */
const dateField: Partial<Record<Kind, string>> = {
  account: 'created_at', contact: 'created_at', lead: 'created_at', deal: 'created_at', stage_change: 'at', activity: 'at', invoice: 'at', cost: 'at', campaign: 'at', answer: 'asked_at', deal_contact: 'at', other: 'at',
};

/** Rows known by the date; the first import of a source stands in for the time before it. */
const knownRows =
  'visible INNER JOIN (SELECT source_system, min(known_at) AS first_known_at FROM visible GROUP BY source_system) AS firsts USING (source_system) '
  + 'WHERE known_at <= greatest(fromUnixTimestamp64Milli({asOf:Int64}), first_known_at)';

/** Rows of records that their source had not deleted by the date. Few are ever deleted, so only those are looked at closely. */
const notDeleted =
  '(source_system, record_id) NOT IN (SELECT source_system, record_id FROM visible WHERE known_at <= fromUnixTimestamp64Milli({asOf:Int64}) '
  + 'AND (source_system, record_id) IN (SELECT source_system, record_id FROM visible WHERE removed) GROUP BY source_system, record_id HAVING argMax(removed, (known_at, batch_id)))';

/** Statistics of every table that holds rows known by a date. */
export async function tableStats(facts: Facts, asOf: number): Promise<TableStats[]> {
  const found = await Promise.all(kindNames.map((kind) => statsOf(facts, kind, asOf)));
  return found.flat();
}

async function statsOf(facts: Facts, kind: Kind, asOf: number): Promise<TableStats[]> {
  const columns = columnsOf(kind).map(([, column]) => column);
  const date = dateField[kind];
  const dates = date ? `toUnixTimestamp64Milli(min(${date})) AS first_at, toUnixTimestamp64Milli(max(${date})) AS last_at` : 'NULL AS first_at, NULL AS last_at';
  const shown = date ? `AND (${date} IS NULL OR ${date} <= fromUnixTimestamp64Milli({asOf:Int64}))` : '';
  const filled = columns.map((column) => `countIf(isNotNull(${column}))`).join(', ');
  const rows = await facts.query({
    name: `table_stats_${kind}`,
    text: `WITH visible AS (SELECT * FROM ${visibleRows(kind, 'analyse')}) SELECT source_system AS system, uniqExact(record_id) AS n, count() AS versions, ${dates}, [${filled}] AS filled FROM ${knownRows} ${shown} AND ${notDeleted} GROUP BY system ORDER BY system`,
    parameters: z.object({ asOf: z.number() }),
    row: z.object({ system: z.string(), n: z.coerce.number(), versions: z.coerce.number(), first_at: z.coerce.number().nullable(), last_at: z.coerce.number().nullable(), filled: z.array(z.coerce.number()) }),
  }, { asOf });
  return rows.map((row) => ({ source: row.system, kind, rows: row.n, firstAt: row.first_at, lastAt: row.last_at, complete: filledShare(row.filled, row.versions) }));
}

function filledShare(filled: readonly number[], rows: number): number {
  const used = filled.filter((count) => count > 0);
  return rows === 0 || used.length === 0 ? 0 : used.reduce((sum, count) => sum + count, 0) / (used.length * rows);
}
