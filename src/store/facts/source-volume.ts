import { z } from 'zod';
import { kindNames, type Kind } from '../../model/index.ts';
import type { Facts } from '../contract.ts';
import { countedEvents, visibleRows } from './gate.ts';
import { versionsTable } from './kind-tables.ts';

/** Counts of one source in one table; nothing of any single row. */
export interface SourceVolume {
  readonly source: string;
  /** Null for what is no record: events and mentions. */
  readonly kind: Kind | null;
  /** Different records. */
  readonly held: number;
  readonly lastAt: string;
  /** What came on each day (UTC), by ISO date. */
  readonly perDay: ReadonlyMap<string, number>;
  /** Its share of the table's bytes on disk, by rows. */
  readonly bytes: number;
}

interface Counted {
  readonly table: string;
  readonly rows: string;
  readonly source: string;
  readonly id: string;
  readonly at: string;
  readonly kind: Kind | null;
}

const recordsOf = (kind: Kind): Counted => ({ table: versionsTable(kind), rows: visibleRows(kind, 'store'), source: 'source_system', id: 'record_id', at: 'known_at', kind });
const eventsCounted: Counted = { table: 'events', rows: `${countedEvents} AND attempt = 0`, source: 'source', id: 'event_id', at: 'received_at', kind: null };
const mentionsCounted: Counted = { table: 'mentions', rows: 'mentions WHERE 1', source: 'source', id: 'mention_id', at: 'known_at', kind: null };

/** Records of every source, by kind. `since` is the first day of `perDay`, epoch ms. */
export const recordVolume = async (facts: Facts, since: number): Promise<SourceVolume[]> => (await Promise.all(kindNames.map((kind) => volumeOf(facts, recordsOf(kind), since)))).flat();
export const eventVolume = (facts: Facts, since: number): Promise<SourceVolume[]> => volumeOf(facts, eventsCounted, since);
export const mentionVolume = (facts: Facts, since: number): Promise<SourceVolume[]> => volumeOf(facts, mentionsCounted, since);

async function volumeOf(facts: Facts, counted: Counted, since: number): Promise<SourceVolume[]> {
  const [totals, days, bytes] = await Promise.all([facts.query(totalsStatement(counted), {}), facts.query(daysStatement(counted), { since }), facts.query(bytesStatement, { table: counted.table })]);
  const all = totals.reduce((sum, row) => sum + row.rows, 0);
  const onDisk = bytes[0]?.bytes ?? 0;
  return totals.map((row) => ({
    source: row.source, kind: counted.kind, held: row.held, lastAt: new Date(row.last_ms).toISOString(), bytes: all === 0 ? 0 : Math.round((onDisk * row.rows) / all),
    perDay: new Map(days.filter(({ source }) => source === row.source).map(({ day, rows }) => [day, rows])),
  }));
}

const count = z.coerce.number();

const totalsStatement = ({ table, rows, source, id, at }: Counted) => ({
  name: `volume_of_${table}`,
  text: `SELECT ${source} AS source, uniqExact(${id}) AS held, count() AS rows, toUnixTimestamp64Milli(max(${at})) AS last_ms FROM ${rows} GROUP BY source ORDER BY source`,
  parameters: z.object({}),
  row: z.object({ source: z.string(), held: count, rows: count, last_ms: count }),
});

const daysStatement = ({ table, rows, source, at }: Counted) => ({
  name: `volume_per_day_of_${table}`,
  text: `SELECT ${source} AS source, toString(toDate(${at}, 'UTC')) AS day, count() AS rows FROM ${rows} AND ${at} >= fromUnixTimestamp64Milli({since:Int64}) GROUP BY source, day`,
  parameters: z.object({ since: z.number() }),
  row: z.object({ source: z.string(), day: z.string(), rows: count }),
});

const bytesStatement = {
  name: 'bytes_of_table',
  text: 'SELECT sum(bytes_on_disk) AS bytes FROM system.parts WHERE active AND database = currentDatabase() AND table = {table:String}',
  parameters: z.object({ table: z.string() }),
  row: z.object({ bytes: count }),
};
