import { demandFinite, demandRows } from './demand.ts';

/** An estimate after shrinkage, with its posterior standard deviation. */
export interface Shrunk {
  readonly estimate: number;
  readonly sd: number;
}

/** Variances below this count as none. */
const exact = 1e-12;

/**
 * Empirical-Bayes shrinkage of noisy estimates towards `centre` under y_i ~ N(theta_i, se_i²), theta_i ~ N(centre, tau²),
 * with tau² by the method of moments (DerSimonian and Laird 1986). With `centre` omitted the weighted mean is used, and its
 * own uncertainty is part of every sd. A standard error of zero is taken as exact and kept as it is.
 * Throws a RangeError on numbers that are not finite.
 */
export function shrink(estimates: readonly number[], standardErrors: readonly number[], centre?: number): Shrunk[] {
  if (estimates.length > 0) demandEstimates(estimates, standardErrors);
  const weights = standardErrors.map((se) => 1 / Math.max(se * se, exact));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = centre ?? estimates.reduce((sum, value, index) => sum + value * (weights[index] as number), 0) / total;
  const spread = estimates.reduce((sum, value, index) => sum + (weights[index] as number) * (value - mean) ** 2, 0);
  if (!Number.isFinite(spread)) throw new RangeError('The squares of the estimates are too large for a number: measure them in a larger unit');
  const squares = weights.reduce((sum, weight) => sum + weight * weight, 0);
  const freedom = centre === undefined ? estimates.length - 1 : estimates.length;
  const tau2 = Math.max(0, (spread - freedom) / Math.max(total - (centre === undefined ? squares / total : 0), 1e-12));
  const ofMean = centre === undefined ? 1 / standardErrors.reduce((sum, se) => sum + 1 / Math.max(tau2 + se * se, exact), 0) : 0;
  return estimates.map((value, index) => {
    const variance = (standardErrors[index] as number) ** 2;
    const keep = variance === 0 ? 1 : tau2 / (tau2 + variance);
    return { estimate: mean + keep * (value - mean), sd: Math.sqrt(keep * variance + (1 - keep) ** 2 * ofMean) };
  });
}

/** Throws a RangeError on estimates without an error, and on numbers that are not finite. */
export function demandEstimates(estimates: readonly number[], standardErrors: readonly number[]): void {
  demandRows('Estimates', estimates.length, [standardErrors]);
  demandFinite('Estimates', estimates);
  demandFinite('Standard errors', standardErrors);
}
