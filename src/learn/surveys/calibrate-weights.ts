import { demandModerate, demandNotNegative, demandRows } from '../demand.ts';
import { solvePositive } from '../positive-definite.ts';
import type { Refused } from '../refused.ts';

export interface CalibratedWeights {
  readonly weights: Float64Array;
  /** The least and the largest factor by which a weight changed. */
  readonly factors: readonly [number, number];
  /** By how much unequal weights multiply a mean's variance, n Σw² ÷ (Σw)² (Kish 1965). */
  readonly weightingEffect: number;
}

/**
 * Weights whose totals of every column are those of the population, closest to those given in Σ (w − d)² ÷ d: w = d (1 + xᵀλ) (Deville and Särndal 1992, eq. 1.2: the generalised regression estimator). For
 * numbers that are known in total (turnover, heads); give a column of ones for the size of the population, and `rake` for groups alone. Refuses columns made of one another, and totals that would need a weight below zero.
 * Throws a RangeError on columns of unlike length and values that are not finite.
 */
export function calibrateWeights(weights: ArrayLike<number>, columns: ReadonlyArray<ArrayLike<number>>, totals: readonly number[]): CalibratedWeights | Refused {
  demandInput(weights, columns, totals);
  const p = columns.length;
  // Columns in units of their totals in the sample, so that euros and heads are alike to the solver.
  const sizes = columns.map((column) => Math.sqrt(Array.from(column).reduce((sum, value, row) => sum + (weights[row] as number) * value * value, 0)));
  const unit = (j: number, row: number): number => ((columns[j] as ArrayLike<number>)[row] as number) / ((sizes[j] as number) || 1);
  const sumOver = (valueOf: (row: number) => number): number => Array.from(weights).reduce((sum, weight, row) => sum + weight * valueOf(row), 0);
  const gram = Float64Array.from({ length: p * p }, (_, at) => sumOver((row) => unit(Math.floor(at / p), row) * unit(at % p, row)));
  const missing = Float64Array.from(totals, (total, j) => total / ((sizes[j] as number) || 1) - sumOver((row) => unit(j, row)));
  const lambda = solvePositive(gram, missing, p);
  if (lambda === null) return { refused: 'A column is zero throughout or made of the others: drop it' };
  const factors = Array.from(weights, (_, row) => 1 + lambda.reduce((sum, value, j) => sum + value * unit(j, row), 0));
  const below = factors.filter((factor, row) => factor < 0 && (weights[row] as number) > 0).length;
  if (below > 0) return { refused: `${below} weights would fall below zero: the totals are too far from the sample` };
  const calibrated = Float64Array.from(weights, (weight, row) => weight * (factors[row] as number));
  const [sum, squares] = calibrated.reduce(([all, squared], weight) => [all + weight, squared + weight * weight], [0, 0]);
  return { weights: calibrated, factors: [factors.reduce((least, factor) => Math.min(least, factor), Infinity), factors.reduce((most, factor) => Math.max(most, factor), -Infinity)], weightingEffect: (calibrated.length * squares) / (sum * sum) };
}

function demandInput(weights: ArrayLike<number>, columns: ReadonlyArray<ArrayLike<number>>, totals: readonly number[]): void {
  if (columns.length === 0) throw new RangeError('Calibration needs at least one column');
  demandRows('Calibration', weights.length, columns);
  demandNotNegative('Weights', weights);
  demandModerate('Weights', weights);
  if (Array.from(weights).every((weight) => weight === 0)) throw new RangeError('All weights are zero');
  columns.forEach((column, at) => { demandModerate(`Column ${at}`, column); });
  if (totals.length !== columns.length) throw new RangeError(`${totals.length} totals for ${columns.length} columns`);
  demandModerate('Totals', totals);
}
