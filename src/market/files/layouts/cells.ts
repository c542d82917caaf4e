import type { ExportTable } from '../table.ts';

/** A row of the plain export, by header. */
export type Cells = Readonly<Record<string, string>>;

/** A plain file told again in the words of a CRM: one column per entry, each made from the plain row (null leaves the row out). */
export function retold(plain: ExportTable, file: string, columns: Readonly<Record<string, (row: Cells) => string>>, isKept: (row: Cells) => boolean = () => true): ExportTable {
  const header = Object.keys(columns);
  return {
    file, header,
    *rows() { for (const row of cellsOf(plain)) if (isKept(row)) yield header.map((name) => columns[name]?.(row) ?? ''); },
  };
}

export function* cellsOf(table: ExportTable): Generator<Cells> {
  for (const row of table.rows()) yield Object.fromEntries(table.header.map((name, at) => [name, row[at] ?? '']));
}

/** The cell of a plain column. */
export const cell = (name: string) => (row: Cells): string => row[name] ?? '';

export const table = (tables: readonly ExportTable[], file: string): ExportTable => {
  const found = tables.find((one) => one.file === file);
  if (!found) throw new Error(`the plain export has no ${file}`);
  return found;
};

/** `2026-03-09 14:05:00` or `2026-03-09` as 3/9/2026. */
export const usDate = (text: string): string => (text === '' ? '' : `${Number(text.slice(5, 7))}/${Number(text.slice(8, 10))}/${text.slice(0, 4)}`);

/** `2026-03-09 14:05:00` as 2:05 PM. */
export function usTime(text: string): string {
  const hour = Number(text.slice(11, 13));
  return `${hour % 12 === 0 ? 12 : hour % 12}:${text.slice(14, 16)} ${hour < 12 ? 'AM' : 'PM'}`;
}

export const isClosed = (stage: string): boolean => stage.startsWith('Closed');

/** The number in an id such as OPP-000012. */
export const numberIn = (id: string): number => Number(id.replace(/^\D+/, ''));
