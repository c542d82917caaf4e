import { criticalValue, type BoundedMean } from '../bounded-mean.ts';
import { demandBinary, demandFinite, demandRows } from '../demand.ts';
import type { SurveyDesign } from './survey-design.ts';
import { doubtInAgreement, surveyMean } from './survey-estimates.ts';

export interface NonResponseOptions {
  /** The least and the most that an answer can be. */
  readonly least: number;
  readonly most: number;
  readonly level?: number;
}

/**
 * Bounds of the population's mean that assume nothing of those who did not answer: they may all have the least value, or all the most
 * (Manski 1989, worst case). The interval covers the mean with probability `level` wherever it lies within the bounds (Imbens and Manski
 * 2004, eq. 6–7), with errors of the design; normal quantiles, so it wants many clusters. `answered` is 1 or 0 per row; the value of a row that did not answer is not looked at.
 * Where all rows agree on a bound, its doubt is that of `surveyProportion`. Throws a RangeError on an answer outside [least, most] and on a bad design (`readDesign`).
 */
export function nonResponseBounds(values: ArrayLike<number>, answered: ArrayLike<number>, design: SurveyDesign, options: NonResponseOptions): BoundedMean {
  demandRows('Survey', values.length, [answered, design.weights]);
  demandBinary('Answered', answered);
  const { least, most, level = 0.95 } = options;
  demandFinite('Least and most', [least, most]);
  const filled = (instead: number): Float64Array => Float64Array.from(values, (value, row) => (answered[row] === 1 ? value : instead));
  const [atLeast, atMost] = [filled(least), filled(most)];
  if (atLeast.some((value) => !(value >= least && value <= most))) throw new RangeError(`An answer lies outside ${least} to ${most}`);
  const [low, high] = [surveyMean(atLeast, design, { level }), surveyMean(atMost, design, { level })];
  const error = Math.max(low.standardError, high.standardError);
  const c = error === 0 ? 0 : criticalValue((high.estimate - low.estimate) / error, level);
  const doubt = doubtInAgreement(design, { level });
  const below = low.standardError === 0 ? doubt * (low.estimate - least) : c * low.standardError;
  const above = high.standardError === 0 ? doubt * (most - high.estimate) : c * high.standardError;
  return { low: low.estimate, high: high.estimate, intervalLow: Math.max(least, low.estimate - below), intervalHigh: Math.min(most, high.estimate + above) };
}
