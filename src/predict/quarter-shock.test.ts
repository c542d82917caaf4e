import { expect, test } from 'vitest';
import { normalDraw, randomStream } from '../learn/index.ts';
import { shockOf, shockOver, type Miss } from './quarter-shock.ts';

/** Quarters with a true shock and a variance of their own. */
const quarters = (seed: number, count: number, shock: number, variance: number, exposure = 1): Miss[][] => {
  const random = randomStream('shock', seed);
  return Array.from({ length: count }, () => [{ relative: Math.sqrt(variance + shock * shock * exposure) * normalDraw(random), variance, exposure }]);
};

test('without quarters the prior speaks', () => {
  expect(shockOf([])).toBeCloseTo(0.1);
});

test('many quarters tell how much they share, beyond what independent deals explain', () => {
  expect(shockOf(quarters(1, 400, 0.4, 0.02))).toBeGreaterThan(0.34);
  expect(shockOf(quarters(2, 400, 0.4, 0.02))).toBeLessThan(0.46);
  expect(shockOf(quarters(3, 400, 0, 0.1))).toBeLessThan(0.12);
});

test('a shock seen late in the quarter tells of the whole quarter', () => {
  expect(Math.abs(shockOf(quarters(5, 400, 0.4, 0.02, 0.4)) - 0.4)).toBeLessThan(0.06);
  expect(shockOver(0.25, quarters(1, 400, 0.4, 0.02))).toBeCloseTo(shockOf(quarters(1, 400, 0.4, 0.02)) / 2);
});

test('three looks at one quarter weigh as one', () => {
  const once = quarters(4, 6, 0.5, 0.02);
  expect(shockOf(once.map(([miss]) => [miss as Miss, miss as Miss, miss as Miss]))).toBe(shockOf(once));
});
