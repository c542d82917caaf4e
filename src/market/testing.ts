import { simulate, type Company, type Size } from './company.ts';
import { exportsAt } from './files/export-tables.ts';
import type { ExportTable } from './files/table.ts';
import type { Planted } from './planted.ts';
import { dealLife, type DealLife } from './world/deal-life.ts';

export const endsAt = '2026-06-30';

export const companyOf = (seed: number, size: Size = 'XS'): Company => simulate({ seed, size, endsAt });

export type Row = Readonly<Record<string, string>>;

/** Rows of one file of an export, by header. */
export function rowsOf(tables: readonly ExportTable[], file: string): Row[] {
  const table = tables.find((one) => one.file === file);
  if (!table) throw new Error(`the export has no ${file}`);
  return [...table.rows()].map((cells) => Object.fromEntries(table.header.map((name, at) => [name, cells[at] ?? ''])));
}

export const exportOf = (company: Company, at = company.endMs - 1): readonly ExportTable[] => exportsAt(company, at);

export const cell = (row: Row, column: string): string => {
  const value = row[column];
  if (value === undefined) throw new Error(`no column ${column}`);
  return value;
};

/** A cell's day or moment as UTC ms. */
export function moment(row: Row, column: string): number {
  const text = cell(row, column);
  const at = Date.parse(text.length > 10 ? `${text.replace(' ', 'T')}Z` : text);
  if (Number.isNaN(at)) throw new Error(`${column} is not a moment: ${text}`);
  return at;
}

export const byKey = (rows: readonly Row[], column: string): Map<string, Row> => new Map(rows.map((row) => [cell(row, column), row]));

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

/** The company with other things planted, everything else equal. */
export const withPlanted = (company: Company, change: Partial<Planted>): Company => ({ ...company, planted: { ...company.planted, ...change } });

export const livesOf = (company: Company): DealLife[] => Array.from({ length: company.deals }, (_, index) => dealLife(company, index));

export const share = <T>(items: readonly T[], is: (item: T) => boolean): number => items.filter(is).length / items.length;

export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Difference in the share of wins between deals that are in and the others. */
export function winGap(lives: readonly DealLife[], isIn: (life: DealLife) => boolean): number {
  const rate = (inside: boolean): number => share(lives.filter((life) => isIn(life) === inside), (life) => life.ending === 'won');
  return rate(true) - rate(false);
}

/** Companies of size S, by counting up from a seed. */
export const companiesFrom = (seed: number, count: number): Company[] => Array.from({ length: count }, (_, at) => companyOf(seed + at, 'S'));
