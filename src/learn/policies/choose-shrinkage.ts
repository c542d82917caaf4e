import { normalQuantile } from '../normal.ts';
import { quantileOfSorted } from '../quantile.ts';
import type { Influenced } from './estimators.ts';

/** A setting and what is estimated with it. */
export interface Shrunken extends Influenced {
  /** Infinity: not shrunk at all. */
  readonly setting: number;
}

/** Shares of weights that are left as they are, from all to none. */
const keptShares = [0.99, 0.95, 0.9, 0.8, 0.6, 0.4, 0.2];

/** Weights above which an estimator may shrink, from Infinity (bias nowhere) to 0 (the model alone), by quantiles of the weights met. */
export function candidateWeights(weights: Float64Array): number[] {
  const sorted = weights.slice().sort();
  return [...new Set([Infinity, ...keptShares.map((share) => quantileOfSorted(sorted, share)).filter((weight) => weight > 0), 0])];
}

const missed = 0.05;

/**
 * SLOPE (Su, Srinath and Krishnamurthy 2020, algorithm 1, after Lepski): of estimates in order of falling variance and rising bias, the last whose interval of
 * twice its half-width still meets those of all before it, so that it is nearly as good as the best without knowing any bias. Half-widths
 * by the normal distribution, at 5 % shared over all candidates; as they must not rise, none is taken as larger than the one before it.
 */
export function chooseBySlope(candidates: readonly Shrunken[]): Shrunken {
  const z = normalQuantile(1 - missed / 2 / candidates.length);
  let [low, high, half] = [-Infinity, Infinity, Infinity];
  let chosen = candidates[0] as Shrunken;
  for (const candidate of candidates) {
    half = Math.min(half, z * errorOf(candidate.influence));
    low = Math.max(low, candidate.estimate - 2 * half);
    high = Math.min(high, candidate.estimate + 2 * half);
    if (low > high) break;
    chosen = candidate;
  }
  return chosen;
}

const errorOf = (influence: Float64Array): number => Math.sqrt(influence.reduce((sum, value) => sum + value * value, 0)) / influence.length;
