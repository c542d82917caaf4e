import { Chance } from '../chance.ts';
import type { Company } from '../company.ts';
import { accountCopyOf, contactCopiesOf } from '../record/duplicates.ts';
import { accountAt, type Account, type Contact } from '../world/account-world.ts';
import { supplierListOf } from '../world/buyer-leanings.ts';
import { repName, time, type ExportTable } from './table.ts';

export const accounts = (company: Company, at: number): ExportTable => ({
  file: 'accounts.csv',
  header: ['Account ID', 'Account Name', 'Industry', 'Billing Country', 'Size Band', 'Employees', 'Website', 'Account Owner', 'Created Date', 'Purchasing', 'Ownership', 'Approved Supplier'],
  *rows() {
    for (let index = 0; index < company.accounts; index += 1) {
      const account = accountAt(company, index);
      if (account.createdAt <= at) yield accountRow(company, account, account);
      const copy = accountCopyOf(company, account);
      if (copy && copy.createdAt <= at) yield accountRow(company, account, copy);
    }
  },
});

function accountRow(company: Company, account: Account, record: { readonly id: string; readonly name: string; readonly domain: string; readonly createdAt: number }): string[] {
  return [
    record.id, record.name, isIndustryTyped(company, account) ? account.industry : '', account.country, account.sizeBand, String(account.employees), record.domain,
    repName(company, account.rep), time(record.createdAt), account.purchasing, account.ownership, approvedAsTyped(company, account),
  ];
}

/** Small accounts are typed in a hurry. */
const isIndustryTyped = (company: Company, account: Account): boolean => account.sizeBand !== '1-49' || !new Chance('industry typed', company.seed, account.index).happens(0.3 * company.planted.missing);

/** Reps note that they stand on a list more often than that they do not. */
function approvedAsTyped(company: Company, account: Account): string {
  const truly = supplierListOf(company, account.index);
  const isTyped = new Chance('list typed', company.seed, account.index).happens(truly === 'listed' ? 0.7 : 0.3);
  return truly === 'none' || !isTyped ? '' : truly === 'listed' ? 'Yes' : 'No';
}

export const contacts = (company: Company, at: number): ExportTable => ({
  file: 'contacts.csv',
  header: ['Contact ID', 'Full Name', 'Title', 'Email', 'Account ID', 'Created Date'],
  *rows() {
    for (let index = 0; index < company.accounts; index += 1) {
      const account = accountAt(company, index);
      if (account.createdAt > at) continue;
      for (const contact of account.contacts) {
        if (contact.createdAt <= at) yield [contact.id, contact.name, titleAsTyped(company, account, contact), contact.email, account.id, time(contact.createdAt)];
      }
      for (const copy of contactCopiesOf(company, account)) {
        if (copy.createdAt <= at) yield [copy.id, copy.name, '', copy.email, account.id, time(copy.createdAt)];
      }
    }
  },
});

/** Whoever turned up late was never asked what they do. */
const titleAsTyped = (company: Company, account: Account, contact: Contact): string =>
  (account.contacts.indexOf(contact) > 2 && new Chance('title typed', company.seed, contact.id).happens(0.4 * company.planted.missing) ? '' : contact.title);

export const products = (company: Company): ExportTable => ({
  file: 'products.csv',
  header: ['Product ID', 'Product Name', 'Product Family', 'List Price', 'Currency'],
  *rows() { for (const product of company.products) yield [product.id, product.name, product.family, product.price.toFixed(2), 'EUR']; },
});

export const reps = (company: Company): ExportTable => ({
  file: 'sales_team.csv',
  header: ['User ID', 'Full Name', 'Manager', 'Team'],
  *rows() { for (const rep of company.reps) yield [rep.id, rep.name, rep.manager, rep.team]; },
});
