import type { Loss } from './objectives.ts';
import { logOfMean } from './weighted-mean.ts';
import { rateOf } from './rate-of.ts';

/** As XGBoost: between Poisson counts (1) and gamma sizes (2). */
export const usualTweediePower = 1.5;

/**
 * Half the deviance of a Tweedie distribution with variance ∝ mean^power, 1 < power < 2: amounts that are often zero (Jørgensen 1987;
 * Yang, Qian and Zou 2018). With mean e^f: e^{(2−p) f} / (2 − p) − y e^{(1−p) f} / (1 − p), less what y alone adds. Throws a
 * RangeError for a power outside.
 */
export function tweedieLoss(power: number): Loss {
  if (!(power > 1 && power < 2)) throw new RangeError(`The power of a Tweedie objective lies between 1 and 2, not ${power}`);
  return {
    outputs: 1, maxStep: Infinity, leafQuantile: null,
    problemOf: (y) => (y >= 0 ? null : 'must not be negative'),
    base: (y, weights) => [logOfMean(y, weights)],
    derive(y, margins, at, gradients, curvatures, to) {
      const [low, high] = [y * Math.exp((1 - power) * (margins[at] as number)), Math.exp((2 - power) * (margins[at] as number))];
      gradients[to] = high - low;
      curvatures[to] = (2 - power) * high + (power - 1) * low;
    },
    lossOf(y, margins, at) {
      const f = margins[at] as number;
      return Math.exp((2 - power) * f) / (2 - power) + (y * Math.exp((1 - power) * f)) / (power - 1);
    },
    answer(margins, at) { margins[at] = rateOf(margins[at] as number); },
  };
}
