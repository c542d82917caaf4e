import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitLeastSquares } from '../linear/least-squares.ts';
import { had, refusal } from '../linear/testing.ts';
import { normalDraw, randomStream } from '../random.ts';
import { cvPlusInterval, fitCvPlus, type RowLearner } from './cv-plus.ts';

const mean: RowLearner<unknown> = (_, y) => { const level = y.reduce((sum, value) => sum + value, 0) / y.length; return () => level; };

test('the jackknife+ of a mean, by hand', () => {
  // Means without each: 14/3, 13/3, 11/3, 7/3; left over: 11/3, 7/3, 1/3, 17/3.
  const fit = had(fitCvPlus([0, 0, 0, 0], Float64Array.of(1, 2, 4, 8), mean, { folds: 4 }));
  expect([...fit.residuals]).toEqual([11 / 3, 7 / 3, 1 / 3, 17 / 3].map((value) => expect.closeTo(value, 12)));
  // Lower ends −10/3, 1, 2, 10/3 and upper ends 4, 20/3, 8, 25/3: the second smallest and the third.
  expect(cvPlusInterval(fit, 0, 0.4)).toEqual({ low: expect.closeTo(1, 12), high: expect.closeTo(8, 12) });
  expect(cvPlusInterval(fit, 0, 0.1)).toEqual({ low: -Infinity, high: Infinity });
});

const ridge: RowLearner<readonly number[]> = (rows, y) => {
  const { coefficients } = had(fitLeastSquares(Float64Array.from(rows.flat()), y, rows[0]!.length, { penalty: 1e-3 }));
  return (row) => row.reduce((sum, value, j) => sum + value * coefficients[j]!, 0);
};

// Barber et al. 2021, figure 2: with nearly as many columns as rows, intervals from the residuals of the fit itself miss nearly always.
test.each([['jackknife+', 30], ['CV+ of 5 folds', 5]] as const)('%s holds its share where columns are nearly as many as rows', (_, folds) => {
  const held = Array.from({ length: 250 }, (_one, seed) => {
    const random = randomStream('cv plus', seed);
    const rows = Array.from({ length: 31 }, () => [1, ...Array.from({ length: 17 }, () => normalDraw(random))]);
    const y = Float64Array.from(rows, (row) => row[1]! - row[2]! + normalDraw(random));
    const { low, high } = cvPlusInterval(had(fitCvPlus(rows.slice(0, 30), y.slice(0, 30), ridge, { folds, seed })), rows[30]!, 0.2);
    return Number(low <= y[30]! && y[30]! <= high);
  }).reduce((sum, one) => sum + one / 250, 0);
  expect(held).toBeGreaterThan(0.76);
  expect(held).toBeLessThan(0.95);
});

test('a unit and a zero of outcomes pass through, signs turn the interval round, and fewer misses never narrow it', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 6, maxLength: 30 }), fc.double({ min: 0.05, max: 0.9, noNaN: true }), (values, miss) => {
    const intervalOf = (of: (value: number) => number, share = miss): { low: number; high: number } => cvPlusInterval(had(fitCvPlus(values, Float64Array.from(values, of), mean, { folds: 3, seed: 4 })), 0, share);
    const [base, moved, turned, wide] = [intervalOf((value) => value), intervalOf((value) => 3 * value + 7), intervalOf((value) => -value), intervalOf((value) => value, miss / 2)];
    if (Number.isFinite(base.low)) expect([moved.low, moved.high]).toEqual([expect.closeTo(3 * base.low + 7, 8), expect.closeTo(3 * base.high + 7, 8)]);
    if (Number.isFinite(base.low)) expect([turned.low, turned.high]).toEqual([expect.closeTo(-base.high, 8), expect.closeTo(-base.low, 8)]);
    expect(wide.low <= base.low && base.high <= wide.high).toBe(true);
  }));
});

test('every row is predicted by a model that has not seen it, nor its group', () => {
  const groups = Array.from({ length: 20 }, (_, row) => Math.floor(row / 4));
  const { foldOf } = had(fitCvPlus([...groups.keys()], new Float64Array(20), (rows) => { const known = new Set(rows.map((row) => groups[row])); return (row) => { expect(known.has(groups[row]!)).toBe(false); return 0; }; }, { folds: 5, groups }));
  for (const group of [0, 1, 2, 3, 4]) expect(new Set([...foldOf].filter((_, row) => groups[row] === group)).size).toBe(1);
});

test('bad rows and settings are refused with a reason', () => {
  const y = Float64Array.of(1, 2, 3);
  expect(refusal(() => fitCvPlus([1, 2], y, mean))).toMatch(/not pairs/);
  expect(refusal(() => fitCvPlus([1, 2, 3], y, mean))).toMatch(/10 folds need/);
  expect(refusal(() => fitCvPlus([], new Float64Array(0), mean, { folds: 2 }))).toMatch(/at least one row/);
  expect(refusal(() => fitCvPlus([1, 2, 3], Float64Array.of(1, Number.NaN, 2), mean, { folds: 2 }))).toMatch(/finite/);
  expect(refusal(() => fitCvPlus([1, 2, 3], y, () => () => Number.NaN, { folds: 3 }))).toMatch(/not a finite number/);
  expect(refusal(() => fitCvPlus([1, 2, 3], y, mean, { folds: 1 }))).toMatch(/folds/);
  const fit = had(fitCvPlus([1, 2, 3], y, mean, { folds: 3 }));
  expect(refusal(() => cvPlusInterval(fit, 1, 1))).toMatch(/misses/);
});
