import { parse } from 'csv-parse/sync';
import { chanceAt } from '../test/product/crm-export.ts';

export type Rows = readonly (readonly string[])[];

/** Rows of a comma-separated file, the header first. */
export const rowsOf = (text: string): string[][] => parse(text, { relax_column_count: true, bom: true }) as string[][];

/** The same rows as text; cells are quoted where they must be. */
export const textOf = (rows: Rows): string => `${rows.map((row) => row.map(quoted).join(',')).join('\n')}\n`;

const quoted = (cell: string): string => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/**
 * Deals the values of one column out anew among the rows whose value is one of `labels` (lower case; null: any non-empty
 * value). Every other cell stays. Throws where the header is not there.
 */
export function permuteColumn(rows: Rows, header: string, labels: ReadonlySet<string> | null, seed: number): string[][] {
  const column = rows[0]?.indexOf(header) ?? -1;
  if (column < 0) throw new Error(`there is no column "${header}"`);
  const takesPart = (row: readonly string[]): boolean => (labels === null ? (row[column] ?? '') !== '' : labels.has((row[column] ?? '').trim().toLowerCase()));
  const places = rows.map((_, index) => index).filter((index) => index > 0 && takesPart(rows[index] ?? []));
  const dealt = shuffled(places.map((index) => rows[index]?.[column] ?? ''), seed);
  const result = rows.map((row) => [...row]);
  places.forEach((place, index) => { (result[place] as string[])[column] = dealt[index] ?? ''; });
  return result;
}

/** Fisher and Yates, with chances drawn from the seed. */
function shuffled(values: readonly string[], seed: number): string[] {
  const dealt = [...values];
  for (let last = dealt.length - 1; last > 0; last -= 1) {
    const chosen = Math.floor(chanceAt(seed, last) * (last + 1));
    [dealt[last], dealt[chosen]] = [dealt[chosen] ?? '', dealt[last] ?? ''];
  }
  return dealt;
}
