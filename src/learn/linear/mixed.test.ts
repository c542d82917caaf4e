import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalDraw, randomStream } from '../random.ts';
import { fitMixed } from './mixed.ts';
import { sleepstudy, had, largestGap, refusal } from './testing.ts';

const y = Float64Array.from(sleepstudy, (row) => row.reaction);
const ones = new Float64Array(y.length).fill(1);
const oneAndDays = Float64Array.from(sleepstudy.flatMap((row) => [1, row.days]));
const subjects = sleepstudy.map((row) => row.subject);

// lme4 1.1.31 on R 4.2.2: lmer(Reaction ~ Days + (Days | Subject), sleepstudy), bobyqa with rhoend 1e-10.
test('correlated intercepts and slopes of sleepstudy are those of lmer', () => {
  const fit = had(fitMixed(oneAndDays, y, 2, oneAndDays, 2, subjects));
  expect(largestGap(fit.coefficients, [251.405105, 10.467286])).toBeLessThanOrEqual(1e-7);
  expect(largestGap(fit.standardErrors, [6.82455578, 1.54578893])).toBeLessThanOrEqual(1e-4);
  expect(largestGap(fit.sds, [24.7404476, 5.92213326])).toBeLessThanOrEqual(1e-4);
  expect(fit.correlations[1]).toBeCloseTo(0.0655513, 4);
  expect(fit.residualSd).toBeCloseTo(25.5918159, 3);
  expect(fit.criterion).toBeCloseTo(1743.62827, 5);
  expect(fit.singular).toBe(false);
  const [first] = fit.groups;
  expect(first?.group).toBe('308');
  expect(largestGap(first?.effects ?? [], [2.25856550, 9.19897190])).toBeLessThanOrEqual(2e-4);
  expect(largestGap(first?.sds ?? [], [Math.sqrt(145.705094), Math.sqrt(5.31227350)])).toBeLessThanOrEqual(1e-4);
});

test('a random intercept alone is that of lmer(Reaction ~ Days + (1 | Subject))', () => {
  const fit = had(fitMixed(oneAndDays, y, 2, ones, 1, subjects));
  expect(largestGap(fit.sds, [37.1238268])).toBeLessThanOrEqual(1e-4);
  expect(fit.residualSd).toBeCloseTo(30.9912339, 3);
  expect(fit.criterion).toBeCloseTo(1786.46508539, 6);
});

// Batches made to show no spread: Box and Tiao 1973, Dyestuff2 of lme4.
test('batches without spread are answered with none, and said to be singular', () => {
  const yields = Float64Array.of(7.298, 3.846, 2.434, 9.566, 7.99, 5.22, 6.556, 0.608, 11.788, -0.892, 0.11, 10.386, 13.434, 5.51, 8.166, 2.212, 4.852, 7.092, 9.288, 4.98, 0.282, 9.014, 4.458, 9.446, 7.198, 1.722, 4.782, 8.106, 0.758, 3.758);
  const one = new Float64Array(30).fill(1);
  const fit = had(fitMixed(one, yields, 1, one, 1, Array.from(yields, (_, at) => Math.floor(at / 5))));
  expect(fit.coefficients[0]).toBeCloseTo(5.6656, 6);
  expect(fit.sds[0]).toBe(0);
  expect(fit.singular).toBe(true);
  expect(fit.residualSd).toBeCloseTo(3.71568427, 6);
  expect(fit.criterion).toBeCloseTo(161.828277812, 6);
  expect(fit.groups.every((group) => Math.abs(group.effects[0] as number) < 1e-6)).toBe(true);
});

// With equal groups, REML is the classical analysis of variance wherever that is positive (Searle, Casella and McCulloch 1992 §4.5).
test('with equal groups the answer is that of the analysis of variance, or none where that is negative', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 3, max: 8 }), fc.integer({ min: 2, max: 6 }), fc.double({ min: 0, max: 3, noNaN: true }), (seed, groups, size, spread) => {
    const { values, labels } = oneWay(seed, groups, size, spread);
    const one = new Float64Array(values.length).fill(1);
    const fit = had(fitMixed(one, values, 1, one, 1, labels));
    const { between, within } = meanSquares(values, groups, size);
    const variance = (between - within) / size;
    if (variance > 0.01 * within) {
      expect(fit.sds[0]).toBeCloseTo(Math.sqrt(variance), 3);
      expect(fit.residualSd).toBeCloseTo(Math.sqrt(within), 3);
    }
    if (variance < -0.01 * within) expect(fit.sds[0]).toBeLessThan(1e-2);
  }), { numRuns: 40 });
});

test('the order of rows, the unit of y and the unit of time change nothing but themselves', () => {
  const base = had(fitMixed(oneAndDays, y, 2, oneAndDays, 2, subjects));
  const hours = oneAndDays.map((value, at) => (at % 2 === 1 ? value * 24 : value));
  const seconds = had(fitMixed(hours, y.map((value) => value / 1000), 2, hours, 2, subjects));
  expect(largestGap(seconds.sds, [(base.sds[0] as number) / 1000, (base.sds[1] as number) / 24_000])).toBeLessThanOrEqual(1e-4);
  expect(largestGap(seconds.coefficients, [(base.coefficients[0] as number) / 1000, (base.coefficients[1] as number) / 24_000])).toBeLessThanOrEqual(1e-6);
  const back = had(fitMixed(oneAndDays.slice().reverse().map((value, at, all) => all[at % 2 === 0 ? at + 1 : at - 1] as number), y.slice().reverse(), 2, oneAndDays.slice().reverse().map((value, at, all) => all[at % 2 === 0 ? at + 1 : at - 1] as number), 2, subjects.toReversed()));
  expect(largestGap(back.sds, [...base.sds])).toBeLessThanOrEqual(1e-4);
  expect(back.groups.at(-1)?.group).toBe('308');
});

test('pooled groups lie between their own mean and that of all', () => {
  const { values, labels } = oneWay(7, 6, 4, 1.5);
  const one = new Float64Array(values.length).fill(1);
  const fit = had(fitMixed(one, values, 1, one, 1, labels));
  fit.groups.forEach(({ group, effects }) => {
    const own = values.filter((_, at) => labels[at] === group).reduce((sum, value) => sum + value, 0) / 4 - (fit.coefficients[0] as number);
    expect(Math.sign(effects[0] as number)).toBe(Math.sign(own));
    expect(Math.abs(effects[0] as number)).toBeLessThan(Math.abs(own));
  });
});

test('what cannot be answered is refused with its reason', () => {
  const four = Float64Array.of(1, 1, 1, 1);
  const labels = ['a', 'a', 'b', 'b'];
  expect(refusal(() => fitMixed(new Float64Array(0), new Float64Array(0), 1, new Float64Array(0), 1, []))).toMatch(/at least one row/);
  expect(refusal(() => fitMixed(four, Float64Array.of(1, NaN, 2, 3), 1, four, 1, labels))).toMatch(/finite/);
  expect(refusal(() => fitMixed(four, Float64Array.of(1, Infinity, 2, 3), 1, four, 1, labels))).toMatch(/finite/);
  expect(refusal(() => fitMixed(four, four, 1, four, 1, labels))).toMatch(/exactly/);
  expect(refusal(() => fitMixed(four, Float64Array.of(1, 1, 2, 2), 1, four, 1, labels))).toMatch(/exactly/);
  expect(refusal(() => fitMixed(four, Float64Array.of(1, 2, 3, 5), 1, four, 1, ['a', 'a', 'a', 'a']))).toMatch(/two groups/);
  expect(refusal(() => fitMixed(four, Float64Array.of(1, 2, 3, 5), 1, four, 1, ['a', 'b', 'c', 'd']))).toMatch(/from noise/);
  expect(refusal(() => fitMixed(Float64Array.of(1, 1, 1, 1, 1, 1, 1, 1), Float64Array.of(1, 2, 3, 5), 2, four, 1, labels))).toMatch(/made of the others/);
  expect(refusal(() => fitMixed(four, Float64Array.of(1, 2, 3, 5), 1, new Float64Array(4), 1, labels))).toMatch(/zero everywhere/);
});

function oneWay(seed: number, groups: number, size: number, spread: number): { values: Float64Array; labels: number[] } {
  const random = randomStream('one way', seed, groups, size);
  const own = Array.from({ length: groups }, () => spread * normalDraw(random));
  const labels = Array.from({ length: groups * size }, (_, at) => at % groups);
  return { labels, values: Float64Array.from(labels, (group) => 10 + (own[group] as number) + normalDraw(random)) };
}

function meanSquares(values: Float64Array, groups: number, size: number): { between: number; within: number } {
  const means = Array.from({ length: groups }, (_, group) => values.filter((_value, at) => at % groups === group).reduce((sum, value) => sum + value / size, 0));
  const mean = means.reduce((sum, value) => sum + value / groups, 0);
  const between = (size * means.reduce((sum, value) => sum + (value - mean) ** 2, 0)) / (groups - 1);
  const within = values.reduce((sum, value, at) => sum + (value - (means[at % groups] as number)) ** 2, 0) / (groups * (size - 1));
  return { between, within };
}
