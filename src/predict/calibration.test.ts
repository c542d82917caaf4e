import { expect, test } from 'vitest';
import { logistic, normalDraw, randomStream } from '../learn/index.ts';
import { calibrated, calibrationOf, uncalibrated, type SaidAndCame } from './calibration.ts';

/** Deals whose true log-odds are shift + slope × those said. */
const rows = (seed: number, count: number, shift: number, slope: number): SaidAndCame[] => {
  const random = randomStream('calibration', seed);
  return Array.from({ length: count }, (_, index) => {
    const x = normalDraw(random);
    return { deal: `d${index}`, said: logistic(x), came: random() < logistic(shift + slope * x) ? 1 : 0 };
  });
};

test('chances that were too timid and too low are mended as far as the record shows it', () => {
  const { shift, slope } = calibrationOf(rows(1, 20_000, 0.3, 1.5), 'hazard');
  expect(shift).toBeCloseTo(0.3, 1);
  expect(slope).toBeCloseTo(1.5, 1);
});

test('a short record changes little, none nothing, and the plain win rate is never touched', () => {
  const { shift, slope } = calibrationOf(rows(2, 10, 1, 2), 'hazard');
  expect(Math.abs(shift)).toBeLessThan(0.3);
  expect(Math.abs(slope - 1)).toBeLessThan(0.3);
  expect(calibrationOf([], 'hazard')).toBe(uncalibrated);
  expect(calibrationOf(rows(3, 500, 1, 2), 'base_rate')).toBe(uncalibrated);
});

test('a deal looked at three times weighs as one', () => {
  const once = rows(4, 400, 0.2, 1.3);
  const [a, b] = [calibrationOf(once, 'hazard'), calibrationOf([...once, ...once, ...once], 'hazard')];
  expect(a.shift).toBeCloseTo(b.shift, 9);
  expect(a.slope).toBeCloseTo(b.slope, 9);
});

test('order is kept', () => {
  const fit = calibrationOf(rows(5, 300, -0.5, 0.2), 'hazard');
  const chances = [0.001, 0.1, 0.4, 0.9, 0.999].map((chance) => calibrated(chance, fit));
  expect([...chances].sort((x, y) => x - y)).toEqual(chances);
});
