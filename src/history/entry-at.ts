import type { Dated } from './log.ts';

/** The entry that holds at an instant. Entries are sorted, so the last one that is not later holds. */
export function entryAt<T>(entries: readonly Dated<T>[], at: number): Dated<T> | undefined {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle] as Dated<T>).at <= at) low = middle + 1;
    else high = middle;
  }
  return entries[low - 1];
}
