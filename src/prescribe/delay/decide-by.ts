import { DAY_MS, isoDate, type DelayAnswer } from '../../model/index.ts';
import type { DelayFact } from '../../history/index.ts';
import { countedInputs, type Standing } from './cost-of-delay.ts';

const daysPerWeek = 7;

/**
 * The fixed day that the buyer or the law set, and the last day to decide: that day less the weeks until it helps. What missing it
 * costs comes once, so it is never part of the cost of a day.
 */
export function decideBy(standing: Standing): DelayAnswer['deadline'] {
  const counted = countedInputs(standing);
  const on = counted.get('deadline')?.on ?? null;
  if (on === null) return null;
  const weeks = counted.get('weeks_to_benefit');
  const penalty = counted.get('deadline_penalty');
  return {
    on,
    decideBy: weeks ? { earliest: daysBefore(on, weeks.high), likely: daysBefore(on, weeks.likely), latest: daysBefore(on, weeks.low) } : null,
    penalty: penalty ? { ...moneyOf(penalty), currency: penalty.currency ?? '' } : null,
  };
}

const daysBefore = (day: string, weeks: number | null): string => isoDate(Date.parse(day) - Math.round((weeks ?? 0) * daysPerWeek) * DAY_MS);
const moneyOf = ({ low, likely, high }: DelayFact) => ({ low: low ?? 0, likely: likely ?? 0, high: high ?? 0 });
