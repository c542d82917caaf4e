import { findDates, parseDate, type FoundDates } from '../formats/date-text.ts';
import { findNumbers, type FoundNumbers } from '../formats/number-text.ts';
import { folded, isUntouched } from '../formats/words.ts';

/** What the values of one column look like. */
export interface ColumnProfile {
  readonly header: string;
  readonly folded: string;
  readonly rows: number;
  readonly filled: number;
  readonly untouched: ReadonlyMap<string, number>;
  readonly samples: readonly string[];
  /** How often each value occurs; complete only where `isComplete`. */
  readonly values: ReadonlyMap<string, number>;
  readonly isComplete: boolean;
  /** Share of the filled cells that hold a value not seen before. */
  readonly unique: number;
  readonly dates: FoundDates | null;
  readonly numbers: FoundNumbers | null;
  readonly longest: number;
  /** Newest instant not later than now, where the column holds dates. */
  readonly newest: number | null;
}

const sampled = 3_000;
const valuesKept = 5_000;
const idsKept = 400_000;
const decidedAfter = 2_000;

/** Watches the cells of one column go by. */
export class ColumnWatch {
  readonly #header: string;
  readonly #now: number;
  readonly #isNamedDate: boolean;
  readonly #values = new Map<string, number>();
  readonly #seen = new Set<string>();
  readonly #untouched = new Map<string, number>();
  readonly #samples: string[] = [];
  #rows = 0;
  #filled = 0;
  #repeats = 0;
  #longest = 0;
  #isDate = false;
  #isOpenQuestion = false;
  #newest = { DMY: -Infinity, MDY: -Infinity, YMD: -Infinity };
  #early: FoundDates | null = null;

  constructor(header: string, now: number) {
    this.#header = header;
    this.#now = now;
    this.#isNamedDate = speaksOfDates(header);
  }

  add(cell: string): void {
    this.#rows += 1;
    const value = cell.trim();
    if (value === '') return;
    if (isUntouched(value)) { this.#untouched.set(value, (this.#untouched.get(value) ?? 0) + 1); return; }
    this.#filled += 1;
    if (value.length > this.#longest) this.#longest = value.length;
    this.#count(value);
    if (this.#samples.length < sampled || (this.#isOpenQuestion && this.#settles(value))) this.#samples.push(value);
    if (this.#filled === decidedAfter) this.#decide();
    if (this.#isDate) this.#keepNewest(value);
  }

  #count(value: string): void {
    const times = this.#values.get(value);
    if (times !== undefined) this.#values.set(value, times + 1);
    else if (this.#values.size < valuesKept) this.#values.set(value, 1);
    if (this.#seen.size >= idsKept || this.#repeats > 1000) return;
    if (this.#seen.has(value)) this.#repeats += 1;
    else this.#seen.add(value);
  }

  /** After enough values it is known whether the column holds dates, and whether their order is still open. */
  #decide(): void {
    this.#early = findDates(this.#samples, this.#isNamedDate);
    this.#isDate = (this.#early?.share ?? 0) > 0.5;
    this.#isOpenQuestion = this.#isDate ? this.#early?.sure === false : findNumbers(this.#samples)?.sure === false;
    if (this.#isDate) for (const value of this.#samples) this.#keepNewest(value);
  }

  /** Whether a value can answer which of two readings is right: a day above 12, or one or two decimals. */
  #settles(value: string): boolean {
    return this.#samples.length < sampled + 50 && (/^(1[3-9]|[23]\d)[./-]|^\d{1,2}[./-](1[3-9]|[23]\d)[./-]/.test(value) || (!this.#isDate && /[.,]\d{1,2}$/.test(value)));
  }

  #keepNewest(value: string): void {
    const early = this.#early;
    if (!early) return;
    const orders = early.sure || early.order === 'YMD' ? [early.order] : (['DMY', 'MDY'] as const);
    for (const order of orders) {
      const at = parseDate(value, order);
      const slot = order === 'DMY' || order === 'MDY' ? order : 'YMD';
      if (at !== null && at <= this.#now && at > this.#newest[slot]) this.#newest[slot] = at;
    }
  }

  profile(): ColumnProfile {
    if (this.#filled < decidedAfter) this.#decide();
    const dates = findDates(this.#samples, this.#isNamedDate);
    const slot = dates?.order === 'DMY' || dates?.order === 'MDY' ? dates.order : 'YMD';
    const newest = Math.max(this.#newest[slot], this.#newest.YMD);
    return {
      header: this.#header, folded: folded(this.#header), rows: this.#rows, filled: this.#filled, untouched: this.#untouched,
      samples: this.#samples, values: this.#values, isComplete: this.#values.size < valuesKept,
      unique: this.#filled === 0 ? 0 : this.#uniqueShare(), dates, numbers: findNumbers(this.#samples), longest: this.#longest,
      newest: Number.isFinite(newest) ? newest : null,
    };
  }

  #uniqueShare(): number {
    const counted = this.#seen.size + this.#repeats;
    return this.#repeats > 1000 ? Math.min(this.#seen.size / counted, 0.99) : this.#seen.size / Math.max(1, counted);
  }
}

/** Whether a header names a date, so that numbers under it may be dates. */
export const speaksOfDates = (header: string): boolean =>
  /date|datum|fecha|data\b|\bday\b|time|_at$|\bat$|created|closed|\bon$|timestamp|[a-z](At|On)$/i.test(header);
