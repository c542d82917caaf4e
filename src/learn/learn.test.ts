import fc from 'fast-check';
import { expect, test } from 'vitest';
import { auc, benjaminiHochberg, brier, calibrationError, expectedCalibrationError, fitLogistic, linear, logistic, logLoss, median, normalCdf, normalDraw, normalQuantile, quantile, quantileAboveZero, randomStream, shrink, shuffled, wilsonInterval } from './index.ts';

test('a quantile interpolates between order statistics, as R does by default', () => {
  expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
  expect(quantile([15, 20, 35, 40, 50], 0.4)).toBeCloseTo(29, 12);
  expect(() => median([])).toThrow(RangeError);
});

test('the score interval of 10 in 100 is that of R (prop.test without correction)', () => {
  const { low, high } = wilsonInterval(10, 100);
  expect(low).toBeCloseTo(0.0552, 4);
  expect(high).toBeCloseTo(0.1744, 4);
  expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
});

test('adjusted p values are those of R p.adjust(method = "BH")', () => {
  expect(benjaminiHochberg([0.01, 0.04, 0.03, 0.005]).map((value) => Math.round(value * 1e6) / 1e6)).toEqual([0.02, 0.04, 0.04, 0.02]);
});

test('adjusting never lowers a p value and keeps their order', () => {
  fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 }), (p) => {
    const adjusted = benjaminiHochberg(p);
    p.forEach((value, i) => expect(adjusted[i]).toBeGreaterThanOrEqual(value - 1e-12));
    p.forEach((a, i) => p.forEach((b, j) => { if (a < b) expect(adjusted[i] as number).toBeLessThanOrEqual((adjusted[j] as number) + 1e-12); }));
  }));
});

test('the area under the curve counts ties half, is blind to scale, and is null without both classes', () => {
  expect(auc([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])).toBe(0.75);
  expect(auc([0, 1], [5, 5])).toBe(0.5);
  expect(auc([1, 1], [1, 2])).toBeNull();
  fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: -50, max: 50 })), { minLength: 2, maxLength: 60 }), (rows) => {
    const y = rows.map(([outcome]) => outcome);
    expect(auc(y, rows.map(([, score]) => score * 3 + 7))).toEqual(auc(y, rows.map(([, score]) => score)));
  }));
});

test('log loss and Brier score of a fair coin', () => {
  expect(logLoss([0, 1], [0.5, 0.5])).toBeCloseTo(Math.LN2, 12);
  expect(brier([0, 1], [0.5, 0.5])).toBe(0.25);
});

test('a perfect model shows about the calibration error that is announced for it', () => {
  const random = randomStream('calibrated', 1);
  const p = Array.from({ length: 2000 }, () => random());
  const y = p.map((chance) => (random() < chance ? 1 : 0));
  expect(calibrationError(y, p)).toBeLessThan(2.5 * expectedCalibrationError(p, 1));
});

test('logistic regression finds the coefficients of simulated data, and a heavy penalty pulls them to zero', () => {
  const random = randomStream('logit', 7);
  const n = 20_000;
  const x = new Float64Array(n * 3);
  const y = new Float64Array(n);
  for (let i = 0; i < n; i += 1) {
    x.set([1, normalDraw(random), random() < 0.3 ? 1 : 0], i * 3);
    y[i] = random() < logistic(linear(x, i, 3, Float64Array.from([-0.5, 0.8, 1.2]))) ? 1 : 0;
  }
  const fit = fitLogistic(x, y, 3, { penalty: 0.01 });
  expect(fit.converged).toBe(true);
  [-0.5, 0.8, 1.2].forEach((truth, j) => expect(Math.abs((fit.coefficients[j] as number) - truth)).toBeLessThan(4 * Math.sqrt(fit.covariance[j * 3 + j] as number)));
  const heavy = fitLogistic(x, y, 3, { penalty: 1e7 });
  expect(Math.abs(heavy.coefficients[1] as number)).toBeLessThan(0.01);
});

test('weights count as repeated rows; separation and collinearity stay finite', () => {
  const x = Float64Array.from([1, 0, 1, 1, 1, 2]);
  const twice = fitLogistic(Float64Array.from([...x, ...x]), Float64Array.from([0, 1, 0, 0, 1, 0]), 2, { penalty: 1 });
  const weighted = fitLogistic(x, Float64Array.from([0, 1, 0]), 2, { penalty: 1, weights: Float64Array.from([2, 2, 2]) });
  expect([...weighted.coefficients].map((b) => b.toFixed(8))).toEqual([...twice.coefficients].map((b) => b.toFixed(8)));
  const separated = fitLogistic(Float64Array.from([1, -1, -1, 1, 1, 1]), Float64Array.from([0, 1]), 3, { penalty: 1 });
  expect([...separated.coefficients].every(Number.isFinite)).toBe(true);
});

test('shrinkage pulls noisy estimates more, and all of them where nothing but noise differs', () => {
  const [certain, noisy] = shrink([2, 2, -2, -2], [0.1, 2, 0.1, 2]);
  expect(certain?.estimate).toBeGreaterThan(noisy?.estimate ?? 0);
  expect(shrink([0.1, -0.1, 0.05], [1, 1, 1], 0).every((one) => one.estimate === 0)).toBe(true);
});

test('streams with equal keys are equal, others differ, and shuffling keeps every item', () => {
  expect(randomStream('a', 1)()).toBe(randomStream('a', 1)());
  expect(randomStream('a', 1)()).not.toBe(randomStream('a', 2)());
  expect(shuffled([1, 2, 3, 4, 5], randomStream('s')).sort()).toEqual([1, 2, 3, 4, 5]);
  const random = randomStream('mean');
  const draws = Array.from({ length: 50_000 }, () => random());
  expect(Math.abs(draws.reduce((sum, value) => sum + value, 0) / draws.length - 0.5)).toBeLessThan(0.01);
  expect(normalCdf(1.959964)).toBeCloseTo(0.975, 5);
});

test('normal quantiles are those of R, and what is cut at zero keeps its share above', () => {
  // R 4.3: qnorm(c(0.001, 0.1, 0.5, 0.8, 0.975, 0.9999))
  const fromR: ReadonlyArray<readonly [number, number]> = [[0.001, -3.0902323062], [0.1, -1.2815515655], [0.5, 0], [0.8, 0.8416212336], [0.975, 1.9599639845], [0.9999, 3.7190164855]];
  for (const [p, z] of fromR) expect(normalQuantile(p)).toBeCloseTo(z, 7);
  expect(quantileAboveZero(0.5, 0, 1)).toBeCloseTo(0.6744897502, 6);
  expect(quantileAboveZero(0.9, 10, 1)).toBeCloseTo(11.2815515655, 6);
  expect(quantileAboveZero(0.9, -50, 1)).toBe(0);
  expect(quantileAboveZero(0.9, -3, 0)).toBe(0);
});
