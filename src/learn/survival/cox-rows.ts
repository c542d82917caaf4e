import type { FollowUp } from './follow-up.ts';
import type { Ties } from './risk-sets.ts';

type Label = string | number;

export interface CoxOptions {
  readonly ties?: Ties;
  /** How much each row counts; above zero. */
  readonly weights?: Float64Array;
  /** Rows of one stratum are compared with each other only. */
  readonly strata?: ArrayLike<Label>;
  /** Rows of one cluster hang together: robust errors by the sum of their influences (Lin and Wei 1989). One a row for errors that hold where the model does not quite. */
  readonly clusters?: ArrayLike<Label>;
  /** Of which subject each row is a stretch: only checked, that no two stretches of one overlap. */
  readonly subjects?: ArrayLike<Label>;
}

/** Rows of one stratum, and where they stand among all rows. */
export interface Stratum {
  readonly stratum: Label;
  readonly rows: Int32Array;
  readonly seen: FollowUp;
  readonly x: Float64Array;
  readonly weights: Float64Array | undefined;
}

export function checkRowOptions(seen: FollowUp, { weights, strata, clusters, subjects }: CoxOptions): void {
  const n = seen.time.length;
  for (const [name, labels] of [['weights', weights], ['strata', strata], ['clusters', clusters], ['subjects', subjects]] as const) {
    if (labels && labels.length !== n) throw new RangeError(`${labels.length} ${name} for ${n} rows`);
  }
  const bad = weights ? weights.findIndex((weight) => !(weight > 0 && Number.isFinite(weight))) : -1;
  if (bad >= 0) throw new RangeError(`Row ${bad}: a weight must be a number above zero`);
  if (subjects) checkStretches(seen, subjects);
}

function checkStretches({ time, entry }: FollowUp, subjects: ArrayLike<Label>): void {
  const order = Array.from(time, (_, row) => row).sort((a, b) => (entry?.[a] ?? 0) - (entry?.[b] ?? 0));
  const seenUntil = new Map<Label, number>();
  for (const row of order) {
    const subject = subjects[row] as Label;
    if ((entry?.[row] ?? 0) < (seenUntil.get(subject) ?? 0)) throw new RangeError(`Row ${row}: subject ${subject} is at risk in another row at the same time`);
    seenUntil.set(subject, time[row] as number);
  }
}

/** The rows stratum by stratum, in the order in which strata first appear; one stratum of all without any. */
export function strataOf(seen: FollowUp, x: Float64Array, p: number, { strata, weights }: CoxOptions): Stratum[] {
  const held = new Map<Label, number[]>();
  seen.time.forEach((_, row) => {
    const label = strata ? (strata[row] as Label) : 0;
    const rows = held.get(label);
    if (rows) rows.push(row);
    else held.set(label, [row]);
  });
  return [...held].map(([stratum, list]) => {
    const rows = Int32Array.from(list);
    const pick = (values: ArrayLike<number>): Float64Array => Float64Array.from(rows, (row) => values[row] as number);
    const own = new Float64Array(rows.length * p);
    rows.forEach((row, at) => own.set(x.subarray(row * p, (row + 1) * p), at * p));
    return { stratum, rows, x: own, weights: weights && pick(weights), seen: { time: pick(seen.time), event: pick(seen.event), ...(seen.entry ? { entry: pick(seen.entry) } : {}) } };
  });
}
