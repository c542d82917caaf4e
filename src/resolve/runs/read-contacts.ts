import type { PersonKind } from '../../model/index.ts';
import { newestRows, visibleRows, type Facts } from '../../store/index.ts';
import type { RawContact } from '../normalise/index.ts';

/** The name that a source's account has now, for rows that name it by id. */
const accounts = `SELECT source_system, record_id AS account_id, argMax(name, (known_at, batch_id)) AS called FROM ${visibleRows('account', 'analyse')} GROUP BY source_system, record_id`;

const contactsSelect = (also: Also) => `SELECT concat('contact:', p.source_system, ':', p.record_id) AS key, toUnixTimestamp64Milli(p.known_at) AS known, ifNull(p.name, ''), ifNull(p.email, ''), ifNull(p.phone, ''), coalesce(p.account_name, nullIf(a.called, ''), ''), ifNull(p.title, '')
  FROM (SELECT source_system, record_id, known_at, name, email, phone, title, account_name, account_id FROM ${newestRows('contact', 'analyse', '*', also('contact'))}) AS p
  LEFT JOIN (${accounts}) AS a ON p.source_system = a.source_system AND p.account_id = a.account_id`;

const inquiriesSelect = (also: Also) => `SELECT concat('lead:', source_system, ':', record_id) AS key, toUnixTimestamp64Milli(known_at) AS known, ifNull(name, ''), ifNull(email, ''), '', ifNull(company, ''), '' FROM ${newestRows('lead', 'analyse', '*', also('lead'))}`;

/** Further conditions on the rows of a kind. */
type Also = (kind: PersonKind) => string;

/** Records of people as they are now, of whoever may be analysed, that meet a condition on `key` and `known`. The same order every time. */
export async function* readContacts(facts: Facts, where = 'true'): AsyncIterable<RawContact[]> {
  for (const select of [contactsSelect, inquiriesSelect]) {
    for await (const block of facts.stream(`SELECT * FROM (${select(() => '')}) WHERE ${where} ORDER BY key`, {})) yield block.map(contactOf);
  }
}

/** Some of them, by key. */
export async function contactsOf(facts: Facts, keys: readonly string[]): Promise<Map<string, RawContact>> {
  const found = new Map<string, RawContact>();
  const also: Also = (kind) => `AND concat('${kind}:', source_system, ':', record_id) IN {keys:Array(String)}`;
  for (const select of [contactsSelect, inquiriesSelect]) {
    for await (const block of facts.stream(select(also), { keys: [...keys] })) for (const row of block) found.set(contactOf(row).key, contactOf(row));
  }
  return found;
}

const contactOf = ([key, knownAt, name, email, phone, company, title]: readonly unknown[]): RawContact => ({
  key: String(key), knownAt: Number(knownAt), name: String(name), email: String(email), phone: String(phone), company: String(company), title: String(title),
});
