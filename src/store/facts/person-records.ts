import { z } from 'zod';
import { personKinds, subjectOf, type PersonKind } from '../../model/index.ts';
import type { Facts } from '../contract.ts';
import { versionsTable, visibleBatches } from './kind-tables.ts';

/** A record about a person: where it is from and since when it is known (epoch ms). Nothing of its content. */
export interface PersonRecord {
  readonly key: string;
  readonly kind: PersonKind;
  readonly source: string;
  readonly recordId: string;
  readonly knownAt: number;
}

const found = (kind: PersonKind, counts: string): string =>
  `SELECT '${kind}' AS kind, source_system AS source, record_id AS id, toUnixTimestamp64Milli(min(known_at)) AS known FROM ${versionsTable(kind)} `
  + `WHERE ${counts} AND (record_id IN {ids:Array(String)} OR concat('${kind}:', source_system, ':', record_id) IN {ids:Array(String)}) GROUP BY source_system, record_id`;

const recordsStatement = (counts: string) => ({
  name: 'person_records',
  text: `SELECT * FROM (${personKinds.map((kind) => found(kind, counts)).join(' UNION ALL ')}) ORDER BY kind, source, id`,
  parameters: z.object({ ids: z.array(z.string()) }),
  row: z.object({ kind: z.enum(personKinds), source: z.string(), id: z.string(), known: z.coerce.number() }),
});

/** Records by key or bare id, refused ones included: whoever objects must be found to be left alone. Only keys and dates leave. */
export async function findPersonRecords(facts: Facts, ids: readonly string[]): Promise<PersonRecord[]> {
  return recordsIn(facts, ids, `batch_id IN (${visibleBatches})`);
}

/** The same, those of imports that were taken back or never finished included: whoever asks to be forgotten means them too. */
export const findPersonRecordsAnywhere = (facts: Facts, ids: readonly string[]): Promise<PersonRecord[]> => recordsIn(facts, ids, 'true');

async function recordsIn(facts: Facts, ids: readonly string[], counts: string): Promise<PersonRecord[]> {
  const rows = await facts.query(recordsStatement(counts), { ids: [...ids] });
  return rows.map(({ kind, source, id, known }) => ({ key: subjectOf(kind, source, id), kind, source, recordId: id, knownAt: known }));
}

const agesStatement = (kind: PersonKind) => ({
  name: `${kind}_ages`,
  // Ids are in the order of the table, so few of its parts are read; keys then tell records of one id apart.
  text: `SELECT concat('${kind}:', source_system, ':', record_id) AS key, toUnixTimestamp64Milli(min(known_at)) AS known FROM ${versionsTable(kind)} WHERE batch_id IN (${visibleBatches}) AND record_id IN {ids:Array(String)} AND key IN {keys:Array(String)} GROUP BY key`,
  parameters: z.object({ ids: z.array(z.string()), keys: z.array(z.string()) }),
  row: z.object({ key: z.string(), known: z.coerce.number() }),
});

/** Versions of the same by source and id, of any import. */
const versionsStatement = (kind: PersonKind) => ({
  name: `${kind}_versions_known`,
  text: `SELECT concat('${kind}:', source_system, ':', record_id) AS key, toUnixTimestamp64Milli(known_at) AS known, batch_id AS batch FROM ${versionsTable(kind)} WHERE (source_system, record_id) IN arrayZip({sources:Array(String)}, {ids:Array(String)})`,
  parameters: z.object({ sources: z.array(z.string()), ids: z.array(z.string()) }),
  row: z.object({ key: z.string(), known: z.coerce.number(), batch: z.coerce.number() }),
});

/** Keys that one statement asks for: they travel in its address. */
const mostAsked = 4_000;
/** So many are read in half the time where their imports are told here. */
const few = 100;

/**
 * When each of some records was first known (epoch ms), refused ones included; those that no import that counts holds are left out. Costs what the list is long. `counting`: the imports that count, where the caller
 * has them at hand.
 */
export async function agesOf(facts: Facts, keys: readonly string[], counting?: ReadonlySet<number>): Promise<Map<string, number>> {
  const ages = new Map<string, number>();
  for (const kind of personKinds) {
    const ofKind = keys.filter((key) => key.startsWith(`${kind}:`));
    for (let from = 0; from < ofKind.length; from += mostAsked) {
      const some = ofKind.slice(from, from + mostAsked);
      const found = counting === undefined || some.length > few ? await facts.query(agesStatement(kind), { ids: some.flatMap(placesIn).map(({ id }) => id), keys: some }) : await versionsIn(facts, kind, some, counting);
      for (const { key, known } of found) ages.set(key, Math.min(known, ages.get(key) ?? known));
    }
  }
  return ages;
}

async function versionsIn(facts: Facts, kind: PersonKind, keys: readonly string[], counting: ReadonlySet<number>): Promise<Array<{ key: string; known: number }>> {
  const places = keys.flatMap(placesIn);
  const versions = await facts.query(versionsStatement(kind), { sources: places.map(({ source }) => source), ids: places.map(({ id }) => id) });
  return versions.filter(({ batch }) => counting.has(batch));
}

/** Sources and ids that a key may be made of: neither are free of colons. */
function placesIn(key: string): Array<{ source: string; id: string }> {
  const [kindEnd, ...ends] = [...key.matchAll(/:/g)].map(({ index }) => index);
  return ends.map((end) => ({ source: key.slice(Number(kindEnd) + 1, end), id: key.slice(end + 1) }));
}
