import { fitLogistic, linear, logistic, type LogisticOptions } from '../logistic.ts';
import type { Refused } from '../refused.ts';
import { cholesky, inverseFrom, product, rootOfDiagonal } from './cholesky.ts';
import { checkOnes, checkPenalty, checkTable, factorOf, madeOfOthers } from './table.ts';

export interface LogisticErrors {
  readonly coefficients: Float64Array;
  readonly standardErrors: Float64Array;
  /** p × p, row by row. */
  readonly covariance: Float64Array;
  /** Without the penalty. */
  readonly logLikelihood: number;
}

/** How far a last step may still move the log odds of any row, where a best value is finite. */
const settled = 1e-3;
const mostRounds = 20;
const separated: Refused = { refused: 'A column separates the classes: no finite coefficient fits best; give a penalty' };

/**
 * `fitLogistic` with what a reader needs to believe it: standard errors taken at the maximum itself, and a refusal where no
 * finite maximum exists. Covariance A⁻¹ I A⁻¹, A the penalised and I the plain information (le Cessie and van Houwelingen 1992,
 * eq. 9): the inverse information where penalty is 0. Weights count rows. Throws a `RangeError` for bad input and outcomes other
 * than 0 and 1; refuses one class only and, without a penalty, separated classes and collinear columns.
 */
export function fitLogisticWithErrors(x: Float64Array, y: Float64Array, p: number, options: LogisticOptions): LogisticErrors | Refused {
  checkTable(x, y, p, options.weights);
  checkOnes(x, p);
  checkPenalty(options.penalty);
  if (!y.every((outcome) => outcome === 0 || outcome === 1)) throw new RangeError('An outcome is 0 or 1');
  if (options.penalty === 0 && !factorOf(x, p, options.weights)) return madeOfOthers;
  if (new Set(y.filter((_, row) => options.weights?.[row] !== 0)).size < 2) return { refused: 'All outcomes are the same: no finite chance fits best' };
  const coefficients = settle(x, y, p, options);
  if (!coefficients) return separated;
  const information = informationAt(x, coefficients, p, options.weights);
  const factor = cholesky(information.map((value, at) => value + (at > 0 && at % (p + 1) === 0 ? options.penalty : 0)), p);
  if (!factor) return separated;
  const inverse = inverseFrom(factor, p);
  const covariance = options.penalty === 0 ? inverse : product(product(inverse, information, p), inverse, p);
  return { coefficients, standardErrors: rootOfDiagonal(covariance, p), covariance, logLikelihood: logLikelihood(x, y, p, coefficients, options.weights) };
}

/** Newton steps until the log odds of no row moves, null where they never rest: separated classes would let them move by about one a step, for ever. */
function settle(x: Float64Array, y: Float64Array, p: number, options: LogisticOptions): Float64Array | null {
  let at = fitLogistic(x, y, p, options).coefficients;
  for (let round = 0; round < mostRounds; round += 1) {
    const next = fitLogistic(x, y, p, { ...options, start: at, maxIterations: 1 }).coefficients;
    const moved = y.reduce((most, _, row) => Math.max(most, Math.abs(linear(x, row, p, next) - linear(x, row, p, at))), 0);
    at = next;
    if (moved < 1e-9) return at;
    if (round === mostRounds - 1 && moved > settled) return null;
  }
  return at;
}

function informationAt(x: Float64Array, beta: Float64Array, p: number, weights?: Float64Array): Float64Array {
  const information = new Float64Array(p * p);
  for (let row = 0; row * p < x.length; row += 1) {
    const mu = logistic(linear(x, row, p, beta));
    const curve = (weights ? (weights[row] as number) : 1) * mu * (1 - mu);
    for (let j = 0; j < p; j += 1) for (let k = 0; k < p; k += 1) information[j * p + k] = (information[j * p + k] as number) + curve * (x[row * p + j] as number) * (x[row * p + k] as number);
  }
  return information;
}

function logLikelihood(x: Float64Array, y: Float64Array, p: number, beta: Float64Array, weights?: Float64Array): number {
  return y.reduce((sum, outcome, row) => {
    const eta = linear(x, row, p, beta);
    return sum - (weights ? (weights[row] as number) : 1) * (Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta))) - outcome * eta);
  }, 0);
}
