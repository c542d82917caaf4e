import { accountEdges, normaliseEmail, type AccountRecord } from '../../src/resolve/index.ts';
import { fold } from '../../src/resolve/fold/fold.ts';
import { newestRows, type Facts } from '../../src/store/index.ts';

const mostRecords = 500;
const accounts = `SELECT source_system, record_id, toUnixTimestamp64Milli(known_at), ifNull(name, ''), ifNull(domain, ''), ifNull(country, ''), ifNull(parent, ''), attributes['VAT ID'], concat(attributes['Billing City'], attributes['City']) FROM ${newestRows('account', 'analyse', '*')} ORDER BY source_system, record_id`;
const addresses = `SELECT source_system, account_id, ifNull(email, '') FROM ${newestRows('contact', 'analyse', '*')} AND ifNull(account_id, '') != '' ORDER BY source_system, record_id`;

/** Which record of a company is in which entity, by key. */
export async function companiesFound(facts: Facts): Promise<Map<string, string>> {
  const records = await accountRecords(facts);
  const { edges, bears, limits } = accountEdges(records);
  const { entities } = fold({ records: records.map(({ key, knownAt }) => ({ key, knownAt, bears: bears.get(key) ?? [] })), edges, words: [], limits: { identifiers: limits, records: mostRecords } });
  return new Map(entities.flatMap(({ id, records: keys }) => keys.map((key) => [key, id] as const)));
}

async function accountRecords(facts: Facts): Promise<AccountRecord[]> {
  const mailDomains = await mailDomainsByAccount(facts);
  const records: AccountRecord[] = [];
  for await (const block of facts.stream(accounts, {})) {
    for (const row of block) {
      const [source = '', id = '', knownAt = '', name = '', domain = '', country = '', parent = '', vatId = '', city = ''] = row.map(String);
      records.push({ key: `account:${source}:${id}`, source, id, knownAt: Number(knownAt), name, domain, country, city, vatId, parent, mailDomains: [...(mailDomains.get(`${source}:${id}`) ?? [])] });
    }
  }
  return records;
}

async function mailDomainsByAccount(facts: Facts): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>();
  for await (const block of facts.stream(addresses, {})) {
    for (const [source, account, email] of block) {
      const { kind, domain } = normaliseEmail(String(email));
      if (kind === 'work') found.set(`${String(source)}:${String(account)}`, (found.get(`${String(source)}:${String(account)}`) ?? new Set()).add(domain));
    }
  }
  return found;
}
