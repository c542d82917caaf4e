import { expect, test } from 'vitest';
import { fitLogistic, logistic } from './logistic.ts';

test('with the constant alone the fit is the log odds of the share, with its textbook variance', () => {
  const y = Float64Array.from({ length: 100 }, (_, index) => (index < 25 ? 1 : 0));
  const fit = fitLogistic(new Float64Array(100).fill(1), y, 1, { penalty: 1 });
  expect(fit.converged).toBe(true);
  expect(fit.coefficients[0]).toBeCloseTo(Math.log(25 / 75), 5);
  expect(fit.covariance[0]).toBeCloseTo(1 / (100 * 0.25 * 0.75), 4);
});

test('an indicator without penalty gives the log odds ratio of the table', () => {
  const cells = [[0, 10, 40], [1, 30, 20]] as const;
  const rows = cells.flatMap(([group, won, lost]) => [...new Array<number>(won).fill(1), ...new Array<number>(lost).fill(0)].map((y) => ({ group, y })));
  const fit = fitLogistic(Float64Array.from(rows.flatMap((row) => [1, row.group])), Float64Array.from(rows, (row) => row.y), 2, { penalty: 0 });
  expect(fit.coefficients[1]).toBeCloseTo(Math.log((30 / 20) / (10 / 40)), 5);
});

test('a weight of two is the row twice; one class and equal columns leave finite numbers', () => {
  const x = Float64Array.from([1, 0, 1, 1, 1, 1]);
  const weighted = fitLogistic(x, Float64Array.from([0, 1, 0]), 2, { penalty: 1, weights: Float64Array.from([1, 2, 1]) });
  const doubled = fitLogistic(Float64Array.from([1, 0, 1, 1, 1, 1, 1, 1]), Float64Array.from([0, 1, 1, 0]), 2, { penalty: 1 });
  expect(weighted.coefficients[1]).toBeCloseTo(doubled.coefficients[1] as number, 9);
  const oneClass = fitLogistic(Float64Array.from([1, 2, 2, 1, 3, 3]), Float64Array.from([1, 1]), 3, { penalty: 1 });
  expect([...oneClass.coefficients].every(Number.isFinite)).toBe(true);
  expect(logistic(oneClass.coefficients[0] as number)).toBeGreaterThan(0.9);
});
