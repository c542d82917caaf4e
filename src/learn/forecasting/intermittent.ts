import { demandNotNegative } from '../demand.ts';
import { demandSeries, type Ahead, type Outlook } from './series.ts';

/**
 * Demand that is zero most of the time (Croston 1972 with the correction of Syntetos and Boylan 2005): smoothed size of a demand by the
 * smoothed gap between demands, times 1 − weight / 2. One rate for all steps: how much comes per period, not when. Seasons are not seen.
 * Zero where nothing was ever asked for. Throws a RangeError for a value below zero, or a weight outside (0, 1).
 */
export function intermittentDemand(values: ArrayLike<number>, outlook: Outlook, weight = 0.1): Ahead {
  const y = demandSeries(values, outlook);
  demandNotNegative('Demand', y);
  if (!(weight > 0 && weight < 1)) throw new RangeError(`The weight lies between 0 and 1: ${weight}`);
  let [size, gap, since, seen] = [0, 0, 1, false];
  for (const value of y) {
    if (value === 0) {
      since += 1;
      continue;
    }
    size = seen ? size + weight * (value - size) : value;
    gap = seen ? gap + weight * (since - gap) : since;
    [since, seen] = [1, true];
  }
  return new Float64Array(outlook.horizon).fill(seen ? (1 - weight / 2) * (size / gap) : 0);
}

/** Is demand intermittent? 1.32 periods or more from one demand to the next on average (Syntetos, Boylan and Croston 2005). */
export function isIntermittent(values: ArrayLike<number>): boolean {
  const demands = Array.from(values).filter((value) => value !== 0).length;
  return values.length > 0 && (demands === 0 || values.length / demands >= 1.32);
}
