import { maximise, type Curve } from '../newton.ts';
import { inversePositive } from '../positive-definite.ts';
import type { Refused } from '../refused.ts';
import { centred, errorsOf, noOneValue, reasonAgainst, type Centred } from './columns.ts';
import { checkFollowUp, type FollowUp } from './follow-up.ts';
import { stepBefore } from './kaplan-meier.ts';
import { visitDraws, type Ties } from './risk-sets.ts';

export interface CoxFit {
  /** Change of the log hazard by one unit of each column. */
  readonly coefficients: Float64Array;
  readonly standardErrors: Float64Array;
  /** p × p, row by row: inverse of the observed information. */
  readonly covariance: Float64Array;
  readonly logLikelihood: number;
  /** With all coefficients zero. Twice the gain is chi-square with p degrees of freedom if no column matters. */
  readonly nullLogLikelihood: number;
  readonly ties: Ties;
  readonly events: number;
  /** Column means, at which the baseline holds. */
  readonly means: Float64Array;
  /** Cumulative hazard of a subject with the column means, just after each event time. */
  readonly baseline: ReadonlyArray<{ readonly time: number; readonly cumulativeHazard: number }>;
  readonly iterations: number;
}

/** Less information per event than this share of a column's variance: the coefficient runs away. */
const leastInformation = 1e-5;

/**
 * Proportional hazards h(t|x) = h₀(t) exp(xβ), h₀ left open: maximises the partial likelihood (Cox 1972; 1975) by Newton steps.
 * `x` is row-major, n × p, without a column of ones. Ties after Efron (if left out) or Breslow; baseline by the same rule. Assumes hazards that keep
 * their ratio over time (see `proportionality`), subjects independent of each other, and censoring and entry that tell nothing beyond x.
 * Refuses without an event, with a constant column, fewer events than columns, collinear columns, or where a column separates
 * events from the rest so that no finite maximum exists. Throws a `RangeError` for bad follow-up, wrong shapes, or cells that are not finite.
 */
export function cox(seen: FollowUp, x: Float64Array, p: number, options: { readonly ties?: Ties } = {}): CoxFit | Refused {
  checkFollowUp(seen);
  const columns = centred(x, seen.time.length, p);
  const events = Array.from(seen.event).filter((value) => value === 1).length;
  const against = reasonAgainst(columns, events);
  if (against) return against;
  const ties = options.ties ?? 'efron';
  // In units of each column's spread the same step and the same tolerance suit every column.
  const scale = columns.variances.map(Math.sqrt);
  const scaled = columns.x.map((value, index) => value / (scale[index % p] as number));
  const nullLogLikelihood = curveOf(seen, scaled, new Float64Array(p), ties).value;
  const summit = maximise(new Float64Array(p), (beta) => curveOf(seen, scaled, beta, ties));
  const inverse = inversePositive(summit.information, p);
  if (!inverse || undetermined(summit.information, p, events)) return noOneValue;
  if (!summit.converged) return { refused: 'The likelihood has no maximum that could be found' };
  const covariance = inverse.map((value, index) => value / ((scale[index % p] as number) * (scale[Math.floor(index / p)] as number)));
  const coefficients = summit.at.map((value, j) => value / (scale[j] as number));
  return { coefficients, standardErrors: errorsOf(covariance, p), covariance, logLikelihood: summit.value, nullLogLikelihood, ties, events, means: columns.means, baseline: baselineOf(seen, columns, coefficients, ties), iterations: summit.iterations };
}

function curveOf(seen: FollowUp, x: Float64Array, beta: Float64Array, ties: Ties): Curve {
  const gradient = new Float64Array(beta.length);
  const information = new Float64Array(beta.length ** 2);
  let value = 0;
  visitDraws(seen, x, beta, ties, (draw) => {
    value += draw.drawnPredictor - draw.logTotal;
    for (let j = 0; j < gradient.length; j += 1) gradient[j] = (gradient[j] as number) + (draw.drawn[j] as number) - (draw.mean[j] as number);
    for (let j = 0; j < information.length; j += 1) information[j] = (information[j] as number) + (draw.variance[j] as number);
  });
  return { value, gradient, information: () => information };
}

const undetermined = (information: Float64Array, p: number, events: number): boolean =>
  Array.from({ length: p }, (_, j) => information[j * p + j] as number).some((value) => value < leastInformation * events);

function baselineOf(seen: FollowUp, columns: Centred, coefficients: Float64Array, ties: Ties): CoxFit['baseline'] {
  const jumps: Array<{ time: number; jump: number }> = [];
  visitDraws(seen, columns.x, coefficients, ties, ({ time, total }) => {
    const last = jumps.at(-1);
    if (last?.time === time) last.jump += 1 / total;
    else jumps.push({ time, jump: 1 / total });
  });
  let cumulativeHazard = 0;
  return jumps.reverse().map(({ time, jump }) => ({ time, cumulativeHazard: (cumulativeHazard += jump) }));
}

/** Share of subjects like `row` (p columns) that the event has not reached by `time`; 1 before the first event, flat after the last. */
export function coxSurvival(fit: CoxFit, row: ArrayLike<number>, time: number): number {
  const predictor = fit.coefficients.reduce((sum, value, j) => sum + value * ((row[j] as number) - (fit.means[j] as number)), 0);
  const index = stepBefore(fit.baseline, time);
  return index < 0 ? 1 : Math.exp(-(fit.baseline[index]?.cumulativeHazard as number) * Math.exp(predictor));
}
