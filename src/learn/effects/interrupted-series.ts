import { demandFinite, demandRows } from '../demand.ts';
import type { Refused } from '../refused.ts';
import { estimateWith, type Estimate } from './estimate.ts';
import { fitHac, type HacFit } from './fit-hac.ts';

export interface SeriesOptions {
  /** Facts that move the series without being moved by the event, one array each (a season, another series). */
  readonly columns?: ReadonlyArray<ArrayLike<number>>;
  readonly lags?: number;
  readonly level?: number;
}

export interface InterruptedSeries {
  /** Jump at the event, beyond the line so far. */
  readonly jump: Estimate;
  /** Change of the slope per period from then on. */
  readonly bend: Estimate;
  /** Slope before. */
  readonly slope: Estimate;
  readonly lags: number;
}

const fewestOnASide = 3;

/**
 * One series before and after one date: y = a + b t + jump · 1[t ≥ at] + bend · (t − at) 1[t ≥ at] + columns, errors of Newey and West (Wagner, Soumerai, Zhang and Ross-Degnan 2002;
 * `fitHac`). `at` is the first period after.
 * Assumes that the line would have gone on; nothing else may have happened then: see `placeboBreaks`. Throws a RangeError on bad input; refuses fewer than three periods on a side and
 * collinear columns.
 */
export function interruptedSeries(outcomes: ArrayLike<number>, at: number, { columns = [], lags, level = 0.95 }: SeriesOptions = {}): InterruptedSeries | Refused {
  demandSeries(outcomes, at, columns);
  if (at < fewestOnASide || outcomes.length - at < fewestOnASide) return { refused: `A side of the date has fewer than ${fewestOnASide} periods` };
  const p = 4 + columns.length;
  const x = Float64Array.from({ length: outcomes.length * p }, (_, cell) => cellOf(Math.floor(cell / p), cell % p, at, columns));
  const fit = fitHac(x, Float64Array.from(outcomes), p, lags);
  if ('refused' in fit) return fit;
  return { slope: coefficient(fit, 1, level), jump: coefficient(fit, 2, level), bend: coefficient(fit, 3, level), lags: fit.lags };
}

function cellOf(period: number, j: number, at: number, columns: ReadonlyArray<ArrayLike<number>>): number {
  if (j >= 4) return (columns[j - 4] as ArrayLike<number>)[period] as number;
  const since = period - at;
  return [1, since, Number(since >= 0), Math.max(0, since)][j] as number;
}

const coefficient = (fit: HacFit, j: number, level: number): Estimate => estimateWith(fit.coefficients[j] as number, fit.standardErrors[j] as number, fit.degreesOfFreedom, level);

function demandSeries(outcomes: ArrayLike<number>, at: number, columns: ReadonlyArray<ArrayLike<number>>): void {
  demandRows('Series', outcomes.length, columns);
  demandFinite('Series', outcomes);
  columns.forEach((column, index) => { demandFinite(`Column ${index}`, column); });
  if (!(Number.isInteger(at) && at >= 0 && at <= outcomes.length)) throw new RangeError(`The date is ${at}, not a period of the series`);
}

export interface PlaceboBreaks {
  /** Jump at the date, in its own errors. */
  readonly t: number;
  /** The same at earlier dates, on the series before the event alone, in order of time. */
  readonly placebos: ReadonlyArray<{ readonly at: number; readonly t: number }>;
  /** (1 + those as far from zero) ÷ (1 + dates). Dates beside one another see nearly the same, so it is a yardstick. */
  readonly p: number;
}

/**
 * The jump of `interruptedSeries` beside jumps at every earlier date that has `margin` periods (8 by default) before it and before the event. Refuses where there is no such date, or
 * no error to measure by.
 */
export function placeboBreaks(outcomes: ArrayLike<number>, at: number, { columns = [], margin = 8, ...options }: SeriesOptions & { readonly margin?: number } = {}): PlaceboBreaks | Refused {
  if (!(Number.isInteger(margin) && margin >= fewestOnASide)) throw new RangeError(`The margin is ${margin}, not a whole number from ${fewestOnASide} on`);
  const actual = interruptedSeries(outcomes, at, { columns, ...options });
  if ('refused' in actual) return actual;
  const before = <T>(values: ArrayLike<T>): T[] => Array.from(values).slice(0, at);
  const dates = Array.from({ length: Math.max(0, at - 2 * margin + 1) }, (_, index) => margin + index);
  const tOf = ({ jump }: InterruptedSeries): number | null => (jump.p === null ? null : jump.estimate / jump.standardError);
  const placebos = dates.flatMap((date) => {
    const answer = interruptedSeries(before(outcomes), date, { columns: columns.map(before), ...options });
    const t = 'refused' in answer ? null : tOf(answer);
    return t === null ? [] : [{ at: date, t }];
  });
  const t = tOf(actual);
  if (t === null || placebos.length === 0) return { refused: `No earlier date has ${margin} periods on each side, or the series has no spread to measure by` };
  return { t, placebos, p: (1 + placebos.filter((one) => Math.abs(one.t) >= Math.abs(t)).length) / (1 + placebos.length) };
}
