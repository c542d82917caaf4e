import type { Refused } from '../refused.ts';

/**
 * What each of n subjects did since its first event, in any one unit of time; each array has n elements. The first event is not
 * counted: `frequency` 0 with `recency` 0 is somebody who was seen once.
 */
export interface Histories {
  /** Number of events after the first: whole, ≥ 0. */
  readonly frequency: Float64Array;
  /** From the first event to the last; 0 where there was one, and never beyond `age`. */
  readonly recency: Float64Array;
  /** From the first event to the end of observation; > 0. */
  readonly age: Float64Array;
}

/** A distinct history, and how many subjects share it. */
export interface History { readonly x: number; readonly tx: number; readonly T: number; readonly count: number }

/** Throws a `RangeError` for nobody, arrays that differ in length, and numbers that break the promises of `Histories`. */
export function checkHistories({ frequency, recency, age }: Histories): void {
  if (age.length === 0) throw new RangeError('There is nobody to fit to');
  if (frequency.length !== age.length || recency.length !== age.length) throw new RangeError('Frequencies, recencies and ages differ in number');
  age.forEach((T, i) => checkHistory(frequency[i] as number, recency[i] as number, T, i));
}

export function checkHistory(x: number, tx: number, T: number, row = 0): void {
  if (!Number.isInteger(x) || x < 0) throw new RangeError(`Row ${row}: a frequency must be a whole number from zero`);
  if (!Number.isFinite(T) || T <= 0) throw new RangeError(`Row ${row}: an age must be a number above zero`);
  if (!(tx >= 0 && tx <= T) || (x === 0) !== (tx === 0)) throw new RangeError(`Row ${row}: a recency lies from zero to the age, and is zero exactly where the frequency is`);
}

/** Equal histories are worked out once. */
export function distinct({ frequency, recency, age }: Histories): History[] {
  const held = new Map<string, { x: number; tx: number; T: number; count: number }>();
  age.forEach((T, i) => {
    const [x, tx] = [frequency[i] as number, recency[i] as number];
    const key = `${x} ${tx} ${T}`;
    const same = held.get(key);
    if (same) same.count += 1;
    else held.set(key, { x, tx, T, count: 1 });
  });
  return [...held.values()];
}

/** Fewer than this and four parameters are not to be had. */
const fewest = 30;

/** Why a fit is not tried; null where it can be. */
export function reasonAgainst({ frequency }: Histories): Refused | null {
  const repeated = frequency.filter((x) => x > 0).length;
  return repeated < fewest ? { refused: `${repeated} of ${frequency.length} came again: at least ${fewest} are needed` } : null;
}
