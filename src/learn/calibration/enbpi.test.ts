import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitLeastSquares } from '../linear/least-squares.ts';
import { had, refusal } from '../linear/testing.ts';
import { normalDraw, randomStream } from '../random.ts';
import type { RowLearner } from './cv-plus.ts';
import { enbPiCourse, fitEnbPi, type EnsembleStep } from './enbpi.ts';

const line: RowLearner<readonly number[]> = (rows, y) => {
  const { coefficients } = had(fitLeastSquares(Float64Array.from(rows.flat()), y, 2, { penalty: 1e-6 }));
  return ([, before]) => coefficients[0]! + coefficients[1]! * before!;
};
const mean: RowLearner<unknown> = (_, y) => { const level = y.reduce((sum, value) => sum + value, 0) / y.length; return () => level; };

/** A series in which each value keeps 0.8 of the one before; its noise has another spread from `change` on. */
function series(seed: number, n: number, change: number, spread: number): { rows: number[][]; y: Float64Array } {
  const random = randomStream('series', seed);
  const values = [0];
  for (let at = 1; at <= n; at += 1) values.push(0.8 * values[at - 1]! + (at > change ? spread : 1) * normalDraw(random));
  return { rows: values.slice(0, -1).map((value) => [1, value]), y: Float64Array.from(values.slice(1)) };
}

const heldIn = (steps: readonly EnsembleStep[]): number => steps.filter((step) => !step.missed).length / steps.length;
const courseOf = (seed: number, spread: number, batch: number): EnsembleStep[] => {
  const { rows, y } = series(seed, 450, 150, spread);
  return enbPiCourse(had(fitEnbPi(rows.slice(0, 150), y.slice(0, 150), line, { seed, models: 20, block: 5 })), rows.slice(150), y.slice(150), { miss: 0.1, batch });
};

test('a series whose values follow each other is covered as promised', () => {
  const held = Array.from({ length: 15 }, (_, seed) => heldIn(courseOf(seed, 1, 1))).reduce((sum, one) => sum + one / 15, 0);
  expect(held).toBeGreaterThan(0.875);
  expect(held).toBeLessThan(0.93);
});

test('after the noise has tripled the bounds follow; those that are never renewed do not', () => {
  const late = (batch: number): number => Array.from({ length: 8 }, (_, seed) => heldIn(courseOf(seed, 3, batch).slice(-120))).reduce((sum, one) => sum + one / 8, 0);
  expect(late(1)).toBeGreaterThan(0.86);
  expect(late(1_000)).toBeLessThan(0.6);
});

test('by hand: residuals by the models that have not seen a row, and the window that moves', () => {
  const values = [1, 2, 4, 8];
  const samples: number[][] = [];
  const noting: RowLearner<number> = (rows, y) => { samples.push([...rows]); return mean(rows, y); };
  const fit = had(fitEnbPi([0, 1, 2, 3], Float64Array.from(values), noting, { seed: 2, models: 12 }));
  const levels = samples.map((rows) => rows.reduce((sum, row) => sum + values[row]! / 4, 0));
  values.forEach((value, row) => {
    const own = levels.filter((_, model) => !samples[model]!.includes(row));
    expect(fit.residuals[row]).toBeCloseTo(Math.abs(value - own.reduce((sum, level) => sum + level / own.length, 0)), 12);
  });
  expect(fit.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  const steady = { predictors: [() => 0], shares: Float64Array.of(1), residuals: Float64Array.of(1, 2, 3) };
  // ⌈4 · 0.5⌉ = the second smallest of the last three: of 1 2 3, 2 3 9, 3 9 9.
  expect(enbPiCourse(steady, [0, 0, 0], Float64Array.of(9, -9, 0), { miss: 0.5 }).map((step) => step.high)).toEqual([2, 3, 9]);
  expect(enbPiCourse(steady, [0, 0, 0], Float64Array.of(9, -9, 0), { miss: 0.5, batch: 2 }).map((step) => step.high)).toEqual([2, 2, 9]);
  expect(enbPiCourse(steady, [0], Float64Array.of(0), { miss: 0.1 })[0]).toEqual({ predicted: 0, low: -Infinity, high: Infinity, missed: false });
});

test('the same seed gives the same; a unit and a zero of outcomes pass through', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 12, maxLength: 40 }), fc.integer({ min: 0, max: 99 }), (values, seed) => {
    const courseFor = (of: (value: number) => number): EnsembleStep[] => { const y = Float64Array.from(values, of); return enbPiCourse(had(fitEnbPi(values, y, mean, { seed })), values, y, { miss: 0.2 }); };
    const [base, moved] = [courseFor((value) => value), courseFor((value) => 4 * value + 3)];
    expect(courseFor((value) => value)).toEqual(base);
    base.forEach((step, at) => expect([moved[at]!.low, moved[at]!.high]).toEqual([expect.closeTo(4 * step.low + 3, 8), expect.closeTo(4 * step.high + 3, 8)]));
  }), { numRuns: 40 });
});

test('bad series and settings are refused with a reason', () => {
  const y = Float64Array.of(1, 2, 3, 4);
  const rows = [0, 1, 2, 3];
  expect(refusal(() => fitEnbPi([], new Float64Array(0), mean, { seed: 1 }))).toMatch(/not pairs/);
  expect(refusal(() => fitEnbPi(rows, Float64Array.of(1, 2, Number.NaN, 4), mean, { seed: 1 }))).toMatch(/finite/);
  expect(refusal(() => fitEnbPi(rows, y, mean, { seed: 1, models: 1 }))).toMatch(/two models/);
  expect(refusal(() => fitEnbPi(rows, y, mean, { seed: 1, block: 5 }))).toMatch(/block/);
  expect(refusal(() => fitEnbPi(rows, y, mean, { seed: 1, block: 4 }))).toMatch(/in every one/);
  expect(refusal(() => fitEnbPi(rows, y, () => () => Infinity, { seed: 1 }))).toMatch(/not a finite number/);
  const fit = had(fitEnbPi(rows, y, mean, { seed: 1 }));
  expect(refusal(() => enbPiCourse(fit, rows, y, { miss: 1 }))).toMatch(/misses/);
  expect(refusal(() => enbPiCourse(fit, rows, y, { miss: 0.1, batch: 0 }))).toMatch(/batch/);
  expect(refusal(() => enbPiCourse(fit, rows, new Float64Array(1), { miss: 0.1 }))).toMatch(/not pairs/);
});
