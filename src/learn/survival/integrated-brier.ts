import { checkFollowUp, type FollowUp } from './follow-up.ts';
import { kaplanMeier, survivalAt } from './kaplan-meier.ts';

export interface BrierCurve {
  /** Expected squared error of the predicted survival at each time. */
  readonly scores: Float64Array;
  /** Mean over the span of times (trapezoids); the score itself where there is one time. */
  readonly integrated: number;
}

/**
 * Brier score under censoring: (S_i(t) − 1{T_i > t})², those whose fate at t is known weighted by one over the chance of not being
 * censored, Ĝ(T_i−) for events and Ĝ(t) for those still there (Graf et al. 1999), Ĝ by Kaplan–Meier, events before censorings
 * at the same time. `survival` is n × m, row by row:
 * row i holds what was predicted for subject i at each of the m rising `times`. Assumes that censoring depends on nothing, and no left
 * truncation. Null where Ĝ is zero at the last time: nobody is left to judge. Throws a `RangeError` for bad follow-up, an entry, wrong
 * shapes, times that do not rise, or predictions outside 0 to 1.
 */
export function integratedBrier(seen: FollowUp, survival: Float64Array, times: Float64Array): BrierCurve | null {
  checkBrier(seen, survival, times);
  const stay = stayingOf(seen);
  if (stay.to(times[times.length - 1] as number) <= 0) return null;
  const scores = Float64Array.from(times, (time, index) => scoreAt(seen, survival, time, index, times.length, stay));
  return { scores, integrated: meanOver(times, scores) };
}

/** Chance not to be censored up to a time, that time included, and up to just before an event's time. */
interface Staying { readonly to: (time: number) => number; readonly before: (time: number) => number }

/** Kaplan–Meier of the censoring. The k-th distinct time becomes 2k for events and 2k + 1 for censorings, so that events leave first. */
function stayingOf(seen: FollowUp): Staying {
  const distinct = [...new Set(seen.time)].sort((a, b) => a - b);
  const rank = new Map(distinct.map((time, index) => [time, index + 1]));
  const keys = Float64Array.from(seen.time, (time, i) => 2 * (rank.get(time) as number) + (seen.event[i] === 0 ? 1 : 0));
  const steps = kaplanMeier({ time: keys, event: Array.from(seen.event, (value) => 1 - value) });
  const upTo = (time: number): number => distinct.findLastIndex((one) => one <= time) + 1;
  return { to: (time) => survivalAt(steps, 2 * upTo(time) + 1), before: (time) => survivalAt(steps, 2 * (rank.get(time) as number)) };
}

function scoreAt(seen: FollowUp, survival: Float64Array, time: number, column: number, m: number, stay: Staying): number {
  const atTime = stay.to(time);
  let sum = 0;
  seen.time.forEach((last, i) => {
    const predicted = survival[i * m + column] as number;
    if (last > time) sum += (1 - predicted) ** 2 / atTime;
    else if (seen.event[i] === 1) sum += predicted ** 2 / stay.before(last);
  });
  return sum / seen.time.length;
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
