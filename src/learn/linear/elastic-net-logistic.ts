import { logistic } from '../logistic.ts';
import type { Refused } from '../refused.ts';
import type { ElasticNetOptions } from './elastic-net.ts';
import { inGivenUnits, sharesOf, standardised, weightedMean, type StandardColumns } from './standard-columns.ts';
import { checkMix, checkOnes, checkPenalty, checkTable } from './table.ts';

export interface ElasticNetLogisticFit {
  readonly penalty: number;
  /** On the log odds, per unit of the columns as given, the intercept first; a constant column has 0. */
  readonly coefficients: Float64Array;
  /** Columns with a slope. */
  readonly used: number;
  /** Share of the deviance of the plain share that the fit explains. */
  readonly devianceRatio: number;
  readonly converged: boolean;
}

export interface ElasticNetPathOptions {
  readonly mix: number;
  readonly weights?: Float64Array;
  /** Penalties from the least that keeps every slope at zero downwards, evenly on the log scale; 100 by default. */
  readonly count?: number;
  /** The last as a share of the first: 1e-4 where there are more rows than columns, else 0.01. */
  readonly smallest?: number;
}

/** A path ends where this share of the deviance is explained: beyond, slopes only run off. */
const explained = 0.999;
const mostSteps = 200;
const mostSweeps = 10_000;
/** Sweeps end when no move lowers the quadratic by more, or by this share of the first sweep's largest. */
const atRest = 1e-22;
const shareOfFirst = 1e-5;
/** Curvatures of rows that are all but certain are held here, so that no row's working outcome is beyond bounds. */
const leastCurve = 1e-9;

/**
 * Minimises −Σ w log-likelihood ÷ Σ w + penalty · Σ_j (mix·|s_jβ_j| + ½(1 − mix)(s_jβ_j)²), s_j the standard deviation (by n) of column j: the elastic-net logistic
 * regression of glmnet, its λ and α, with columns in standard units (Friedman, Hastie and Tibshirani 2010, eq. 12). Newton steps on the likelihood, each
 * solved by cyclic coordinate descent and halved until the objective falls (Lee, Sun and Saunders 2014). `x` is row-major, n × p, its first column ones and not
 * penalised; more columns than rows, collinear and constant columns are allowed. No standard errors: after selection those of an
 * unpenalised fit are too small. Throws a RangeError for bad input, outcomes other than 0 and 1 and a penalty of 0 (`fitLogisticWithErrors`); refuses one class only.
 */
export function fitElasticNetLogistic(x: Float64Array, y: Float64Array, p: number, options: Omit<ElasticNetOptions, 'maxSweeps'>): ElasticNetLogisticFit | Refused {
  checkPenalty(options.penalty);
  if (options.penalty === 0) throw new RangeError('A penalty of 0 is no elastic net: take the logistic regression with errors');
  const problem = problemOf(x, y, p, options);
  return 'refused' in problem ? problem : fitAt(problem, options.penalty, options.mix, problem.start);
}

/** The same along a falling path of penalties, each fit starting from the one before. As `fitElasticNetLogistic` otherwise. */
export function elasticNetLogisticPath(x: Float64Array, y: Float64Array, p: number, options: ElasticNetPathOptions): ElasticNetLogisticFit[] | Refused {
  const { mix, count = 100, smallest = y.length > p - 1 ? 1e-4 : 0.01 } = options;
  if (!(Number.isInteger(count) && count >= 1)) throw new RangeError(`There must be a whole number of penalties from 1 on, not ${count}`);
  if (!(smallest > 0 && smallest < 1)) throw new RangeError(`The smallest penalty is a share between 0 and 1 of the first, not ${smallest}`);
  const problem = problemOf(x, y, p, options);
  if ('refused' in problem) return problem;
  const first = largestPenalty(problem, mix);
  return fitAlong(problem, mix, Array.from({ length: count }, (_, at) => first * smallest ** (at / Math.max(1, count - 1))));
}

/** Fits at falling penalties, until the rest explains nearly all. */
export function fitsAtPenalties(x: Float64Array, y: Float64Array, p: number, options: { readonly mix: number; readonly weights?: Float64Array }, penalties: readonly number[]): ElasticNetLogisticFit[] | Refused {
  const problem = problemOf(x, y, p, options);
  return 'refused' in problem ? problem : fitAlong(problem, options.mix, penalties);
}

function fitAlong(problem: Problem, mix: number, penalties: readonly number[]): ElasticNetLogisticFit[] {
  const fits: ElasticNetLogisticFit[] = [];
  let state = problem.start;
  for (const penalty of penalties) {
    const fit = fitAt(problem, penalty, mix, state);
    fits.push(fit);
    if (fit.devianceRatio > explained) break;
    state = fit.state;
  }
  return fits.map(({ penalty, coefficients, used, devianceRatio, converged }) => ({ penalty, coefficients, used, devianceRatio, converged }));
}

interface Problem {
  /** The first column holds the ones of the intercept. */
  readonly columns: StandardColumns;
  readonly y: Float64Array;
  readonly shares: Float64Array;
  readonly p: number;
  readonly nullDeviance: number;
  readonly start: State;
}

/** Slopes in standard units, the intercept at 0, and what they give each row. */
interface State {
  readonly slopes: Float64Array;
  readonly eta: Float64Array;
}

function problemOf(x: Float64Array, y: Float64Array, p: number, { mix, weights }: { readonly mix: number; readonly weights?: Float64Array }): Problem | Refused {
  checkTable(x, y, p, weights);
  checkOnes(x, p);
  checkMix(mix);
  if (!y.every((outcome) => outcome === 0 || outcome === 1)) throw new RangeError('An outcome is 0 or 1');
  const shares = sharesOf(y.length, weights);
  const share = weightedMean(y, shares);
  if (!(share > 0 && share < 1)) return { refused: 'All outcomes are the same: no finite chance fits best' };
  const slopes = new Float64Array(p);
  slopes[0] = Math.log(share / (1 - share));
  const start = { slopes, eta: new Float64Array(y.length).fill(slopes[0]) };
  const columns = standardised(x, y.length, p, shares);
  columns.z.fill(1, 0, y.length);
  return { columns, y, shares, p, nullDeviance: lossOf(y, start.eta, shares), start };
}

function lossOf(y: Float64Array, eta: Float64Array, shares: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < eta.length; row += 1) {
    const value = eta[row] as number;
    sum += (shares[row] as number) * (Math.max(value, 0) + Math.log1p(Math.exp(-Math.abs(value))) - (y[row] as number) * value);
  }
  return sum;
}

const costOf = (slopes: Float64Array, penalty: number, mix: number): number => slopes.reduce((sum, slope, j) => (j === 0 ? sum : sum + penalty * (mix * Math.abs(slope) + 0.5 * (1 - mix) * slope * slope)), 0);

/** The least penalty at which every slope is zero, mix taken as at least a thousandth, as glmnet does. */
function largestPenalty({ columns, y, shares, p, start }: Problem, mix: number): number {
  const chance = logistic(start.slopes[0] as number);
  let most = 0;
  for (let j = 1; j < p; j += 1) most = Math.max(most, Math.abs(y.reduce((sum, outcome, row) => sum + (shares[row] as number) * (outcome - chance) * (columns.z[j * y.length + row] as number), 0)));
  return Math.max(most, 1e-12) / Math.max(mix, 1e-3);
}

function fitAt(problem: Problem, penalty: number, mix: number, from: State): ElasticNetLogisticFit & { readonly state: State } {
  const { y, shares, columns } = problem;
  let state = from;
  let value = lossOf(y, state.eta, shares) + costOf(state.slopes, penalty, mix);
  let converged = false;
  for (let step = 0; step < mostSteps && !converged; step += 1) {
    const next = descended(problem, state, penalty, mix, value);
    converged = !(value - next.value > 1e-15 * (1 + Math.abs(value)));
    if (next.value < value) [state, value] = [next.state, next.value];
  }
  const devianceRatio = 1 - lossOf(y, state.eta, shares) / problem.nullDeviance;
  const slopes = state.slopes.map((slope, j) => (j === 0 ? 0 : slope));
  return { penalty, coefficients: inGivenUnits(slopes, state.slopes[0] as number, columns), used: slopes.filter((slope) => slope !== 0).length, devianceRatio, converged, state };
}

/** One Newton step, the quadratic solved by coordinates, halved until the objective falls. */
function descended(problem: Problem, from: State, penalty: number, mix: number, value: number): { state: State; value: number } {
  const target = quadraticSolved(problem, from, penalty, mix);
  for (let size = 1; size > 1e-8; size /= 2) {
    const state = { slopes: between(from.slopes, target.slopes, size), eta: between(from.eta, target.eta, size) };
    const next = lossOf(problem.y, state.eta, problem.shares) + costOf(state.slopes, penalty, mix);
    if (next < value) return { state, value: next };
  }
  return { state: from, value };
}

const between = (a: Float64Array, b: Float64Array, share: number): Float64Array => (share === 1 ? b : a.map((value, at) => value + share * ((b[at] as number) - value)));

function quadraticSolved({ columns: { z }, y, shares, p }: Problem, from: State, penalty: number, mix: number): State {
  const n = y.length;
  const [slopes, eta] = [Float64Array.from(from.slopes), Float64Array.from(from.eta)];
  const chances = eta.map(logistic);
  const curves = chances.map((chance, row) => (shares[row] as number) * Math.max(leastCurve, chance * (1 - chance)));
  const left = chances.map((chance, row) => (shares[row] as number) * ((y[row] as number) - chance));
  const curveOf = Float64Array.from({ length: p }, (_, j) => sumOfSquares(z, j * n, curves));
  const move = (j: number): number => {
    const curve = curveOf[j] as number;
    const pull = curve * (slopes[j] as number) + sumOfProducts(z, j * n, left);
    const next = j === 0 ? pull / curve : softened(pull, curve, penalty, mix);
    const step = next - (slopes[j] as number);
    if (step === 0) return 0;
    slopes[j] = next;
    for (let row = 0; row < n; row += 1) {
      const by = step * (z[j * n + row] as number);
      eta[row] = (eta[row] as number) + by;
      left[row] = (left[row] as number) - (curves[row] as number) * by;
    }
    return curve * step * step;
  };
  const sweep = (isSought: (j: number) => boolean): number => {
    let moved = 0;
    for (let j = 0; j < p; j += 1) if (isSought(j)) moved = Math.max(moved, move(j));
    return moved;
  };
  // Far from the end of the Newton steps the quadratic need not be solved to the last digit; columns at zero are asked again only when the others rest.
  let [rest, sweeps] = [0, 0];
  do {
    const moved = sweep(() => true);
    if (sweeps === 0) rest = Math.max(atRest, moved * shareOfFirst);
    if (moved < rest) break;
    for (sweeps += 1; sweeps < mostSweeps && sweep((j) => j === 0 || slopes[j] !== 0) >= rest;) sweeps += 1;
  } while (sweeps < mostSweeps);
  return { slopes, eta };
}

function sumOfProducts(z: Float64Array, from: number, values: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < values.length; row += 1) sum += (z[from + row] as number) * (values[row] as number);
  return sum;
}

function sumOfSquares(z: Float64Array, from: number, curves: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < curves.length; row += 1) sum += (curves[row] as number) * (z[from + row] as number) ** 2;
  return sum;
}

/** A constant column has no curvature, no pull, and so no slope. */
function softened(pull: number, curve: number, penalty: number, mix: number): number {
  const below = curve + penalty * (1 - mix);
  return below > 0 ? (Math.sign(pull) * Math.max(0, Math.abs(pull) - penalty * mix)) / below : 0;
}
