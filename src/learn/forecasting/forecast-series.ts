import { conformalBound } from '../calibration/conformal.ts';
import { normalQuantile } from '../normal.ts';
import { medianForecast, type MedianForecast } from './median-forecast.ts';
import { notBelowZero, demandSeries, demandWhole, type Ahead, type Outlook } from './series.ts';

export interface ForecastOptions extends Outlook {
  /** Share of later values that an interval shall hold; 0.8 by default. */
  readonly level?: number;
  /** How many past dates the forecast is repeated from; 8 by default. */
  readonly origins?: number;
  /** Nothing below zero, neither forecast nor interval. */
  readonly nonNegative?: boolean;
}

/** How often the intervals were tried on the series' own past, and what came of it. */
export interface Calibration {
  /** Past dates from which the forecast was repeated, and later values they were held against. */
  readonly origins: number;
  readonly pairs: number;
  /** Half-width in units of the model's standard deviation; a normal distribution has 1.28 at 80 %. */
  readonly factor: number;
  /** `own past`: the factor is the conformal bound of those pairs; `model`: too few for that, the factor is that of a normal distribution. */
  readonly by: 'own past' | 'model';
}

export interface SeriesForecast {
  readonly mean: Ahead;
  /** Null where no interval can be had: the series never changes or has one value. */
  readonly low: Ahead | null;
  readonly high: Ahead | null;
  readonly level: number;
  readonly calibration: Calibration | null;
  /** What each method of the combination says. */
  readonly parts: Readonly<Record<string, Ahead>>;
  /** One-step errors of the smoothing model, one for each value, as `commonShock` takes them; null where it refused. */
  readonly residuals: Float64Array | null;
}

/**
 * The forecast to use without a choice of one's own: `medianForecast` with intervals that the series' own past has calibrated. From up to
 * `origins` past dates the methods are refitted to what was known and |value − forecast| / standard deviation is taken at each step that
 * has a value; the conformal bound of these ratios, all steps together, is the factor. Ratios of one series hang together, so the promise is
 * one on average over series, not for each. Smoothing keeps the form chosen on the whole series, whose weights are refitted.
 */
export function forecastSeries(values: ArrayLike<number>, options: ForecastOptions): SeriesForecast {
  const { horizon, period, level = 0.8, origins = 8, nonNegative = false } = options;
  if (!(level > 0 && level < 1)) throw new RangeError(`The level lies between 0 and 1: ${level}`);
  demandWhole('The number of past dates', origins);
  const y = demandSeries(values, options);
  const now = medianForecast(y, { horizon, period });
  const kept = nonNegative ? notBelowZero : (ahead: Ahead): Ahead => ahead;
  const bounds = now.sd && calibrated(y, now, { horizon, period }, origins, level);
  const half = bounds && now.sd ? now.sd.map((sd) => sd * bounds.factor) : null;
  return {
    level, parts: now.parts, residuals: now.ets?.residuals ?? null, calibration: bounds, mean: kept(now.mean),
    low: half && kept(now.mean.map((value, step) => value - (half[step] as number))), high: half && kept(now.mean.map((value, step) => value + (half[step] as number))),
  };
}

function calibrated(y: Float64Array, now: MedianForecast, outlook: Outlook, origins: number, level: number): Calibration {
  const dates = originsOf(y.length, outlook, origins);
  const ratios = dates.map((date) => ratiosFrom(y, date, now, outlook));
  const scores = Float64Array.from(ratios.flat());
  const factor = conformalBound(scores, 1 - level);
  const used = { origins: ratios.filter((some) => some.length > 0).length, pairs: scores.length };
  return Number.isFinite(factor) && used.origins > 1 ? { ...used, factor, by: 'own past' } : { ...used, factor: normalQuantile((1 + level) / 2), by: 'model' };
}

/** Past dates, evenly over the last two horizons but never before half of the series or two rounds of seasons. */
function originsOf(n: number, { horizon, period }: Outlook, most: number): number[] {
  const first = Math.max(n - 2 * horizon, Math.ceil(n / 2), 2 * period + 2, 4);
  const count = Math.min(most, n - first);
  return Array.from({ length: Math.max(0, count) }, (_, at) => first + Math.floor((at * (n - first)) / count));
}

function ratiosFrom(y: Float64Array, date: number, now: MedianForecast, { horizon, period }: Outlook): number[] {
  const then = medianForecast(y.subarray(0, date), { horizon: Math.min(horizon, y.length - date), period }, now.ets);
  if (!then.sd || (then.ets === null) !== (now.ets === null)) return [];
  return [...then.mean].map((value, step) => Math.abs((y[date + step] as number) - value) / ((then.sd as Float64Array)[step] as number));
}
