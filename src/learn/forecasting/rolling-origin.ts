import { mase, smape } from './forecast-scores.ts';
import { seasonalNaive } from './naive.ts';
import { demandSeries, demandWhole, type Ahead, type Method, type Outlook } from './series.ts';

export interface RollingOptions extends Outlook {
  /** The first origin: how many values are known at it. Two rounds of seasons and three by default. */
  readonly first?: number;
  /** Values between one origin and the next; 1 by default. */
  readonly step?: number;
}

/** One method at one origin: what it said of the steps that have a value since. */
export interface RollingForecast {
  readonly known: number;
  readonly forecast: Ahead;
  readonly actual: Float64Array;
}

export interface RollingResult {
  readonly name: string;
  readonly forecasts: readonly RollingForecast[];
  /** Means over origins; sMAPE in percent. MASE is scaled by the values known at each origin, null where they never change. */
  readonly smape: number;
  readonly mase: number | null;
}

/**
 * Rolling-origin evaluation (Tashman 2000): at each origin every method sees the values so far and nothing else, and forecasts up to
 * `horizon` steps of those that came after. Seasonal naive always stands beside the methods, under its own name. Throws a RangeError
 * where no origin is left, or a method answers other than one finite number for each step.
 */
export function rollingOrigin(values: ArrayLike<number>, methods: Readonly<Record<string, Method>>, options: RollingOptions): RollingResult[] {
  const { horizon, period, first = 2 * period + 3, step = 1 } = options;
  const y = demandSeries(values, options, 2);
  demandWhole('The first origin', first);
  demandWhole('The step between origins', step);
  if (first >= y.length) throw new RangeError(`No origin is left: the first is after ${first} values of ${y.length}`);
  const origins = Array.from({ length: Math.ceil((y.length - first) / step) }, (_, at) => first + at * step);
  return Object.entries({ ...methods, seasonalNaive }).map(([name, method]) => {
    const forecasts = origins.map((known) => forecastFrom(name, method, y, known, { horizon: Math.min(horizon, y.length - known), period }));
    const scaled = forecasts.map(({ known, forecast, actual }) => mase(actual, forecast, y.subarray(0, known), period));
    return { name, forecasts, smape: mean(forecasts.map(({ forecast, actual }) => smape(actual, forecast))), mase: scaled.every((one) => one !== null) ? mean(scaled) : null };
  });
}

function forecastFrom(name: string, method: Method, y: Float64Array, known: number, outlook: Outlook): RollingForecast {
  const forecast = method(y.slice(0, known), outlook);
  if (forecast.length !== outlook.horizon || !forecast.every(Number.isFinite)) throw new RangeError(`${name} after ${known} values: not one finite number for each of ${outlook.horizon} steps`);
  return { known, forecast, actual: y.slice(known, known + outlook.horizon) };
}

const mean = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0) / values.length;
