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
  const column = columnIn(rows, header);
  const takesPart = (row: readonly string[]): boolean => (labels === null ? (row[column] ?? '') !== '' : labels.has((row[column] ?? '').trim().toLowerCase()));
  const places = rows.map((_, index) => index).filter((index) => index > 0 && takesPart(rows[index] ?? []));
  const dealt = shuffled(places.map((index) => rows[index]?.[column] ?? ''), seed);
  const result = rows.map((row) => [...row]);
  places.forEach((place, index) => { (result[place] as string[])[column] = dealt[index] ?? ''; });
  return result;
}

/** Where a table of conversions meets the inquiries it repeats: header of the id in both, and of the dates. */
export interface ConversionKeys {
  readonly conversionId: string;
  readonly convertedAt: string;
  readonly inquiryId: string;
  readonly createdAt: string;
}

/**
 * Deals conversions out anew: each goes to an inquiry drawn from those of the same month of creation that are not younger
 * than the conversion; no inquiry converts twice. ISO dates only. A conversion without a known inquiry keeps its id.
 */
export function permuteConversions(conversions: Rows, inquiries: Rows, keys: ConversionKeys, seed: number): string[][] {
  const id = columnIn(conversions, keys.conversionId);
  const won = columnIn(conversions, keys.convertedAt);
  const inquiryId = columnIn(inquiries, keys.inquiryId);
  const created = columnIn(inquiries, keys.createdAt);
  const createdOf = new Map(inquiries.slice(1).map((row) => [row[inquiryId] ?? '', row[created] ?? '']));
  const free = Map.groupBy(shuffled([...createdOf.keys()], seed), (key) => (createdOf.get(key) ?? '').slice(0, 7));
  return conversions.map((row, index) => {
    const month = createdOf.get(row[id] ?? '')?.slice(0, 7);
    if (index === 0 || month === undefined) return [...row];
    const candidates = free.get(month) ?? [];
    const chosen = candidates.findIndex((key) => (createdOf.get(key) ?? '') <= (row[won] ?? ''));
    const [key] = chosen < 0 ? [] : candidates.splice(chosen, 1);
    return row.map((cell, column) => (column === id ? key ?? cell : cell));
  });
}

function columnIn(rows: Rows, header: string): number {
  const column = rows[0]?.indexOf(header) ?? -1;
  if (column < 0) throw new Error(`there is no column "${header}"`);
  return column;
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
