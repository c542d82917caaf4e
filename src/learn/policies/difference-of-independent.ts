/** An estimate with its interval; null where the interval cannot be had. */
export interface Estimated {
  readonly estimate: number;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * Interval of the difference of two independent estimates from their own intervals, which need not be symmetric (MOVER: Zou and Donner 2008,
 * Statistics in Medicine 27, eq. 7): each side takes the distances to the limits that it would move towards. At the level of the two. Throws a
 * RangeError on an estimate that is not finite or outside its interval.
 */
export function differenceOfIndependent(one: Estimated, other: Estimated): Estimated {
  const [up, down] = [sidesOf(one), sidesOf(other)];
  const estimate = one.estimate - other.estimate;
  if (up === null || down === null) return { estimate, low: null, high: null };
  return { estimate, low: estimate - Math.hypot(up.below, down.above), high: estimate + Math.hypot(up.above, down.below) };
}

function sidesOf({ estimate, low, high }: Estimated): { below: number; above: number } | null {
  if (!Number.isFinite(estimate)) throw new RangeError(`An estimate is ${estimate}, not a finite number`);
  if (low === null || high === null) return null;
  if (!(low <= estimate && estimate <= high)) throw new RangeError(`The estimate ${estimate} lies outside its interval, ${low} to ${high}`);
  return { below: estimate - low, above: high - estimate };
}
