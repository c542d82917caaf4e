import { checkFollowUp, type FollowUp } from './follow-up.ts';
import { kaplanMeier, stepBefore, survivalAt, type SurvivalStep } from './kaplan-meier.ts';

export interface BrierCurve {
  /** Expected squared error of the predicted survival at each time. */
  readonly scores: Float64Array;
  /** Mean over the span of times (trapezoids); the score itself where there is one time. */
  readonly integrated: number;
}

/**
 * Brier score under censoring: (S_i(t) − 1{T_i > t})² of those whose fate at t is known, each weighted by what it stands for: an event at u by the step of Kaplan–Meier there, S(u−) / at risk, those at
 * risk just after t by S(t) / their number. Without late entry that is Graf's weighting by one over the chance of not being censored (Graf et al. 1999; events before censorings
 * at the same time); with it, the weights of left-truncated data (Lynden-Bell 1971). `survival` is n × m, row by row: row i holds what was predicted for subject i at each of the m rising `times`. Assumes that
 * censoring and entry depend on nothing. Null where at the last time nobody is left to judge, or where the curve fell to zero while some were still to enter. Throws a `RangeError` for bad follow-up, wrong
 * shapes, times that do not rise, or predictions outside 0 to 1.
 */
export function integratedBrier(seen: FollowUp, survival: Float64Array, times: Float64Array): BrierCurve | null {
  checkBrier(seen, survival, times);
  const steps = kaplanMeier(seen);
  const scores = Array.from(times, (time, index) => scoreAt(seen, survival, time, index, times.length, steps));
  if (scores.some((score) => score === null)) return null;
  const found = Float64Array.from(scores as number[]);
  return { scores: found, integrated: meanOver(times, found) };
}

function scoreAt(seen: FollowUp, survival: Float64Array, time: number, column: number, m: number, steps: readonly SurvivalStep[]): number | null {
  const beyond = survivalAt(steps, time);
  const still = Array.from(seen.time, (_, i) => i).filter((i) => (seen.time[i] as number) > time && (seen.entry?.[i] ?? 0) <= time);
  // Nobody stands for those beyond, or those beyond stand for nobody.
  if ((still.length === 0) !== (beyond === 0)) return null;
  let sum = 0;
  for (const i of still) sum += ((1 - (survival[i * m + column] as number)) ** 2 * beyond) / still.length;
  seen.time.forEach((last, i) => {
    if (last > time || seen.event[i] !== 1) return;
    const at = stepBefore(steps, last);
    sum += ((survival[i * m + column] as number) ** 2 * (steps[at - 1]?.survival ?? 1)) / (steps[at]?.atRisk as number);
  });
  return sum;
}

function meanOver(times: Float64Array, scores: Float64Array): number {
  if (times.length === 1) return scores[0] as number;
  let area = 0;
  for (let k = 1; k < times.length; k += 1) area += (((scores[k] as number) + (scores[k - 1] as number)) / 2) * ((times[k] as number) - (times[k - 1] as number));
  return area / ((times[times.length - 1] as number) - (times[0] as number));
}

function checkBrier(seen: FollowUp, survival: Float64Array, times: Float64Array): void {
  checkFollowUp(seen);
  if (times.length === 0 || survival.length !== seen.time.length * times.length) throw new RangeError('Predictions must be one row a subject, one column a time');
  if (times.some((time, k) => !Number.isFinite(time) || (k > 0 && time <= (times[k - 1] as number)))) throw new RangeError('Times must rise');
  if (survival.some((value) => !(value >= 0 && value <= 1))) throw new RangeError('Predicted survival must lie from 0 to 1');
}
