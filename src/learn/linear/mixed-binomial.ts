import { logistic } from '../logistic.ts';
import type { Refused } from '../refused.ts';
import { cholesky, inverseFrom, rootOfDiagonal, solveLower, solveUpper } from './cholesky.ts';
import { fitLogisticWithErrors } from './logistic-errors.ts';
import { membersOf, oneGroup, type GroupLabel } from './members.ts';
import { hessianOf, minimise } from './minimise.ts';
import { checkOnes, checkTable, factorOf, madeOfOthers } from './table.ts';

export interface GroupLogOdds {
  readonly group: GroupLabel;
  readonly rows: number;
  /** What the group adds to the log odds: its most likely value. */
  readonly effect: number;
  /** Its conditional standard deviation, coefficients and spread taken as known. */
  readonly sd: number;
}

export interface MixedBinomialFit {
  /** On the log odds of a row of an average group. */
  readonly coefficients: Float64Array;
  /** From the second derivatives at the maximum, the spread's uncertainty counted. */
  readonly standardErrors: Float64Array;
  /** Standard deviation of the groups' log odds. */
  readonly groupSd: number;
  readonly logLikelihood: number;
  /** The groups show no spread. */
  readonly singular: boolean;
  /** In order of first appearance. */
  readonly groups: readonly GroupLogOdds[];
}

/** Where the joint density of a group's outcomes and its u is highest. */
interface Mode {
  readonly u: number;
  /** −d² log joint density / du². */
  readonly curve: number;
  readonly logJoint: number;
}

interface Counts {
  readonly successes: Float64Array;
  readonly trials: Float64Array;
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
  checkTable(x, successes, p);
  checkTable(x, trials, p);
  checkOnes(x, p);
  if (!successes.every((count, row) => Number.isInteger(count) && Number.isInteger(trials[row]) && count >= 0 && count <= (trials[row] as number))) throw new RangeError('Successes and trials are whole numbers, 0 ≤ successes ≤ trials');
  const members = membersOf(groups, trials.length);
  const counts = { successes, trials };
  if (members.length < 2) return oneGroup;
  if (trials.every((n) => n === 0)) return { refused: 'There is not one trial' };
  const upper = factorOf(x, p, trials);
  if (!upper) return madeOfOthers;
  const { orthogonal, scale } = turnedColumns(x, p, trials, upper);
  const start = fitLogisticWithErrors(doubled(x), outcomesTwice(trials.length), p, { penalty: 0, weights: weightsTwice(counts) });
  if ('refused' in start) return start;
  const loss = (at: Float64Array): number => -members.reduce((sum, { rows }) => sum + laplace(modeOf(orthogonal, counts, rows, at, p)), 0);
  const best = bestSpread(loss, inTurned(start.coefficients, upper, scale, p), scale);
  const sigma = Math.abs(best[p] as number);
  if (sigma > boundless) return { refused: 'Groups have only successes or only failures: their spread has no finite best value' };
  const singular = sigma < none;
  const standardErrors = errorsAt(loss, best, upper, scale, p, singular);
  if (!standardErrors) return { refused: 'The likelihood is flat: these columns and groups cannot be told apart' };
  return {
    coefficients: solveUpper(upper, best.slice(0, p), p).map((value) => value / scale),
    standardErrors,
    groupSd: singular ? 0 : sigma,
    logLikelihood: -loss(best) + trials.reduce((sum, n, row) => sum + logChoose(n, successes[row] as number), 0),
    singular,
    groups: members.map(({ group, rows }) => effectOf(group, rows.length, modeOf(orthogonal, counts, rows, best, p), best[p] as number)),
  };
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
const weightsTwice = ({ successes, trials }: Counts): Float64Array => Float64Array.from([...successes, ...trials.map((n, row) => n - (successes[row] as number))]);

/** γ and σ at the least loss; a σ near zero, which is always level, is tried at a few sizes before it is believed. */
function bestSpread(loss: (at: Float64Array) => number, gamma: Float64Array, scale: number): Float64Array {
  const perTrial = (at: Float64Array): number => loss(at) * scale * scale;
  const first = minimise(perTrial, Float64Array.of(...gamma, 0.5));
  if (Math.abs(first.at.at(-1) as number) >= 0.1) return first.at;
  const tried = [0.02, 0.05, 0.1, 0.2].map((size) => Float64Array.of(...first.at.slice(0, -1), size));
  const least = tried.reduce((one, other) => (perTrial(other) < perTrial(one) ? other : one));
  return perTrial(least) < first.value ? minimise(perTrial, least).at : first.at;
}

/** Newton steps with halving; the joint density is log-concave in u, so the mode is the only one. */
function modeOf(x: Float64Array, counts: Counts, rows: readonly number[], at: Float64Array, p: number): Mode {
  const offsets = rows.map((row) => {
    let eta = 0;
    for (let j = 0; j < p; j += 1) eta += (x[row * p + j] as number) * (at[j] as number);
    return eta;
  });
  const sigma = at[p] as number;
  let mode = jointAt(0, sigma, offsets, counts, rows);
  for (let step = 0; step < 100; step += 1) {
    const move = mode.slope / mode.curve;
    let size = 1;
    let next = jointAt(mode.u + move, sigma, offsets, counts, rows);
    while (next.logJoint < mode.logJoint - 1e-12 * Math.abs(mode.logJoint) && size > 1e-6) {
      size /= 2;
      next = jointAt(mode.u + size * move, sigma, offsets, counts, rows);
    }
    mode = next;
    if (Math.abs(move) < 1e-11 * (1 + Math.abs(mode.u))) break;
  }
  return mode;
}

function jointAt(u: number, sigma: number, offsets: readonly number[], { successes, trials }: Counts, rows: readonly number[]): Mode & { slope: number } {
  let [logJoint, slope, curve] = [-0.5 * u * u, -u, 1];
  rows.forEach((row, place) => {
    const eta = (offsets[place] as number) + sigma * u;
    const [s, n, mu] = [successes[row] as number, trials[row] as number, logistic(eta)];
    logJoint += s * eta - n * (Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta))));
    slope += sigma * (s - n * mu);
    curve += sigma * sigma * n * mu * (1 - mu);
  });
  return { u, logJoint, slope, curve };
}

const laplace = ({ logJoint, curve }: Mode): number => logJoint - 0.5 * Math.log(curve);

function errorsAt(loss: (at: Float64Array) => number, best: Float64Array, l: Float64Array, scale: number, p: number, singular: boolean): Float64Array | null {
  const whole = singular ? null : cholesky(hessianOf(loss, best), p + 1);
  const alone = whole ?? cholesky(hessianOf((gamma) => loss(Float64Array.of(...gamma, best[p] as number)), best.slice(0, p)), p);
  if (!alone) return null;
  const width = whole ? p + 1 : p;
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

const effectOf = (group: GroupLabel, rows: number, mode: Mode, sigma: number): GroupLogOdds => ({ group, rows, effect: sigma * mode.u, sd: Math.abs(sigma) / Math.sqrt(mode.curve) });

/** log of n choose k, by the shorter product. */
function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= Math.min(k, n - k); i += 1) sum += Math.log((n - i + 1) / i);
  return sum;
}
