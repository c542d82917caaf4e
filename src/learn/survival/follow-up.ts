/**
 * What was seen of n subjects. Any unit of time, the same for all; each array has n elements.
 * Assumes that leaving unobserved (censoring) and being late to enter tell nothing of the time to the event.
 */
export interface FollowUp {
  /** When each was last seen, or when the event came; > 0. */
  readonly time: Float64Array;
  /** 1 where the event came at `time`, 0 where it had not come by then. */
  readonly event: ArrayLike<number>;
  /** Since when each was under observation (left truncation); 0 for all if left out. At risk are those with entry < t ≤ time. */
  readonly entry?: Float64Array;
}

/** Throws a `RangeError` for nobody, arrays that differ in length, numbers that are not finite, times ≤ 0 or not after the entry, events that are not in 0…causes. */
export function checkFollowUp({ time, event, entry }: FollowUp, causes = 1): void {
  if (time.length === 0) throw new RangeError('Nobody was followed');
  if (event.length !== time.length || (entry && entry.length !== time.length)) throw new RangeError('Times, events and entries differ in number');
  for (let i = 0; i < time.length; i += 1) {
    const kind = event[i] as number;
    if (!Number.isFinite(time[i]) || (time[i] as number) <= 0) throw new RangeError(`Row ${i}: a time must be a number above zero`);
    if (!Number.isInteger(kind) || kind < 0 || kind > causes) throw new RangeError(`Row ${i}: an event must be a whole number from 0 to ${causes}`);
    if (entry && !((entry[i] as number) >= 0 && (entry[i] as number) < (time[i] as number))) throw new RangeError(`Row ${i}: an entry must lie from zero to before the time`);
  }
}

/** One moment at which something happened: how many were at risk, and how many events of each cause (index 0: cause 1). */
export interface Moment {
  readonly time: number;
  readonly atRisk: number;
  readonly events: readonly number[];
}

/** The moments with at least one event, in order of time. */
export function momentsOf({ time, event, entry }: FollowUp, causes = 1): Moment[] {
  const ends = Float64Array.from(time).sort();
  const starts = entry ? Float64Array.from(entry).sort() : new Float64Array(time.length);
  const counts = new Map<number, number[]>();
  time.forEach((at, i) => {
    const cause = event[i] as number;
    if (cause === 0) return;
    const held = counts.get(at) ?? new Array<number>(causes).fill(0);
    held[cause - 1] = (held[cause - 1] as number) + 1;
    counts.set(at, held);
  });
  let [entered, left] = [0, 0];
  return [...counts].sort(([a], [b]) => a - b).map(([at, events]) => {
    while (entered < starts.length && (starts[entered] as number) < at) entered += 1;
    while (left < ends.length && (ends[left] as number) < at) left += 1;
    return { time: at, atRisk: entered - left, events };
  });
}
