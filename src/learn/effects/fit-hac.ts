import { cholesky, inverseFrom, product, rootOfDiagonal, solveLower, solveUpper } from '../linear/cholesky.ts';
import { checkTable, crossed, madeOfOthers } from '../linear/table.ts';
import type { Refused } from '../refused.ts';
import { residuals } from './residuals.ts';

export interface HacFit {
  readonly coefficients: Float64Array;
  readonly standardErrors: Float64Array;
  readonly covariance: Float64Array;
  readonly degreesOfFreedom: number;
  readonly lags: number;
}

/**
 * Least squares on a series with errors that hold where neighbours in time share luck: Newey and West 1987, eq. 5, Bartlett weights 1 − j ÷ (lags + 1), times n ÷ (n − p). Lags are 4
 * (n / 100)^(2/9), rounded down, where
 * left out (Newey and West 1994). Rows in order of time. Throws a RangeError on bad input; refuses collinear columns and no row to spare.
 */
export function fitHac(x: Float64Array, y: Float64Array, p: number, lags = Math.floor(4 * (y.length / 100) ** (2 / 9))): HacFit | Refused {
  checkTable(x, y, p);
  const n = y.length;
  if (!Number.isInteger(lags) || lags < 0 || lags >= n) throw new RangeError(`There are ${lags} lags for ${n} rows`);
  const factor = cholesky(crossed(x, p, x, p), p);
  if (!factor) return madeOfOthers;
  if (n <= p) return { refused: `${n} rows for ${p} columns leave nothing to measure the spread by` };
  const coefficients = solveUpper(factor, solveLower(factor, crossed(x, p, y, 1), p), p);
  const left = residuals(x, y, p, coefficients);
  const scores = x.map((value, at) => value * (left[Math.floor(at / p)] as number));
  const inverse = inverseFrom(factor, p);
  const covariance = product(product(inverse, longRun(scores, n, p, lags), p), inverse, p).map((value) => (value * n) / (n - p));
  return { coefficients, standardErrors: rootOfDiagonal(covariance, p), covariance, degreesOfFreedom: n - p, lags };
}

function longRun(scores: Float64Array, n: number, p: number, lags: number): Float64Array {
  const sums = new Float64Array(p * p);
  for (let lag = 0; lag <= lags; lag += 1) {
    const weight = (1 - lag / (lags + 1)) * (lag === 0 ? 0.5 : 1);
    for (let row = lag; row < n; row += 1) {
      for (let j = 0; j < p; j += 1) for (let k = 0; k < p; k += 1) {
        const both = (scores[row * p + j] as number) * (scores[(row - lag) * p + k] as number) + (scores[row * p + k] as number) * (scores[(row - lag) * p + j] as number);
        sums[j * p + k] = (sums[j * p + k] as number) + weight * both;
      }
    }
  }
  return sums;
}
