import { time, type ExportTable } from '../files/table.ts';
import type { CompanyRecord } from './company-records.ts';
import type { PersonRecord } from './person-records.ts';
import type { SystemHabits } from './systems.ts';

type Cells<Row> = Readonly<Record<string, (row: Row) => string>>;

/** Rows by their ids, so that their order tells nothing either. */
function tableOf<Row extends { readonly id: string }>(file: string, rows: readonly Row[], cells: Cells<Row>): ExportTable {
  const sorted = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return { file, header: Object.keys(cells), *rows() { for (const row of sorted) yield Object.values(cells).map((cell) => cell(row)); } };
}

/** What a system exports, in its own words. */
export function tablesOf({ source }: SystemHabits, companies: readonly CompanyRecord[], people: readonly PersonRecord[]): ExportTable[] {
  const idOf = new Map(companies.map(({ account, id }) => [account, id]));
  const companyId = ({ account }: { readonly account: number }): string => idOf.get(account) ?? '';
  switch (source) {
    case 'crm': return crmTables(companies, people, companyId);
    case 'marketing': return [tableOf('people.csv', people, {
      'Person ID': ({ id }) => id, 'First Name': ({ parts }) => parts[0], 'Last Name': ({ parts }) => parts[1], Email: ({ email }) => email, Phone: ({ phone }) => phone, 'Job Title': ({ title }) => title, Company: ({ company }) => company, 'Created At': ({ created }) => time(created),
    })];
    case 'support': return [tableOf('organizations.csv', companies, {
      'Organization ID': ({ id }) => id, 'Organization Name': ({ name }) => name, Website: ({ website }) => website, 'Organization Created': ({ created }) => time(created),
    }), tableOf('support_contacts.csv', people, {
      'Contact ID': ({ id }) => id, Name: ({ name }) => name, Email: ({ email }) => email, Phone: ({ phone }) => phone, 'Organization ID': companyId, Organization: (person) => (companyId(person) === '' ? person.company : ''), Created: ({ created }) => time(created),
    })];
    case 'billing': return [tableOf('customers.csv', companies, {
      'Company ID': ({ id }) => id, 'Company Name': ({ name }) => name, Country: ({ country }) => country, City: ({ city }) => city, 'VAT ID': ({ vatId }) => vatId, 'Customer Since': ({ created }) => time(created),
    }), tableOf('billing_contacts.csv', people, {
      'Contact ID': ({ id }) => id, 'Contact Name': ({ name }) => name, Email: ({ email }) => email, Telephone: ({ phone }) => phone, Position: ({ title }) => title, 'Company ID': companyId, 'Company Name': (person) => (companyId(person) === '' ? person.company : ''),
    })];
  }
}

const crmTables = (companies: readonly CompanyRecord[], people: readonly PersonRecord[], companyId: (row: { readonly account: number }) => string): ExportTable[] => [
  tableOf('accounts.csv', companies, {
    'Account ID': ({ id }) => id, 'Account Name': ({ name }) => name, Website: ({ website }) => website, 'Billing Country': ({ country }) => country, 'Billing City': ({ city }) => city, 'VAT ID': ({ vatId }) => vatId,
    'Parent Account': ({ parent }) => (parent === null ? '' : companyId({ account: parent })), 'Created Date': ({ created }) => time(created),
  }),
  tableOf('contacts.csv', people.filter(({ kind }) => kind === 'contact'), {
    'Contact ID': ({ id }) => id, 'Full Name': ({ name }) => name, Email: ({ email }) => email, Phone: ({ phone }) => phone, Title: ({ title }) => title, 'Account ID': companyId, 'Account Name': (person) => (companyId(person) === '' ? person.company : ''), 'Created Date': ({ created }) => time(created),
  }),
  tableOf('leads.csv', people.filter(({ kind }) => kind === 'lead'), {
    'Lead ID': ({ id }) => id, 'Lead Name': ({ name }) => name, Email: ({ email }) => email, Phone: ({ phone }) => phone, Company: ({ company }) => company, 'Lead Source': ({ channel }) => channel, 'Created Date': ({ created }) => time(created),
  }),
];
