import { demandFinite, demandNotNegative, demandRows } from '../demand.ts';

/** How weights were adjusted to what is known of the population, so that errors can count what that gained. */
export interface Adjustment {
  /** The weights before. */
  readonly from: ArrayLike<number>;
  /** The groups of each margin that was raked to. */
  readonly groups?: ReadonlyArray<ArrayLike<string | number>>;
  /** The columns whose totals were met. */
  readonly columns?: ReadonlyArray<ArrayLike<number>>;
}

/** Throws a RangeError on columns of another length than the sample, weights below zero, values that are not finite, and an adjustment to nothing. */
export function demandAdjustment({ from, groups = [], columns = [] }: Adjustment, rows: number): void {
  if (groups.length + columns.length === 0) throw new RangeError('An adjustment names the groups or the columns that weights were adjusted to');
  demandRows('Adjustment', rows, [from, ...groups, ...columns]);
  demandNotNegative('Weights before the adjustment', from);
  columns.forEach((column, at) => { demandFinite(`Adjustment, column ${at}`, column); });
}

/** A column that the ones before it explain but for this share of its length adds nothing. */
const independent = 1e-9;

/**
 * Scores w u of a sum become w e, e what is left of u after regression, by the weights before, on what the weights were adjusted to: the variance of a calibrated total is that of its
 * residuals (Deville and Särndal 1992, Journal of the American Statistical Association 87, eq. 3.4, with their B̂ by the weights before). For raking it holds to the same order as for the regression estimator (their result 5).
 */
export function adjustedScores(scores: Float64Array, weights: ArrayLike<number>, adjustment: Adjustment): Float64Array {
  const { from } = adjustment;
  const inner = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, row) => sum + (from[row] as number) * value * (b[row] as number), 0);
  const basis: Float64Array[] = [];
  for (const column of columnsOf(adjustment, scores.length)) {
    const left = without(without(column, basis, inner), basis, inner);
    const length = Math.sqrt(inner(left, left));
    if (length > independent * Math.sqrt(inner(column, column))) basis.push(left.map((value) => value / length));
  }
  const units = scores.map((score, row) => (score === 0 ? 0 : score / (weights[row] as number)));
  return without(units, basis, inner).map((left, row) => left * (weights[row] as number));
}

/** A column less its projections, one after the other (modified Gram–Schmidt). */
function without(column: Float64Array, basis: readonly Float64Array[], inner: (a: Float64Array, b: Float64Array) => number): Float64Array {
  return basis.reduce((left, direction) => {
    const share = inner(left, direction);
    return left.map((value, row) => value - share * (direction[row] as number));
  }, Float64Array.from(column));
}

function columnsOf({ groups = [], columns = [] }: Adjustment, n: number): Float64Array[] {
  const indicators = groups.flatMap((names) => [...new Set(Array.from(names))].map((name) => Float64Array.from({ length: n }, (_, row) => Number(names[row] === name))));
  return [...indicators, ...columns.map((column) => Float64Array.from(column))];
}
