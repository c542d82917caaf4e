import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomStream } from '../../src/learn/index.ts';
import { DAY_MS, isoDate } from '../../src/model/index.ts';

type Row = readonly (string | number)[];
interface Table {
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: readonly Row[];
}

/** The first export, and the second, which corrects whatever can be corrected. */
export const firstDay = '2025-06-30';
export const secondDay = '2025-09-30';

const start = Date.parse('2024-01-08');
const accountsHeld = 24;
const dealsHeld = 150;
const on = (day: number): string => isoDate(start + day * DAY_MS);
const lastOf = (corrected: boolean): number => Math.round((Date.parse(corrected ? secondDay : firstDay) - start) / DAY_MS);
/** A day for a row: those that only the second export has are of the time between the two. */
const dayFor = (isNew: boolean, draw: () => number): number =>
  Math.floor(isNew ? lastOf(false) + 1 + draw() * (lastOf(true) - lastOf(false) - 5) : draw() * (lastOf(false) - 20));
const people = ['Ada Bergman', 'Tom Osei', 'Lena Fuchs', 'Raj Patel'];
const pick = <T>(choices: readonly T[], index: number): T => choices[index % choices.length] as T;

/** Rows of a table numbered from 0; each draws from a stream of its own, so both exports draw the same. */
const rowsOf = (name: string, count: number, make: (index: number, draw: () => number) => Row): Row[] =>
  Array.from({ length: count }, (_, index) => make(index, randomStream(`${name} ${index}`, 1)));

const accountName = (index: number, corrected: boolean): string => `${corrected && index % 3 === 0 ? 'Newly named' : 'Account'} ${index}`;

/** No creation is dated. Names and industries are corrected, and four accounts are added that deals named before. */
const accounts = (corrected: boolean): Table => ({
  file: 'accounts.csv', header: ['Account ID', 'Account Name', 'Industry', 'Country'],
  rows: rowsOf('account', corrected ? accountsHeld + 4 : accountsHeld, (index) =>
    [`A-${index}`, accountName(index, corrected), pick(['Machinery', 'Food', 'Energy'], corrected ? index + 1 : index), pick(['Norway', 'Spain'], index)]),
});

function deal(index: number, draw: () => number, corrected: boolean): Row {
  const created = dayFor(index >= dealsHeld, draw);
  const closes = created + 10 + Math.floor(draw() * 120);
  const ended = closes < lastOf(false);
  const won = draw() < 0.4 !== (corrected && index % 11 === 0);
  const opened = corrected && index % 13 === 0;
  const stage = ended && !opened ? (won ? 'Closed Won' : 'Closed Lost') : pick(['Discovery', 'Proposal', 'Negotiation'], Math.floor(draw() * 3));
  const moved = corrected && index % 7 === 0;
  return [
    `D-${index}`, `${corrected && index % 5 === 0 ? 'Renamed' : 'Deal'} ${index}`, `Account ${(moved ? index + 1 : index) % (accountsHeld + 4)}`, stage, 1_000 + Math.floor(draw() * 9_000) + (corrected ? 77 : 0),
    corrected && index % 9 === 0 ? 'USD' : 'EUR', on(created), on(ended && corrected && index % 17 === 0 ? closes + 60 : closes), pick(people, corrected ? index + 1 : index), pick(['New', 'Renewal'], corrected && index % 6 === 0 ? index + 1 : index),
    corrected ? 'Call again' : 'Send offer', stage === 'Closed Lost' ? pick(['Price', 'Timing'], corrected ? index + 1 : index) : '',
  ];
}

const deals = (corrected: boolean): Table => ({
  file: 'opportunities.csv',
  header: ['Opportunity ID', 'Opportunity Name', 'Account Name', 'Stage', 'Amount', 'Amount Currency', 'Created Date', 'Close Date', 'Opportunity Owner', 'Type', 'Next Step', 'Loss Reason'],
  rows: rowsOf('deal', corrected ? dealsHeld + 25 : dealsHeld, (index, draw) => deal(index, draw, corrected)),
});

/** A later export has more of them, and puts right the subject of what stood before. */
const activities = (corrected: boolean): Table => ({
  file: 'activities.csv', header: ['Activity ID', 'Opportunity ID', 'Contact ID', 'Activity Type', 'Subject', 'Activity Date', 'Created Date', 'Assigned To'],
  rows: rowsOf('activity', corrected ? 600 : 500, (index, draw) => {
    const day = index === 0 ? lastOf(corrected) : dayFor(index >= 500, draw);
    return [index === 0 && corrected ? 'T-late' : `T-${index}`, `D-${index % dealsHeld}`, `C-${index % 40}`, pick(['Call', 'Meeting', 'Email'], index), `${corrected ? 'Corrected' : 'First'} subject ${index}`, on(day), on(day), pick(people, corrected ? index + 1 : index)];
  }),
});

const contacts = (corrected: boolean): Table => ({
  file: 'contacts.csv', header: ['Contact ID', 'Full Name', 'Title', 'Email', 'Account ID'],
  rows: rowsOf('contact', corrected ? 44 : 40, (index) => [`C-${index}`, `Person ${corrected && index % 4 === 0 ? 'married ' : ''}${index}`, pick(['CFO', 'Buyer'], corrected ? index + 1 : index), `p${index}@example.com`, `A-${index % accountsHeld}`]),
});

const inquiries = (corrected: boolean): Table => ({
  file: 'leads.csv', header: ['Lead ID', 'Company', 'Lead Source', 'Campaign', 'Lead Status', 'Converted', 'Lead Owner', 'Created Date', 'First Response Date'],
  rows: rowsOf('lead', corrected ? 130 : 110, (index, draw) => {
    const created = dayFor(index >= 110, draw);
    const converted = draw() < 0.3 || (corrected && index % 5 === 0);
    return [`L-${index}`, `${corrected && index % 4 === 0 ? 'Renamed' : 'Company'} ${index}`, pick(['Web', 'Fair', 'Partner'], index), pick(['Spring', 'Autumn'], index), converted ? 'Converted' : 'Working', converted ? 'Yes' : 'No', pick(people, corrected ? index + 1 : index), on(created), on(created + Math.floor(draw() * 5))];
  }),
});

const invoices = (corrected: boolean): Table => ({
  file: 'invoices.csv', header: ['Invoice Number', 'Account ID', 'Product', 'Invoice Date', 'Net Amount', 'Currency'],
  rows: rowsOf('invoice', corrected ? 90 : 70, (index, draw) => [`I-${index}`, `A-${index % accountsHeld}`, `${corrected && index % 3 === 0 ? 'Other' : 'Main'} product`, on(dayFor(index >= 70, draw)), 500 + Math.floor(draw() * 900) + (corrected && index % 4 === 0 ? 333 : 0), 'EUR']),
});

const team = (corrected: boolean): Table => ({
  file: 'sales_team.csv', header: ['User ID', 'Full Name', 'Manager', 'Team'],
  rows: [...people, ...(corrected ? ['Nora Lind'] : [])].map((name, index) => [`U-${index}`, name, 'Ines Roth', pick(['North', 'South'], corrected ? index + 1 : index)]),
});

/** Writes an export of the same company: as it stood on the first day, or on the second with all its corrections. */
export function writeCorrectedCompany(folder: string, corrected: boolean): string {
  mkdirSync(folder, { recursive: true });
  for (const table of [accounts, deals, activities, contacts, inquiries, invoices, team].map((make) => make(corrected))) {
    writeFileSync(join(folder, table.file), [table.header, ...table.rows].map((row) => `${row.join(',')}\n`).join(''));
  }
  return folder;
}
