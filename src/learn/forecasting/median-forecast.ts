import { median } from '../quantile.ts';
import { chooseEts } from './choose-ets.ts';
import { dampedTrend } from './damped-trend.ts';
import { fitEts, type EtsFit } from './ets.ts';
import { etsForecast } from './ets-forecast.ts';
import { seasonalNaive } from './naive.ts';
import { optimisedTheta } from './optimised-theta.ts';
import { demandSeries, type Ahead, type Outlook } from './series.ts';
import { theta } from './theta.ts';

/** The middle of several methods, each method's own numbers, and how the spread grows with the steps. */
export interface MedianForecast {
  readonly mean: Ahead;
  readonly parts: Readonly<Record<string, Ahead>>;
  /** Standard deviation of each step by the smoothing model, or as of a random walk where it refused; null where the series never changes. */
  readonly sd: Float64Array | null;
  /** The smoothing model, null where it refused. */
  readonly ets: EtsFit | null;
}

/**
 * The median, step by step, of exponential smoothing chosen by AICc, Theta, dynamic optimised Theta and the damped trend: a simple
 * combination of univariate models (Petropoulos and Svetunkov 2020, who take the median of ETS, CES, ARIMA and optimised Theta; the two
 * that are not here are replaced by the two best single entrants of the M3 competition that are). Below three values, seasonal naive.
 */
export function medianForecast(values: ArrayLike<number>, outlook: Outlook, known: EtsFit | null = null): MedianForecast {
  const y = demandSeries(values, outlook);
  if (y.length < 3) return { mean: seasonalNaive(y, outlook), parts: { seasonalNaive: seasonalNaive(y, outlook) }, sd: walkSpread(y, outlook.horizon), ets: null };
  const chosen = known ? fitEts(y, { form: known.form, period: outlook.period, start: known }) : chooseEts(y, outlook.period);
  const ets = 'refused' in chosen ? null : chosen;
  const smooth = ets && etsForecast(ets, outlook.horizon);
  const parts = { ...(smooth && { ets: smooth.mean }), theta: theta(y, outlook), optimisedTheta: optimisedTheta(y, outlook), dampedTrend: dampedTrend(y, outlook) };
  const mean = Float64Array.from({ length: outlook.horizon }, (_, step) => median(Object.values(parts).map((part) => part[step] as number)));
  return { mean, parts, sd: smooth?.sd ?? walkSpread(y, outlook.horizon), ets };
}

/** √h times the root mean square of the changes. */
function walkSpread(y: Float64Array, horizon: number): Float64Array | null {
  let squares = 0;
  for (let t = 1; t < y.length; t += 1) squares += ((y[t] as number) - (y[t - 1] as number)) ** 2;
  return squares > 0 ? Float64Array.from({ length: horizon }, (_, step) => Math.sqrt(((step + 1) * squares) / (y.length - 1))) : null;
}
