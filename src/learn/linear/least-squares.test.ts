import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalDraw, randomStream } from '../random.ts';
import { fitElasticNet } from './elastic-net.ts';
import { fitLeastSquares } from './least-squares.ts';
import { fitLogisticWithErrors } from './logistic-errors.ts';
import { mtcars, had, largestGap, refusal } from './testing.ts';

const mpg = Float64Array.from(mtcars, ([value]) => value);
const cars = Float64Array.from(mtcars.flatMap(([, wt, hp, qsec]) => [1, wt, hp, qsec]));

/** Rows of a seeded linear truth; columns of sizes far from one another. */
function world(seed: number, n: number, p: number): { x: Float64Array; y: Float64Array } {
  const random = randomStream('linear world', seed);
  const x = Float64Array.from({ length: n * p }, (_, at) => (at % p === 0 ? 1 : 10 ** ((at % p) - 2) * normalDraw(random)));
  return { x, y: Float64Array.from({ length: n }, (_, row) => 3 + (x[row * p + 1] ?? 0) + normalDraw(random)) };
}

// R 4.2.2: lm(mpg ~ wt + hp + qsec, mtcars).
test('least squares with its errors are those of lm', () => {
  const fit = had(fitLeastSquares(cars, mpg, 4));
  expect(largestGap(fit.coefficients, [27.6105268582049, -4.3587972001627, -0.0178222716055, 0.5108336942451])).toBeLessThanOrEqual(1e-10);
  expect(largestGap(fit.standardErrors, [8.4199284765393, 0.7527003922347, 0.0149811688489, 0.4392215320376])).toBeLessThanOrEqual(1e-10);
  expect(fit.residualSd).toBeCloseTo(2.57778488252, 10);
  expect(fit.degreesOfFreedom).toBeCloseTo(28, 8);
});

// R 4.2.2: glm(am ~ wt + hp, binomial, mtcars), epsilon 1e-14.
test('logistic regression with its errors is that of glm', () => {
  const fit = had(fitLogisticWithErrors(Float64Array.from(mtcars.flatMap(([, wt, hp]) => [1, wt, hp])), Float64Array.from(mtcars, ([, , , , am]) => am), 3, { penalty: 0 }));
  expect(largestGap(fit.coefficients, [18.8662987172041, -8.0834751824446, 0.0362555960822])).toBeLessThanOrEqual(1e-6);
  expect(largestGap(fit.standardErrors, [7.4435580602053, 3.0686751130547, 0.0177341536508])).toBeLessThanOrEqual(1e-6);
  expect(fit.logLikelihood).toBeCloseTo(-5.02955523613, 9);
});

// glmnet 4.1.6 on R 4.2.2, lambda 0.5, thresh 1e-20. It divides the ridge part by the spread of y, so the mixed penalty is rewritten.
test('the lasso and the elastic net are those of glmnet, the ridge that of its closed form', () => {
  expect(largestGap(fitElasticNet(cars, mpg, 4, { penalty: 0.5, mix: 1 }).coefficients, [33.1416955947652, -3.6860331358950, -0.0237906805555, 0.1287269397396])).toBeLessThanOrEqual(1e-7);
  const mean = mpg.reduce((sum, value) => sum + value / 32, 0);
  const spread = Math.sqrt(mpg.reduce((sum, value) => sum + (value - mean) ** 2 / 32, 0));
  const penalty = 0.25 + 0.25 / spread;
  expect(largestGap(fitElasticNet(cars, mpg, 4, { penalty, mix: 0.25 / penalty }).coefficients, [30.7927766777751, -3.7742145424852, -0.0230790929708, 0.2703749287314])).toBeLessThanOrEqual(1e-7);
  // R: solve(crossprod(Z) / n + 0.5 * diag(3), crossprod(Z, y - mean(y)) / n) / s
  expect(largestGap(fitElasticNet(cars, mpg, 4, { penalty: 0.5, mix: 0 }).coefficients.slice(1), [-2.7473895447883, -0.0242426484012, 0.3270183017966])).toBeLessThanOrEqual(1e-8);
});

test('a weight is the row so many times, for all three', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
    const { x, y } = world(seed, 30, 3);
    const weights = Float64Array.from(y, (_, row) => row % 3);
    const rows = Array.from(y, (_, row) => new Array<number>(row % 3).fill(row)).flat();
    const [xs, ys] = [Float64Array.from(rows.flatMap((row) => [...x.subarray(row * 3, row * 3 + 3)])), Float64Array.from(rows, (row) => y[row] as number)];
    expect(largestGap(had(fitLeastSquares(x, y, 3, { weights })).standardErrors, [...had(fitLeastSquares(xs, ys, 3)).standardErrors])).toBeLessThanOrEqual(1e-8);
    expect(largestGap(fitElasticNet(x, y, 3, { weights, penalty: 0.1, mix: 0.5 }).coefficients, [...fitElasticNet(xs, ys, 3, { penalty: 0.1, mix: 0.5 }).coefficients])).toBeLessThanOrEqual(1e-6);
    const won = y.map((value) => Number(value > 3));
    expect(largestGap(had(fitLogisticWithErrors(x, won, 3, { penalty: 1, weights })).standardErrors, [...had(fitLogisticWithErrors(xs, ys.map((value) => Number(value > 3)), 3, { penalty: 1 })).standardErrors])).toBeLessThanOrEqual(1e-6);
  }), { numRuns: 20 });
});

test('the unit of a column changes its coefficient alone, and the order of rows nothing', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (seed, unit) => {
    const { x, y } = world(seed, 40, 4);
    const other = x.map((value, at) => (at % 4 === 2 ? value * unit : value));
    const fits = [(cells: Float64Array) => had(fitLeastSquares(cells, y, 4)).coefficients, (cells: Float64Array) => fitElasticNet(cells, y, 4, { penalty: 0.05, mix: 0.7 }).coefficients];
    for (const fit of fits) {
      const expected = fit(x).map((value, j) => (j === 2 ? value / unit : value));
      fit(other).forEach((value, j) => { expect(Math.abs(value - (expected[j] as number))).toBeLessThanOrEqual(1e-6 * (Math.abs(expected[j] as number) + 1e-6)); });
    }
    const order = Array.from(y, (_, row) => y.length - 1 - row);
    const turned = had(fitLeastSquares(Float64Array.from(order.flatMap((row) => [...x.subarray(row * 4, row * 4 + 4)])), Float64Array.from(order, (row) => y[row] as number), 4));
    expect(largestGap(turned.coefficients, [...had(fitLeastSquares(x, y, 4)).coefficients])).toBeLessThanOrEqual(1e-8);
  }), { numRuns: 20 });
});

test('no slope satisfies the conditions of the optimum less than its neighbours: more penalty, smaller slopes, at last none', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0, max: 1, noNaN: true }), (seed, mix) => {
    const { x, y } = world(seed, 25, 5);
    const loss = (beta: Float64Array): number => objective(x, y, 5, beta, 0.2, mix);
    const { coefficients, converged } = fitElasticNet(x, y, 5, { penalty: 0.2, mix });
    expect(converged).toBe(true);
    for (let j = 0; j < 5; j += 1) for (const by of [-1e-3, 1e-3]) expect(loss(coefficients.map((value, k) => (k === j ? value + by / 10 ** (j - 2) : value)))).toBeGreaterThanOrEqual(loss(coefficients) - 1e-12);
  }), { numRuns: 30 });
  const { x, y } = world(3, 25, 5);
  expect(fitElasticNet(x, y, 5, { penalty: 100, mix: 1 }).coefficients.slice(1)).toEqual(new Float64Array(4));
});

test('nine in ten intervals of least squares hold the truth', () => {
  let held = 0;
  for (let seed = 0; seed < 400; seed += 1) {
    const { x, y } = world(seed, 30, 3);
    const { coefficients, standardErrors } = had(fitLeastSquares(x, y, 3));
    // 1.7033: the 0.95 quantile of Student's t on 27 degrees of freedom.
    held += Math.abs((coefficients[1] as number) - 1) <= 1.7033 * (standardErrors[1] as number) ? 1 : 0;
  }
  expect(held / 400).toBeGreaterThan(0.86);
  expect(held / 400).toBeLessThan(0.94);
});

test('more columns than rows, equal and constant columns have an answer under a penalty and a refusal without', () => {
  const wide = Float64Array.of(1, 1, 1, 5, 1, 2, 2, 5);
  const two = Float64Array.of(1, 3);
  expect(refusal(() => fitLeastSquares(wide, two, 4))).toMatch(/made of the others/);
  const net = fitElasticNet(wide, two, 4, { penalty: 0.1, mix: 0.5 });
  expect(net.coefficients.every(Number.isFinite)).toBe(true);
  expect(net.coefficients[3]).toBe(0);
  expect(had(fitLeastSquares(wide, two, 4, { penalty: 0.1 })).standardErrors.every(Number.isFinite)).toBe(true);
  expect(refusal(() => fitLeastSquares(Float64Array.of(1, 0, 1, 1), two, 2))).toMatch(/nothing to measure/);
});

test('what cannot be answered is refused with its reason', () => {
  const x = Float64Array.of(1, 1, 1, 2, 1, 3, 1, 4);
  expect(refusal(() => fitLeastSquares(new Float64Array(0), new Float64Array(0), 2))).toMatch(/at least one row/);
  expect(refusal(() => fitLeastSquares(x, Float64Array.of(1, NaN, 2, 3), 2))).toMatch(/finite/);
  expect(refusal(() => fitElasticNet(x, Float64Array.of(1, Infinity, 2, 3), 2, { penalty: 1, mix: 1 }))).toMatch(/finite/);
  expect(refusal(() => fitElasticNet(x, Float64Array.of(1, 2, 2, 3), 2, { penalty: -1, mix: 1 }))).toMatch(/penalty/);
  expect(refusal(() => fitElasticNet(x, Float64Array.of(1, 2, 2, 3), 2, { penalty: 1, mix: 2 }))).toMatch(/mix/);
  expect(refusal(() => fitLeastSquares(x, Float64Array.of(1, 2, 2, 3), 3))).toMatch(/not 4 rows/);
  expect(refusal(() => fitLeastSquares(x.map((value) => value + 1), Float64Array.of(1, 2, 2, 3), 2))).toMatch(/ones/);
  expect(refusal(() => fitLeastSquares(x, Float64Array.of(1, 2, 2, 3), 2, { weights: new Float64Array(4) }))).toMatch(/Weights/);
  expect(refusal(() => fitLogisticWithErrors(x, Float64Array.of(0, 0, 1, 2), 2, { penalty: 0 }))).toMatch(/0 or 1/);
  expect(refusal(() => fitLogisticWithErrors(x, Float64Array.of(0, 0, 1, 1), 2, { penalty: 0 }))).toMatch(/separates/);
  expect(refusal(() => fitLogisticWithErrors(x, Float64Array.of(1, 1, 1, 1), 2, { penalty: 0 }))).toMatch(/same/);
  expect(refusal(() => fitLogisticWithErrors(Float64Array.of(1, 1, 1, 1, 1, 1, 1, 1), Float64Array.of(0, 1, 0, 1), 2, { penalty: 0 }))).toMatch(/made of the others/);
  expect(had(fitLogisticWithErrors(x, Float64Array.of(0, 0, 1, 1), 2, { penalty: 1 })).standardErrors.every(Number.isFinite)).toBe(true);
});

test('a constant y has a slope of zero and no spread', () => {
  const x = Float64Array.of(1, 1, 1, 2, 1, 3, 1, 4);
  expect(largestGap(fitElasticNet(x, Float64Array.of(7, 7, 7, 7), 2, { penalty: 0.1, mix: 1 }).coefficients, [7, 0])).toBeLessThanOrEqual(1e-12);
  expect(had(fitLeastSquares(x, Float64Array.of(7, 7, 7, 7), 2)).residualSd).toBeCloseTo(0, 10);
});

function objective(x: Float64Array, y: Float64Array, p: number, beta: Float64Array, penalty: number, mix: number): number {
  const n = y.length;
  let total = 0;
  for (let row = 0; row < n; row += 1) total += ((y[row] as number) - beta.reduce((sum, slope, j) => sum + slope * (x[row * p + j] as number), 0)) ** 2 / (2 * n);
  for (let j = 1; j < p; j += 1) {
    const column = Array.from({ length: n }, (_, row) => x[row * p + j] as number);
    const mean = column.reduce((sum, value) => sum + value / n, 0);
    const slope = (beta[j] as number) * Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2 / n, 0));
    total += penalty * (mix * Math.abs(slope) + 0.5 * (1 - mix) * slope * slope);
  }
  return total;
}
