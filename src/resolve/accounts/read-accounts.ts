import { newestRows, visibleRows, type Facts } from '../../store/index.ts';
import { furtherColumns } from '../normalise/index.ts';
import type { AccountRecord } from './account-record.ts';

const firstKnown = `SELECT source_system, record_id, min(known_at) AS first FROM ${visibleRows('account', 'analyse')} GROUP BY source_system, record_id`;

const accounts = `SELECT a.source_system, a.record_id, toUnixTimestamp64Milli(f.first), ifNull(a.name, ''), ifNull(a.domain, ''), ifNull(a.country, ''), ifNull(a.parent, ''), a.attributes
  FROM (SELECT source_system, record_id, name, domain, country, parent, attributes FROM ${newestRows('account', 'analyse', '*')}) AS a
  INNER JOIN (${firstKnown}) AS f ON a.source_system = f.source_system AND a.record_id = f.record_id ORDER BY a.source_system, a.record_id`;

/** Domains alone leave the engine, and no more than tell whether an account has one or many. */
const mailDomains = `SELECT source_system, account_id, groupUniqArray(200)(lower(substringIndex(email, '@', -1))) FROM ${newestRows('contact', 'analyse', '*')} AND account_id != '' AND position(email, '@') > 0 GROUP BY source_system, account_id`;

/** Every account as it is now, with the domains at which its contacts are reached: of those who may be analysed. */
export async function readAccountRecords(facts: Facts): Promise<AccountRecord[]> {
  const domains = new Map<string, readonly string[]>();
  for await (const block of facts.stream(mailDomains, {})) for (const [source, account, list] of block) domains.set(`${String(source)}\n${String(account)}`, list as string[]);
  const records: AccountRecord[] = [];
  for await (const block of facts.stream(accounts, {})) for (const row of block) records.push(recordOf(row, domains));
  return records;
}

function recordOf([source, id, knownAt, name, domain, country, parent, attributes]: readonly unknown[], domains: ReadonlyMap<string, readonly string[]>): AccountRecord {
  const fields = { name, domain, country, parent } as AccountRow['fields'];
  return accountRecordOf({ source: String(source), id: String(id), knownAt: Number(knownAt), fields, attributes: (attributes ?? {}) as AccountRow['attributes'] }, domains.get(`${String(source)}\n${String(id)}`) ?? []);
}

/** A row of an account as it was mapped: declared fields, and further columns under their own headers. */
export interface AccountRow {
  readonly source: string;
  readonly id: string;
  readonly knownAt: number;
  readonly fields: Readonly<Record<string, string | number | boolean | null | undefined>>;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What a row tells of which company it is; numbers of registers and cities are found in further columns by their names. */
export function accountRecordOf({ source, id, knownAt, fields, attributes }: AccountRow, mailDomains: readonly string[]): AccountRecord {
  const further = furtherColumns(attributes);
  const told = (field: string): string => String(fields[field] ?? '');
  return {
    key: `account:${source}:${id}`, source, id, knownAt, name: told('name'), parent: told('parent'), domain: told('domain') || (further.website ?? ''), country: told('country') || (further.country ?? ''),
    city: further.city ?? '', lei: further.lei ?? '', vatId: further.vatId ?? '', registryNumber: further.registryNumber ?? '', mailDomains,
  };
}
