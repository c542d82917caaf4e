import { companyDomain, domainsAbove } from '../../listening/match/domains.ts';

/** Whom an address stands for. */
export type Correspondent =
  | { readonly is: 'contact'; readonly source: string; readonly contactId: string; readonly accountId: string | null; readonly accountName: string | null }
  /** Somebody unknown at the domain of an account. */
  | { readonly is: 'account'; readonly source: string; readonly accountId: string }
  /** Refuses to be kept, or was forgotten. */
  | { readonly is: 'withheld' }
  /** At a provider where everybody has an address. */
  | { readonly is: 'private' }
  | { readonly is: 'unknown'; readonly domain: string };

export interface KnownContact {
  readonly source: string;
  readonly contactId: string;
  readonly email: string;
  readonly accountId: string | null;
  readonly accountName: string | null;
}

export interface KnownAccount {
  readonly source: string;
  readonly accountId: string;
  readonly domain: string;
}

export interface Known {
  /** In the order in which they win: the first of an address or a domain counts. */
  readonly contacts: readonly KnownContact[];
  readonly accounts: readonly KnownAccount[];
  /** True for addresses of people who refuse to be kept, or were forgotten. */
  readonly isWithheld: (address: string) => boolean;
  /** Owners of mail boxes who consented: of colleagues, only they are named. */
  readonly owners: ReadonlySet<string>;
}

const atDomain = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** Finds whom addresses stand for. Addresses are in small letters. */
export class Correspondents {
  readonly owners: ReadonlySet<string>;
  readonly #contacts = new Map<string, KnownContact>();
  readonly #accounts = new Map<string, KnownAccount>();
  readonly #isWithheld: (address: string) => boolean;

  constructor({ contacts, accounts, isWithheld, owners }: Known) {
    for (const contact of contacts) if (!this.#contacts.has(contact.email)) this.#contacts.set(contact.email, contact);
    for (const account of accounts) if (!this.#accounts.has(account.domain)) this.#accounts.set(account.domain, account);
    this.#isWithheld = isWithheld;
    this.owners = owners;
  }

  find(address: string): Correspondent {
    if (this.#isWithheld(address)) return { is: 'withheld' };
    const contact = this.#contacts.get(address);
    const account = this.#accountAt(atDomain(address));
    if (contact) return { is: 'contact', source: contact.source, contactId: contact.contactId, ...accountOf(contact, account) };
    if (account) return { is: 'account', source: account.source, accountId: account.accountId };
    return companyDomain(atDomain(address)) === null ? { is: 'private' } : { is: 'unknown', domain: atDomain(address) };
  }

  #accountAt(host: string): KnownAccount | undefined {
    return domainsAbove(host).map((domain) => this.#accounts.get(domain)).find((account) => account !== undefined);
  }
}

/** What the contact's record says of its account; where it says nothing, the account at the address's domain. */
const accountOf = ({ accountId, accountName }: KnownContact, account: KnownAccount | undefined): Pick<KnownContact, 'accountId' | 'accountName'> =>
  (accountId !== null || accountName !== null ? { accountId, accountName } : { accountId: account?.accountId ?? null, accountName: null });
