import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dampedTrend, fillGaps, forecastSeries, intermittentDemand, intervalScore, isIntermittent, isSeasonal, mase, medianForecast, naiveDrift, normalDraw, optimisedTheta, pinballLoss, randomStream,
  rollingOrigin, seasonalFactors, seasonalNaive, smape, theta, type Method,
} from '../index.ts';

/** Public series with what statsmodels 0.13.5's ThetaModel says of them; made by make-forecasting-fixtures.py beside it. */
const known = JSON.parse(readFileSync(new URL('./fixtures/public-series.json', import.meta.url), 'utf8')) as {
  periods: Record<string, number>; series: Record<string, number[]>; theta: Record<string, { forecast: number[] }>;
};
const methods: Record<string, Method> = { seasonalNaive, naiveDrift, theta, optimisedTheta, dampedTrend, median: (values, outlook) => medianForecast(values, outlook).mean };

describe('Theta as statsmodels has it', () => {
  test.each(Object.keys(known.series))('%s, 18 steps', (name) => {
    const ahead = theta(known.series[name]!, { horizon: 18, period: known.periods[name]! });
    // Its weight stops at about 1e-5, ours goes on.
    known.theta[name]!.forecast.forEach((value, step) => expect(ahead[step]! / value, `step ${step}`).toBeCloseTo(1, 4));
  });

  test('with a weight of 1 on the line it is simple smoothing: flat but for the seasons', () => {
    const flat = theta(known.series['Nile']!, { horizon: 3, period: 1 }, 1);
    expect(flat[2]).toBeCloseTo(flat[0]!, 9);
    expect(() => theta([1, 2, 3], { horizon: 1, period: 1 }, 0.5)).toThrow(/at least 1/);
  });
});

test('classical factors of the seasons, as R\'s decompose() prints them for AirPassengers', () => {
  // R 4.2.2: round(decompose(AirPassengers, "multiplicative")$figure, 4)
  const expected = [0.9102, 0.8836, 1.0074, 0.9759, 0.9814, 1.1128, 1.2266, 1.2199, 1.0605, 0.9218, 0.8012, 0.8988];
  seasonalFactors(Float64Array.from(known.series['AirPassengers']!), 12, 'multiplicative').forEach((factor, season) => expect(factor).toBeCloseTo(expected[season]!, 4));
});

test('seasons are found where they are, not in noise, and not where two rounds are missing', () => {
  const random = randomStream('seasons', 3);
  const noise = Float64Array.from({ length: 80 }, () => normalDraw(random));
  expect(isSeasonal(noise.map((value, t) => value + 3 * Math.sin((2 * Math.PI * t) / 4)), 4)).toBe(true);
  expect(isSeasonal(new Float64Array(40).fill(3), 4)).toBe(false);
  expect(isSeasonal(noise.subarray(0, 7), 4)).toBe(false);
  const found = Array.from({ length: 200 }, () => isSeasonal(Float64Array.from({ length: 60 }, () => normalDraw(random)), 12)).filter(Boolean).length;
  expect(found / 200).toBeLessThan(0.2);
});

describe('every method', () => {
  const anySeries = fc.array(fc.double({ min: 10, max: 1000, noNaN: true }), { minLength: 5, maxLength: 40 });
  const outlook = { horizon: 5, period: 4 };

  test('answers one finite number for each step', () => {
    fc.assert(fc.property(anySeries, fc.constantFrom(...Object.values(methods)), (values, method) => {
      const ahead = method(Float64Array.from(values), outlook);
      expect(ahead.length).toBe(5);
      expect(ahead.every(Number.isFinite)).toBe(true);
    }), { numRuns: 60 });
  });

  test('is of the scale of its values', () => {
    fc.assert(fc.property(anySeries, fc.constantFrom(0.001, 7, 1e6), fc.constantFrom(...Object.keys(methods)), (values, factor, name) => {
      const [one, other] = [methods[name]!(Float64Array.from(values), outlook), methods[name]!(Float64Array.from(values, (value) => value * factor), outlook)];
      one.forEach((value, step) => expect(other[step]! / factor / value, name).toBeCloseTo(1, 5));
    }), { numRuns: 40 });
  });

  test('moves with its values: what is added to all is added to the forecast, without seasons', () => {
    fc.assert(fc.property(anySeries, fc.constantFrom('seasonalNaive', 'naiveDrift', 'theta', 'dampedTrend'), fc.double({ min: -500, max: 500, noNaN: true }), (values, name, shift) => {
      const level = { horizon: 5, period: 1 };
      const [one, other] = [methods[name]!(Float64Array.from(values), level), methods[name]!(Float64Array.from(values, (value) => value + shift), level)];
      one.forEach((value, step) => expect(Math.abs(other[step]! - shift - value), name).toBeLessThan(name === 'dampedTrend' ? 20 : 0.01));
    }), { numRuns: 40 });
  });

  test('goes on with a constant, and with zeros', () => {
    for (const value of [0, 42]) for (const [name, method] of Object.entries(methods)) {
      method(new Float64Array(12).fill(value), { horizon: 3, period: 4 }).forEach((ahead) => expect(ahead, name).toBeCloseTo(value, 6));
    }
  });

  test('goes on with a straight line', () => {
    const line = Float64Array.from({ length: 24 }, (_, t) => 100 + 5 * t);
    expect(naiveDrift(line, { horizon: 3, period: 1 })).toEqual(Float64Array.of(220, 225, 230));
    expect(optimisedTheta(line, { horizon: 2, period: 1 })[1]).toBeCloseTo(225, 1);
    // Theta takes half the slope.
    expect(theta(line, { horizon: 2, period: 1 })[0]).toBeLessThan(220);
  });

  test('refuses what is no series, naming the place', () => {
    for (const method of Object.values(methods)) {
      expect(() => method(Float64Array.of(1, 2, Number.NaN, 4, 5, 6), outlook)).toThrow(/value 2/);
      expect(() => method(Float64Array.of(1, 2, Infinity, 4, 5, 6), outlook)).toThrow(RangeError);
      expect(() => method(new Float64Array(0), outlook)).toThrow(RangeError);
      expect(() => method(Float64Array.of(1, 2, 3), { horizon: 0, period: 4 })).toThrow(/horizon/);
      expect(() => method(Float64Array.of(1, 2, 3), { horizon: 2, period: 1.5 })).toThrow(/period/);
    }
  });
});

describe('the forecast to use', () => {
  test('short series: one value is repeated without an interval, two give one', () => {
    const one = forecastSeries([5], { horizon: 2, period: 12 });
    expect([...one.mean, one.low, one.high, one.calibration]).toEqual([5, 5, null, null, null]);
    const two = forecastSeries([5, 7], { horizon: 2, period: 12 });
    expect([...two.mean]).toEqual([7, 7]);
    expect(two.high![1]).toBeGreaterThan(two.high![0]!);
    expect(two.calibration!.by).toBe('model');
  });

  test('a constant has no interval, and says so', () => {
    const constant = forecastSeries(new Float64Array(30).fill(4), { horizon: 3, period: 12 });
    expect([...constant.mean].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([4, 4, 4]);
    expect(constant.low).toBeNull();
  });

  test('nothing below zero where that is asked for', () => {
    const falling = Float64Array.from({ length: 24 }, (_, t) => Math.max(0, 50 - 2.5 * t + (t % 3)));
    const free = forecastSeries(falling, { horizon: 6, period: 1 });
    const kept = forecastSeries(falling, { horizon: 6, period: 1, nonNegative: true });
    expect(Math.min(...free.low!)).toBeLessThan(0);
    expect(Math.min(...kept.low!, ...kept.mean)).toBe(0);
    expect([...kept.mean]).toEqual([...free.mean].map((value) => Math.max(0, value)));
  });

  test('the interval holds the middle, widens with the level, and the same input gives the same answer', () => {
    const values = known.series['UKgas']!;
    const [narrow, wide] = [forecastSeries(values, { horizon: 4, period: 4, level: 0.5 }), forecastSeries(values, { horizon: 4, period: 4, level: 0.9 })];
    narrow.mean.forEach((value, step) => {
      expect(narrow.low![step]!).toBeLessThanOrEqual(value);
      expect(wide.high![step]!).toBeGreaterThan(narrow.high![step]!);
    });
    expect(forecastSeries(values, { horizon: 4, period: 4, level: 0.9 })).toEqual(wide);
    expect(wide.calibration).toMatchObject({ by: 'own past', origins: 8 });
    expect(() => forecastSeries(values, { horizon: 4, period: 4, level: 1 })).toThrow(/level/);
  });

  test('random walks with a season: intervals of 80 % hold 75 to 85 %', () => {
    let held = 0;
    const copies = 40;
    for (let copy = 0; copy < copies; copy += 1) {
      const random = randomStream('walks', copy);
      let level = 100;
      const values = Float64Array.from({ length: 54 }, (_, t) => (level += normalDraw(random)) + 4 * Math.sin((Math.PI * t) / 2) + normalDraw(random));
      const { low, high } = forecastSeries(values.subarray(0, 48), { horizon: 6, period: 4 });
      for (let step = 0; step < 6; step += 1) if (values[48 + step]! >= low![step]! && values[48 + step]! <= high![step]!) held += 1;
    }
    expect(held / (6 * copies)).toBeGreaterThan(0.74);
    expect(held / (6 * copies)).toBeLessThan(0.87);
  });
});

describe('scores', () => {
  test('by hand', () => {
    expect(smape([100, 0, 50], [110, 0, 40])).toBeCloseTo((2000 / 210 + 2000 / 90) / 3, 10);
    expect(mase([10], [13], [1, 2, 4, 7])).toBeCloseTo(3 / 2, 10);
    expect(mase([10], [13], [3, 3, 3])).toBeNull();
    expect(mase([10], [13], [3], 4)).toBeNull();
    expect(pinballLoss([10, 2], [6, 6], 0.9)).toBeCloseTo((0.9 * 4 + 0.1 * 4) / 2, 10);
    expect(intervalScore([5, 12], [0, 0], [10, 10], 0.8)).toEqual({ coverage: 0.5, width: 10, score: 10 + (2 / 2) * (1 / 0.2) * 2 });
    expect(() => intervalScore([5], [3], [2], 0.8)).toThrow(/Interval 0/);
    expect(() => smape([], [])).toThrow(RangeError);
    expect(() => smape([1], [Number.NaN])).toThrow(/value 0/);
    expect(() => pinballLoss([1], [1], 0)).toThrow(/between 0 and 1/);
  });

  test('the best constant for the pinball loss is the quantile', () => {
    const values = Float64Array.from({ length: 99 }, (_, at) => at + 1);
    const lossAt = (guess: number): number => pinballLoss(values, new Float64Array(99).fill(guess), 0.9);
    const best = [...values].reduce((one, other) => (lossAt(other) < lossAt(one) ? other : one));
    expect(best).toBe(90);
  });
});

describe('rolling origin', () => {
  test('no method sees what comes after its origin, and seasonal naive stands beside', () => {
    const values = Float64Array.from({ length: 30 }, (_, t) => 10 + (t % 4) + t / 10);
    const seen: number[] = [];
    const results = rollingOrigin(values, { spy: (past, { horizon }) => { seen.push(past.length); return new Float64Array(horizon).fill(past[past.length - 1]!); } }, { horizon: 4, period: 4, first: 20, step: 3 });
    expect(seen).toEqual([20, 23, 26, 29]);
    expect(results.map((one) => one.name)).toEqual(['spy', 'seasonalNaive']);
    expect(results[0]!.forecasts.at(-1)!.actual).toEqual(values.slice(29));
    expect(results[1]!.smape).toBeLessThan(results[0]!.smape);
    expect(() => rollingOrigin(values, {}, { horizon: 2, period: 4, first: 30 })).toThrow(/No origin/);
    expect(() => rollingOrigin(values, { bad: () => Float64Array.of(Number.NaN) }, { horizon: 1, period: 4 })).toThrow(/bad after 11/);
  });
});

describe('gaps and rare demand', () => {
  test('gaps are filled from the same season, then from neighbours, never beyond the ends', () => {
    expect([...fillGaps([1, 10, Number.NaN, 20, 3, 30], 2)]).toEqual([1, 10, 2, 20, 3, 30]);
    expect([...fillGaps([1, Number.NaN, Number.NaN, 4])]).toEqual([1, 2, 3, 4]);
    expect([...fillGaps([Number.NaN, 2, 3, Number.NaN])]).toEqual([2, 2, 3, 3]);
    expect(() => fillGaps([Number.NaN])).toThrow(/no value/);
    expect(() => fillGaps([1, Infinity])).toThrow(/value 1/);
  });

  test('what is known stays, and nothing is missing after', () => {
    fc.assert(fc.property(fc.array(fc.option(fc.integer({ min: -9, max: 9 }), { nil: Number.NaN, freq: 2 }), { minLength: 1 }), fc.integer({ min: 1, max: 5 }), (values, period) => {
      fc.pre(values.some((value) => !Number.isNaN(value)));
      const filled = fillGaps(values, period);
      values.forEach((value, at) => (Number.isNaN(value) ? expect(filled[at]).toBeGreaterThanOrEqual(-9) : expect(filled[at]).toBe(value)));
    }));
  });

  test('a demand of 6 every third period is 2 a period, less the correction', () => {
    const demand = Array.from({ length: 30 }, (_, t) => (t % 3 === 2 ? 6 : 0));
    expect(intermittentDemand(demand, { horizon: 2, period: 1 }, 0.1)[1]).toBeCloseTo(2 * 0.95, 9);
    expect([...intermittentDemand([0, 0], { horizon: 1, period: 1 })]).toEqual([0]);
    expect([isIntermittent(demand), isIntermittent([1, 2, 3]), isIntermittent([0, 0])]).toEqual([true, false, true]);
    expect(() => intermittentDemand([1, -1], { horizon: 1, period: 1 })).toThrow(/below zero/);
    expect(() => intermittentDemand([1], { horizon: 1, period: 1 }, 1)).toThrow(/weight/);
  });
});
