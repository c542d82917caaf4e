import { maximise, type Curve } from '../newton.ts';
import { inversePositive } from '../positive-definite.ts';
import type { Refused } from '../refused.ts';
import { centred, errorsOf, noOneValue, reasonAgainst } from './columns.ts';
import { checkFollowUp, type FollowUp } from './follow-up.ts';
import { clusteredCovariance } from './cox-robust.ts';
import { checkRowOptions, strataOf, type CoxOptions, type Stratum } from './cox-rows.ts';
import { stepBefore } from './kaplan-meier.ts';
import { visitDraws, type Draw, type Ties } from './risk-sets.ts';

export type Baseline = ReadonlyArray<{ readonly time: number; readonly cumulativeHazard: number }>;

export interface CoxFit {
  /** Change of the log hazard by one unit of each column. */
  readonly coefficients: Float64Array;
  readonly standardErrors: Float64Array;
  /** p × p, row by row: inverse of the observed information. */
  readonly covariance: Float64Array;
  /** The same by the sandwich of the clusters' influences; null without `clusters`. */
  readonly robust: { readonly standardErrors: Float64Array; readonly covariance: Float64Array } | null;
  readonly logLikelihood: number;
  /** With all coefficients zero. Twice the gain is chi-square with p degrees of freedom if no column matters. */
  readonly nullLogLikelihood: number;
  readonly ties: Ties;
  readonly weighted: boolean;
  readonly events: number;
  /** Column means, at which the baseline holds. */
  readonly means: Float64Array;
  /** Cumulative hazard of a subject with the column means, just after each event time; without any step where there are strata. */
  readonly baseline: Baseline;
  /** The baseline of each stratum; null without `strata`. */
  readonly strata: ReadonlyArray<{ readonly stratum: string | number; readonly baseline: Baseline }> | null;
  readonly iterations: number;
}

/** Less information per event than this share of a column's variance: the coefficient runs away. */
const leastInformation = 1e-5;

/**
 * Proportional hazards h(t|x) = h₀(t) exp(xβ), h₀ left open: maximises the partial likelihood (Cox 1972; 1975) by Newton steps.
 * `x` is row-major, n × p, without a column of ones. Ties after Efron (if left out) or Breslow; baseline by the same rule. Assumes hazards that keep
 * their ratio over time (see `proportionality`), subjects independent of each other, and censoring and entry that tell nothing beyond x.
 * Columns that change with time: one row for each stretch in which a subject's columns stay the same, `entry` its start, `time` its end, the event in the last (start–stop rows); give the
 * subject as its cluster. Strata each have an h₀ of their own. Weights count rows: whole ones are repeats up to ties (Efron's as in R: each of d tied events counts their mean weight); with others take robust errors.
 * Refuses without an event, with a constant column, fewer events than columns, collinear columns, or where a column separates
 * events from the rest so that no finite maximum exists. Throws a `RangeError` for bad follow-up, wrong shapes, cells that are not finite, weights that are not above zero, and two rows of one `subject` at risk at one time.
 */
export function cox(seen: FollowUp, x: Float64Array, p: number, options: CoxOptions = {}): CoxFit | Refused {
  checkFollowUp(seen);
  checkRowOptions(seen, options);
  const columns = centred(x, seen.time.length, p);
  const events = Array.from(seen.event).filter((value) => value === 1).length;
  const against = reasonAgainst(columns, events);
  if (against) return against;
  const ties = options.ties ?? 'efron';
  // In units of each column's spread the same step and the same tolerance suit every column.
  const scale = columns.variances.map(Math.sqrt);
  const scaled = columns.x.map((value, index) => value / (scale[index % p] as number));
  const parts = strataOf(seen, scaled, p, options);
  const nullLogLikelihood = curveOf(parts, new Float64Array(p), ties).value;
  const summit = maximise(new Float64Array(p), (beta) => curveOf(parts, beta, ties));
  const inverse = inversePositive(summit.information, p);
  if (!inverse || undetermined(summit.information, p, eventWeight(seen, options.weights))) return noOneValue;
  if (!summit.converged) return { refused: 'The likelihood has no maximum that could be found' };
  const unscaled = (values: Float64Array): Float64Array => values.map((value, index) => value / ((scale[index % p] as number) * (scale[Math.floor(index / p)] as number)));
  const covariance = unscaled(inverse);
  const coefficients = summit.at.map((value, j) => value / (scale[j] as number));
  const sandwich = options.clusters && unscaled(clusteredCovariance(parts, summit.at, inverse, ties, options.clusters));
  return {
    coefficients, standardErrors: errorsOf(covariance, p), covariance, robust: sandwich ? { standardErrors: errorsOf(sandwich, p), covariance: sandwich } : null,
    logLikelihood: summit.value, nullLogLikelihood, ties, weighted: options.weights !== undefined, events, means: columns.means, ...baselinesOf(parts, summit.at, ties, options), iterations: summit.iterations,
  };
}

function curveOf(parts: readonly Stratum[], beta: Float64Array, ties: Ties): Curve {
  const gradient = new Float64Array(beta.length);
  const information = new Float64Array(beta.length ** 2);
  let value = 0;
  const add = ({ weight, drawnPredictor, logTotal, drawn, mean, variance }: Draw): void => {
    value += weight * (drawnPredictor - logTotal);
    for (let j = 0; j < gradient.length; j += 1) gradient[j] = (gradient[j] as number) + weight * ((drawn[j] as number) - (mean[j] as number));
    for (let j = 0; j < information.length; j += 1) information[j] = (information[j] as number) + weight * (variance[j] as number);
  };
  for (const { seen, x, weights } of parts) visitDraws(seen, x, beta, ties, add, weights);
  return { value, gradient, information: () => information };
}

const eventWeight = (seen: FollowUp, weights?: Float64Array): number => Array.from(seen.event).reduce((sum, event, i) => sum + event * (weights ? (weights[i] as number) : 1), 0);

const undetermined = (information: Float64Array, p: number, events: number): boolean =>
  Array.from({ length: p }, (_, j) => information[j * p + j] as number).some((value) => value < leastInformation * events);

function baselinesOf(parts: readonly Stratum[], beta: Float64Array, ties: Ties, { strata }: CoxOptions): Pick<CoxFit, 'baseline' | 'strata'> {
  const each = parts.map((part) => ({ stratum: part.stratum, baseline: baselineOf(part, beta, ties) }));
  return strata ? { baseline: [], strata: each } : { baseline: each[0]?.baseline ?? [], strata: null };
}

function baselineOf({ seen, x, weights }: Stratum, beta: Float64Array, ties: Ties): Baseline {
  const jumps: Array<{ time: number; jump: number }> = [];
  visitDraws(seen, x, beta, ties, ({ time, weight, total }) => {
    const last = jumps.at(-1);
    if (last?.time === time) last.jump += weight / total;
    else jumps.push({ time, jump: weight / total });
  }, weights);
  let cumulativeHazard = 0;
  return jumps.reverse().map(({ time, jump }) => ({ time, cumulativeHazard: (cumulativeHazard += jump) }));
}

/**
 * Share of subjects like `row` (p columns) that the event has not reached by `time`; 1 before the first event, flat after the last. A fit with strata needs the stratum: throws a `RangeError` without it.
 * For columns that change with time this is somebody whose columns stay as they are.
 */
export function coxSurvival(fit: CoxFit, row: ArrayLike<number>, time: number, stratum?: string | number): number {
  const baseline = fit.strata === null ? fit.baseline : fit.strata.find((one) => one.stratum === stratum)?.baseline;
  if (!baseline) throw new RangeError(`The fit has strata, and ${String(stratum)} is none of them`);
  const predictor = fit.coefficients.reduce((sum, value, j) => sum + value * ((row[j] as number) - (fit.means[j] as number)), 0);
  const index = stepBefore(baseline, time);
  return index < 0 ? 1 : Math.exp(-(baseline[index]?.cumulativeHazard as number) * Math.exp(predictor));
}
