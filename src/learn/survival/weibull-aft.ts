import { maximise, type Curve } from '../newton.ts';
import { inversePositive } from '../positive-definite.ts';
import type { Refused } from '../refused.ts';
import { centred, errorsOf, noOneValue, reasonAgainst } from './columns.ts';
import { checkFollowUp, type FollowUp } from './follow-up.ts';

export interface WeibullFit {
  /** Intercept first, then one for each column: change of the log time by one unit. */
  readonly coefficients: Float64Array;
  /** σ: 1 over the Weibull shape. Above 1 the hazard falls with time, below 1 it rises. */
  readonly scale: number;
  /** Of the coefficients and, last, of log σ. */
  readonly standardErrors: Float64Array;
  /** (p + 2) × (p + 2), row by row, in the order of the standard errors. */
  readonly covariance: Float64Array;
  readonly logLikelihood: number;
  readonly events: number;
  readonly iterations: number;
}

/**
 * Accelerated failure time log T = β₀ + xβ + σ ε with ε of the smallest extreme value distribution, so T is Weibull (Kalbfleisch and
 * Prentice 2002, §3.6): maximises the likelihood under right censoring and left truncation by Newton steps over (β, log σ). `x` is
 * row-major, n × p, without a column of ones; p may be 0. Assumes one shape for all. Refuses as `cox` does, and where all events came at the same time so that
 * σ shrinks to zero. Throws a `RangeError` for bad follow-up, wrong shapes, or cells that are not finite.
 */
export function weibullAft(seen: FollowUp, x: Float64Array, p: number): WeibullFit | Refused {
  checkFollowUp(seen);
  const n = seen.time.length;
  const columns = p === 0 && x.length === 0 ? { x, means: x, variances: x } : centred(x, n, p);
  const events = Array.from(seen.event).filter((value) => value === 1).length;
  const against = reasonAgainst(columns, events);
  if (against) return against;
  const scale = columns.variances.map(Math.sqrt);
  const scaled = columns.x.map((value, index) => value / (scale[index % p] as number));
  const summit = maximise(startOf(seen, events, p), (at) => curveOf(seen, scaled, p, at));
  if ((summit.at[p + 1] as number) < -12) return { refused: 'All events came at the same time: the spread has no finite logarithm' };
  const inverse = inversePositive(summit.information, p + 2);
  if (!inverse || undetermined(inverse, summit.at, events)) return noOneValue;
  if (!summit.converged) return { refused: 'The likelihood has no maximum that could be found' };
  return inColumnUnits(summit.at, inverse, columns.means, scale, { logLikelihood: summit.value, events, iterations: summit.iterations });
}

/** A coefficient of which an event tells less than a millionth of what it would tell of a column's spread. */
const undetermined = (inverse: Float64Array, at: Float64Array, events: number): boolean =>
  at.some((_, j) => (inverse[j * at.length + j] as number) * events > 1e6 * Math.exp(2 * (at.at(-1) as number)) && j > 0 && j < at.length - 1);

/** The exponential fit without columns. */
function startOf({ time, entry }: FollowUp, events: number, p: number): Float64Array {
  const start = new Float64Array(p + 2);
  start[0] = Math.log(time.reduce((sum, value, i) => sum + value - (entry?.[i] ?? 0), 0) / events);
  return start;
}

/** Adds `sign` times the cumulative hazard at one moment, and the log hazard where the event came. z = (log t − xβ) / σ. */
function curveOf(seen: FollowUp, x: Float64Array, p: number, at: Float64Array): Curve {
  const size = p + 2;
  const gradient = new Float64Array(size);
  const information = new Float64Array(size * size);
  const sigma = Math.exp(at[size - 1] as number);
  const slope = new Float64Array(size);
  let value = 0;
  const add = (row: number, time: number, died: number, sign: number): void => {
    const location = Array.from({ length: p }, (_, j) => (at[j + 1] as number) * (x[row * p + j] as number)).reduce((sum, part) => sum + part, at[0] as number);
    const z = (Math.log(time) - location) / sigma;
    const hazard = sign * Math.exp(z);
    value += died * (z - Math.log(sigma) - Math.log(time)) - hazard;
    slope[0] = -1 / sigma;
    for (let j = 0; j < p; j += 1) slope[j + 1] = -(x[row * p + j] as number) / sigma;
    slope[size - 1] = -z;
    // d value / dz = died − hazard; d²z / d log σ² = z and d²z / dβ d log σ = −slope of β.
    const force = died - hazard;
    for (let j = 0; j < size; j += 1) {
      gradient[j] = (gradient[j] as number) + force * (slope[j] as number);
      for (let k = 0; k < size; k += 1) information[j * size + k] = (information[j * size + k] as number) + hazard * (slope[j] as number) * (slope[k] as number) + (j === size - 1 || k === size - 1 ? force * (slope[Math.min(j, k)] as number) : 0);
    }
    gradient[size - 1] = (gradient[size - 1] as number) - died;
  };
  seen.time.forEach((time, row) => {
    add(row, time, seen.event[row] as number, 1);
    const entry = seen.entry?.[row] ?? 0;
    if (entry > 0) add(row, entry, 0, -1);
  });
  return { value, gradient, information: () => information };
}

function inColumnUnits(at: Float64Array, inverse: Float64Array, means: Float64Array, scale: Float64Array, rest: Pick<WeibullFit, 'logLikelihood' | 'events' | 'iterations'>): WeibullFit {
  const p = means.length;
  const size = p + 2;
  // Row by row, what each reported number is in the fitted ones: b₀ = β₀ − Σ β_j mean_j / scale_j, b_j = β_j / scale_j.
  const map = new Float64Array(size * size);
  for (let j = 0; j < size; j += 1) map[j * size + j] = j > 0 && j <= p ? 1 / (scale[j - 1] as number) : 1;
  for (let j = 0; j < p; j += 1) map[j + 1] = -(means[j] as number) / (scale[j] as number);
  const reported = Array.from({ length: size }, (_, row) => at.reduce((sum, value, j) => sum + (map[row * size + j] as number) * value, 0));
  const half = new Float64Array(size * size).map((_, index) => sumOver(size, (k) => (map[Math.floor(index / size) * size + k] as number) * (inverse[k * size + (index % size)] as number)));
  const covariance = new Float64Array(size * size).map((_, index) => sumOver(size, (k) => (half[Math.floor(index / size) * size + k] as number) * (map[(index % size) * size + k] as number)));
  return { coefficients: Float64Array.from(reported.slice(0, p + 1)), scale: Math.exp(reported[p + 1] as number), standardErrors: errorsOf(covariance, size), covariance, ...rest };
}

function sumOver(size: number, part: (k: number) => number): number {
  let sum = 0;
  for (let k = 0; k < size; k += 1) sum += part(k);
  return sum;
}

/** Share of subjects like `row` (p columns) that the event has not reached by `time`. */
export function weibullSurvival(fit: WeibullFit, row: ArrayLike<number>, time: number): number {
  if (time <= 0) return 1;
  const location = fit.coefficients.reduce((sum, value, j) => sum + value * (j === 0 ? 1 : (row[j - 1] as number)), 0);
  return Math.exp(-Math.exp((Math.log(time) - location) / fit.scale));
}
