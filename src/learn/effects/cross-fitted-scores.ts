import type { Refused } from '../refused.ts';
import { crossFit, type CrossFitted } from './cross-fit.ts';
import { demandEffectData, type CrossFitting, type EffectData } from './effect-data.ts';

export interface ActionScores extends CrossFitted {
  /** Per action, each subject's doubly robust score: its mean over any subjects chosen by their columns is what the action would bring them on average. */
  readonly scores: readonly Float64Array[];
}

/**
 * Scores Γ(a) = μ(x, a) + 1[A = a] (Y − μ(x, a)) ÷ e(a | x) (Robins, Rotnitzky and Zhao 1994), μ and e by models that did not see the subject (Chernozhukov et al. 2018). Right on average where
 * either the expectations or the chances are right. Action a against b: the mean of Γ(a) − Γ(b), `averageEffect`; the worth of a policy: the mean of Γ(policy(x)).
 * Assumes each subject could have met each action, no subject moves another, and beyond the columns nothing moves both action and outcome (given by the draw where propensities are known).
 * Throws a RangeError on bad input; refuses an action that too few met, fewer groups than folds, and absent overlap.
 */
export function crossFittedScores(data: EffectData, settings: CrossFitting): ActionScores | Refused {
  const count = demandEffectData(data, settings);
  const fitted = crossFit(data, count, settings);
  if ('refused' in fitted) return fitted;
  const scores = fitted.expected.map((expected, action) => expected.map((mean, row) =>
    mean + (data.actions[row] === action ? ((data.outcomes[row] as number) - mean) / (fitted.propensities[action]?.[row] as number) : 0)));
  return { ...fitted, scores };
}
