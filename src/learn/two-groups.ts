import { demandEstimates, type Shrunk } from './shrinkage.ts';

/** An estimate, taken to be of the few that are not zero, after shrinkage; and how likely it is to be one of them. */
export interface ShrunkOrZero extends Shrunk {
  readonly nonZero: number;
}

/** One pair of prior parameters: the share of effects that are not zero, and their variance. */
interface Prior {
  readonly share: number;
  readonly variance: number;
}

const sharesTried = 10;
const spreadsTried = 12;
/** Standard errors below this, in units of the estimates, count as this. */
const exact = 1e-9;

/**
 * Empirical-Bayes shrinkage where most effects are zero and a few are not: y_i ~ N(theta_i, se_i²), theta_i = 0 with probability
 * 1 − share, else N(0, variance) (the two-groups model: Efron 2008, Statistical Science 23; spike and slab of Johnstone and
 * Silverman 2004). A normal prior alone takes its width from the many zeros and pulls a few large effects down with them.
 * Share (1 in n up to a half) and variance (half of the least standard error up to the largest estimate, squared) are not
 * fitted but averaged over a grid, each pair weighed by its marginal likelihood: there is no edge at which nothing is left.
 * Returns, in the order given, posterior means and standard deviations given that the effect is not zero, and the probability
 * that it is not: the mean of both groups is `estimate × nonZero`.
 */
export function shrinkTwoGroups(estimates: readonly number[], standardErrors: readonly number[]): ShrunkOrZero[] {
  if (estimates.length === 0) return [];
  demandEstimates(estimates, standardErrors);
  const variances = standardErrors.map((se) => Math.max(se, exact) ** 2);
  const priors = priorsFor(estimates, variances);
  const logWeights = priors.map((prior) => estimates.reduce((sum, y, at) => sum + Math.log(marginalOf(y, variances[at] as number, prior)), 0));
  const most = Math.max(...logWeights);
  const weights = logWeights.map((weight) => Math.exp(weight - most));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return estimates.map((y, at) => mixed(y, variances[at] as number, priors, weights.map((weight) => weight / total)));
}

function priorsFor(estimates: readonly number[], variances: readonly number[]): Prior[] {
  const least = Math.sqrt(Math.min(...variances)) / 2;
  const most = Math.max(least, ...estimates.map(Math.abs));
  const shares = steps(Math.min(0.5, 1 / estimates.length), 0.5, sharesTried);
  return shares.flatMap((share) => steps(least, most, spreadsTried).map((spread) => ({ share, variance: spread ** 2 })));
}

/** From low to high in equal ratios. */
const steps = (low: number, high: number, count: number): number[] => Array.from({ length: count }, (_, index) => low * (high / low) ** (index / (count - 1)));

const density = (y: number, variance: number): number => Math.exp((-y * y) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
const marginalOf = (y: number, variance: number, prior: Prior): number =>
  Math.max(Number.MIN_VALUE, (1 - prior.share) * density(y, variance) + prior.share * density(y, variance + prior.variance));

function mixed(y: number, variance: number, priors: readonly Prior[], weights: readonly number[]): ShrunkOrZero {
  let [nonZero, mean, square] = [0, 0, 0];
  priors.forEach((prior, at) => {
    const weight = (weights[at] as number) * ((prior.share * density(y, variance + prior.variance)) / marginalOf(y, variance, prior));
    const keep = prior.variance / (prior.variance + variance);
    nonZero += weight;
    mean += weight * keep * y;
    square += weight * (keep * variance + (keep * y) ** 2);
  });
  const estimate = nonZero > 0 ? mean / nonZero : 0;
  return { estimate, sd: nonZero > 0 ? Math.sqrt(Math.max(0, square / nonZero - estimate * estimate)) : 0, nonZero: Math.min(1, nonZero) };
}
