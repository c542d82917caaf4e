/** A small company that sells to thirty others, as four systems hold it that know nothing of each other; who is who is in the ids. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const companies = 30;
const perCompany = 4;
const words = ['Amber', 'Birch', 'Cobalt', 'Dorne', 'Elbe', 'Falke', 'Garnet', 'Heron', 'Isar', 'Juniper', 'Kestrel', 'Linden', 'Mistral', 'Norden', 'Osprey', 'Pinot', 'Quarz', 'Rowan', 'Saar', 'Tauber', 'Ulmen', 'Veltin', 'Weser', 'Xanten', 'Yarrow', 'Zinnow', 'Adler', 'Bussard', 'Cedern', 'Dachs'];
const trades = ['Pumpen', 'Anlagenbau', 'Logistik', 'Textil', 'Werkzeuge', 'Optik', 'Kunststoff'];
const given = ['Anke', 'Bernd', 'Carla', 'Detlef', 'Elif', 'Frieda', 'Gunter', 'Hanna', 'Igor', 'Jutta', 'Karsten', 'Leonie', 'Marek', 'Nadja', 'Oskar', 'Petra', 'Quentin', 'Ruth', 'Sven', 'Tilda', 'Ulrike', 'Viktor', 'Wiebke', 'Xaver'];
const surnames = ['Achterberg', 'Brockmann', 'Cordes', 'Dierksen', 'Ehlers', 'Fuhrmann', 'Gerdes', 'Hollmann', 'Immhoff', 'Jansen', 'Kolbe', 'Lohse', 'Meinders', 'Nolte', 'Oltmann', 'Pieper', 'Quast', 'Rehder', 'Seidel', 'Tietjen', 'Uhlig', 'Vollmer', 'Wendland', 'Zielke', 'Abendroth', 'Buchholz', 'Clasen', 'Dreyer', 'Engelke'];
const titles = ['Head of purchasing', 'Plant manager', 'Engineer', 'Managing director', 'Accountant'];

export const nameOf = (company: number): string => `${words[company] as string} ${trades[company % trades.length] as string}`;
const siteOf = (company: number): string => `${nameOf(company).toLowerCase().replace(' ', '-')}.de`;
const vatOf = (company: number): string => `DE${811_500_013 + company * 1_371}`;

export interface SomePerson {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly title: string;
  readonly company: number;
}
export const people: readonly SomePerson[] = Array.from({ length: companies * perCompany }, (_, number) => {
  const [first, last] = [given[number % given.length] as string, surnames[(number * 7) % surnames.length] as string];
  const company = number % companies;
  return { name: `${first} ${last}`, email: `${first}.${last}@${siteOf(company)}`.toLowerCase(), phone: `+49 40 55${String(10_000 + number * 37)}`, title: titles[number % titles.length] as string, company };
});

const dayOf = (number: number): string => new Date(Date.UTC(2025, 0, 6 + (number % 480))).toISOString().slice(0, 10);
const csv = (...rows: ReadonlyArray<readonly unknown[]>): string => `${rows.map((row) => row.join(',')).join('\n')}\n`;

/** Writes a folder for each system and tells their names. */
export function writeFourSmallSystems(folder: string): readonly string[] {
  const write = (system: string, file: string, ...rows: ReadonlyArray<readonly unknown[]>): void => { mkdirSync(path.join(folder, system), { recursive: true }); writeFileSync(path.join(folder, system, file), csv(...rows)); };
  const each = <T>(make: (company: number) => T): T[] => Array.from({ length: companies }, (_, company) => make(company));
  const those = (share: (number: number) => boolean, row: (person: SomePerson, number: number) => readonly unknown[]) => people.flatMap((person, number) => (share(number) ? [row(person, number)] : []));
  write('crm', 'accounts.csv', ['Account ID', 'Account Name', 'Website', 'Billing Country', 'VAT ID', 'Parent Account', 'Created Date'], ...each((n) => [`A-${n}`, `${nameOf(n)} GmbH`, siteOf(n), 'Germany', vatOf(n), n === 2 ? 'A-1' : '', '2024-05-02']));
  write('crm', 'contacts.csv', ['Contact ID', 'Full Name', 'Email', 'Phone', 'Job Title', 'Account ID', 'Created Date'], ...those(() => true, ({ name, email, phone, title, company }, n) => [`C-${n}`, name, email, phone, title, `A-${company}`, '2024-06-03']));
  write('crm', 'deals.csv', ['Deal ID', 'Deal Name', 'Account ID', 'Stage', 'Amount', 'Created Date', 'Close Date'], ...Array.from({ length: 240 }, (_, n) => {
    const stage = ['Won', 'Lost', 'Lost', 'Proposal'][(n * 5) % 4] as string;
    return [`D-${n}`, `Line ${n}`, `A-${n % companies}`, stage, 4000 + 250 * (n % 17), dayOf(n * 2), stage === 'Proposal' ? '' : dayOf(n * 2 + 40)];
  }));
  write('support', 'organizations.csv', ['Organization ID', 'Organization Name', 'Website', 'Created Date'], ...each((n) => [`O-${n}`, nameOf(n).toUpperCase(), `www.${siteOf(n)}`, '2024-07-01']));
  write('support', 'support_contacts.csv', ['Contact ID', 'Full Name', 'Email', 'Phone', 'Organization ID', 'Created Date'], ...those((n) => n % 2 === 0, ({ name, email, phone, company }, n) => [`S-${n}`, name, email, phone, `O-${company}`, '2024-08-01']));
  write('support', 'activities.csv', ['Activity ID', 'Account ID', 'Type', 'Activity Date', 'Subject'], ...each((n) => [`T-${n}`, `O-${n}`, 'Call', dayOf(n * 11 + 60), 'spare parts']));
  write('billing', 'customers.csv', ['Company ID', 'Company Name', 'Country', 'VAT ID', 'Customer Since'], ...each((n) => [`K-${n}`, `${nameOf(n)} GmbH & Co. KG`, 'DE', vatOf(n), '2024-09-01']));
  write('billing', 'billing_contacts.csv', ['Contact ID', 'Contact Name', 'Email', 'Telephone', 'Company ID', 'Created Date'], ...those((n) => n % 3 === 0, ({ name, email, phone, company }, n) => [`B-${n}`, name.split(' ').toReversed().join(' '), email, phone, `K-${company}`, '2024-09-02']));
  write('billing', 'invoices.csv', ['Invoice ID', 'Account ID', 'Amount', 'Invoice Date'], ...each((n) => [`I-${n}`, `K-${n}`, 1000 + n, dayOf(n * 9 + 80)]));
  write('marketing', 'people.csv', ['Person ID', 'First Name', 'Last Name', 'Email', 'Company', 'Created At'], ...those((n) => n % 4 === 0, ({ name, email, company }, n) => [`M-${n}`, ...name.split(' '), email, nameOf(company), '2024-10-01']));
  return ['crm', 'marketing', 'support', 'billing'];
}
