import { demandRows } from '../demand.ts';
import type { GroupLabel } from '../linear/members.ts';

/** Units seen over the same periods, some of which meet an event, each at its own time. */
export interface Panel {
  /** One array a unit, one entry a period, in order; NaN where it was not observed. */
  readonly outcomes: ReadonlyArray<ArrayLike<number>>;
  /** Per unit, the period (from 0) of its event; null where none came. What happens after it, its end included, counts as its effect. */
  readonly eventAt: ReadonlyArray<number | null>;
  /** Units that share luck; each by itself where left out. */
  readonly clusters?: ArrayLike<GroupLabel>;
}

export interface ComparisonOptions {
  /** With whom those are compared to whom it happens: 'not-yet' (default), all without the event so far; 'never', those to whom it never happens. */
  readonly comparison?: 'not-yet' | 'never';
  /** Periods before the event in which it may already show: 0 by default. */
  readonly anticipation?: number;
}

/** Number of periods. Throws a RangeError that names the unit where a panel is not one. */
export function demandPanel({ outcomes, eventAt, clusters }: Panel, { anticipation = 0 }: ComparisonOptions): number {
  demandRows('Panel', outcomes.length, clusters ? [eventAt, clusters] : [eventAt]);
  const periods = outcomes[0]?.length ?? 0;
  if (periods < 2) throw new RangeError('A panel needs at least two periods');
  if (!Number.isInteger(anticipation) || anticipation < 0) throw new RangeError(`Anticipation is ${anticipation}, not a whole number of periods from 0 on`);
  outcomes.forEach((unit, index) => { demandUnit(unit, index, eventAt[index] as number | null, periods); });
  return periods;
}

function demandUnit(unit: ArrayLike<number>, index: number, at: number | null, periods: number): void {
  if (unit.length !== periods) throw new RangeError(`Unit ${index} has ${unit.length} periods, the first has ${periods}`);
  if (at !== null && !(Number.isInteger(at) && at >= 0)) throw new RangeError(`The event of unit ${index} is at ${at}, not a period from 0 on, nor null`);
  for (let period = 0; period < periods; period += 1) {
    if (Math.abs(unit[period] as number) === Infinity) throw new RangeError(`Unit ${index}, period ${period}: ${unit[period]} is not a finite number`);
  }
}
