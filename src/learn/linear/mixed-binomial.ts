import type { Refused } from '../refused.ts';
import { cholesky, inverseFrom, rootOfDiagonal, solveLower, solveUpper } from './cholesky.ts';
import { laplaceMode, laplaceOf, type GroupRows, type Mode } from './laplace-mode.ts';
import { fitLogisticWithErrors } from './logistic-errors.ts';
import { membersOf, oneGroup, type GroupLabel } from './members.ts';
import { hessianOf } from './minimise.ts';
import { sizesOf } from './mixed-problem.ts';
import { bestFactor, columnsSolved, correlationsOf, isDiagonal, lambdaOf, parametersOf, relativeCovariance, startOf, transposed } from './relative-factor.ts';
import { checkOnes, checkTable, crossed, factorOf, madeOfOthers } from './table.ts';

export interface GroupLogOdds {
  readonly group: GroupLabel;
  readonly rows: number;
  /** What the group adds to the log odds: its most likely value. */
  readonly effect: number;
  /** Its conditional standard deviation, coefficients and spread taken as known. */
  readonly sd: number;
}

/** As `GroupLogOdds`, one number per column of z. */
export interface GroupSlopes {
  readonly group: GroupLabel;
  readonly rows: number;
  readonly effects: Float64Array;
  readonly sds: Float64Array;
}

interface BinomialCommon {
  /** On the log odds of a row of an average group. */
  readonly coefficients: Float64Array;
  /** From the second derivatives at the maximum, the spread's uncertainty counted. */
  readonly standardErrors: Float64Array;
  readonly logLikelihood: number;
  /** The groups show no spread in one of their effects, or two move as one. */
  readonly singular: boolean;
}

export interface MixedBinomialFit extends BinomialCommon {
  /** Standard deviation of the groups' log odds. */
  readonly groupSd: number;
  /** In order of first appearance. */
  readonly groups: readonly GroupLogOdds[];
}

export interface MixedBinomialSlopesFit extends BinomialCommon {
  /** Spread of the group effects, one per column of z. */
  readonly sds: Float64Array;
  /** Their correlations, q × q, row by row; 0 beside an effect without spread. */
  readonly correlations: Float64Array;
  readonly groups: readonly GroupSlopes[];
}

const none = 1e-3;
/** A spread beyond this on the log odds: groups are all or nothing, and the search has no end. */
const boundless = 25;

/**
 * Successes in trials with a random intercept per group, log odds = xβ + σ u_g, u_g ~ N(0, 1): maximises the likelihood with
 * each group's integral by Laplace's approximation at its mode (Breslow and Clayton 1993, eq. 5; Bates et al., lme4, nAGQ = 1),
 * over β and σ together. `x` is n × p, row-major, its first column ones; `successes` and `trials` are counts per row (trials of
 * 1 are single outcomes; the approximation is poor where groups have only a handful of trials and σ is large). The log
 * likelihood includes the binomial coefficients. Throws a `RangeError` for bad input; refuses one class, columns that separate or
 * are collinear, fewer than two groups, and groups that are all or nothing.
 */
export function fitMixedBinomial(x: Float64Array, successes: Float64Array, trials: Float64Array, p: number, groups: ArrayLike<GroupLabel>): MixedBinomialFit | Refused {
  const fit = fitMixedBinomialSlopes(x, successes, trials, p, new Float64Array(trials.length).fill(1), 1, groups);
  if ('refused' in fit) return fit;
  const { coefficients, standardErrors, logLikelihood, singular } = fit;
  return { coefficients, standardErrors, groupSd: fit.sds[0] as number, logLikelihood, singular, groups: fit.groups.map(({ group, rows, effects, sds }) => ({ group, rows, effect: effects[0] as number, sd: sds[0] as number })) };
}

/**
 * The same with effects of a group's own for each column of `z` (n × q, row-major, the ones written out: a level and a slope of each group are z = [1, t]):
 * log odds = xβ + z b_g, b_g ~ N(0, ΛΛᵀ) with all correlations, over β and the lower triangle Λ together. Groups need trials over the whole
 * range of z for their slopes to be told from luck. Assumes, throws and refuses as `fitMixedBinomial`, and refuses a column of z that is zero everywhere.
 */
export function fitMixedBinomialSlopes(x: Float64Array, successes: Float64Array, trials: Float64Array, p: number, z: Float64Array, q: number, groups: ArrayLike<GroupLabel>): MixedBinomialSlopesFit | Refused {
  checkTable(x, successes, p);
  checkTable(x, trials, p);
  checkTable(z, trials, q);
  checkOnes(x, p);
  if (!successes.every((count, row) => Number.isInteger(count) && Number.isInteger(trials[row]) && count >= 0 && count <= (trials[row] as number))) throw new RangeError('Successes and trials are whole numbers, 0 ≤ successes ≤ trials');
  const members = membersOf(groups, trials.length);
  const sizes = sizesOf(z, q);
  if (members.length < 2) return oneGroup;
  if (trials.every((n) => n === 0)) return { refused: 'There is not one trial' };
  if (sizes.includes(0)) return { refused: 'A column of group effects is zero everywhere' };
  const upper = factorOf(x, p, trials);
  if (!upper) return madeOfOthers;
  const { orthogonal, scale } = turnedColumns(x, p, trials, upper);
  const start = fitLogisticWithErrors(doubled(x), outcomesTwice(trials.length), p, { penalty: 0, weights: weightsTwice(successes, trials) });
  if ('refused' in start) return start;
  const table: Table = { p, q, parts: members.map(({ rows }) => partOf(orthogonal, z, sizes, successes, trials, rows, p)) };
  const best = bestFactor((at) => lossAt(table, at) * scale * scale, Float64Array.of(...inTurned(start.coefficients, upper, scale, p), ...startOf(q).map((value) => value / 2)), spreadPlaces(p, q));
  const lambda = lambdaOf(best.subarray(p), q);
  const modes = modesAt(table, best);
  if (!modes || best.subarray(p).some((value) => Math.abs(value) > boundless)) return { refused: 'Groups have only successes or only failures: their spread has no finite best value' };
  const singular = spreadPlaces(p, q).some((at) => Math.abs(best[at] as number) < none);
  const standardErrors = errorsAt((at) => lossAt(table, at), best, upper, scale, p, singular);
  if (!standardErrors) return { refused: 'The likelihood is flat: these columns and groups cannot be told apart' };
  const relative = relativeCovariance(lambda, q);
  const spreads = rootOfDiagonal(relative, q);
  return {
    coefficients: solveUpper(upper, best.slice(0, p), p).map((value) => value / scale),
    standardErrors,
    sds: spreads.map((spread, k) => (spread < none ? 0 : spread / (sizes[k] as number))),
    correlations: correlationsOf(relative, spreads, q),
    logLikelihood: -lossAt(table, best) + trials.reduce((sum, n, row) => sum + logChoose(n, successes[row] as number), 0),
    singular,
    groups: members.map(({ group, rows }, at) => ({ group, rows: rows.length, ...effectsOf(modes[at] as Mode, lambda, sizes, q) })),
  };
}

/** Rows of one group: turned columns of x, columns of z in units of their size, counts. */
interface Part {
  readonly x: Float64Array;
  readonly z: Float64Array;
  readonly successes: Float64Array;
  readonly trials: Float64Array;
}

interface Table {
  readonly p: number;
  readonly q: number;
  readonly parts: readonly Part[];
}

function partOf(orthogonal: Float64Array, z: Float64Array, sizes: Float64Array, successes: Float64Array, trials: Float64Array, rows: readonly number[], p: number): Part {
  const pick = (from: Float64Array, width: number): Float64Array => Float64Array.from(rows.flatMap((row) => [...from.subarray(row * width, (row + 1) * width)]));
  const q = sizes.length;
  return { x: pick(orthogonal, p), z: pick(z, q).map((value, at) => value / (sizes[at % q] as number)), successes: pick(successes, 1), trials: pick(trials, 1) };
}

/** Places of spreads among γ and Λ's rows. */
const spreadPlaces = (p: number, q: number): number[] => Array.from({ length: parametersOf(q) }, (_, at) => at).filter(isDiagonal).map((at) => p + at);

function rowsAt({ x, z, successes, trials }: Part, at: Float64Array, lambda: Float64Array, p: number, q: number): GroupRows {
  const [offsets, zl] = [new Float64Array(trials.length), new Float64Array(trials.length * q)];
  for (let row = 0; row < trials.length; row += 1) {
    for (let j = 0; j < p; j += 1) offsets[row] = (offsets[row] as number) + (x[row * p + j] as number) * (at[j] as number);
    for (let k = 0; k < q; k += 1) for (let m = k; m < q; m += 1) zl[row * q + k] = (zl[row * q + k] as number) + (z[row * q + m] as number) * (lambda[m * q + k] as number);
  }
  return { offsets, zl, successes, trials };
}

function modesAt({ parts, p, q }: Table, at: Float64Array): Mode[] | null {
  const lambda = lambdaOf(at.subarray(p), q);
  const modes: Mode[] = [];
  for (const part of parts) {
    const mode = laplaceMode(rowsAt(part, at, lambda, p, q), q);
    if (!mode) return null;
    modes.push(mode);
  }
  return modes;
}

function lossAt(table: Table, at: Float64Array): number {
  const modes = modesAt(table, at);
  return modes ? -modes.reduce((sum, mode) => sum + laplaceOf(mode, table.q), 0) : Infinity;
}

/** b = Λu in units of z, and the roots of the diagonal of Λ(curvature)⁻¹Λᵀ. */
function effectsOf({ u, factor }: Mode, lambda: Float64Array, sizes: Float64Array, q: number): { effects: Float64Array; sds: Float64Array } {
  const half = columnsSolved(factor, transposed(lambda, q), q);
  const inUnits = (values: Float64Array): Float64Array => values.map((value, k) => value / (sizes[k] as number));
  return { effects: inUnits(crossed(transposed(lambda, q), q, u, 1)), sds: inUnits(rootOfDiagonal(crossed(half, q, half, q), q)) };
}

/** Columns turned by the Cholesky factor L of XᵀNX so that all are of one size and independent: rows L⁻¹x / scale, scale = 1 / √Σn. */
function turnedColumns(x: Float64Array, p: number, trials: Float64Array, upper: Float64Array): { orthogonal: Float64Array; scale: number } {
  const scale = 1 / Math.sqrt(trials.reduce((sum, n) => sum + n, 0));
  const orthogonal = new Float64Array(x.length);
  for (let at = 0; at < x.length; at += p) orthogonal.set(solveLower(upper, x.slice(at, at + p), p).map((value) => value / scale), at);
  return { orthogonal, scale };
}

/** γ = scale · Lᵀβ. */
function inTurned(beta: Float64Array, l: Float64Array, scale: number, p: number): Float64Array {
  return beta.map((_, j) => scale * beta.reduce((sum, slope, i) => (i >= j ? sum + (l[i * p + j] as number) * slope : sum), 0));
}

const doubled = (x: Float64Array): Float64Array => Float64Array.from([...x, ...x]);
const outcomesTwice = (n: number): Float64Array => Float64Array.from({ length: 2 * n }, (_, row) => (row < n ? 1 : 0));
const weightsTwice = (successes: Float64Array, trials: Float64Array): Float64Array => Float64Array.from([...successes, ...trials.map((n, row) => n - (successes[row] as number))]);

function errorsAt(loss: (at: Float64Array) => number, best: Float64Array, l: Float64Array, scale: number, p: number, singular: boolean): Float64Array | null {
  const whole = singular ? null : cholesky(hessianOf(loss, best), best.length);
  const alone = whole ?? cholesky(hessianOf((gamma) => loss(Float64Array.of(...gamma, ...best.subarray(p))), best.slice(0, p)), p);
  if (!alone) return null;
  const width = whole ? best.length : p;
  const inverse = inverseFrom(alone, width);
  const ofGamma = Float64Array.from({ length: p * p }, (_, at) => inverse[Math.floor(at / p) * width + (at % p)] as number);
  return rootOfDiagonal(turnedBack(turnedBack(ofGamma, l, scale, p), l, scale, p), p);
}

/** L⁻ᵀA / scale, transposed: applied twice to a covariance of γ it gives that of β. */
function turnedBack(a: Float64Array, l: Float64Array, scale: number, p: number): Float64Array {
  const out = new Float64Array(p * p);
  for (let k = 0; k < p; k += 1) solveUpper(l, Float64Array.from({ length: p }, (_, i) => a[i * p + k] as number), p).forEach((value, i) => { out[k * p + i] = value / scale; });
  return out;
}

/** log of n choose k, by the shorter product. */
function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= Math.min(k, n - k); i += 1) sum += Math.log((n - i + 1) / i);
  return sum;
}
