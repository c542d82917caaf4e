import { Chance } from '../chance.ts';
import { dayMs, type Company } from '../company.ts';
import { accountAt, type Account, type Contact } from '../world/account-world.ts';
import type { DealLife } from '../world/deal-life.ts';

/** A second record of an account, made by somebody who did not look. */
export interface AccountCopy {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly createdAt: number;
}

export interface ContactCopy {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly createdAt: number;
  readonly of: Contact;
}

/** The account's second record, or null. */
export function accountCopyOf(company: Company, account: Account): AccountCopy | null {
  const chance = new Chance('duplicate account', company.seed, account.index);
  if (!chance.happens((company.planted.duplicates?.accounts ?? 0) * company.noise)) return null;
  return {
    id: `ACC-${String(company.accounts + account.index + 1).padStart(6, '0')}`, name: retyped(chance, account.name),
    domain: chance.weighted([[account.domain, 0.3], [`www.${account.domain}`, 0.3], ['', 0.4]]), createdAt: account.createdAt + Math.floor(chance.between(20, 500) * dayMs),
  };
}

/** Without the legal form, in capitals, or with two letters the wrong way round. */
function retyped(chance: Chance, name: string): string {
  const bare = name.slice(0, name.lastIndexOf(' '));
  const slip = chance.whole(1, bare.indexOf(' ') - 2);
  return chance.pick([bare, name.toUpperCase(), `${name}.`, `${name.slice(0, slip)}${name[slip + 1]}${name[slip]}${name.slice(slip + 2)}`]);
}

/** Second records of an account's contacts. */
export function contactCopiesOf(company: Company, account: Account): ContactCopy[] {
  return account.contacts.flatMap((contact, at) => {
    const chance = new Chance('duplicate contact', company.seed, account.index, at);
    if (!chance.happens((company.planted.duplicates?.contacts ?? 0) * company.noise)) return [];
    const [first, last] = contact.name.split(' ') as [string, string];
    return [{
      id: `CON-${account.index + 1}-${at + 11}`, name: chance.pick([contact.name, `${first.charAt(0)}. ${last}`, `${last}, ${first}`, contact.name.toUpperCase()]),
      email: chance.pick([contact.email.toUpperCase(), `${first.charAt(0)}${last}@${account.domain}`.toLowerCase(), '']), createdAt: contact.createdAt + Math.floor(chance.between(10, 300) * dayMs), of: contact,
    }];
  });
}

/** The account record that a deal was filed under: now and then the second one. */
export function filedUnder(company: Company, life: DealLife): { readonly id: string; readonly name: string } {
  const copy = accountCopyOf(company, life.account);
  const isCopy = copy !== null && copy.createdAt + dayMs < life.createdAt && new Chance('filed under', company.seed, life.index).happens(0.4);
  return isCopy ? copy : life.account;
}

/** Who is who: every second record with the first that it repeats. */
export function copiesOf(company: Company): { accounts: Array<{ id: string; of: string }>; contacts: Array<{ id: string; of: string }> } {
  const all = Array.from({ length: company.accounts }, (_, index) => accountAt(company, index));
  return {
    accounts: all.flatMap((account) => { const copy = accountCopyOf(company, account); return copy ? [{ id: copy.id, of: account.id }] : []; }),
    contacts: all.flatMap((account) => contactCopiesOf(company, account).map((copy) => ({ id: copy.id, of: copy.of.id }))),
  };
}
