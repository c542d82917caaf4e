import type { Cell } from './category-codes.ts';

/** What became of the categories of one feature. */
export interface CategoryReport {
  readonly feature: number;
  /** Categories that the model knows by name. */
  readonly kept: number;
  /** Rarer ones that it knows only together; 0 where all have names. */
  readonly grouped: number;
  /** Training rows that hold a grouped one. */
  readonly groupedRows: number;
}

/** A table as numbers: categories are places in dictionaries, the missing NaN. */
export interface EncodedTable {
  readonly columns: ReadonlyArray<ArrayLike<number>>;
  /** Per feature its dictionary, in the order of texts, or null; null altogether where no feature has categories. */
  readonly dictionaries: ReadonlyArray<readonly string[] | null> | null;
  /** Per feature whether the code behind the dictionary stands for grouped categories. */
  readonly hasRest: readonly boolean[];
  readonly reports: readonly CategoryReport[];
}

/** As many as there are bins. */
const mostCategories = 255;

/** Which rows teach, and with what weight. */
export interface Teaching {
  readonly end: number;
  readonly weights: ArrayLike<number> | undefined;
}

/**
 * Finds the categories of columns and turns them into codes. A column has categories if all its known cells are texts, or if it is
 * listed. Where there are more than 255, the 254 of most weight in the training rows keep their names and the rest become one
 * group; ties go by the order of texts, so the order of rows changes nothing. Categories that only validation rows hold count as grouped ones, or as
 * missing where none were. Throws a RangeError for a column that mixes texts and numbers without being listed.
 */
export function encodeTable(columns: ReadonlyArray<ArrayLike<Cell>>, listed: readonly number[], teaching: Teaching): EncodedTable {
  const encoded = columns.map((column, feature) => (isCategorical(column, feature, listed) ? encodedColumn(column, feature, teaching) : { numbers: plainNumbers(column), words: null, hasRest: false, report: null }));
  return {
    columns: encoded.map(({ numbers }) => numbers),
    dictionaries: encoded.some(({ words }) => words !== null) ? encoded.map(({ words }) => words) : null,
    hasRest: encoded.map(({ hasRest }) => hasRest),
    reports: encoded.flatMap(({ report }) => report ?? []),
  };
}

function isCategorical(column: ArrayLike<Cell>, feature: number, listed: readonly number[]): boolean {
  if (listed.includes(feature)) return true;
  if (ArrayBuffer.isView(column)) return false;
  let [text, number] = [-1, -1];
  for (let row = 0; row < column.length; row += 1) {
    if (typeof column[row] === 'string') text = row;
    else if (!isMissing(column[row])) number = row;
    if (text >= 0 && number >= 0) throw new RangeError(`Column ${feature} holds a text in row ${text} and a number in row ${number}; list it in categorical if its numbers are names`);
  }
  return text >= 0;
}

const isMissing = (cell: Cell): boolean => cell === null || cell === undefined || Number.isNaN(cell);

function plainNumbers(column: ArrayLike<Cell>): ArrayLike<number> {
  return ArrayBuffer.isView(column) ? (column as ArrayLike<number>) : Float64Array.from(column, (cell) => (cell ?? NaN) as number);
}

interface Seen {
  weight: number;
  rows: number;
}

function encodedColumn(column: ArrayLike<Cell>, feature: number, teaching: Teaching) {
  const seen = countedIn(column, teaching);
  const words = keptOf(seen);
  const hasRest = words.length < seen.size;
  const codes = new Map(words.map((word, code) => [word, code]));
  const other = hasRest ? words.length : NaN;
  const numbers = new Float64Array(column.length);
  for (let row = 0; row < numbers.length; row += 1) numbers[row] = isMissing(column[row]) ? NaN : (codes.get(String(column[row])) ?? other);
  let groupedRows = 0;
  for (const [word, { rows }] of seen) if (!codes.has(word)) groupedRows += rows;
  return { numbers, words, hasRest, report: { feature, kept: words.length, grouped: seen.size - words.length, groupedRows } };
}

function countedIn(column: ArrayLike<Cell>, { end, weights }: Teaching): Map<string, Seen> {
  const seen = new Map<string, Seen>();
  for (let row = 0; row < Math.min(end, column.length); row += 1) {
    const weight = weights ? (weights[row] as number) : 1;
    if (isMissing(column[row]) || !(weight > 0)) continue;
    const word = String(column[row]);
    const held = seen.get(word);
    if (held === undefined) seen.set(word, { weight, rows: 1 });
    else {
      held.weight += weight;
      held.rows += 1;
    }
  }
  return seen;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function keptOf(seen: ReadonlyMap<string, Seen>): string[] {
  return (seen.size <= mostCategories ? [...seen.keys()] : heaviestOf(seen, mostCategories - 1)).sort(byText);
}

/** The `count` words of most weight, of equal ones the earlier texts, without putting a million of them in order. */
function heaviestOf(seen: ReadonlyMap<string, Seen>, count: number): string[] {
  const best: Array<readonly [word: string, weight: number]> = [];
  const isBefore = (word: string, weight: number, [other, otherWeight]: readonly [string, number]): boolean => weight > otherWeight || (weight === otherWeight && word < other);
  for (const [word, { weight }] of seen) {
    const last = best[count - 1];
    if (last !== undefined && !isBefore(word, weight, last)) continue;
    let place = Math.min(best.length, count - 1);
    while (place > 0 && isBefore(word, weight, best[place - 1] as readonly [string, number])) place -= 1;
    best.splice(place, 0, [word, weight]);
    best.length = Math.min(best.length, count);
  }
  return best.map(([word]) => word);
}
