import { quantile } from '../learn/index.ts';

/** Small arithmetic over rows inside history. */

/** Quantile of values in any order, null for an empty list. `share` is 0 to 1. */
export const quantileOf = (values: readonly number[], share: number): number | null => (values.length === 0 ? null : quantile(values, share));

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
