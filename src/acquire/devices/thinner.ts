import { thinningVersion, type Thinning } from '../../model/index.ts';
import type { Reading } from './reading.ts';

/** Devices and metrics whose last reading is remembered; beyond, the oldest are forgotten, and their next reading is kept. */
const mostRemembered = 500_000;

/**
 * Leaves readings out at the door by a source's declared rule. It remembers the last reading that was kept, in memory alone: after a start the
 * first of each device and metric is kept.
 */
export class Thinner {
  readonly #rule: Thinning | null;
  readonly #last = new Map<string, { readonly at: number; readonly value: Reading['value'] }>();

  constructor(rule: Thinning | null) {
    this.#rule = rule;
  }

  /** The rule as it is kept beside what it left out. */
  get words(): string {
    return this.#rule === null ? thinningVersion : `${thinningVersion} seconds=${this.#rule.seconds}${this.#rule.deadBand === null ? '' : ` deadBand=${this.#rule.deadBand}`}${this.#rule.keep.length === 0 ? '' : ` keep=${this.#rule.keep.join(',')}`}`;
  }

  /** Whether a reading that happened at `at` (epoch ms) is kept. */
  keeps(reading: Reading, at: number): boolean {
    if (this.#rule === null || reading.isEvent || this.#rule.keep.some((name) => (name.endsWith('*') ? reading.metric.startsWith(name.slice(0, -1)) : reading.metric === name))) return true;
    const key = `${reading.device}\n${reading.metric}`;
    const last = this.#last.get(key);
    if (last !== undefined && Math.abs(at - last.at) < this.#rule.seconds * 1000 && !differs(reading.value, last.value, this.#rule.deadBand)) return false;
    if (last === undefined || at >= last.at) this.#remember(key, { at, value: reading.value });
    return true;
  }

  #remember(key: string, kept: { at: number; value: Reading['value'] }): void {
    this.#last.delete(key);
    this.#last.set(key, kept);
    if (this.#last.size > mostRemembered) this.#last.delete(this.#last.keys().next().value as string);
  }
}

/** Numbers by more than the dead band, where there is one; anything else at all. */
function differs(value: Reading['value'], last: Reading['value'], deadBand: number | null): boolean {
  if (typeof value !== 'number' || typeof last !== 'number') return value !== last;
  return deadBand !== null && Math.abs(value - last) > deadBand;
}
