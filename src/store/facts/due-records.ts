import { z } from 'zod';
import { personKinds, subjectOf, type PersonKind } from '../../model/index.ts';
import type { Facts } from '../contract.ts';
import type { ErasedRecord } from './erase.ts';
import { columnsOf, versionsTable, visibleBatches } from './kind-tables.ts';

/** Columns that say when something happened with a record; where none is filled, the day on which it became known counts. */
const datesOf = (kind: PersonKind): string =>
  columnsOf(kind).filter(([, , field]) => field.type === 'time').map(([, column]) => `max(${column})`).join(', ');

const touched = (column: 'contact_id' | 'lead_id'): string =>
  `SELECT source_system, ifNull(${column}, '') AS record_id, max(at) AS last FROM ${versionsTable('activity')} WHERE batch_id IN (${visibleBatches}) AND source_system = {source:String} AND at <= now64(3) GROUP BY source_system, record_id`;

const lastOf = (kind: PersonKind): string =>
  `SELECT '${kind}' AS kind, record_id AS id, arrayMax(arrayFilter(d -> isNotNull(d), [${datesOf(kind)}, nullIf(any(touches.last), toDateTime64(0, 3, 'UTC'))])) AS dated, min(known_at) AS known `
  + `FROM ${versionsTable(kind)} AS held LEFT JOIN (${touched(kind === 'contact' ? 'contact_id' : 'lead_id')}) AS touches USING (source_system, record_id) WHERE source_system = {source:String} GROUP BY record_id`;

const row = z.object({ kind: z.enum(personKinds), id: z.string() });

const dueStatement = {
  name: 'due_records',
  text: `SELECT kind, id FROM (${personKinds.map(lastOf).join(' UNION ALL ')}) WHERE ifNull(dated, known) < fromUnixTimestamp64Milli({before:Int64}) ORDER BY kind, id`,
  parameters: z.object({ source: z.string(), before: z.number() }),
  row,
} as const;

const sourceStatement = {
  name: 'records_of_source',
  text: personKinds.map((kind) => `SELECT DISTINCT '${kind}' AS kind, record_id AS id FROM ${versionsTable(kind)} WHERE source_system = {source:String}`).join(' UNION ALL '),
  parameters: z.object({ source: z.string() }),
  row,
} as const;

const allStatement = {
  name: 'all_person_records',
  text: personKinds.map((kind) => `SELECT DISTINCT '${kind}' AS kind, source_system AS source, record_id AS id FROM ${versionsTable(kind)}`).join(' UNION ALL '),
  parameters: z.object({}),
  row: row.extend({ source: z.string() }),
} as const;

/** Keys of every record of a person, in any version: to find who must be forgotten again. */
export const allPersonRecords = async (facts: Facts): Promise<ErasedRecord[]> =>
  (await facts.query(allStatement, {})).map(({ kind, source, id }) => ({ key: subjectOf(kind, source, id), kind, source, recordId: id }));

const recordsFrom = (source: string, rows: readonly z.output<typeof row>[]): ErasedRecord[] =>
  rows.map(({ kind, id }) => ({ key: subjectOf(kind, source, id), kind, source, recordId: id }));

/** People's records of a source with which nothing happened since an instant (epoch ms), in no version. Read to be removed. */
export const dueRecords = async (facts: Facts, source: string, before: number): Promise<ErasedRecord[]> => recordsFrom(source, await facts.query(dueStatement, { source, before }));

/** Every record of a person that a source gave, in any version. Read to be removed. */
export const recordsOfSource = async (facts: Facts, source: string): Promise<ErasedRecord[]> => recordsFrom(source, await facts.query(sourceStatement, { source }));
