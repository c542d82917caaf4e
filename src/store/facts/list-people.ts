import { z } from 'zod';
import { personKinds, type PersonKind } from '../../model/index.ts';
import type { Facts } from '../contract.ts';
import { newestRows, refusedRecords, visibleRows } from './gate.ts';
import { versionsTable, visibleBatches } from './kind-tables.ts';

/** A record about a person in a list: by name where it may be analysed, else by its id alone. */
export interface ListedRecord {
  readonly key: string;
  readonly kind: PersonKind;
  readonly source: string;
  readonly name: string | null;
  /** The company: an account's name, or as it was typed. */
  readonly of: string | null;
  readonly refused: boolean;
  /** Where the list goes on after this record. */
  readonly place: readonly [string, string];
}

export interface ListOptions {
  /** Part of a name, an address or an id; everybody where it is empty. */
  readonly search: string;
  readonly refusedOnly: boolean;
  readonly after: readonly [string, string] | null;
  readonly limit: number;
}

const keyText = (kind: PersonKind): string => `concat('${kind}:', source_system, ':', record_id)`;
const accounts = `SELECT source_system, record_id AS account_id, argMax(name, (known_at, batch_id)) AS called FROM ${visibleRows('account', 'analyse')} GROUP BY source_system, record_id`;

/** The rows of a kind with the company of each: the account by its name, or as it was typed. */
const withCompany: Readonly<Record<PersonKind, string>> = {
  contact: `SELECT p.*, coalesce(account_name, nullIf(called, ''), account_id) AS of FROM (SELECT * FROM ${newestRows('contact', 'analyse', '*')}) AS p LEFT JOIN (${accounts}) AS a ON p.source_system = a.source_system AND p.account_id = a.account_id`,
  lead: `SELECT *, company AS of FROM ${newestRows('lead', 'analyse', '*')}`,
};

const shown = (kind: PersonKind): string =>
  `SELECT '${kind}' AS kind, source_system AS source, ${keyText(kind)} AS key, name, of, 0 AS refused, lowerUTF8(coalesce(name, email, record_id)) AS sort, concat(ifNull(name, ''), ' ', ifNull(email, ''), ' ', record_id) AS words `
  + `FROM (${withCompany[kind]})`;

/** Whoever refuses must be found to be answered: the id and nothing else. */
const hidden = (kind: PersonKind): string =>
  `SELECT '${kind}' AS kind, source_system AS source, ${keyText(kind)} AS key, NULL AS name, NULL AS of, 1 AS refused, lowerUTF8(record_id) AS sort, record_id AS words `
  + `FROM ${versionsTable(kind)} WHERE batch_id IN (${visibleBatches}) AND (source_system, record_id) IN (${refusedRecords(kind, 'analyse')}) GROUP BY source_system, record_id`;

const parts = (refusedOnly: boolean): string => personKinds.flatMap((kind) => [...(refusedOnly ? [] : [shown(kind)]), hidden(kind)]).join(' UNION ALL ');

const listStatement = (refusedOnly: boolean) => ({
  name: 'list_people',
  text: `SELECT kind, source, key, name, of, refused, sort FROM (${parts(refusedOnly)}) WHERE (positionCaseInsensitiveUTF8(words, {search:String}) > 0 OR key = {search:String}) AND (sort, key) > ({sort:String}, {key:String}) ORDER BY sort, key LIMIT {limit:UInt32}`,
  parameters: z.object({ search: z.string(), sort: z.string(), key: z.string(), limit: z.number() }),
  row: z.object({ kind: z.enum(personKinds), source: z.string(), key: z.string(), name: z.string().nullable(), of: z.string().nullable(), refused: z.coerce.boolean(), sort: z.string() }),
} as const);

/** Records about people by name, a page at a time. */
export async function listPeople(facts: Facts, { search, refusedOnly, after, limit }: ListOptions): Promise<ListedRecord[]> {
  const rows = await facts.query(listStatement(refusedOnly), { search, sort: after?.[0] ?? '', key: after?.[1] ?? '', limit });
  return rows.map(({ sort, ...row }) => ({ ...row, place: [sort, row.key] }));
}

const countOf = (kind: PersonKind): string =>
  `SELECT '${kind}' AS kind, source_system AS source, uniqExact(record_id) AS records, uniqExactIf(record_id, (source_system, record_id) IN (${refusedRecords(kind, 'store')})) AS store, `
  + `uniqExactIf(record_id, (source_system, record_id) IN (${refusedRecords(kind, 'analyse')})) AS analyse, uniqExactIf(record_id, (source_system, record_id) IN (${refusedRecords(kind, 'predict')})) AS predict `
  + `FROM ${versionsTable(kind)} WHERE batch_id IN (${visibleBatches}) GROUP BY source_system`;

const count = z.coerce.number();
const countStatement = {
  name: 'count_person_records',
  text: `SELECT * FROM (${personKinds.map(countOf).join(' UNION ALL ')}) ORDER BY kind, source`,
  parameters: z.object({}),
  row: z.object({ kind: z.enum(personKinds), source: z.string(), records: count, store: count, analyse: count, predict: count }),
} as const;

/** How many records of each source there are, and how many of them refuse each purpose of reading. Numbers only. */
export const countPersonRecords = (facts: Facts) => facts.query(countStatement, {});
