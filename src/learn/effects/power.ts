import { logGamma } from '../gamma.ts';
import { normalCdf, normalQuantile } from '../normal.ts';
import { studentQuantile } from '../surveys/student-quantile.ts';

/** A comparison of two arms, before it begins. */
export interface Plan {
  /** A mean with this spread, or a proportion with this base rate without treatment. */
  readonly outcome: { readonly kind: 'mean'; readonly sd: number } | { readonly kind: 'proportion'; readonly base: number };
  /** Share of the subjects to be treated; a half by default. */
  readonly treatedShare?: number;
  /** Two-sided; 0.05 by default. */
  readonly alpha?: number;
  /** Share of the outcome's variance that columns known beforehand explain (R²): 0 by default. */
  readonly explained?: number;
  /** Where whole clusters are assigned: subjects in one, how alike they are (intra-cluster correlation), and the sizes' coefficient of variation (0 by default). */
  readonly clusters?: { readonly size: number; readonly correlation: number; readonly variation?: number };
}

/**
 * Chance that a two-sided test of the difference shows it, with `subjects` in both arms together. Means: noncentral t; proportions: normal, pooled under no difference (Fleiss, Levin
 * and Paik 2003, §4; as R's power.t.test and power.prop.test with `strict`). Clusters: each subject counts 1 / (1 + ((cv² + 1) m − 1) ρ) (Eldridge, Ashby and Kerry 2006) and t has
 * clusters − 2 degrees of freedom. Throws a RangeError on settings out of range and proportions that leave [0, 1]; with fewer than two subjects (clusters) an arm the power is 0.
 */
export function power(plan: Plan, subjects: number, difference: number): number {
  demandPlan(plan);
  if (!Number.isFinite(difference)) throw new RangeError(`The difference is ${difference}, not a finite number`);
  if (!(subjects > 0 && Number.isFinite(subjects))) throw new RangeError(`There are ${subjects} subjects, not a number above zero`);
  const { treatedShare = 0.5, alpha = 0.05, explained = 0, clusters } = plan;
  const units = subjects / (clusters?.size ?? 1);
  if (units * Math.min(treatedShare, 1 - treatedShare) < 2) return 0;
  const n = subjects / (clusters === undefined ? 1 : designEffect(clusters));
  const { pooled, apart } = errorsOf(plan.outcome, difference, n * treatedShare, n * (1 - treatedShare));
  const [under, error] = [pooled, apart].map((value) => value * Math.sqrt(1 - explained)) as [number, number];
  if (error === 0) return difference === 0 ? alpha : 1;
  const freedom = plan.outcome.kind === 'mean' || clusters !== undefined ? units - 2 : null;
  if (freedom === null) return bothTails(difference / error, (-normalQuantile(alpha / 2) * under) / error);
  return noncentral(Math.abs(difference) / error, freedom, (studentQuantile(1 - alpha / 2, freedom) * under) / error);
}

function designEffect({ size, correlation, variation = 0 }: NonNullable<Plan['clusters']>): number {
  return 1 + ((variation * variation + 1) * size - 1) * correlation;
}

/** Standard error of the difference: pooled as if there were none, and as it is. */
function errorsOf(outcome: Plan['outcome'], difference: number, treated: number, held: number): { pooled: number; apart: number } {
  if (outcome.kind === 'mean') {
    const error = outcome.sd * Math.sqrt(1 / treated + 1 / held);
    return { pooled: error, apart: error };
  }
  const [p, q] = [outcome.base + difference, outcome.base];
  if (p < 0 || p > 1) throw new RangeError(`A base rate of ${q} and a difference of ${difference} leave [0, 1]`);
  const mean = (p * treated + q * held) / (treated + held);
  return { pooled: Math.sqrt(mean * (1 - mean) * (1 / treated + 1 / held)), apart: Math.sqrt((p * (1 - p)) / treated + (q * (1 - q)) / held) };
}

const bothTails = (shift: number, critical: number): number => normalCdf(Math.abs(shift) - critical) + normalCdf(-Math.abs(shift) - critical);

const steps = 400;

/** P(|T| > critical) for noncentral t: the normal tail averaged over the spread's own luck, √(χ² / ν), by Simpson's rule over twelve of its standard deviations. */
function noncentral(shift: number, freedom: number, critical: number): number {
  const width = Math.min(1, 6 / Math.sqrt(2 * freedom));
  const [from, to] = [Math.max(0, 1 - width), 1 + Math.max(width, 8 / Math.sqrt(2 * freedom))];
  const h = (to - from) / steps;
  const logScale = Math.log(2) + (freedom / 2) * Math.log(freedom / 2) - logGamma(freedom / 2);
  let [sum, mass] = [0, 0];
  for (let step = 0; step <= steps; step += 1) {
    const s = from + step * h;
    const density = s === 0 ? Number(freedom === 1) * Math.exp(logScale) : Math.exp(logScale + (freedom - 1) * Math.log(s) - (freedom * s * s) / 2);
    const weight = step === 0 || step === steps ? 1 : step % 2 === 1 ? 4 : 2;
    mass += weight * density;
    sum += weight * density * bothTails(shift, critical * s);
  }
  return sum / mass;
}

const mostSubjects = 2 ** 40;

/** Fewest subjects, in both arms together, with which the difference shows with the power asked (0.8 by default); null above a million million. Refuses (RangeError) a difference of 0. */
export function subjectsFor(plan: Plan, difference: number, { power: wanted = 0.8 } = {}): number | null {
  demandPower(wanted);
  if (difference === 0) throw new RangeError('No number of subjects shows a difference of 0');
  let [low, high] = [0, 8];
  while (high <= mostSubjects && power(plan, high, difference) < wanted) [low, high] = [high, 2 * high];
  if (high > mostSubjects) return null;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (power(plan, middle, difference) < wanted) low = middle;
    else high = middle;
  }
  return high;
}

/** Least difference that shows with the power asked (0.8 by default), upwards, or downwards with `falling` (then below 0); null where none within reach does. */
export function leastDifference(plan: Plan, subjects: number, { power: wanted = 0.8, falling = false } = {}): number | null {
  demandPower(wanted);
  demandPlan(plan);
  const { outcome } = plan;
  const sign = falling ? -1 : 1;
  let [low, high] = [0, outcome.kind === 'mean' ? 1e6 * outcome.sd : falling ? outcome.base : 1 - outcome.base];
  if (power(plan, subjects, sign * high) < wanted) return null;
  for (let step = 0; step < 200 && high - low > 1e-12 * high; step += 1) {
    const middle = (low + high) / 2;
    if (power(plan, subjects, sign * middle) < wanted) low = middle;
    else high = middle;
  }
  return sign * high;
}

function demandPower(wanted: number): void {
  if (!(wanted > 0 && wanted < 1)) throw new RangeError(`The power lies between 0 and 1, it is ${wanted}`);
}

function demandPlan({ outcome, treatedShare = 0.5, alpha = 0.05, explained = 0, clusters }: Plan): void {
  if (outcome.kind === 'mean' && !(outcome.sd > 0 && outcome.sd < Infinity)) throw new RangeError(`The spread of the outcome is ${outcome.sd}, not above zero`);
  if (outcome.kind === 'proportion' && !(outcome.base >= 0 && outcome.base <= 1)) throw new RangeError(`The base rate is ${outcome.base}, not within 0 and 1`);
  if (!(treatedShare > 0 && treatedShare < 1 && alpha > 0 && alpha < 1)) throw new RangeError('The treated share and alpha lie between 0 and 1');
  if (!(explained >= 0 && explained < 1)) throw new RangeError(`The share explained is ${explained}, not from 0 to below 1`);
  if (clusters && !(clusters.size >= 1 && clusters.correlation >= 0 && clusters.correlation <= 1 && (clusters.variation ?? 0) >= 0 && Number.isFinite(clusters.size * (1 + (clusters.variation ?? 0))))) {
    throw new RangeError('Clusters have a size of at least 1, a correlation within 0 and 1, and a variation from 0 on');
  }
}
