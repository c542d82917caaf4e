import { sum } from './series.ts';

/** A series without its seasons, and the way back. */
export interface Adjusted {
  readonly values: Float64Array;
  readonly kind: 'none' | 'additive' | 'multiplicative';
  /** Puts the seasons back on forecasts that start right after the series. */
  readonly restore: (ahead: Float64Array) => Float64Array;
}

/** 90 % of a chi-squared variable with one degree of freedom lie below: the customary size of this test in the M competitions. */
const critical = 2.705543454095404;

/**
 * Does the autocorrelation at the lag of one round of seasons differ from zero? n r_m² / Σ_{k<m} r_k² against χ²(1) at 10 %, the sum from
 * r_0 = 1 and each term once, as statsmodels' `ThetaModel` has it. Needs two full rounds; a constant has no seasons.
 */
export function isSeasonal(values: Float64Array, period: number): boolean {
  if (period < 2 || values.length < 2 * period) return false;
  const mean = sum(values) / values.length;
  const centred = values.map((value) => value - mean);
  const spread = centred.reduce((total, value) => total + value * value, 0);
  if (!(spread > 1e-24 * values.length * mean * mean)) return false;
  let squares = 0;
  for (let lag = 0; lag < period; lag += 1) squares += (lagged(centred, lag) / spread) ** 2;
  return (values.length * (lagged(centred, period) / spread) ** 2) / squares > critical;
}

function lagged(centred: Float64Array, lag: number): number {
  let total = 0;
  for (let t = lag; t < centred.length; t += 1) total += (centred[t] as number) * (centred[t - lag] as number);
  return total;
}

/**
 * Factors of the seasons by classical decomposition: a centred moving average over one round is the trend; means of what is left, by
 * season, set to sum to zero (additive) or to mean one (multiplicative). Needs two full rounds.
 */
export function seasonalFactors(values: Float64Array, period: number, kind: 'additive' | 'multiplicative'): Float64Array {
  const [sums, counts] = [new Float64Array(period), new Float64Array(period)];
  const reach = Math.floor(period / 2);
  for (let t = reach; t < values.length - reach; t += 1) {
    const trend = centredMean(values, t, period);
    const left = kind === 'additive' ? (values[t] as number) - trend : (values[t] as number) / trend;
    sums[t % period] = (sums[t % period] as number) + left;
    counts[t % period] = (counts[t % period] as number) + 1;
  }
  const means = sums.map((total, season) => total / (counts[season] as number));
  const mean = sum(means) / period;
  return means.map((value) => (kind === 'additive' ? value - mean : value / mean));
}

function centredMean(values: Float64Array, t: number, period: number): number {
  const reach = Math.floor(period / 2);
  let total = 0;
  for (let at = t - reach; at <= t + reach; at += 1) total += values[at] as number;
  if (period % 2 === 0) total -= ((values[t - reach] as number) + (values[t + reach] as number)) / 2;
  return total / period;
}

/** The series without its seasons where the test finds some: divided by factors where all values and factors are above zero, otherwise less differences. */
export function withoutSeasons(values: Float64Array, period: number): Adjusted {
  if (!isSeasonal(values, period)) return { values, kind: 'none', restore: (ahead) => ahead };
  const factors = values.every((value) => value > 0) ? seasonalFactors(values, period, 'multiplicative') : null;
  if (factors?.every((factor) => factor > 0)) return adjusted(values, factors, 'multiplicative');
  return adjusted(values, seasonalFactors(values, period, 'additive'), 'additive');
}

function adjusted(values: Float64Array, factors: Float64Array, kind: 'additive' | 'multiplicative'): Adjusted {
  const factorAt = (t: number): number => factors[t % factors.length] as number;
  return kind === 'additive'
    ? { kind, values: values.map((value, t) => value - factorAt(t)), restore: (ahead) => ahead.map((value, step) => value + factorAt(values.length + step)) }
    : { kind, values: values.map((value, t) => value / factorAt(t)), restore: (ahead) => ahead.map((value, step) => value * factorAt(values.length + step)) };
}
