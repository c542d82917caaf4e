import { demandFinite } from '../demand.ts';
import { demandWhole } from './series.ts';

/** How strongly each series moves with what moves all of them in the same period: correlations of two series are products of their loadings. */
export interface CommonShock {
  readonly loadings: Float64Array;
  /** Mean correlation of two series. */
  readonly correlation: number;
  readonly periods: number;
  /** `series`: learned from enough periods alone; `prior`: fewer than `enoughPeriods`, and the prior moves the answer. */
  readonly by: 'series' | 'prior';
}

export interface ShockOptions {
  /** Correlation of two series that is believed before any period is seen; 0.1 by default. */
  readonly prior?: number;
  /** How many periods the prior is worth; 4 by default. */
  readonly priorPeriods?: number;
}

const enoughPeriods = 6;
const [leastLoading, mostLoading] = [0, 0.99];
const rounds = 100;
/** (z² + 1) / 2 at z = 1.28: the first term by which a squared quantile of Student's t exceeds the normal one (Abramowitz and Stegun 26.7.5). */
const studentFactor = 1.3;

/**
 * One shock shared by the errors of the same period: z_it = λ_i f_t + noise, for errors scaled to unit size around zero. Loadings by the
 * centroid method (Thurstone 1947): λ_i is the sum of its correlations with all others over the sum of their loadings, repeated. Correlations are
 * shrunk to the prior by periods, so few periods do not say that series are independent. Loadings below 0 count as 0: what moves against the
 * rest is taken as independent, and the interval of a sum is not narrowed by it. `errors[i][t]`: of one forecast date or of one step, series
 * i, period t; the same periods for all. Throws a RangeError where lengths differ, values are not finite, or there is no period.
 */
export function commonShock(errors: readonly Float64Array[], { prior = 0.1, priorPeriods = 4 }: ShockOptions = {}): CommonShock {
  const periods = errors[0]?.length ?? 0;
  demandWhole('The number of periods with errors', periods);
  errors.forEach((row, i) => {
    if (row.length !== periods) throw new RangeError(`Series ${i} has ${row.length} periods of errors, the first one ${periods}`);
    demandFinite(`Errors of series ${i}`, row);
  });
  if (!(prior >= 0 && prior < 1 && priorPeriods >= 0)) throw new RangeError('The prior correlation lies in [0, 1), its periods are not below 0');
  const scaled = errors.map(unitSized);
  const total = Float64Array.from({ length: periods }, (_, t) => scaled.reduce((sum, row) => sum + (row[t] as number), 0));
  const others = errors.length - 1;
  const withOthers = scaled.map((row) => {
    const own = row.reduce((sum, z) => sum + z * z, 0);
    return (row.reduce((sum, z, t) => sum + z * (total[t] as number), 0) - own + priorPeriods * prior * others) / (periods + priorPeriods);
  });
  const loadings = centroid(withOthers);
  return { loadings, correlation: others > 0 ? meanProduct(loadings) : 0, periods, by: periods < enoughPeriods ? 'prior' : 'series' };
}

function unitSized(row: Float64Array): Float64Array {
  const size = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0) / row.length);
  return size > 0 ? row.map((value) => value / size) : row;
}

/** Loadings that give each series its sum of correlations with the others. */
function centroid(withOthers: readonly number[]): Float64Array {
  const n = withOthers.length;
  const mean = withOthers.reduce((sum, value) => sum + value, 0) / (n * Math.max(1, n - 1));
  const loadings = new Float64Array(n).fill(Math.sqrt(Math.max(0, Math.min(mean, 1))));
  if (n === 1 || mean <= 0) return loadings.fill(0);
  for (let round = 0; round < rounds; round += 1) {
    const total = loadings.reduce((sum, value) => sum + value, 0);
    // Half of the way each time: full steps can swing between two answers.
    const next = loadings.map((own, i) => (own + Math.min(mostLoading, Math.max(leastLoading, (withOthers[i] as number) / Math.max(1e-9, total - own)))) / 2);
    loadings.set(next);
  }
  return loadings;
}

function meanProduct(loadings: Float64Array): number {
  const total = loadings.reduce((sum, value) => sum + value, 0);
  const squares = loadings.reduce((sum, value) => sum + value * value, 0);
  return (total * total - squares) / (loadings.length * (loadings.length - 1));
}

/** A forecast with an interval for each step. */
export interface Ranged {
  readonly mean: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * The sum of several series. Half-widths below and above add up as standard deviations that share a shock:
 * w² = Σ (1 − λ_i²) w_i² + (1 + 1.3 / T) (Σ λ_i w_i)². The factor is that of Student's t over T periods near 80 %: a shock learned from few
 * periods may be larger than those seen. Without a shock half-widths add up as if independent, which is too narrow wherever the same things
 * move all series. All intervals must be of one level. Throws a RangeError where horizons differ or nothing is given.
 */
export function sumForecasts(series: readonly Ranged[], shock: Pick<CommonShock, 'loadings' | 'periods'> | null): Ranged {
  const horizon = series[0]?.mean.length ?? 0;
  demandWhole('The number of steps to add up', horizon);
  series.forEach(({ mean, low, high }, i) => {
    if (mean.length !== horizon || low.length !== horizon || high.length !== horizon) throw new RangeError(`Series ${i} has other steps than the first one: ${mean.length} for ${horizon}`);
  });
  if (shock && shock.loadings.length !== series.length) throw new RangeError(`${shock.loadings.length} loadings for ${series.length} series`);
  const loadingOf = (i: number): number => shock?.loadings[i] ?? 0;
  const unsure = 1 + studentFactor / (shock?.periods ?? Infinity);
  const joint = (halfOf: (one: Ranged, step: number) => number, step: number): number => {
    const halves = series.map((one) => halfOf(one, step));
    const shared = halves.reduce((sum, half, i) => sum + loadingOf(i) * half, 0);
    return Math.sqrt(halves.reduce((sum, half, i) => sum + (1 - loadingOf(i) ** 2) * half * half, unsure * shared * shared));
  };
  const mean = Float64Array.from({ length: horizon }, (_, step) => series.reduce((sum, one) => sum + (one.mean[step] as number), 0));
  return {
    mean,
    low: mean.map((value, step) => value - joint((one, at) => (one.mean[at] as number) - (one.low[at] as number), step)),
    high: mean.map((value, step) => value + joint((one, at) => (one.high[at] as number) - (one.mean[at] as number), step)),
  };
}
