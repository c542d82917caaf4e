import { normalCdf } from './normal.ts';

/** What is known of one unit: its value lies somewhere from `low` to `high`. */
export interface Bounded {
  readonly low: number;
  readonly high: number;
}

export interface BoundedMean extends Bounded {
  /** Interval for the mean itself, chance included. */
  readonly intervalLow: number;
  readonly intervalHigh: number;
}

/**
 * Mean of values that are known only within bounds: the means of the bounds (Manski 1989, worst case), and an interval that
 * covers the mean with probability `level` wherever it lies within them (Imbens and Manski 2004, eq. 6–7). Units are
 * independent; the mean lies within [0, 1], and what is returned is cut to that. Spread is taken with one unit at 0 and one at 1 added, so that few units that agree are not taken for certainty.
 * With no units everything is possible.
 */
export function boundedMean(units: readonly Bounded[], level = 0.95): BoundedMean {
  if (units.length === 0) return { low: 0, high: 1, intervalLow: 0, intervalHigh: 1 };
  const [low, high] = [meanOf(units.map((unit) => unit.low)), meanOf(units.map((unit) => unit.high))];
  const [errorLow, errorHigh] = [errorOf(units.map((unit) => unit.low)), errorOf(units.map((unit) => unit.high))];
  const c = criticalValue((high - low) / Math.max(errorLow, errorHigh), level);
  return { low: clipped(low), high: clipped(high), intervalLow: clipped(low - c * errorLow), intervalHigh: clipped(high + c * errorHigh) };
}

const clipped = (value: number): number => Math.min(1, Math.max(0, value));

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Standard error of the mean. */
function errorOf(values: readonly number[]): number {
  const augmented = [...values, 0, 1];
  const mean = meanOf(augmented);
  const squares = augmented.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (augmented.length - 1) / values.length);
}

/** C with Φ(C + width) − Φ(−C) = level: 1.96 for a point at 95 %, 1.645 once the bounds are wide apart. */
export function criticalValue(widthInErrors: number, level: number): number {
  let [from, to] = [0, 10];
  for (let step = 0; step < 60; step += 1) {
    const middle = (from + to) / 2;
    if (normalCdf(middle + widthInErrors) - normalCdf(-middle) < level) from = middle;
    else to = middle;
  }
  return to;
}
