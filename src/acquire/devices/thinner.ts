import { thinningVersion, type Thinning } from '../../model/index.ts';
import { isAmong } from './metric-names.ts';
import type { Reading } from './reading.ts';

/** Devices and metrics whose last reading is remembered; beyond, the oldest are forgotten, and their next reading is kept. */
const mostRemembered = 500_000;

interface Kept {
  readonly at: number;
  readonly value: Reading['value'];
  readonly since: number | null;
}

/**
 * Leaves readings out at the door by a source's declared rule. It remembers the last reading that was kept, in memory alone: after a start the
 * first of each device and metric is kept.
 */
export class Thinner {
  readonly #rule: Thinning | null;
  readonly #last = new Map<string, Kept>();

  constructor(rule: Thinning | null) {
    this.#rule = rule;
  }

  /** The rule as it is kept beside what it left out. */
  get words(): string {
    return this.#rule === null ? thinningVersion : `${thinningVersion} seconds=${this.#rule.seconds}${this.#rule.deadBand === null ? '' : ` deadBand=${this.#rule.deadBand}`}${this.#rule.keep.length === 0 ? '' : ` keep=${this.#rule.keep.join(',')}`}`;
  }

  /** Whether a reading that happened at `at` (epoch ms) is kept. */
  keeps(reading: Reading, at: number): boolean {
    if (this.#rule === null || isAlwaysKept(reading, this.#rule)) return true;
    const last = this.#last.get(keyOf(reading));
    if (last !== undefined && goes(reading, at, last, this.#rule)) return false;
    if (last === undefined || at >= last.at) this.#remember(keyOf(reading), { at, value: reading.value, since: reading.counter?.since ?? null });
    return true;
  }

  /** For readings that could not be stored after all: what comes next of their kind is kept. */
  forget(readings: readonly Reading[]): void {
    for (const reading of readings) this.#last.delete(keyOf(reading));
  }

  #remember(key: string, kept: Kept): void {
    this.#last.delete(key);
    this.#last.set(key, kept);
    if (this.#last.size > mostRemembered) this.#last.delete(this.#last.keys().next().value as string);
  }
}

const keyOf = ({ device, metric, series = '' }: Reading): string => `${device}\n${metric}\n${series}`;

/** Events, metrics that the rule names, and increments: one that is left out would be missing in the sum. */
const isAlwaysKept = ({ isEvent, metric, counter }: Reading, { keep }: Thinning): boolean =>
  isEvent || counter?.kind === 'delta' || isAmong(metric, keep);

function goes(reading: Reading, at: number, last: Kept, { seconds, deadBand }: Thinning): boolean {
  if (Math.abs(at - last.at) >= seconds * 1000 || differs(reading.value, last.value, deadBand)) return false;
  // A repetition is told as one by the collector; counting that began anew is news.
  const isRepeated = reading.time !== null && at === last.at;
  return !isRepeated && (reading.counter?.since ?? null) === last.since;
}

/** Numbers by more than the dead band, where there is one; anything else at all. */
function differs(value: Reading['value'], last: Reading['value'], deadBand: number | null): boolean {
  if (typeof value !== 'number' || typeof last !== 'number') return value !== last;
  return deadBand !== null && Math.abs(value - last) > deadBand;
}
