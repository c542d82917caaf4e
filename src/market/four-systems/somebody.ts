import { Chance } from '../chance.ts';
import type { Company } from '../company.ts';
import { leads } from '../files/lead-tables.ts';
import { accountAt, type Account } from '../world/account-world.ts';
import { firmAt, mobileAt } from './firms.ts';

export interface Job {
  readonly account: number;
  readonly title: string;
  readonly address: string;
  /** In international form. */
  readonly desk: string;
  readonly mobile: string;
}

/** A person of the demo company's world: somebody at an account, or somebody who only ever asked. */
export interface Somebody {
  readonly id: string;
  readonly first: string;
  readonly last: string;
  /** Two for those who moved to another account. */
  readonly jobs: readonly [Job] | readonly [before: Job, now: Job];
  readonly privateAddress: string;
  readonly isContact: boolean;
  /** Inquiries that they made. */
  readonly inquiries: number;
}

const moved = 0.06;
const mobileKept = 0.6;
const freeMail = ['gmail.com', 'outlook.com', 'gmx.de', 'orange.fr', 'libero.it', 'icloud.com'];

/** Everybody there is, once; the same for the same company. */
export function everybody(company: Company): Somebody[] {
  const asked = inquiriesByAddress(company);
  const contacts = Array.from({ length: company.accounts }, (_, index) => accountAt(company, index)).flatMap((account) => account.contacts.map((contact, at) => {
    const inquiries = asked.get(contact.email)?.count ?? 0;
    asked.delete(contact.email);
    return contactAt(company, account, at, inquiries);
  }));
  return [...contacts, ...[...asked].map(([address, { name, account, count }]) => inquirer(company, address, name, account, count))];
}

interface Asked { readonly name: string; readonly account: string; count: number }

/** One address is one person: an address is given to nobody else. */
function inquiriesByAddress(company: Company): Map<string, Asked> {
  const asked = new Map<string, Asked>();
  const table = leads(company, company.endMs - 1);
  const at = (column: string): number => table.header.indexOf(column);
  for (const row of table.rows()) {
    const address = row[at('Email')] ?? '';
    const before = asked.get(address);
    if (before) before.count += 1;
    else asked.set(address, { name: row[at('Lead Name')] ?? '', account: row[at('Company')] ?? '', count: 1 });
  }
  return asked;
}

function contactAt(company: Company, account: Account, at: number, inquiries: number): Somebody {
  const contact = account.contacts[at] as Account['contacts'][number];
  const chance = new Chance('four systems person', company.seed, contact.id);
  const [first, last] = contact.name.split(' ') as [string, string];
  const now = jobAt(company, chance, account.index, contact.title, contact.email);
  const rest = { id: contact.id, first, last, privateAddress: privateAddress(chance, first, last), isContact: true, inquiries };
  if (at === 0 || !chance.happens(moved) || company.accounts < 2) return { ...rest, jobs: [now] };
  const to = (account.index + chance.whole(1, company.accounts - 1)) % company.accounts;
  const next = jobAt(company, chance, to, contact.title, `${first}.${last}9@${accountAt(company, to).domain}`.toLowerCase());
  return { ...rest, jobs: [now, chance.happens(mobileKept) ? { ...next, mobile: now.mobile } : next] };
}

function inquirer(company: Company, address: string, name: string, account: string, inquiries: number): Somebody {
  const chance = new Chance('four systems person', company.seed, address);
  const [first, last] = name.split(' ') as [string, string];
  return { id: `INQ ${address}`, first, last, jobs: [jobAt(company, chance, accountNamed(company, account), '', address)], privateAddress: privateAddress(chance, first, last), isContact: false, inquiries };
}

const byName = new WeakMap<Company, Map<string, number>>();

function accountNamed(company: Company, name: string): number {
  const known = byName.get(company) ?? new Map(Array.from({ length: company.accounts }, (_, index) => [accountAt(company, index).name, index]));
  byName.set(company, known);
  const index = known.get(name);
  if (index === undefined) throw new Error('an inquiry names an account that there is not');
  return index;
}

const jobAt = (company: Company, chance: Chance, account: number, title: string, address: string): Job => {
  const firm = firmAt(company, account);
  return { account, title, address, desk: `${firm.line}${chance.whole(10, 99)}`, mobile: chance.happens(0.7) ? mobileAt(chance, firm.account.country) : '' };
};

const privateAddress = (chance: Chance, first: string, last: string): string => `${first}.${last}${chance.whole(1000, 9999)}@${chance.pick(freeMail)}`.toLowerCase();
