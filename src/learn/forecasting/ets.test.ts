import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseEts, etsForecast, fitEts, randomStream, normalDraw, type EtsFit, type EtsForm } from '../index.ts';
import { etsAt } from './ets.ts';
import { emptyPath, lossOf, runEts, slopesOfLoss } from './ets-path.ts';

interface InR { series: string; form: string; alpha: number; beta: number | null; gamma: number | null; phi: number | null; level: number; slope: number | null; seasons: number[]; logLik: number; sigma2: number; aicc: number; mean: number[]; high: number[] }
interface InStatsmodels { series: string; form: string; names: string[]; parameters: number[]; logLik: number; forecast: number[] }
/** Public series with what R's forecast 8.20 and statsmodels 0.13.5 say of them; made by make-forecasting-fixtures.py beside it. */
const known = JSON.parse(readFileSync(new URL('./fixtures/public-series.json', import.meta.url), 'utf8')) as {
  periods: Record<string, number>; series: Record<string, number[]>; r: InR[]; statsmodels: InStatsmodels[];
};
const seriesOf = (name: string): Float64Array => Float64Array.from(known.series[name] as number[]);
const word = { A: 'additive', M: 'multiplicative', N: 'none', Ad: 'damped' } as const;
function formOf(short: string): EtsForm {
  const [, error, trend, season] = /^([AM])(N|Ad|A)([NAM])$/.exec(short) as unknown as [string, 'A' | 'M', 'N' | 'A' | 'Ad', 'N' | 'A' | 'M'];
  return { error: word[error], trend: word[trend], season: word[season] } as EtsForm;
}
const fitted = (answer: ReturnType<typeof fitEts>): EtsFit => {
  if ('refused' in answer) throw new Error(answer.refused);
  return answer;
};
const parametersOf = (period: number, alpha: number, beta: number, gamma: number, phi: number, level: number, slope: number, seasons: readonly number[]): Float64Array =>
  Float64Array.from([alpha, beta / alpha, gamma, phi, level, slope, ...(seasons.length > 0 ? seasons : new Array<number>(period).fill(0))]);

describe('the likelihood at the numbers that others found', () => {
  test.each(known.r)('$series $form of R: likelihood, variance, AICc, forecasts and upper bounds', (reference) => {
    const y = seriesOf(reference.series);
    const period = reference.seasons.length || 1;
    const at = fitted(etsAt(y, { form: formOf(reference.form), period }, parametersOf(period, reference.alpha, reference.beta ?? 0, reference.gamma ?? 0, reference.phi ?? 1, reference.level, reference.slope ?? 0, reference.seasons)));
    // R leaves the constants of the normal density out.
    const constants = -0.5 * y.length * (Math.log((2 * Math.PI) / y.length) + 1);
    expect(at.logLikelihood).toBeCloseTo(reference.logLik + constants, 3);
    expect(at.aicc).toBeCloseTo(reference.aicc - 2 * constants, 2);
    expect(at.variance / reference.sigma2).toBeCloseTo(1, 5);
    const { mean, sd } = etsForecast(at, 8);
    // With multiplicative seasons R gives the exact mean and variance; ours are the usual approximations of §6.4, without the covariance of level and season.
    const most = formOf(reference.form).season === 'multiplicative' ? 0.015 : 5e-6;
    reference.mean.forEach((value, step) => {
      expect(Math.abs(mean[step]! / value - 1)).toBeLessThan(most / 5);
      expect(Math.abs((mean[step]! + 1.2815515655 * sd[step]!) / reference.high[step]! - 1)).toBeLessThan(most);
    });
  });

  // With multiplicative seasons statsmodels 0.13.5 divides by the new level, which is not the recursion of the book: R is the referee there.
  test.each(known.statsmodels.filter((one) => !one.form.endsWith('M')))('$series $form of statsmodels: likelihood and forecasts', (reference) => {
    const y = seriesOf(reference.series);
    const form = formOf(reference.form);
    const period = form.season === 'none' ? 1 : (known.periods[reference.series] as number);
    const named = Object.fromEntries(reference.names.map((name, at) => [name, reference.parameters[at] as number]));
    // initial_seasonal.0 is the season before the first value, so the first value has the last of them.
    const seasons = reference.names.filter((name) => name.startsWith('initial_seasonal')).map((name) => named[name] as number).reverse();
    const at = fitted(etsAt(y, { form, period }, parametersOf(period, named['smoothing_level']!, named['smoothing_trend'] ?? 0, named['smoothing_seasonal'] ?? 0, named['damping_trend'] ?? 1, named['initial_level']!, named['initial_trend'] ?? 0, seasons)));
    expect(at.logLikelihood).toBeCloseTo(reference.logLik, 4);
    reference.forecast.forEach((value, step) => expect(etsForecast(at, 8).mean[step]! / value).toBeCloseTo(1, 8));
  });
});

describe('the search', () => {
  test.each(known.r)('$series $form: no worse than R, nor than statsmodels within its bounds', (reference) => {
    const y = seriesOf(reference.series);
    const period = reference.seasons.length || 1;
    const constants = -0.5 * y.length * (Math.log((2 * Math.PI) / y.length) + 1);
    const fit = fitted(fitEts(y, { form: formOf(reference.form), period }));
    const other = known.statsmodels.find((one) => one.series === reference.series && one.form === reference.form)!;
    expect(fit.logLikelihood).toBeGreaterThan(reference.logLik + constants - 1e-3);
    // A damped trend with all weights at their bounds has two summits 0.006 apart; the search may end on either.
    expect(fit.logLikelihood).toBeGreaterThan(other.logLik - 0.01);
  });

  test('level models have one summit, and give the likelihood of R to 1e-3 and its weight to three digits', () => {
    for (const form of ['ANN', 'MNN']) {
      const fit = fitted(fitEts(seriesOf('Nile'), { form: formOf(form), period: 1 }));
      const other = known.r.find((one) => one.series === 'Nile' && one.form === form)!;
      expect(fit.logLikelihood).toBeCloseTo(other.logLik - 50 * (Math.log((2 * Math.PI) / 100) + 1), 3);
      expect(Math.abs(fit.alpha - other.alpha)).toBeLessThan(5e-4);
    }
  });

  test('AICc picks forms that follow trend and seasons', () => {
    const formFor = (name: string) => fitted(chooseEts(seriesOf(name), known.periods[name] as number)).form;
    expect(formFor('AirPassengers')).toEqual({ error: 'multiplicative', trend: 'additive', season: 'multiplicative' });
    expect(formFor('USAccDeaths')).toEqual(formOf('ANA'));
    expect(formFor('Nile')).toEqual(formOf('MNN'));
    expect(formFor('WWWusage')).toEqual(formOf('AAdN'));
    expect(formFor('UKgas')).toEqual(formOf('MAM'));
  });
});

test('the gradient is the slope of the loss, for every form', () => {
  const y = seriesOf('UKgas').subarray(0, 30).map((value) => value / 300);
  for (const error of ['additive', 'multiplicative'] as const) for (const trend of ['none', 'additive', 'damped'] as const) for (const season of ['none', 'additive', 'multiplicative'] as const) {
    const form = { error, trend, season };
    const seasons = season === 'multiplicative' ? [1.2, 1, 0.6, 1.2] : season === 'additive' ? [0.1, 0, -0.2, 0.1] : [0, 0, 0, 0];
    const at = Float64Array.from([0.3, trend === 'none' ? 0 : 0.2, season === 'none' ? 0 : 0.1, trend === 'damped' ? 0.9 : 1, 0.4, trend === 'none' ? 0 : 0.01, ...seasons]);
    const path = emptyPath(y.length, 4);
    const lossAt = (place: Float64Array): number => (runEts(form, 4, y, place, path) ? lossOf(path, y.length) : Number.NaN);
    expect(lossAt(at)).toBeLessThan(Infinity);
    const slopes = slopesOfLoss(form, 4, y, at, path);
    at.forEach((value, j) => {
      if (season === 'none' && (j === 2 || j >= 6)) return;
      const nudged = (by: number): number => lossAt(at.map((one, k) => (k === j ? one + by : one)));
      const expected = (nudged(1e-6) - nudged(-1e-6)) / 2e-6;
      expect(Math.abs(slopes[j]! - expected), `${error} ${trend} ${season} ${j}`).toBeLessThan(1e-4 * (1 + Math.abs(expected)));
    });
  }
});

test('the spread of simulated futures is the one computed', () => {
  const random = randomStream('ets-spread', 1);
  for (const form of ['AAdN', 'MAN', 'MAM', 'ANA'] as const) {
    const name = form === 'MAM' ? 'UKgas' : form === 'ANA' ? 'USAccDeaths' : 'WWWusage';
    const fit = fitted(fitEts(seriesOf(name), { form: formOf(form), period: form.endsWith('N') ? 1 : (known.periods[name] as number) }));
    const horizon = 6;
    const last = Array.from({ length: 4_000 }, () => simulated(fit, horizon, () => normalDraw(random)));
    const { mean, sd } = etsForecast(fit, horizon);
    const middle = last.reduce((sum, value) => sum + value, 0) / last.length;
    const spread = Math.sqrt(last.reduce((sum, value) => sum + (value - middle) ** 2, 0) / last.length);
    expect(Math.abs(middle - mean[horizon - 1]!) / sd[horizon - 1]!, form).toBeLessThan(0.06);
    expect(spread / sd[horizon - 1]!, form).toBeGreaterThan(0.95);
    expect(spread / sd[horizon - 1]!, form).toBeLessThan(1.05);
  }
});

/** The value `horizon` steps on, by the state equations with a fresh error each. */
function simulated({ form, alpha, beta, gamma, phi, period, variance, seasons: from, level: l, slope: b }: EtsFit, horizon: number, draw: () => number): number {
  const seasons = [...from];
  let [level, slope, value] = [l, b, 0];
  for (let step = 0; step < horizon; step += 1) {
    const s = seasons[step % period]!;
    const q = level + phi * slope;
    const f = form.season === 'multiplicative' ? q * s : form.season === 'additive' ? q + s : q;
    const e = draw() * Math.sqrt(variance) * (form.error === 'multiplicative' ? f : 1);
    value = f + e;
    level = q + (alpha * e) / (form.season === 'multiplicative' ? s : 1);
    slope = phi * slope + (beta * e) / (form.season === 'multiplicative' ? s : 1);
    if (form.season === 'multiplicative') seasons[step % period] = s + (gamma * e) / q;
    if (form.season === 'additive') seasons[step % period] = s + gamma * e;
  }
  return value;
}

test('weights stay within their bounds, whatever the series', () => {
  fc.assert(fc.property(fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 14, maxLength: 40 }), fc.constantFrom('AAdN', 'MAN', 'ANA', 'MAdA', 'MNM'), (values, short) => {
    const fit = fitEts(values, { form: formOf(short), period: short.endsWith('N') ? 1 : 4 });
    if ('refused' in fit) return;
    expect(fit.alpha).toBeGreaterThan(0);
    expect(fit.alpha).toBeLessThan(1);
    expect(fit.beta).toBeLessThanOrEqual(fit.alpha);
    expect(fit.gamma).toBeLessThanOrEqual(1 - fit.alpha);
    expect([fit.logLikelihood, fit.aicc, fit.variance, ...etsForecast(fit, 9).mean, ...etsForecast(fit, 9).sd].every(Number.isFinite)).toBe(true);
  }), { numRuns: 60 });
});

test('refuses, with the reason', () => {
  const refusal = (values: number[], short: string, period = 4): string => {
    const answer = fitEts(values, { form: formOf(short), period });
    return 'refused' in answer ? answer.refused : 'fitted';
  };
  expect(refusal([1, 2, 3, 4, 5, 6, 7], 'ANA')).toMatch(/two full rounds/);
  expect(refusal([1, 2, 3, 4], 'AAdN')).toMatch(/too few/);
  expect(refusal([1, 2, 3, 0, 5, 6, 7, 8], 'MNN')).toMatch(/above zero/);
  expect(refusal([5, 5, 5, 5, 5, 5, 5, 5], 'ANN')).toMatch(/never changes/);
  expect(() => fitEts([1, Number.NaN, 3], { form: formOf('ANN'), period: 1 })).toThrow(/value 1/);
  expect(() => fitEts([1, 2, 3], { form: formOf('ANN'), period: 0 })).toThrow(RangeError);
});
