import type { LeastSquaresFit } from '../linear/least-squares.ts';
import type { LogisticErrors } from '../linear/logistic-errors.ts';
import { checkOnes, checkTable } from '../linear/table.ts';
import type { Refused } from '../refused.ts';
import { blocksOf, checkColumns, type Blocks, type DividingColumn, type Line } from './columns.ts';
import { stabilityAlong, withAdjusted } from './fluctuation.ts';
import { growParts, type GrowOptions, type Look, type Part } from './grow-parts.ts';
import { costsWithin, fitNode, type NodeFit, type NodeTable } from './node-model.ts';
import { alongLargestSpread, divided, lineOf, sidesOf, type Sides } from './two-sides.ts';

export interface ModelOptions extends GrowOptions {
  readonly kind: 'linear' | 'logistic';
  /** Fewest rows on each side of a line: ten a column of x by default. */
  readonly minRows?: number;
}

/** The model of a part: its errors take the lines for given, so they are too small where lines were sought in the same rows. */
export interface ModelEstimate {
  readonly fit: LeastSquaresFit | LogisticErrors | Refused;
  /** Mean of the outcome. */
  readonly mean: number;
  /** Residual sum of squares, or minus the log-likelihood; null where the fit is refused. */
  readonly objective: number | null;
}

export type ModelPart = Part<ModelEstimate>;

/**
 * Model-based recursive partitioning (Zeileis, Hothorn and Hornik 2008, Journal of Computational and Graphical Statistics 17): fits y on x by least squares or logistic
 * regression, tests whether its coefficients stay the same along each dividing column (`stabilityAlong`, all columns corrected together), and only if not, looks for the line that
 * minimises the objective of both sides, and so on within each side. Can answer "no line": `line` null, with `why`. `x` is row-major, n × p, its first column
 * ones. Rows with a missing value are left out of that column's test and go to the side with more rows. Assumes independent rows. A side without a fit of its own (collinear columns) is
 * no side. Throws a RangeError for bad input; a node whose fit is refused or perfect is not divided.
 */
export function partitionModel(x: Float64Array, y: Float64Array, p: number, columns: readonly DividingColumn[], options: ModelOptions): ModelPart {
  checkColumns(y.length, columns);
  checkTable(x, y, p);
  checkOnes(x, p);
  if (options.kind === 'logistic' && !y.every((value) => value === 0 || value === 1)) throw new RangeError('An outcome is 0 or 1');
  const minRows = minimumOf(options, p);
  const table: NodeTable = { kind: options.kind, x, y, p };
  return growParts(Int32Array.from(y, (_, row) => row), columns, (rows) => lookAt(table, rows, columns, minRows), options);
}

/** The checked fewest rows of a side. */
export function minimumOf({ minRows }: { readonly minRows?: number }, p: number): number {
  const least = minRows ?? 10 * p;
  if (!Number.isInteger(least) || least < 1) throw new RangeError(`The fewest rows of a side are a whole number from one: ${least}`);
  return least;
}

function lookAt(table: NodeTable, rows: Int32Array, columns: readonly DividingColumn[], minRows: number): Look<ModelEstimate> {
  const fitted = fitNode(table, rows);
  const mean = rows.reduce((sum, row) => sum + (table.y[row] as number) / rows.length, 0);
  const closed = (fit: ModelEstimate['fit'], objective: number | null, why: string): Look<ModelEstimate> => ({ estimate: { fit, mean, objective }, tests: [], lineAlong: () => null, why });
  if ('refused' in fitted) return closed(fitted, null, fitted.refused);
  const estimate = { fit: fitted.fit, mean, objective: fitted.objective };
  if (table.kind === 'linear' && fitted.objective <= 1e-20 * rows.reduce((sum, row) => sum + (table.y[row] as number) ** 2, 0)) return closed(fitted.fit, fitted.objective, 'The fit is perfect');
  if (rows.length < 2 * minRows) return closed(fitted.fit, fitted.objective, `${rows.length} rows are less than two sides of ${minRows}`);
  const at = new Map(Array.from(rows, (row, index) => [row, index]));
  const scoreAt = (row: number): Float64Array => fitted.scores.subarray((at.get(row) as number) * table.p, ((at.get(row) as number) + 1) * table.p);
  const blocks = new Map(columns.map((column) => [column.name, blocksOf(column, rows)]));
  const tests = withAdjusted(columns.map((column) => ({ column: column.name, found: stabilityAlong(column, blocks.get(column.name) as Blocks, scoreAt, table.p, minRows) })));
  return { estimate, tests, why: null, lineAlong: (name) => bestLine(table, rows, fitted, columns.find((column) => column.name === name) as DividingColumn, blocks.get(name) as Blocks, scoreAt, minRows) };
}

function bestLine(table: NodeTable, rows: Int32Array, fitted: NodeFit, column: DividingColumn, blocks: Blocks, scoreAt: (row: number) => Float64Array, minRows: number): Line | null {
  const sides = sidesOf(column, blocks, () => alongLargestSpread(meanScores(blocks, scoreAt, table.p), blocks.rows.map((one) => one.length), table.p));
  const choice = bestChoice(table, rows, fitted, blocks, sides, minRows);
  return choice === null ? null : lineOf(column, blocks, divided(sides, choice, blocks.keys.length));
}

function meanScores(blocks: Blocks, scoreAt: (row: number) => Float64Array, p: number): Float64Array {
  const means = new Float64Array(blocks.keys.length * p);
  blocks.rows.forEach((rows, block) => rows.forEach((row) => scoreAt(row).forEach((value, j) => { means[block * p + j] = (means[block * p + j] as number) + value / rows.length; })));
  return means;
}

/** The way to divide with the least cost, the first of equals; null where none leaves enough rows and a fit on both sides. */
function bestChoice(table: NodeTable, rows: Int32Array, fitted: NodeFit, blocks: Blocks, sides: Sides, minRows: number): number | null {
  const costs = costsWithin(table, rows, fitted);
  const choices = allowedChoices(sides, blocks, minRows);
  if (sides.order) {
    const { cut, cost } = costs.bestCut(Array.from(sides.order, (block) => blocks.rows[block] as Int32Array), choices);
    return cost < Infinity ? cut : null;
  }
  let [best, least] = [null as number | null, Infinity];
  const partsOf = (side: readonly number[]): Int32Array[] => side.map((block) => blocks.rows[block] as Int32Array);
  for (const choice of choices) {
    const { left, right } = divided(sides, choice, blocks.keys.length);
    const cost = costs.of(partsOf(left)) + costs.of(partsOf(right));
    if (cost < least) [best, least] = [choice, cost];
  }
  return best;
}

/** Cuts or masks that leave enough rows on both sides, in order. */
export function allowedChoices(sides: Sides, blocks: Blocks, minRows: number): number[] {
  const sizes = blocks.rows.map((rows) => rows.length);
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const enough = (left: number): boolean => left >= minRows && all - left >= minRows;
  if (sides.order) {
    let left = 0;
    return Array.from(sides.order.subarray(0, -1), (block, cut) => ({ cut, left: (left += sizes[block] as number) })).filter((one) => enough(one.left)).map((one) => one.cut);
  }
  const leftOf = (mask: number): number => sizes.reduce((sum, size, at) => sum + ((mask >> at) & 1 ? size : 0), 0);
  return Array.from(sides.masks, (mask, choice) => ({ mask, choice })).filter(({ mask }) => enough(leftOf(mask))).map(({ choice }) => choice);
}
