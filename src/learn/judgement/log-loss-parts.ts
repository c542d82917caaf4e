import { logLoss } from '../scores.ts';
import { binned, demandProbabilities } from './brier-parts.ts';

/** logLoss = reliability − resolution + uncertainty + within, in nats a row. */
export interface LogLossParts {
  readonly logLoss: number;
  /** How far probabilities lie from the shares that came; 0 is best. */
  readonly reliability: number;
  /** How far shares differ between bins; more is better. */
  readonly resolution: number;
  /** Of the outcome itself: the entropy of its share. */
  readonly uncertainty: number;
  /** What binning leaves out: 0 where each bin holds one probability only. */
  readonly within: number;
  readonly bins: number;
}

/** s ln(s ÷ p) + (1 − s) ln((1 − s) ÷ (1 − p)): the divergence of a share from a probability (Kullback and Leibler 1951). */
function divergence(share: number, probability: number): number {
  const p = Math.min(Math.max(probability, 1e-9), 1 - 1e-9);
  return (share > 0 ? share * Math.log(share / p) : 0) + (share < 1 ? (1 - share) * Math.log((1 - share) / (1 - p)) : 0);
}

/**
 * Parts of the log loss (Weijs, van Nooijen and van de Giesen 2010, eq. 15, with divergences in place of the squares of Murphy 1973), over the bins of `brierParts`.
 * What makes the loss of one period more than that of another is read off part by part: a harder period (uncertainty), chances that are off (reliability), an order
 * that tells less (resolution). On few rows reliability and resolution are both too large by chance. Probabilities are held 1e-9 away from 0 and 1.
 * Throws a RangeError on no rows, outcomes other than 0 and 1, probabilities outside [0, 1], no bins.
 */
export function logLossParts(y: readonly number[], p: readonly number[], bins = 10): LogLossParts {
  demandProbabilities(y, p);
  if (!Number.isInteger(bins) || bins < 1) throw new RangeError(`There must be a whole number of bins from 1 on, not ${bins}`);
  const groups = binned(y, p, bins);
  const share = y.reduce((sum, outcome) => sum + outcome, 0) / y.length;
  const mean = (of: (group: { y: number; p: number }) => number): number => groups.reduce((sum, group) => sum + group.n * of(group), 0) / y.length;
  const total = logLoss(y, p);
  const reliability = mean((group) => divergence(group.y, group.p));
  const resolution = mean((group) => divergence(group.y, share));
  const uncertainty = entropy(share);
  return { logLoss: total, reliability, resolution, uncertainty, within: total - reliability + resolution - uncertainty, bins: groups.length };
}

const entropy = (share: number): number => (share > 0 && share < 1 ? -share * Math.log(share) - (1 - share) * Math.log(1 - share) : 0);
