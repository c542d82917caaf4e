import { normalQuantile } from '../normal.ts';
import { checkFollowUp, momentsOf, type FollowUp } from './follow-up.ts';

/** The curve just after one event time. */
export interface SurvivalStep {
  readonly time: number;
  readonly atRisk: number;
  readonly events: number;
  /** Share that the event has not reached by `time`, this time included. */
  readonly survival: number;
  /** Greenwood's standard error of `survival`. */
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
}

export interface KaplanMeierOptions {
  /** Share of intervals that hold the truth; 0.95 if left out. */
  readonly level?: number;
  /** Scale of the interval: `log-log` (if left out; never outside 0 to 1) or `plain` (± z standard errors, cut at 0 and 1). */
  readonly interval?: 'log-log' | 'plain';
}

/**
 * Estimates S(t) = P(event after t) without a model (Kaplan and Meier 1958), with Greenwood's variance (1926) and pointwise
 * intervals on the log(−log) scale (Kalbfleisch and Prentice 2002). One step per distinct event time; before the
 * first, S = 1; no events give no steps. After everyone at risk had the event S = 0 with standard error 0, and the upper limit
 * stays that of the step before. Under left truncation S stays 0 from a moment when all of a few early ones had the event:
 * look at `atRisk`. Throws a `RangeError` for bad follow-up or a level outside (0, 1).
 */
export function kaplanMeier(seen: FollowUp, options: KaplanMeierOptions = {}): SurvivalStep[] {
  checkFollowUp(seen);
  const z = zOf(options.level ?? 0.95);
  let [survival, sum, highest] = [1, 0, 1];
  return momentsOf(seen).map(({ time, atRisk, events: [events = 0] }) => {
    survival *= 1 - events / atRisk;
    sum += atRisk > events ? events / (atRisk * (atRisk - events)) : 0;
    const standardError = survival * Math.sqrt(sum);
    const limits = survival === 0 ? { low: 0, high: highest } : limitsOf(survival, sum, z, options.interval ?? 'log-log');
    highest = limits.high;
    return { time, atRisk, events, survival, standardError, ...limits };
  });
}

function zOf(level: number): number {
  if (!(level > 0 && level < 1)) throw new RangeError('A level must lie between 0 and 1');
  return normalQuantile((1 + level) / 2);
}

function limitsOf(survival: number, sum: number, z: number, scale: 'log-log' | 'plain'): { low: number; high: number } {
  const half = z * Math.sqrt(sum);
  if (scale === 'plain') return { low: Math.max(0, survival * (1 - half)), high: Math.min(1, survival * (1 + half)) };
  const width = half / Math.log(survival);
  return { low: survival ** Math.exp(-width), high: survival ** Math.exp(width) };
}

/** Value of a step curve at `time`: 1 before the first step. */
export function survivalAt(steps: ReadonlyArray<{ readonly time: number; readonly survival: number }>, time: number): number {
  const index = stepBefore(steps, time);
  return index < 0 ? 1 : (steps[index]?.survival as number);
}

/** Index of the last step at or before `time`; −1 before the first. */
export function stepBefore(steps: ReadonlyArray<{ readonly time: number }>, time: number): number {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle]?.time as number) <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Earliest event time with S ≤ share (0.5: the median time); null where the curve never falls so far. */
export const timeOfSurvival = (steps: readonly SurvivalStep[], share = 0.5): number | null => steps.find((step) => step.survival <= share)?.time ?? null;
