/** A column that may divide the rows. `values` are numbers, NaN where missing. */
export interface NumberColumn {
  readonly name: string;
  readonly values: ArrayLike<number>;
}

/** A column of categories without order, null where missing. */
export interface CategoryColumn {
  readonly name: string;
  readonly categories: ArrayLike<string | null>;
}

export type DividingColumn = NumberColumn | CategoryColumn;

/** A dividing line. Rows whose value is missing, and categories that were not there, go where most rows went. */
export type Line =
  | { readonly column: string; readonly kind: 'number'; readonly atMost: number; readonly missing: 'left' | 'right' }
  | { readonly column: string; readonly kind: 'category'; readonly left: readonly string[]; readonly right: readonly string[]; readonly missing: 'left' | 'right' };

export const isNumeric = (column: DividingColumn): column is NumberColumn => 'values' in column;

/** Throws a RangeError for no rows, no columns, columns of another length, two of one name, and infinite values. */
export function checkColumns(n: number, columns: readonly DividingColumn[]): void {
  if (n === 0) throw new RangeError('A partition needs at least one row');
  if (columns.length === 0) throw new RangeError('A partition needs at least one dividing column');
  if (new Set(columns.map((column) => column.name)).size < columns.length) throw new RangeError('Two dividing columns have one name');
  for (const column of columns) {
    const cells = isNumeric(column) ? column.values : column.categories;
    if (cells.length !== n) throw new RangeError(`Column ${column.name}: ${cells.length} values for ${n} rows`);
    if (!isNumeric(column)) continue;
    const infinite = Array.from(column.values).findIndex((value) => !Number.isFinite(value) && !Number.isNaN(value));
    if (infinite >= 0) throw new RangeError(`Column ${column.name}: row ${infinite} is infinite`);
  }
}

/** Rows of one value, in the order of values; rows whose value is missing are in no block. */
export interface Blocks {
  readonly keys: ReadonlyArray<number | string>;
  readonly rows: readonly Int32Array[];
}

/** The rows of a node grouped by their value of a column: numbers ascending, categories by name. */
export function blocksOf(column: DividingColumn, rows: ArrayLike<number>): Blocks {
  const held = new Map<number | string, number[]>();
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    const key = isNumeric(column) ? (column.values[row] as number) : (column.categories[row] ?? null);
    if (key === null || Number.isNaN(key)) continue;
    const block = held.get(key);
    if (block) block.push(row);
    else held.set(key, [row]);
  }
  const keys = [...held.keys()].sort((a, b) => (typeof a === 'number' ? a - (b as number) : a < (b as string) ? -1 : 1));
  return { keys, rows: keys.map((key) => Int32Array.from(held.get(key) as number[])) };
}

/** Does the row lie left of the line? `value` undefined, null or NaN is missing. */
export function liesLeft(line: Line, value: number | string | null | undefined): boolean {
  const missing = line.missing === 'left';
  if (line.kind === 'number') return typeof value === 'number' && !Number.isNaN(value) ? value <= line.atMost : missing;
  if (typeof value !== 'string') return missing;
  return line.left.includes(value) || (missing && !line.right.includes(value));
}

export const cellOf = (column: DividingColumn, row: number): number | string | null => (isNumeric(column) ? (column.values[row] as number) : (column.categories[row] ?? null));
