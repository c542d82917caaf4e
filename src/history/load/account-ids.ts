import { inEach } from '../as-known.ts';
import type { AccountLog } from '../log.ts';

/** Which records of accounts are of one company, by their keys `account:SOURCE:ID`; a record that is not in it is a company by itself. */
export type CompanyOf = ReadonlyMap<string, string>;

/** An account and when its first version came. */
export interface SeenAccount {
  readonly account: AccountLog;
  readonly seenAt: number;
}

interface Named { readonly source: string; readonly id: string }

const keyOf = ({ source, id }: Named): string => `account:${source}:${id}`;

/**
 * The id under which everything of a company counts: that of its record which was known first, as its source gave it; where records of several
 * companies have that id, the one known first keeps it and the others go by their whole keys. Where companies are not used, every record counts by its own id.
 */
export class AccountIds {
  readonly #companyOf: CompanyOf | null;
  readonly #idOf = new Map<string, string>();
  readonly #named = new Map<string, string>();

  constructor(companyOf: CompanyOf | null, seen: readonly SeenAccount[]) {
    this.#companyOf = companyOf;
    if (companyOf === null) return;
    const oldestFirst = seen.toSorted((x, y) => x.seenAt - y.seenAt || (keyOf(x.account) < keyOf(y.account) ? -1 : 1));
    for (const { account } of oldestFirst) {
      const company = this.#companyKey(account);
      if (!this.#named.has(account.id)) this.#named.set(account.id, company);
      const [, , ...short] = company.split(':');
      const id = short.join(':');
      if (!this.#named.has(id)) this.#named.set(id, company);
      this.#idOf.set(company, this.#named.get(id) === company ? id : company);
    }
  }

  #companyKey = (record: Named): string => this.#companyOf?.get(keyOf(record)) ?? keyOf(record);

  /** An id that no account of the same source has may be that of another source's. */
  idOf(record: Named): string {
    if (this.#companyOf === null) return record.id;
    return this.#idOf.get(this.#companyKey(record)) ?? this.#idOf.get(this.#named.get(record.id) ?? '') ?? record.id;
  }

  /** The id of a record by its key. */
  idOfKey(key: string): string {
    const [, source = '', ...id] = key.split(':');
    return this.idOf({ source, id: id.join(':') });
  }

  /** One account for each company, in the order of their first records. */
  joined(seen: readonly SeenAccount[]): SeenAccount[] {
    if (this.#companyOf === null) return [...seen];
    return [...Map.groupBy(seen, ({ account }) => this.idOf(account))].map(([id, records]) => oneOf(id, records.toSorted((x, y) => x.seenAt - y.seenAt || (keyOf(x.account) < keyOf(y.account) ? -1 : 1))));
  }
}

/** The record known first tells of the company, what it lacks the others do; one that its source deleted comes last. */
function oneOf(id: string, records: readonly SeenAccount[]): SeenAccount {
  const head = (records.find(({ account }) => account.removals?.at(-1)?.value !== true) ?? records[0]) as SeenAccount;
  const own = records.length === 1 ? {} : { records: records.map(({ account: { source, id: record } }) => ({ source, id: record })) };
  const created = records.map(({ account }) => account.createdAt).filter((at) => at !== null);
  const stable = Object.assign({}, ...records.toReversed().map(({ account }) => account.stable), head.account.stable) as AccountLog['stable'];
  return { account: inEach(head.account, { id, stable, createdAt: head.account.createdAt ?? (created.length === 0 ? null : Math.min(...created)), ...own }), seenAt: Math.min(...records.map(({ seenAt }) => seenAt)) };
}
