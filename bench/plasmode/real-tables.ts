import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';

export type Row = Readonly<Record<string, string>>;

/** Public data beside the repository: read where it is present, never shipped, and named nowhere but in benches and tests. */
const folder = path.resolve(import.meta.dirname, '../../../shared/data');
const files = {
  inquiries: 'olist-marketing-funnel/olist_marketing_qualified_leads_dataset.csv',
  conversions: 'olist-marketing-funnel/olist_closed_deals_dataset.csv',
  deals: 'salvirt-b2b-deals/Salvirt_B2B_ML_dataset.csv',
  courses: 'eventlog-loan-work/bpi_12_w.csv',
} as const;

const pathOf = (table: keyof typeof files): string => path.join(folder, files[table]);

/** Tables that this bench needs and cannot find. */
export const missingTables = (): string[] => (Object.keys(files) as Array<keyof typeof files>).map(pathOf).filter((file) => !existsSync(file));

export const readRealTable = (table: keyof typeof files): Row[] =>
  parse<Record<string, string>>(readFileSync(pathOf(table)), { columns: true, skip_empty_lines: true, bom: true, delimiter: [',', ';'] });

const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Rows as CSV, with the columns of the first row. */
export function csvOf(rows: readonly Row[]): string {
  const header = Object.keys(rows[0] ?? {});
  return `${[header, ...rows.map((row) => header.map((name) => row[name] ?? ''))].map((line) => line.map(cell).join(',')).join('\n')}\n`;
}
