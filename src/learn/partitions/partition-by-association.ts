import { chiSquareAbove } from '../gamma.ts';
import { blocksOf, checkColumns, isNumeric, type Blocks, type DividingColumn, type Line } from './columns.ts';
import { withAdjusted } from './fluctuation.ts';
import { growParts, type GrowOptions, type Look, type Part } from './grow-parts.ts';
import { allowedChoices, minimumOf } from './partition-model.ts';
import { alongLargestSpread, divided, lineOf, sidesOf, type Sides } from './two-sides.ts';

export interface AssociationOptions extends GrowOptions {
  /** Fewest rows of a node that is divided: 20 by default. */
  readonly minToDivide?: number;
  /** Fewest rows on each side of a line: 7 by default, and at least one in a hundred of the node. */
  readonly minRows?: number;
}

/** What is to be told of each row: a number, or one of some categories. */
export type Outcome = { readonly numbers: Float64Array } | { readonly categories: readonly string[] };

/** Numbers: mean, its standard error (null for one row) and spread. Categories: the share of each with its standard error. Errors take the lines for given. */
export type OutcomeEstimate =
  | { readonly mean: number; readonly standardError: number | null; readonly squares: number }
  | { readonly shares: Readonly<Record<string, { readonly share: number; readonly standardError: number }>> };

export type AssociationPart = Part<OutcomeEstimate>;

/** Each row's outcome as p numbers: the value, or one for its category and zero for the others. */
interface Coded { readonly h: Float64Array; readonly p: number; readonly names: readonly string[] | null }

/**
 * Conditional inference tree (Hothorn, Hornik and Zeileis 2006, Journal of Computational and Graphical Statistics 15): tests each dividing column for association with the outcome by the
 * quadratic form of its linear statistic under permutation (Strasser and Weber 1999), asymptotic chi-square, all columns corrected together; only the surest one is divided, by the two-sample statistic that is
 * largest; so a column with many values has no advantage. Can answer "no line". Rows with a missing value are left out of that
 * column's test and go to the side with more rows. Assumes exchangeable rows. Throws a RangeError for bad input.
 */
export function partitionByAssociation(outcome: Outcome, columns: readonly DividingColumn[], options: AssociationOptions = {}): AssociationPart {
  const coded = codedOf(outcome);
  const n = coded.h.length / coded.p;
  checkColumns(n, columns);
  const { minToDivide = 20, minRows = 7 } = options;
  const least = minimumOf({ minRows }, 1);
  if (!(minToDivide >= 2)) throw new RangeError('A node that is divided has at least two rows');
  return growParts(Int32Array.from({ length: n }, (_, row) => row), columns, (rows) => lookAt(coded, rows, columns, minToDivide, Math.max(least, Math.ceil(0.01 * rows.length))), options);
}

function codedOf(outcome: Outcome): Coded {
  if ('numbers' in outcome) {
    const bad = outcome.numbers.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) throw new RangeError(`Outcome: row ${bad} is ${outcome.numbers[bad]}, not a finite number`);
    return { h: outcome.numbers, p: 1, names: null };
  }
  if (outcome.categories.length === 0) throw new RangeError('A partition needs at least one row');
  const names = [...new Set(outcome.categories)].sort();
  const place = new Map(names.map((name, at) => [name, at]));
  const h = new Float64Array(outcome.categories.length * names.length);
  outcome.categories.forEach((name, row) => { h[row * names.length + (place.get(name) as number)] = 1; });
  return { h, p: names.length, names };
}

function lookAt(coded: Coded, rows: Int32Array, columns: readonly DividingColumn[], minToDivide: number, minRows: number): Look<OutcomeEstimate> {
  const estimate = estimateOf(coded, rows);
  const closed = (why: string): Look<OutcomeEstimate> => ({ estimate, tests: [], lineAlong: () => null, why });
  if (rows.length < minToDivide) return closed(`${rows.length} rows are less than ${minToDivide}`);
  const blocks = new Map(columns.map((column) => [column.name, blocksOf(column, rows)]));
  const tests = withAdjusted(columns.map((column) => ({ column: column.name, found: associationWith(coded, column, blocks.get(column.name) as Blocks) })));
  return { estimate, tests, why: null, lineAlong: (name) => bestLine(coded, columns.find((column) => column.name === name) as DividingColumn, blocks.get(name) as Blocks, minRows) };
}

function estimateOf({ h, p, names }: Coded, rows: Int32Array): OutcomeEstimate {
  const n = rows.length;
  if (names) {
    const entries = names.map((name, k) => {
      const share = rows.reduce((sum, row) => sum + (h[row * p + k] as number), 0) / n;
      return [name, { share, standardError: Math.sqrt((share * (1 - share)) / n) }] as const;
    });
    return { shares: Object.fromEntries(entries) };
  }
  const mean = rows.reduce((sum, row) => sum + (h[row] as number) / n, 0);
  const squares = rows.reduce((sum, row) => sum + ((h[row] as number) - mean) ** 2, 0);
  return { mean, squares, standardError: n > 1 ? Math.sqrt(squares / (n - 1) / n) : null };
}

/** Sums of the coded outcome over each block. */
function sumsOf({ h, p }: Coded, blocks: Blocks): Float64Array {
  const sums = new Float64Array(blocks.keys.length * p);
  blocks.rows.forEach((rows, block) => rows.forEach((row) => { for (let k = 0; k < p; k += 1) sums[block * p + k] = (sums[block * p + k] as number) + (h[row * p + k] as number); }));
  return sums;
}

/** Sum and squares about the mean of each coded outcome over the rows with a known value. */
function centreOf({ h, p }: Coded, blocks: Blocks): { n: number; means: Float64Array; squares: Float64Array } {
  const n = blocks.rows.reduce((sum, rows) => sum + rows.length, 0);
  const [means, squares] = [new Float64Array(p), new Float64Array(p)];
  const each = (visit: (row: number) => void): void => { for (const rows of blocks.rows) rows.forEach(visit); };
  each((row) => { for (let k = 0; k < p; k += 1) means[k] = (means[k] as number) + (h[row * p + k] as number) / n; });
  each((row) => { for (let k = 0; k < p; k += 1) squares[k] = (squares[k] as number) + ((h[row * p + k] as number) - (means[k] as number)) ** 2; });
  return { n, means, squares };
}

/**
 * The quadratic form in closed form. Number by number: (n − 1) r². Number by categories: (n − 1) times the share of squares between categories. Categories by
 * categories: (n − 1) / n times Pearson's chi-square.
 */
function associationWith(coded: Coded, column: DividingColumn, blocks: Blocks): { statistic: number; p: number } | null {
  const { n, means, squares } = centreOf(coded, blocks);
  const seen = squares.filter((value, k) => value > 1e-20 * n * (means[k] as number) ** 2).length;
  if (blocks.keys.length < 2 || seen === 0 || n < 3) return null;
  const sums = sumsOf(coded, blocks);
  const sizes = blocks.rows.map((rows) => rows.length);
  const outcomes = coded.names ? seen - 1 : 1;
  if (!isNumeric(column)) {
    const statistic = (n - 1) * shareBetween(coded, sums, sizes, { n, means, squares });
    return { statistic, p: chiSquareAbove(statistic, outcomes * (sizes.length - 1)) };
  }
  const statistic = (n - 1) * shareAlong(coded, blocks.keys as readonly number[], sums, sizes, { n, means, squares });
  return Number.isFinite(statistic) ? { statistic, p: chiSquareAbove(statistic, outcomes) } : null;
}

type Centre = ReturnType<typeof centreOf>;

/** Categories of the column: squares between as a share of all; Pearson's chi-square / n where the outcome is of categories. */
function shareBetween({ p, names }: Coded, sums: Float64Array, sizes: readonly number[], { means, squares }: Centre): number {
  let share = 0;
  for (let k = 0; k < p; k += 1) {
    const scale = names ? sizes.reduce((sum, size) => sum + size, 0) * (means[k] as number) : (squares[k] as number);
    if (scale > 0) share += sizes.reduce((sum, size, block) => sum + size * ((sums[block * p + k] as number) / size - (means[k] as number)) ** 2, 0) / scale;
  }
  return share;
}

/** Numbers of the column: r², or the squares of the column between the outcome's categories as a share of all. */
function shareAlong({ p, names }: Coded, keys: readonly number[], sums: Float64Array, sizes: readonly number[], { n, means, squares }: Centre): number {
  const centre = keys.reduce((sum, key, block) => sum + (key * (sizes[block] as number)) / n, 0);
  const spread = keys.reduce((sum, key, block) => sum + (key - centre) ** 2 * (sizes[block] as number), 0);
  let share = 0;
  for (let k = 0; k < p; k += 1) {
    const scale = names ? n * (means[k] as number) : (squares[k] as number);
    const joint = keys.reduce((sum, key, block) => sum + (key - centre) * ((sums[block * p + k] as number) - (sizes[block] as number) * (means[k] as number)), 0);
    if (scale > 0) share += (joint * joint) / (scale * spread);
  }
  return share;
}

/** The division with the largest two-sample statistic. */
function bestLine(coded: Coded, column: DividingColumn, blocks: Blocks, minRows: number): Line | null {
  const { p, names } = coded;
  const centre = centreOf(coded, blocks);
  const sums = sumsOf(coded, blocks);
  const sizes = blocks.rows.map((rows) => rows.length);
  const means = sums.map((sum, at) => sum / (sizes[Math.floor(at / p)] as number) - (centre.means[at % p] as number));
  const sides = sidesOf(column, blocks, () => alongLargestSpread(means, sizes, p));
  const scales = Float64Array.from(centre.squares, (square, k) => (names ? centre.n * (centre.means[k] as number) : square));
  const choice = largest(sides, means, sizes, scales, centre.n, allowedChoices(sides, blocks, minRows));
  return choice === null ? null : lineOf(column, blocks, divided(sides, choice, blocks.keys.length));
}

/** Squares between the two sides as a share of all, largest over the choices; the first of equals. */
function largest(sides: Sides, means: Float64Array, sizes: readonly number[], scales: Float64Array, n: number, choices: readonly number[]): number | null {
  const p = scales.length;
  const moved = new Float64Array(p);
  let [best, most, size, at] = [null as number | null, 0, 0, -1];
  const put = (block: number): void => {
    size += sizes[block] as number;
    for (let k = 0; k < p; k += 1) moved[k] = (moved[k] as number) + (sizes[block] as number) * (means[block * p + k] as number);
  };
  for (const choice of choices) {
    if (sides.order) while (at < choice) put(sides.order[(at += 1)] as number);
    else {
      moved.fill(0);
      size = 0;
      divided(sides, choice, sizes.length).left.forEach(put);
    }
    const value = moved.reduce((sum, one, k) => sum + ((scales[k] as number) > 0 ? (one * one) / (scales[k] as number) : 0), 0) * (1 / size + 1 / (n - size));
    if (value > most * (1 + 1e-12)) [best, most] = [choice, value];
  }
  return best;
}
