import { expect, test } from 'vitest';
import { auc, brier, calibrationError, expectedCalibrationError, logLoss } from './scores.ts';
import { randomStream, shuffled } from './random.ts';

test('known answers: Brier, log loss, and the area under the curve with a tie', () => {
  expect(brier([1, 0], [0.8, 0.4])).toBeCloseTo(0.1, 12);
  expect(logLoss([1, 0], [0.5, 0.5])).toBeCloseTo(Math.LN2, 12);
  expect(auc([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])).toBeCloseTo(0.75, 12);
  expect(auc([0, 1], [0.3, 0.3])).toBe(0.5);
  expect(auc([1, 1], [0.1, 0.2])).toBeNull();
});

test('a score that is not a number is refused instead of ranked for ever', () => {
  expect(() => auc([0, 1], [Number.NaN, 1])).toThrow(RangeError);
});

test('one chance for all is calibrated when it is the share, in whatever order the rows come', () => {
  const y = [...new Array<number>(300).fill(1), ...new Array<number>(300).fill(0)];
  expect(calibrationError(y, y.map(() => 0.5))).toBeCloseTo(0, 12);
  expect(calibrationError(y, y.map(() => 0.3))).toBeCloseTo(0.2, 12);
});

test('calibration does not depend on the order of rows, with ties or without', () => {
  const random = randomStream('order', 1);
  const rows = Array.from({ length: 400 }, () => ({ p: Math.round(random() * 8) / 8, y: random() < 0.4 ? 1 : 0 }));
  const other = shuffled(rows, randomStream('order', 2));
  expect(calibrationError(other.map((row) => row.y), other.map((row) => row.p))).toBeCloseTo(calibrationError(rows.map((row) => row.y), rows.map((row) => row.p)), 12);
});

test('the error expected of a perfect model is what perfect models show', () => {
  const random = randomStream('perfect', 1);
  const p = Array.from({ length: 500 }, () => random());
  const shown = Array.from({ length: 40 }, () => calibrationError(p.map((value) => (random() < value ? 1 : 0)), p));
  expect(expectedCalibrationError(p, 1)).toBeCloseTo(shown.reduce((sum, value) => sum + value, 0) / shown.length, 1.7);
});
