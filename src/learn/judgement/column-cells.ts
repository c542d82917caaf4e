import { quantileOfSorted } from '../quantile.ts';

export type ColumnValue = number | string | boolean | null | undefined;

/** A column as cells: which of `count` cells each row lies in, cell 0 the missing. */
export interface ColumnCells {
  readonly kind: 'number' | 'category' | 'identifier' | 'constant' | 'missing';
  readonly of: Int32Array;
  readonly count: number;
  readonly missing: number;
  readonly distinct: number;
}

const mostBins = 20;
const rowsOfBin = 25;
/** From this many values on, a category of its own on nearly every row is a name, not a trait. */
const identifierRows = 50;
const nearlyUnique = 0.9;

/** NaN, null and undefined are missing. Throws a RangeError where a number is infinite. */
export function columnCells(name: string, values: ArrayLike<ColumnValue>): ColumnCells {
  const codes = new Map<ColumnValue, number>();
  let [missing, isNumeric] = [0, true];
  const of = Int32Array.from({ length: values.length }, (_, row) => {
    const value = values[row];
    if (value === null || value === undefined || Number.isNaN(value)) { missing += 1; return 0; }
    if (value === Infinity || value === -Infinity) throw new RangeError(`Column ${name} is infinite in row ${row}`);
    if (typeof value !== 'number') isNumeric = false;
    const code = codes.get(value) ?? codes.size + 1;
    if (code > codes.size) codes.set(value, code);
    return code;
  });
  const [distinct, held] = [codes.size, values.length - missing];
  const facts = { missing, distinct, of, count: distinct + 1 };
  if (distinct <= 1) return { ...facts, kind: distinct === 0 ? 'missing' : 'constant' };
  if (isNumeric) return { ...facts, ...binned(values as ArrayLike<number>, of, held, distinct), kind: 'number' };
  return { ...facts, kind: held >= identifierRows && distinct > nearlyUnique * held ? 'identifier' : 'category' };
}

/** Numbers of few values stay as they are; others are parted at quantiles, equal numbers together. */
function binned(values: ArrayLike<number>, of: Int32Array, held: number, distinct: number): { of: Int32Array; count: number } {
  const bins = Math.min(mostBins, Math.max(2, Math.floor(held / rowsOfBin)));
  if (distinct <= bins) return { of, count: distinct + 1 };
  const sorted = Float64Array.from(of.filter((code) => code > 0), (_, at) => at);
  let at = 0;
  of.forEach((code, row) => { if (code > 0) sorted[at++] = values[row] as number; });
  sorted.sort();
  const cuts = [...new Set(Array.from({ length: bins - 1 }, (_, cut) => quantileOfSorted(sorted, (cut + 1) / bins)))];
  return { of: of.map((code, row) => (code === 0 ? 0 : 1 + cuts.filter((cut) => cut < (values[row] as number)).length)), count: cuts.length + 2 };
}

/** Cell 0 for the missing, 1 for the others. */
export const missingCells = (cells: ColumnCells): ColumnCells => ({ ...cells, of: cells.of.map((code) => Math.min(code, 1)), count: 2 });

/** The same column with the rows of `isUnknown` missing. */
export const withoutUnknown = (cells: ColumnCells, isUnknown: (row: number) => boolean): ColumnCells => ({ ...cells, of: cells.of.map((code, row) => (isUnknown(row) ? 0 : code)) });
