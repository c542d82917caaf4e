/** Numbers between which an outcome is said to lie. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** What share of later outcomes the intervals of one calibration set hold: a Beta(a, b) distribution over calibration sets. */
export interface Coverage {
  readonly a: number;
  readonly b: number;
  readonly mean: number;
  readonly sd: number;
}

/** Throws unless a share of misses lies strictly between 0 and 1. */
export function checkMiss(miss: number): void {
  if (!(miss > 0 && miss < 1)) throw new RangeError(`A share of misses lies between 0 and 1: ${miss}`);
}

function checkScores(...columns: readonly Float64Array[]): void {
  if (columns.some((column) => column.length !== columns[0]?.length)) throw new RangeError('Columns are not of one length');
  if (!columns.every((column) => column.every(Number.isFinite))) throw new RangeError('A value is not a finite number');
}

/** Place, from 1, of the score that bounds all but `miss`: ⌈(n + 1)(1 − miss)⌉, written so that 0.1 of 9 + 1 is one and not a little more. */
const placeOf = (n: number, miss: number): number => n + 1 - Math.floor((n + 1) * miss + 1e-9);

/**
 * The bound of split conformal prediction: the ⌈(n + 1)(1 − miss)⌉-th smallest score of n rows that the model has not seen
 * (Vovk, Gammerman and Shafer 2005; Angelopoulos and Bates 2021, arXiv 2107.07511 §1.1). A further score, exchangeable with
 * them, lies at or below it with probability at least 1 − miss, and below 1 − miss + 1 / (n + 1) where scores do not tie.
 * Infinity where n is too small to promise anything: n + 1 < 1 / miss. Throws a `RangeError` for scores that are not finite.
 */
export function conformalBound(scores: Float64Array, miss: number): number {
  checkMiss(miss);
  checkScores(scores);
  const place = placeOf(scores.length, miss);
  return place > scores.length ? Infinity : (scores.slice().sort()[place - 1] as number);
}

/**
 * How the share of later outcomes that are held varies from one calibration set of n to the next, for scores without ties:
 * Beta(n + 1 − l, l), l = ⌊(n + 1) miss⌋ (Vovk 2012; Angelopoulos and Bates 2021 §3.2). Throws where l = 0: all are held.
 */
export function conformalCoverage(n: number, miss: number): Coverage {
  checkMiss(miss);
  const a = placeOf(n, miss);
  const b = n + 1 - a;
  if (!Number.isInteger(n) || b < 1) throw new RangeError(`${n} rows are too few for a miss of ${miss}: every bound is infinite`);
  return { a, b, mean: a / (n + 1), sd: Math.sqrt((a * b) / ((n + 1) ** 2 * (n + 2))) };
}

/**
 * Half the width of an interval around a prediction, in units of y: the conformal bound of |y − predicted| over rows that the
 * model has not seen. Promises coverage on average over all rows, not for each kind of row.
 */
export function splitConformal(predicted: Float64Array, y: Float64Array, miss: number): number {
  checkScores(predicted, y);
  return conformalBound(y.map((value, row) => Math.abs(value - (predicted[row] as number))), miss);
}

/**
 * By how much to widen (or, below zero, to narrow) intervals between two predicted quantiles: the conformal bound of
 * max(low − y, y − high) (Romano, Patterson and Candès 2019, eqs. 6–8). Keeps the shape of the quantiles: wide where they are.
 */
export function conformalQuantiles(low: Float64Array, high: Float64Array, y: Float64Array, miss: number): number {
  checkScores(low, high, y);
  return conformalBound(y.map((value, row) => Math.max((low[row] as number) - value, value - (high[row] as number))), miss);
}

/** An interval moved outwards on both sides; narrowed beyond nothing, it is its middle. */
export function widened({ low, high }: Interval, by: number): Interval {
  if (high - low + 2 * by >= 0) return { low: low - by, high: high + by };
  const middle = low / 2 + high / 2;
  return { low: middle, high: middle };
}

/**
 * A bound for each group by itself (Mondrian: Vovk, Gammerman and Shafer 2005 §4.5): what `conformalBound` promises, within every
 * group. Infinity for a group with fewer than 1 / miss − 1 rows; a group that is not in the answer has no bound either.
 */
export function conformalByGroup<Group extends string | number>(scores: Float64Array, groups: ArrayLike<Group>, miss: number): Map<Group, number> {
  checkMiss(miss);
  checkScores(scores);
  if (groups.length !== scores.length) throw new RangeError(`${groups.length} group labels for ${scores.length} rows`);
  const members = Map.groupBy(scores.keys(), (row) => groups[row] as Group);
  return new Map([...members].map(([group, rows]) => [group, conformalBound(Float64Array.from(rows, (row) => scores[row] as number), miss)]));
}
