import { checkFollowUp, type FollowUp } from './follow-up.ts';
import { kaplanMeier, stepBefore, survivalAt, type SurvivalStep } from './kaplan-meier.ts';

export interface BrierCurve {
  /** Expected squared error of the predicted survival at each time. */
  readonly scores: Float64Array;
  /** Mean over the span of times (trapezoids); the score itself where there is one time. */
  readonly integrated: number;
}

/**
 * Brier score under censoring: (S_i(t) − 1{T_i > t})², those whose fate at t is known weighted by one over the chance of not being
 * censored, Ĝ(T_i−) for events and Ĝ(t) for those still there (Graf et al. 1999, eq. 4), Ĝ by Kaplan–Meier. `survival` is n × m, row by row:
 * row i holds what was predicted for subject i at each of the m rising `times`. Assumes that censoring depends on nothing, and no left
 * truncation. Null where Ĝ is zero at the last time: nobody is left to judge. Throws a `RangeError` for bad follow-up, an entry, wrong
 * shapes, times that do not rise, or predictions outside 0 to 1.
 */
export function integratedBrier(seen: FollowUp, survival: Float64Array, times: Float64Array): BrierCurve | null {
  checkBrier(seen, survival, times);
  const uncensored = kaplanMeier({ time: seen.time, event: Array.from(seen.event, (value) => 1 - value) });
  if (survivalAt(uncensored, times[times.length - 1] as number) <= 0) return null;
  const scores = Float64Array.from(times, (time, index) => scoreAt(seen, survival, time, index, times.length, uncensored));
  return { scores, integrated: meanOver(times, scores) };
}

function scoreAt(seen: FollowUp, survival: Float64Array, time: number, column: number, m: number, uncensored: readonly SurvivalStep[]): number {
  const atTime = survivalAt(uncensored, time);
  let sum = 0;
  seen.time.forEach((last, i) => {
    const predicted = survival[i * m + column] as number;
    if (last > time) sum += (1 - predicted) ** 2 / atTime;
    else if (seen.event[i] === 1) sum += predicted ** 2 / justBefore(uncensored, last);
  });
  return sum / seen.time.length;
}

function justBefore(steps: readonly SurvivalStep[], time: number): number {
  const index = stepBefore(steps, time);
  const step = steps[index];
  const before = step && step.time === time ? steps[index - 1] : step;
  return before ? before.survival : 1;
}

function meanOver(times: Float64Array, scores: Float64Array): number {
  if (times.length === 1) return scores[0] as number;
  let area = 0;
  for (let k = 1; k < times.length; k += 1) area += (((scores[k] as number) + (scores[k - 1] as number)) / 2) * ((times[k] as number) - (times[k - 1] as number));
  return area / ((times[times.length - 1] as number) - (times[0] as number));
}

function checkBrier(seen: FollowUp, survival: Float64Array, times: Float64Array): void {
  checkFollowUp(seen);
  if (seen.entry?.some((value) => value > 0)) throw new RangeError('The Brier score is not defined here for late entries');
  if (times.length === 0 || survival.length !== seen.time.length * times.length) throw new RangeError('Predictions must be one row a subject, one column a time');
  if (times.some((time, k) => !Number.isFinite(time) || (k > 0 && time <= (times[k - 1] as number)))) throw new RangeError('Times must rise');
  if (survival.some((value) => !(value >= 0 && value <= 1))) throw new RangeError('Predicted survival must lie from 0 to 1');
}
