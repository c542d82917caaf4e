/**
 * Quantile of a sample by linear interpolation between order statistics (Hyndman and Fan 1996, type 7).
 * `share` in [0, 1]; the sample need not be sorted. Throws on an empty sample.
 */
export function quantile(sample: ArrayLike<number>, share: number): number {
  if (sample.length === 0) throw new RangeError('A quantile needs at least one value');
  const sorted = Float64Array.from(sample).sort();
  return quantileOfSorted(sorted, share);
}

/** The same for values already in ascending order. */
export function quantileOfSorted(sorted: ArrayLike<number>, share: number): number {
  const place = Math.min(Math.max(share, 0), 1) * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (high - low) * (place - below);
}

export const median = (sample: ArrayLike<number>): number => quantile(sample, 0.5);
