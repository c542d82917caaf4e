/** Small arithmetic on sorted lists, for medians and limits inside history. */

export const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/**
 * Quantile of values in any order by linear interpolation between order statistics (Hyndman & Fan 1996, type 7);
 * null for an empty list. `share` is 0 to 1.
 */
export function quantileOf(values: readonly number[], share: number): number | null {
  const sorted = ascending(values);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  return below === undefined || above === undefined ? null : below + (above - below) * (place - Math.floor(place));
}

export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Rows by a key, in order of first appearance; rows without a key are left out. */
export function groupedBy<T, K>(rows: readonly T[], keyOf: (row: T) => K | null | undefined): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null || key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
