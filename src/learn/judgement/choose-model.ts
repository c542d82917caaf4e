import { demandFinite, demandRows } from '../demand.ts';
import { surveyMean } from '../surveys/survey-estimates.ts';

export interface ModelChoice {
  readonly chosen: 'simple' | 'complex';
  /** Mean loss of the simple model less that of the complex one: above 0 the complex one is better. */
  readonly gain: number;
  readonly low: number;
  readonly high: number;
  /** Groups that the interval rests on. */
  readonly groups: number;
}

export interface ChoiceOptions {
  /** Rows of one group share luck (a customer, a quarter); each row by itself where left out. */
  readonly groups?: ArrayLike<string | number>;
  /** Gain that would be worth the complexity: 0 by default. */
  readonly margin?: number;
  /** 0.95 by default. */
  readonly level?: number;
}

/**
 * Chooses between two models by their losses on the same rows, none of which either was fitted on: the complex one only where the
 * interval of its mean gain lies above `margin`, else the simple one, so on a tie too. The interval is Student's over paired differences,
 * with errors clustered by group. Throws a RangeError on losses that are not finite, columns of different length, fewer than two groups, a margin below 0.
 */
export function chooseModel(simpleLoss: readonly number[], complexLoss: readonly number[], { groups, margin = 0, level = 0.95 }: ChoiceOptions = {}): ModelChoice {
  demandRows('Losses', simpleLoss.length, groups === undefined ? [complexLoss] : [complexLoss, groups]);
  demandFinite('Losses of the simple model', simpleLoss);
  demandFinite('Losses of the complex model', complexLoss);
  if (!(margin >= 0)) throw new RangeError(`The margin is ${margin}, not a number from 0 on`);
  const names = groups ?? simpleLoss.map((_, row) => row);
  const count = new Set(Array.from(names)).size;
  if (count < 2) throw new RangeError('Two groups of rows are needed to tell a difference from luck');
  const gains = simpleLoss.map((loss, row) => loss - (complexLoss[row] as number));
  const { estimate, low, high } = surveyMean(gains, { weights: gains.map(() => 1), clusters: names }, { level });
  return { chosen: low > margin ? 'complex' : 'simple', gain: estimate, low, high, groups: count };
}
