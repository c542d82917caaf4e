import { z } from 'zod';
import { personKinds, type PersonKind } from '../../model/index.ts';
import { broughtBy, newestRows, type Facts } from '../../store/index.ts';
import { withFurtherColumns, type RawContact } from '../normalise/index.ts';

/** A source's accounts as they are now, for rows that name theirs by id. */
const accounts = (also: string): string =>
  `SELECT source_system AS of_source, record_id AS of_account, name AS account, domain AS account_domain, country AS account_country FROM ${newestRows('account', 'analyse', '*', also)}`;

const ofKind = (kind: PersonKind, columns: { phone: string; company: string; title: string }, also: Also): string =>
  `SELECT concat('${kind}:', p.source_system, ':', p.record_id) AS key, toUnixTimestamp64Milli(p.known_at) AS known, ifNull(p.name, ''), ifNull(p.email, ''), ${columns.phone}, coalesce(nullIf(${columns.company}, ''), a.account, ''), ${columns.title}, ifNull(a.account_domain, ''), ifNull(a.account_country, ''), p.attributes
  FROM (SELECT * FROM ${newestRows(kind, 'analyse', '*', also.people)}) AS p LEFT JOIN (${accounts(also.accounts)}) AS a ON p.source_system = a.of_source AND p.account_id = a.of_account`;

/** Further conditions on the rows of people, and on those of their accounts. */
interface Also {
  readonly people: string;
  readonly accounts: string;
}

const columnsOf: Record<PersonKind, { phone: string; company: string; title: string }> = {
  contact: { phone: "ifNull(p.phone, '')", company: 'p.account_name', title: "ifNull(p.title, '')" }, lead: { phone: "''", company: 'p.company', title: "''" },
};
const selectOf = (kind: PersonKind, also: Also): string => ofKind(kind, columnsOf[kind], also);

const nothing: Also = { people: '', accounts: '' };

/** Records of people as they are now, of whoever may be analysed, that meet a condition on `key` and `known`. The same order every time. */
export async function* readContacts(facts: Facts, where = 'true'): AsyncIterable<RawContact[]> {
  for (const select of personKinds.map((kind) => selectOf(kind, nothing))) {
    for await (const block of facts.stream(`SELECT * FROM (${select}) WHERE ${where} ORDER BY key`, {})) yield block.map(contactOf);
  }
}

/** A condition on the rows that some imports brought: records are looked up by their ids, whatever else is held. */
const ofBatches = (kind: PersonKind): Also => ({ people: `AND (source_system, record_id) IN (${broughtBy(kind)})`, accounts: `AND (source_system, record_id) IN (${broughtBy(kind, "ifNull(account_id, '')")})` });

const kindsBrought = {
  name: 'kinds_brought', text: `SELECT kind FROM (${personKinds.map((kind) => `SELECT '${kind}' AS kind FROM (${broughtBy(kind)}) LIMIT 1`).join(' UNION ALL ')})`,
  parameters: z.object({ batches: z.array(z.number()) }), row: z.object({ kind: z.enum(personKinds) }),
};

/** Records that some imports brought or changed, as they are now. The same order every time. */
export async function contactsBrought(facts: Facts, batches: readonly number[]): Promise<RawContact[]> {
  const kinds = (await facts.query(kindsBrought, { batches: [...batches] })).map(({ kind }) => kind);
  const ofKinds = await Promise.all(personKinds.filter((kind) => kinds.includes(kind)).map((kind) => contactsIn(facts, kind, batches)));
  return ofKinds.flat();
}

async function contactsIn(facts: Facts, kind: PersonKind, batches: readonly number[]): Promise<RawContact[]> {
  const found: RawContact[] = [];
  for await (const block of facts.stream(`SELECT * FROM (${selectOf(kind, ofBatches(kind))}) ORDER BY key`, { batches: [...batches] })) found.push(...block.map(contactOf));
  return found;
}

/** Some of them, by key. */
export async function contactsOf(facts: Facts, keys: readonly string[]): Promise<Map<string, RawContact>> {
  const found = new Map<string, RawContact>();
  for (const select of personKinds.map((kind) => selectOf(kind, { ...nothing, people: `AND concat('${kind}:', source_system, ':', record_id) IN {keys:Array(String)}` }))) {
    for await (const block of facts.stream(select, { keys: [...keys] })) for (const row of block) found.set(String(row[0]), contactOf(row));
  }
  return found;
}

/** The account says where the company is and which site it has; further columns fill what is missing. */
function contactOf([key, knownAt, ...values]: readonly unknown[]): RawContact {
  const [name, email, phone, company, title, website, country] = values.map(String) as [string, string, string, string, string, string, string];
  return withFurtherColumns({ key: String(key), knownAt: Number(knownAt), name, email, phone, company, title, website, country }, (values[7] ?? {}) as Record<string, string>);
}
