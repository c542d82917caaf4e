import type { Refused } from '../refused.ts';
import { cholesky } from './cholesky.ts';

const finite = (values: Float64Array): boolean => values.every(Number.isFinite);

/** Throws a `RangeError` that says what is wrong with an n × p table, its outcomes or its weights. */
export function checkTable(x: Float64Array, y: Float64Array, p: number, weights?: Float64Array): void {
  if (y.length === 0) throw new RangeError('A fit needs at least one row');
  if (!Number.isInteger(p) || p < 1 || x.length !== y.length * p) throw new RangeError(`${x.length} cells are not ${y.length} rows of ${p} columns`);
  if (!finite(x) || !finite(y)) throw new RangeError('A cell or an outcome is not a finite number');
  if (weights) checkWeights(weights, y.length);
}

function checkWeights(weights: Float64Array, n: number): void {
  if (weights.length !== n) throw new RangeError(`${weights.length} weights for ${n} rows`);
  if (!weights.every((weight) => Number.isFinite(weight) && weight >= 0) || weights.every((weight) => weight === 0)) throw new RangeError('Weights are finite, not negative, and not all zero');
}

/** Throws unless the first column holds ones. */
export function checkOnes(x: Float64Array, p: number): void {
  for (let at = 0; at < x.length; at += p) if (x[at] !== 1) throw new RangeError('The first column holds ones, for the intercept');
}

/** Throws unless the number is finite and at least zero. */
export function checkPenalty(penalty: number): void {
  if (!Number.isFinite(penalty) || penalty < 0) throw new RangeError(`A penalty is finite and not negative: ${penalty}`);
}

/** Throws unless the number lies between 0 and 1. */
export function checkMix(mix: number): void {
  if (!(mix >= 0 && mix <= 1)) throw new RangeError(`A mix lies between 0 and 1: ${mix}`);
}

/** AᵀWB for row-major tables of n rows with p and q columns: p × q. */
export function crossed(a: Float64Array, p: number, b: Float64Array, q: number, weights?: Float64Array): Float64Array {
  const sums = new Float64Array(p * q);
  for (let row = 0; row * p < a.length; row += 1) {
    for (let j = 0; j < p; j += 1) {
      const value = (weights ? (weights[row] as number) : 1) * (a[row * p + j] as number);
      if (value === 0) continue;
      for (let k = 0; k < q; k += 1) sums[j * q + k] = (sums[j * q + k] as number) + value * (b[row * q + k] as number);
    }
  }
  return sums;
}

/** Why columns that say the same twice, or are more than the rows, have no one best answer. */
export const madeOfOthers: Refused = { refused: 'A column is constant at zero or made of the others: drop it, or give a penalty' };

/** The Cholesky factor of XᵀWX; null where a column is made of others, or there are more columns than rows. */
export const factorOf = (x: Float64Array, p: number, weights?: Float64Array): Float64Array | null => cholesky(crossed(x, p, x, p, weights), p);
