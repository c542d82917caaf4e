import type { Refused } from '../refused.ts';
import { fitLogistic, logistic } from '../logistic.ts';
import { checkOutcomes, isOneClass, oneClass, softened } from './outcomes.ts';

/** chance = logistic(intercept + slope · score). */
export interface PlattFit {
  readonly intercept: number;
  readonly slope: number;
}

/**
 * Chances from scores of any unit: minimises the log loss of logistic(intercept + slope · score) against Platt's softened outcomes
 * (Platt 1999; Lin, Lin and Weng 2007), the scores standardised inside. Assumes that log odds are straight in the score: for
 * scores that are chances already, beta calibration is the better choice. Scores all equal get the share of all. Throws a
 * `RangeError` for bad input; refuses one class only.
 */
export function fitPlatt(scores: Float64Array, outcomes: Float64Array): PlattFit | Refused {
  checkOutcomes(scores, outcomes);
  if (isOneClass(outcomes)) return oneClass;
  const n = scores.length;
  const mean = scores.reduce((sum, score) => sum + score / n, 0);
  const sd = Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2 / n, 0));
  const targets = softened(outcomes);
  if (!(sd > 1e-12 * Math.abs(mean))) return { intercept: logOddsOf(outcomes.reduce((sum, outcome) => sum + outcome / n, 0)), slope: 0 };
  const [a, b] = settled(Float64Array.from([...scores].flatMap((score) => [1, (score - mean) / sd])), targets, 2);
  return { intercept: (a as number) - ((b as number) * mean) / sd, slope: (b as number) / sd };
}

const logOddsOf = (chance: number): number => Math.log(chance / (1 - chance));

/** The chance that a fit gives a score. */
export const plattAt = ({ intercept, slope }: PlattFit, score: number): number => {
  if (Number.isNaN(score)) throw new RangeError('A score that is not a number has no chance');
  return logistic(intercept + slope * score);
};

/** Next to nothing, in units of observations: columns that are made of one another still have one answer. */
const penalty = 1e-8;

/** Coefficients to the last digits: a Newton search that goes on from where it stopped. */
export function settled(x: Float64Array, targets: Float64Array, p: number): Float64Array {
  const first = fitLogistic(x, targets, p, { penalty, maxIterations: 100 });
  return fitLogistic(x, targets, p, { penalty, start: first.coefficients }).coefficients;
}
