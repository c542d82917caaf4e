import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalDraw, randomStream } from '../random.ts';
import { fitLogisticWithErrors } from './logistic-errors.ts';
import { fitMultinomial, multinomialAgainst, multinomialAt } from './multinomial.ts';
import { had, largestGap, refusal } from './testing.ts';

/** Ninety rows of a made table: remainders, and classes that lean on them. */
const cells = Array.from({ length: 90 }, (_, i) => ({ x1: ((i * 7) % 11) / 5 - 1, x2: ((i * 13) % 17) / 4 - 2, a: ((i * 29) % 31) / 31, b: ((i * 17) % 23) / 23 }));
const x = Float64Array.from(cells.flatMap(({ x1, x2 }) => [1, x1, x2]));
const y = Float64Array.from(cells, ({ x1, x2, a, b }) => (a < 0.33 + 0.2 * x1 ? 0 : b < 0.5 - 0.15 * x2 ? 1 : 2));

// statsmodels 0.13.5: MNLogit(y, X).fit(method = 'newton', tol = 1e-14).
test('without a penalty coefficients and errors against the first class are those of MNLogit', () => {
  const fit = had(fitMultinomial(x, y, 3, { penalty: 0 }));
  const { coefficients, standardErrors } = multinomialAgainst(fit, 0);
  expect(largestGap(coefficients.slice(3), [0.0036517588, -0.9201064404, -0.4501683133, 0.0471442617, -0.7611156268, 0.1707869258])).toBeLessThanOrEqual(1e-6);
  expect(largestGap(standardErrors.slice(3), [0.2830704759, 0.4420646555, 0.230816124, 0.2757154661, 0.4328840299, 0.224131044])).toBeLessThanOrEqual(1e-7);
  expect(standardErrors.slice(0, 3)).toEqual(new Float64Array(3));
  expect(fit.logLikelihood).toBeCloseTo(-91.8670005788, 8);
});

// scikit-learn 1.2.1: LogisticRegression(multi_class = 'multinomial', C = 1/4, solver = 'newton-cg', tol = 1e-14), intercepts centred.
test('with a ridge the coefficients are those of scikit-learn', () => {
  const expected = [-0.0102954819, 0.4073796770, 0.0819550296, -0.0081516912, -0.2592881064, -0.3220661182, 0.0184471731, -0.1480915706, 0.2401110886];
  expect(largestGap(had(fitMultinomial(x, y, 3, { penalty: 4 })).coefficients, expected)).toBeLessThanOrEqual(1e-5);
});

test('with two classes it is the logistic regression, a ridge on half the log odds counting half', () => {
  const two = y.map((label) => Number(label > 0));
  const fit = multinomialAgainst(had(fitMultinomial(x, two, 3, { penalty: 0 })), 0);
  const plain = had(fitLogisticWithErrors(x, two, 3, { penalty: 0 }));
  expect(largestGap(fit.coefficients.slice(3), [...plain.coefficients])).toBeLessThanOrEqual(1e-6);
  expect(largestGap(fit.standardErrors.slice(3), [...plain.standardErrors])).toBeLessThanOrEqual(1e-6);
  const ridge = multinomialAgainst(had(fitMultinomial(x, two, 3, { penalty: 2 })), 0);
  expect(largestGap(ridge.coefficients.slice(3), [...had(fitLogisticWithErrors(x, two, 3, { penalty: 1 })).coefficients])).toBeLessThanOrEqual(1e-6);
});

test('columns sum to zero over classes; the names of classes change nothing; a weight is the row so many times; chances sum to one', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1e6 }), fc.constantFrom(0.5, 2), (seed, penalty) => {
    const random = randomStream('classes', seed);
    const table = Float64Array.from({ length: 40 * 3 }, (_, at) => (at % 3 === 0 ? 1 : normalDraw(random)));
    const labels = Float64Array.from({ length: 40 }, (_, row) => (row < 3 ? row : Math.floor(3 * random())));
    const fit = had(fitMultinomial(table, labels, 3, { penalty }));
    for (let j = 0; j < 3; j += 1) expect([0, 1, 2].reduce((sum, k) => sum + (fit.coefficients[k * 3 + j] as number), 0)).toBeCloseTo(0, 9);
    const turned = had(fitMultinomial(table, labels.map((label) => (label + 1) % 3), 3, { penalty }));
    turned.coefficients.forEach((value, at) => { expect(value).toBeCloseTo(fit.coefficients[(at + 6) % 9] as number, 6); });
    turned.standardErrors.forEach((value, at) => { expect(value).toBeCloseTo(fit.standardErrors[(at + 6) % 9] as number, 6); });
    expect(multinomialAt(fit, table.subarray(0, 3)).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
    const weights = Float64Array.from(labels, (_, row) => 1 + (row % 2));
    const rows = Array.from(labels, (_, row) => new Array<number>(1 + (row % 2)).fill(row)).flat();
    const repeated = had(fitMultinomial(Float64Array.from(rows.flatMap((row) => [...table.subarray(row * 3, row * 3 + 3)])), Float64Array.from(rows, (row) => labels[row] as number), 3, { penalty }));
    had(fitMultinomial(table, labels, 3, { penalty, weights })).standardErrors.forEach((value, at) => { expect(value).toBeCloseTo(repeated.standardErrors[at] as number, 6); });
  }), { numRuns: 15 });
});

test('at the maximum mean chances are the shares of the classes', () => {
  const fit = had(fitMultinomial(x, y, 3, { penalty: 3 }));
  const mean = [0, 1, 2].map((k) => cells.reduce((sum, { x1, x2 }) => sum + (multinomialAt(fit, [1, x1, x2])[k] as number), 0) / 90);
  [0, 1, 2].forEach((k) => { expect(mean[k]).toBeCloseTo(y.filter((label) => label === k).length / 90, 8); });
});

test('separated classes, more columns than rows and equal columns have an answer under a penalty and a refusal without', () => {
  const apart = Float64Array.of(1, -2, 1, -1, 1, 0, 1, 0.5, 1, 2, 1, 3);
  const labels = Float64Array.of(0, 0, 1, 1, 2, 2);
  expect(refusal(() => fitMultinomial(apart, labels, 2, { penalty: 0 }))).toMatch(/separates/);
  expect(had(fitMultinomial(apart, labels, 2, { penalty: 1 })).standardErrors.every(Number.isFinite)).toBe(true);
  const wide = Float64Array.of(1, 1, 1, 2, 1, 2, 2, 5, 1, 4, 4, 1);
  expect(refusal(() => fitMultinomial(wide, Float64Array.of(0, 1, 2), 4, { penalty: 0 }))).toMatch(/made of the others/);
  expect(had(fitMultinomial(wide, Float64Array.of(0, 1, 2), 4, { penalty: 1 })).coefficients.every(Number.isFinite)).toBe(true);
  expect(refusal(() => fitMultinomial(apart, new Float64Array(6), 2, { penalty: 1 }))).toMatch(/the same/);
  expect(refusal(() => fitMultinomial(apart, Float64Array.of(0, 0, 1, 1, 3, 3), 2, { penalty: 1 }))).toMatch(/only 3/);
  const fit = had(fitMultinomial(apart, labels, 2, { penalty: 1 }));
  for (const run of [
    () => fitMultinomial(apart, Float64Array.of(0, 0.5, 1, 1, 2, 2), 2, { penalty: 1 }), () => fitMultinomial(apart, Float64Array.of(0, -1, 1, 1, 2, 2), 2, { penalty: 1 }), () => fitMultinomial(apart, Float64Array.of(0, 1e9, 1, 1, 2, 2), 2, { penalty: 1 }),
    () => fitMultinomial(apart, Float64Array.of(0, Number.NaN, 1, 1, 2, 2), 2, { penalty: 1 }), () => fitMultinomial(apart, labels, 2, { penalty: -1 }), () => fitMultinomial(apart.map((value) => value * 2), labels, 2, { penalty: 1 }),
    () => fitMultinomial(new Float64Array(0), new Float64Array(0), 2, { penalty: 1 }), () => fitMultinomial(apart, labels, 2, { penalty: 1, weights: Float64Array.of(1) }), () => multinomialAgainst(fit, 3), () => multinomialAt(fit, [1]),
  ]) expect(run).toThrow(RangeError);
});
