import { personKinds, type PersonKind, type ReadPurpose } from '../../model/index.ts';
import { newestRows, type Facts } from '../../store/index.ts';
import type { ContactAndColumns } from '../limits/identifiers.ts';
import { withFurtherColumns, type RawContact } from '../normalise/index.ts';

/** A source's accounts as they are now, for rows that name theirs by id. */
const accounts = (also: string, purpose: ReadPurpose): string =>
  `SELECT source_system AS of_source, record_id AS of_account, name AS account, domain AS account_domain, country AS account_country FROM ${newestRows('account', purpose, 'record_id, source_system, name, domain, country', also)}`;

/** People with what their accounts say; without accounts where no row names one by id. */
export const ofKind = (kind: PersonKind, also: Also, hasAccounts = true, purpose: ReadPurpose = 'analyse'): string =>
  `SELECT concat('${kind}:', p.source_system, ':', p.record_id) AS key, toUnixTimestamp64Milli(p.known_at) AS known, ifNull(p.name, ''), ifNull(p.email, ''), ${columnsOf[kind].phone}, coalesce(nullIf(${columnsOf[kind].company}, ''), ${hasAccounts ? 'a.account' : 'NULL'}, ''), ${columnsOf[kind].title}, ${hasAccounts ? "ifNull(a.account_domain, ''), ifNull(a.account_country, '')" : "'', ''"}, p.attributes
  FROM (SELECT * FROM ${newestRows(kind, purpose, columnsOf[kind].all, also.people)}) AS p${hasAccounts ? ` LEFT JOIN (${accounts(also.accounts, purpose)}) AS a ON p.source_system = a.of_source AND p.account_id = a.of_account` : ''}`;

/** Further conditions on the rows of people, and on those of their accounts. */
export interface Also {
  readonly people: string;
  readonly accounts: string;
}

/** Of a kind all columns that are read, by name: planning a statement over every column takes longer than finding one record. */
export const columnsOf: Record<PersonKind, { all: string; phone: string; company: string; title: string }> = {
  contact: { all: 'record_id, source_system, known_at, account_id, name, email, phone, account_name, title, attributes', phone: "ifNull(phone, '')", company: 'account_name', title: "ifNull(title, '')" },
  lead: { all: 'record_id, source_system, known_at, account_id, name, email, company, attributes', phone: "''", company: 'company', title: "''" },
};

const nothing: Also = { people: '', accounts: '' };

/** Records of people as they are now, of whoever may be analysed, that meet a condition on `key` and `known`. The same order every time. */
export async function* readContacts(facts: Facts, where = 'true'): AsyncIterable<RawContact[]> {
  for (const select of personKinds.map((kind) => ofKind(kind, nothing))) {
    for await (const block of facts.stream(`SELECT * FROM (${select}) WHERE ${where} ORDER BY key`, {})) yield block.map(contactOf);
  }
}

/** Some records, by key. */
export async function contactsOf(facts: Facts, keys: readonly string[]): Promise<Map<string, RawContact>> {
  const found = new Map<string, RawContact>();
  for (const select of personKinds.map((kind) => ofKind(kind, { ...nothing, people: `AND concat('${kind}:', source_system, ':', record_id) IN {keys:Array(String)}` }))) {
    for await (const block of facts.stream(select, { keys: [...keys] })) for (const row of block) found.set(String(row[0]), contactOf(row));
  }
  return found;
}

/** For what records are read whose values limits and rules are about: also of whoever refuses to be analysed, so that a refusal changes nobody's person, unless they are to be shown. */
export type ValuesFor = Extract<ReadPurpose, 'store' | 'analyse'>;

/** Every record of people, with every further column of its source. */
export const everyRecord = (facts: Facts, purpose: ValuesFor): AsyncIterable<ContactAndColumns[]> => readWithColumns(facts, purpose, null);

/** Keys that go with a statement; from so many records on it is shorter to read all. */
const [keysAtOnce, readAllFrom] = [500, 10_000];

/** Some of them, however many. */
export async function* recordsWithColumns(facts: Facts, purpose: ValuesFor, keys: readonly string[]): AsyncIterable<ContactAndColumns[]> {
  const wanted = new Set(keys);
  if (keys.length > readAllFrom) for await (const some of everyRecord(facts, purpose)) yield some.filter(({ contact }) => wanted.has(contact.key));
  else for (let from = 0; from < keys.length; from += keysAtOnce) yield* readWithColumns(facts, purpose, keys.slice(from, from + keysAtOnce));
}

async function* readWithColumns(facts: Facts, purpose: ValuesFor, keys: readonly string[] | null): AsyncIterable<ContactAndColumns[]> {
  for (const kind of personKinds) {
    const select = ofKind(kind, keys === null ? nothing : { ...nothing, people: `AND concat('${kind}:', source_system, ':', record_id) IN {keys:Array(String)}` }, true, purpose);
    for await (const block of facts.stream(select, keys === null ? {} : { keys: [...keys] })) yield block.map((row) => ({ contact: contactOf(row), columns: (row[9] ?? {}) as Record<string, string> }));
  }
}

/** The account says where the company is and which site it has; further columns fill what is missing. */
export function contactOf([key, knownAt, ...values]: readonly unknown[]): RawContact {
  const [name, email, phone, company, title, website, country] = values.map(String) as [string, string, string, string, string, string, string];
  return withFurtherColumns({ key: String(key), knownAt: Number(knownAt), name, email, phone, company, title, website, country }, (values[7] ?? {}) as Record<string, string>);
}
