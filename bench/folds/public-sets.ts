import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';

type Row = Readonly<Record<string, string>>;

/** A public table as the bench sees it: the columns known when the prediction would be made, the outcome, and which rows belong together. */
export interface PublicSet {
  readonly name: string;
  readonly columns: ReadonlyMap<string, readonly string[]>;
  readonly y: readonly number[];
  /** Labels of rows that share luck beside being copies; null where only copies do. */
  readonly cohorts: readonly string[] | null;
  /** Lower end of the interval of the area's difference that is promised. */
  readonly areaAtLeast: number;
}

/** Read where it is present, never shipped. */
const folder = path.resolve(import.meta.dirname, '../../../shared/data');
const dayMs = 86_400_000;

interface Source {
  readonly file: string;
  readonly areaAtLeast: number;
  readonly read: (rows: readonly Row[]) => Pick<PublicSet, 'columns' | 'y' | 'cohorts'>;
}

const sources: Readonly<Record<string, Source>> = {
  'ibm-telco-churn': {
    file: 'ibm-telco-churn/Telco-Customer-Churn.csv', areaAtLeast: -0.005,
    read: (rows) => ({ columns: columnsBut(rows, ['customerID', 'Churn']), y: rows.map((row) => Number(row['Churn'] === 'Yes')), cohorts: null }),
  },
  'salvirt-b2b-deals': {
    file: 'salvirt-b2b-deals/Salvirt_B2B_ML_dataset.csv', areaAtLeast: -0.02,
    read: (rows) => ({ columns: columnsBut(rows, ['Status']), y: rows.map((row) => Number(row['Status'] === 'Won')), cohorts: null }),
  },
  'x-education-leads, strict columns': { file: 'x-education-leads/Leads.csv', areaAtLeast: -0.005, read: strictLeads },
  'online-shoppers': {
    file: 'online-shoppers/online_shoppers_intention.csv', areaAtLeast: -0.005,
    read: (rows) => ({ columns: columnsBut(rows, ['Revenue'], ['OperatingSystems', 'Browser', 'Region', 'TrafficType']), y: rows.map((row) => Number(row['Revenue'] === 'TRUE')), cohorts: null }),
  },
  'olist-marketing-funnel, won within 90 days': { file: 'olist-marketing-funnel/olist_marketing_qualified_leads_dataset.csv', areaAtLeast: -0.005, read: wonWithin90Days },
};

/** The sets that are at hand, and the files of those that are not. */
export function publicSets(): { sets: PublicSet[]; missing: string[] } {
  const present = Object.entries(sources).filter(([, { file }]) => existsSync(path.join(folder, file)));
  const missing = Object.values(sources).map(({ file }) => file).filter((file) => !existsSync(path.join(folder, file)));
  return { sets: present.map(([name, { file, areaAtLeast, read }]) => ({ name, areaAtLeast, ...read(rowsOf(file)) })), missing };
}

const rowsOf = (file: string): Row[] => parse<Record<string, string>>(readFileSync(path.join(folder, file)), { columns: true, skip_empty_lines: true, bom: true, delimiter: [',', ';'] });

/** All columns but these; `codes` are names written as numbers. */
function columnsBut(rows: readonly Row[], left: readonly string[], codes: readonly string[] = []): Map<string, string[]> {
  const names = Object.keys(rows[0] ?? {}).filter((name) => name !== '' && !left.includes(name));
  return new Map(names.map((name) => [name, rows.map((row) => (codes.includes(name) ? `code ${row[name]}` : (row[name] ?? '').trim()))]));
}

/** Columns that the visit itself leaves behind: what staff write later, other models' scores and what was done last are out. A drop-down left untouched is missing. */
function strictLeads(rows: readonly Row[]): Pick<PublicSet, 'columns' | 'y' | 'cohorts'> {
  const later = ['Tags', 'Lead Quality', 'Lead Profile', 'Last Activity', 'Last Notable Activity'];
  const scores = Object.keys(rows[0] ?? {}).filter((name) => name.startsWith('Asymmetrique'));
  const columns = columnsBut(rows, ['Prospect ID', 'Lead Number', 'Converted', ...later, ...scores]);
  return { columns: new Map([...columns].map(([name, cells]) => [name, cells.map((cell) => (cell === 'Select' ? '' : cell))])), y: rows.map((row) => Number(row['Converted'])), cohorts: null };
}

/** Inquiries of days on which wins were written down and whose 90 days lie within the log; those of a week stay together. */
function wonWithin90Days(all: readonly Row[]): Pick<PublicSet, 'columns' | 'y' | 'cohorts'> {
  const won = new Map(rowsOf('olist-marketing-funnel/olist_closed_deals_dataset.csv').map((deal) => [deal['mql_id'], Date.parse(`${deal['won_date']?.slice(0, 10)}`)]));
  const [first, last] = [Math.min(...won.values()), Math.max(...won.values())];
  const contactOf = (row: Row): number => Date.parse(row['first_contact_date'] ?? '');
  const rows = all.filter((row) => contactOf(row) >= first && contactOf(row) + 90 * dayMs <= last);
  const columns = columnsBut(rows, ['mql_id', 'first_contact_date']);
  columns.set('weekday', rows.map((row) => `day ${new Date(contactOf(row)).getUTCDay()}`));
  const wonInTime = (row: Row): boolean => (won.get(row['mql_id'] ?? '') ?? Infinity) <= contactOf(row) + 90 * dayMs;
  return { columns, y: rows.map((row) => Number(wonInTime(row))), cohorts: rows.map((row) => String(Math.floor(contactOf(row) / (7 * dayMs)))) };
}
