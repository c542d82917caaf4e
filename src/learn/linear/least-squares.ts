import type { Refused } from '../refused.ts';
import { cholesky, inverseFrom, product, rootOfDiagonal, solveLower, solveUpper } from './cholesky.ts';
import { checkOnes, checkPenalty, checkTable, crossed, factorOf, madeOfOthers } from './table.ts';

export interface LeastSquaresOptions {
  /** Ridge penalty on every coefficient but the first, in squared units of y per squared unit of a coefficient; none when left out. */
  readonly penalty?: number;
  /** How many times each row counts. */
  readonly weights?: Float64Array;
}

export interface LeastSquaresFit {
  readonly coefficients: Float64Array;
  readonly standardErrors: Float64Array;
  /** p × p, row by row. */
  readonly covariance: Float64Array;
  /** Standard deviation of what is left, in units of y. */
  readonly residualSd: number;
  /** Rows (by weight) less the effective number of coefficients. */
  readonly degreesOfFreedom: number;
}

/**
 * Minimises ½ Σ w (y − xβ)² + ½ · penalty · |β without intercept|² in closed form: β = A⁻¹XᵀWy, A = XᵀWX + penalty·D
 * (Hoerl and Kennard 1970, eq. 2.1). `x` is row-major, n × p, its first column ones; columns are not rescaled.
 * Covariance σ² A⁻¹XᵀWX A⁻¹, with σ² = Σ w r² / (Σ w − tr XA⁻¹XᵀW): independent errors of equal spread, the bias of the ridge
 * not counted. Throws a `RangeError` for bad input; refuses collinear columns without a penalty, and tables where no row is left
 * to measure the spread.
 */
export function fitLeastSquares(x: Float64Array, y: Float64Array, p: number, options: LeastSquaresOptions = {}): LeastSquaresFit | Refused {
  const { penalty = 0, weights } = options;
  checkTable(x, y, p, weights);
  checkOnes(x, p);
  checkPenalty(penalty);
  const gram = crossed(x, p, x, p, weights);
  const factor = penalty > 0 ? penalised(gram, p, penalty) : factorOf(x, p, weights);
  if (!factor) return madeOfOthers;
  const coefficients = solveUpper(factor, solveLower(factor, crossed(x, p, y, 1, weights), p), p);
  const inverse = inverseFrom(factor, p);
  const spread = product(inverse, gram, p);
  const rows = weights ? weights.reduce((sum, weight) => sum + weight, 0) : y.length;
  const degreesOfFreedom = rows - spread.reduce((sum, value, at) => sum + (at % (p + 1) === 0 ? value : 0), 0);
  if (degreesOfFreedom < 1e-9 * rows) return { refused: `${rows} rows for ${p} columns leave nothing to measure the spread by` };
  const variance = squaresLeft(x, y, p, coefficients, weights) / degreesOfFreedom;
  if (!Number.isFinite(variance)) throw new RangeError('The squares of the outcomes or cells are too large for a number: measure them in a larger unit');
  const covariance = product(spread, inverse, p).map((value) => value * variance);
  return { coefficients, standardErrors: rootOfDiagonal(covariance, p), covariance, residualSd: Math.sqrt(variance), degreesOfFreedom };
}

const penalised = (gram: Float64Array, p: number, penalty: number): Float64Array | null =>
  cholesky(gram.map((value, at) => value + (at > 0 && at % (p + 1) === 0 ? penalty : 0)), p);

function squaresLeft(x: Float64Array, y: Float64Array, p: number, beta: Float64Array, weights?: Float64Array): number {
  return y.reduce((sum, value, row) => {
    let fitted = 0;
    for (let j = 0; j < p; j += 1) fitted += (x[row * p + j] as number) * (beta[j] as number);
    return sum + (weights ? (weights[row] as number) : 1) * (value - fitted) ** 2;
  }, 0);
}
