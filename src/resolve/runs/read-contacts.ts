import type { PersonKind } from '../../model/index.ts';
import { newestRows, type Facts } from '../../store/index.ts';
import { withFurtherColumns, type RawContact } from '../normalise/index.ts';

/** A source's accounts as they are now, for rows that name theirs by id. */
const accounts = `SELECT source_system AS of_source, record_id AS of_account, name AS account, domain AS account_domain, country AS account_country FROM ${newestRows('account', 'analyse', '*')}`;

const ofKind = (kind: PersonKind, columns: { phone: string; company: string; title: string }, also: string): string =>
  `SELECT concat('${kind}:', p.source_system, ':', p.record_id) AS key, toUnixTimestamp64Milli(p.known_at) AS known, ifNull(p.name, ''), ifNull(p.email, ''), ${columns.phone}, coalesce(nullIf(${columns.company}, ''), a.account, ''), ${columns.title}, ifNull(a.account_domain, ''), ifNull(a.account_country, ''), p.attributes
  FROM (SELECT * FROM ${newestRows(kind, 'analyse', '*', also)}) AS p LEFT JOIN (${accounts}) AS a ON p.source_system = a.of_source AND p.account_id = a.of_account`;

/** Rows of both kinds, under a further condition on the rows of each. */
const selects = (also: (kind: PersonKind) => string): string[] => [
  ofKind('contact', { phone: "ifNull(p.phone, '')", company: 'p.account_name', title: "ifNull(p.title, '')" }, also('contact')), ofKind('lead', { phone: "''", company: 'p.company', title: "''" }, also('lead')),
];

/** Records of people as they are now, of whoever may be analysed, that meet a condition on `key` and `known`. The same order every time. */
export async function* readContacts(facts: Facts, where = 'true'): AsyncIterable<RawContact[]> {
  for (const select of selects(() => '')) {
    for await (const block of facts.stream(`SELECT * FROM (${select}) WHERE ${where} ORDER BY key`, {})) yield block.map(contactOf);
  }
}

/** Some of them, by key. */
export async function contactsOf(facts: Facts, keys: readonly string[]): Promise<Map<string, RawContact>> {
  const found = new Map<string, RawContact>();
  for (const select of selects((kind) => `AND concat('${kind}:', source_system, ':', record_id) IN {keys:Array(String)}`)) {
    for await (const block of facts.stream(select, { keys: [...keys] })) for (const row of block) found.set(String(row[0]), contactOf(row));
  }
  return found;
}

/** The account says where the company is and which site it has; further columns fill what is missing. */
function contactOf([key, knownAt, ...values]: readonly unknown[]): RawContact {
  const [name, email, phone, company, title, website, country] = values.map(String) as [string, string, string, string, string, string, string];
  return withFurtherColumns({ key: String(key), knownAt: Number(knownAt), name, email, phone, company, title, website, country }, (values[7] ?? {}) as Record<string, string>);
}
