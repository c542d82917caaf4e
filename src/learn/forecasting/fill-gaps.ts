import { demandWhole } from './series.ts';

/**
 * Fills missing values (NaN) between known ones: on the straight line between the nearest known values of the same season where both
 * sides have one, on the line between the nearest known values otherwise. A gap at either end takes the nearest value of its season, or
 * the nearest value: nothing is extrapolated. Known values stay as they are. Throws a RangeError where nothing is known, or a value is infinite.
 */
export function fillGaps(values: ArrayLike<number>, period = 1): Float64Array {
  demandWhole('The period of the seasons', period);
  const given = Float64Array.from(values);
  const infinite = given.findIndex((value) => value === Infinity || value === -Infinity);
  if (infinite >= 0) throw new RangeError(`Series: value ${infinite} is infinite`);
  if (!given.some((value) => !Number.isNaN(value))) throw new RangeError('Series: no value is known');
  return given.map((value, at) => (Number.isNaN(value) ? filled(given, at, period) : value));
}

function filled(given: Float64Array, at: number, period: number): number {
  const [seasonBefore, seasonAfter] = [nearest(given, at, -period), nearest(given, at, period)];
  if (seasonBefore !== null && seasonAfter !== null) return between(given, seasonBefore, seasonAfter, at);
  const [before, after] = [nearest(given, at, -1), nearest(given, at, 1)];
  if (before !== null && after !== null) return between(given, before, after, at);
  return given[seasonBefore ?? seasonAfter ?? before ?? (after as number)] as number;
}

/** The nearest known place in steps of `step`; null where there is none. */
function nearest(given: Float64Array, at: number, step: number): number | null {
  for (let place = at + step; place >= 0 && place < given.length; place += step) if (!Number.isNaN(given[place])) return place;
  return null;
}

function between(given: Float64Array, before: number, after: number, at: number): number {
  const [low, high] = [given[before] as number, given[after] as number];
  return low + ((high - low) * (at - before)) / (after - before);
}
