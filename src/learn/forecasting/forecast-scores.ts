import { demandFinite, demandRows } from '../demand.ts';

const meanOf = (n: number, of: (at: number) => number): number => {
  let total = 0;
  for (let at = 0; at < n; at += 1) total += of(at);
  return total / n;
};

function demandPairs(what: string, actual: ArrayLike<number>, ...others: ReadonlyArray<ArrayLike<number>>): void {
  demandRows(what, actual.length, others);
  for (const column of [actual, ...others]) demandFinite(what, column);
}

/** Symmetric mean absolute percentage error as in the M3 competition (Makridakis and Hibon 2000): mean of 200 |y − f| / (|y| + |f|), in percent; a pair of zeros counts 0. */
export function smape(actual: ArrayLike<number>, forecast: ArrayLike<number>): number {
  demandPairs('sMAPE', actual, forecast);
  return meanOf(actual.length, (at) => {
    const [y, f] = [actual[at] as number, forecast[at] as number];
    return y === f ? 0 : (200 * Math.abs(y - f)) / (Math.abs(y) + Math.abs(f));
  });
}

/** Mean absolute scaled error (Hyndman and Koehler 2006): by the mean change from one round of seasons to the next in `past`; null where that is zero or there is none. */
export function mase(actual: ArrayLike<number>, forecast: ArrayLike<number>, past: ArrayLike<number>, period = 1): number | null {
  demandPairs('MASE', actual, forecast);
  demandFinite('MASE, past', past);
  const changes = past.length - period;
  const scale = changes > 0 ? meanOf(changes, (t) => Math.abs((past[t + period] as number) - (past[t] as number))) : 0;
  return scale > 0 ? meanOf(actual.length, (at) => Math.abs((actual[at] as number) - (forecast[at] as number))) / scale : null;
}

/** Pinball loss of a quantile (Koenker and Bassett 1978): the share of what lies above it, 1 − share of what lies below. In units of y. */
export function pinballLoss(actual: ArrayLike<number>, quantiles: ArrayLike<number>, share: number): number {
  demandPairs('Pinball loss', actual, quantiles);
  if (!(share > 0 && share < 1)) throw new RangeError(`The share of a quantile lies between 0 and 1: ${share}`);
  return meanOf(actual.length, (at) => {
    const above = (actual[at] as number) - (quantiles[at] as number);
    return above > 0 ? share * above : (share - 1) * above;
  });
}

/** How intervals did: share held, mean width, and Gneiting and Raftery's interval score (2007, eq. 43): the width and 2 / miss for each unit outside. Lower is better. */
export interface IntervalScore {
  readonly coverage: number;
  readonly width: number;
  readonly score: number;
}

export function intervalScore(actual: ArrayLike<number>, low: ArrayLike<number>, high: ArrayLike<number>, level: number): IntervalScore {
  demandPairs('Interval score', actual, low, high);
  if (!(level > 0 && level < 1)) throw new RangeError(`The level lies between 0 and 1: ${level}`);
  const reversed = Array.from(low).findIndex((value, at) => value > (high[at] as number));
  if (reversed >= 0) throw new RangeError(`Interval ${reversed} ends below its beginning`);
  const width = meanOf(actual.length, (at) => (high[at] as number) - (low[at] as number));
  const outside = (at: number): number => Math.max(0, (low[at] as number) - (actual[at] as number), (actual[at] as number) - (high[at] as number));
  return { width, coverage: meanOf(actual.length, (at) => (outside(at) === 0 ? 1 : 0)), score: width + meanOf(actual.length, outside) * (2 / (1 - level)) };
}
