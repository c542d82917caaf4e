import fc from 'fast-check';
import { expect, test } from 'vitest';
import { logistic } from '../logistic.ts';
import { normalDraw, randomStream } from '../random.ts';
import { fitMixedBinomial } from './mixed-binomial.ts';
import { cbpp, had, largestGap, refusal } from './testing.ts';

const herds = cbpp.map(([herd]) => herd);
const cases = Float64Array.from(cbpp, ([, incidence]) => incidence);
const animals = Float64Array.from(cbpp, ([, , size]) => size);
const periods = Float64Array.from(cbpp.flatMap(([, , , period]) => [1, Number(period === 2), Number(period === 3), Number(period === 4)]));


// lme4 1.1.31 on R 4.2.2: glmer(cbind(incidence, size - incidence) ~ period + (1 | herd), cbpp, binomial), bobyqa with rhoend 1e-10
// and tolPwrss 1e-13. With its default of 1e-7 the inner search of lme4 ends too early: -1.398343 -0.991925 -1.128216 -1.579745 at a
// log likelihood of -92.026566, less than the -92.026282 that both reach here.
test('rates of few trials by herd are those of glmer', () => {
  const fit = had(fitMixedBinomial(periods, cases, animals, 4, herds));
  expect(largestGap(fit.coefficients, [-1.398532144, -0.9923326827, -1.128672038, -1.580313902])).toBeLessThanOrEqual(2e-6);
  expect(largestGap(fit.standardErrors, [0.2324718471, 0.3066421635, 0.3266375889, 0.4274359462])).toBeLessThanOrEqual(1e-5);
  expect(largestGap([fit.groupSd], [0.64226143])).toBeLessThanOrEqual(2e-6);
  expect(fit.logLikelihood).toBeCloseTo(-92.02628187, 6);
  expect(largestGap(fit.groups.slice(0, 3).map((group) => group.effect), [0.5900200104, -0.2988972204, 0.4062555576])).toBeLessThanOrEqual(2e-6);
  expect(largestGap(fit.groups.slice(0, 3).map((group) => group.sd), [0.3482650532, 0.3655582017, 0.2973184851])).toBeLessThanOrEqual(2e-6);
  expect(largestGap(fit.coefficients, [-1.398343, -0.991925, -1.128216, -1.579745])).toBeLessThanOrEqual(5e-4);
  expect(fit.logLikelihood).toBeGreaterThan(-92.026566);
  expect(fit.singular).toBe(false);
});

test('rows of counts and rows of single outcomes tell the same, in any order', () => {
  const counted = had(fitMixedBinomial(periods, cases, animals, 4, herds));
  const singles = cbpp.flatMap(([herd, incidence, size], row) => Array.from({ length: size }, (_, at) => ({ herd, won: at < incidence ? 1 : 0, x: periods.slice(row * 4, row * 4 + 4) }))).reverse();
  const single = had(fitMixedBinomial(Float64Array.from(singles.flatMap((row) => [...row.x])), Float64Array.from(singles, (row) => row.won), new Float64Array(singles.length).fill(1), 4, singles.map((row) => row.herd)));
  expect(largestGap(single.coefficients, [...counted.coefficients])).toBeLessThanOrEqual(1e-4);
  expect(largestGap([single.groupSd], [counted.groupSd])).toBeLessThanOrEqual(1e-4);
});

test('the unit and the zero of a column change its coefficient alone; success and failure change the sign', () => {
  const counted = had(fitMixedBinomial(periods, cases, animals, 4, herds));
  const moved = had(fitMixedBinomial(periods.map((value, at) => (at % 4 === 1 ? 1000 * value : value)), cases, animals, 4, herds));
  expect(largestGap(moved.coefficients, [...counted.coefficients].map((value, j) => (j === 1 ? value / 1000 : value)))).toBeLessThanOrEqual(1e-4);
  const turned = had(fitMixedBinomial(periods, animals.map((size, row) => size - (cases[row] as number)), animals, 4, herds));
  expect(largestGap(turned.coefficients, [...counted.coefficients].map((value) => -value))).toBeLessThanOrEqual(1e-4);
});

test('groups of one rate have no spread; the share of all is then the answer', () => {
  const ones = new Float64Array(6).fill(1);
  const fit = had(fitMixedBinomial(ones, new Float64Array(6).fill(5), new Float64Array(6).fill(20), 1, [1, 2, 3, 4, 5, 6]));
  expect(fit.groupSd).toBe(0);
  expect(fit.singular).toBe(true);
  expect(logistic(fit.coefficients[0] as number)).toBeCloseTo(0.25, 6);
  expect(fit.standardErrors[0]).toBeCloseTo(1 / Math.sqrt(120 * 0.25 * 0.75), 4);
});

test('whatever the groups, the answer is finite and each group lies between its own share and that of all', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 3, max: 12 }), fc.double({ min: 0, max: 2, noNaN: true }), (seed, count, spread) => {
    const random = randomStream('groups', seed);
    const trials = Float64Array.from({ length: count }, () => 10 + Math.floor(20 * random()));
    const successes = trials.map((n) => { const chance = logistic(spread * normalDraw(random)); return Array.from({ length: n }, () => Number(random() < chance)).reduce((sum, one) => sum + one, 0); });
    const fit = had(fitMixedBinomial(new Float64Array(count).fill(1), successes, trials, 1, Array.from(trials, (_, at) => at)));
    expect([...fit.coefficients, ...fit.standardErrors, fit.groupSd, fit.logLikelihood].every(Number.isFinite)).toBe(true);
    fit.groups.forEach(({ effect }, at) => {
      const own = ((successes[at] as number) / (trials[at] as number));
      const [all, pooled] = [logistic(fit.coefficients[0] as number), logistic((fit.coefficients[0] as number) + effect)];
      expect(Math.min(own, all) - 1e-6 <= pooled && pooled <= Math.max(own, all) + 1e-6).toBe(true);
    });
  }), { numRuns: 25 });
});

test('what cannot be answered is refused with its reason', () => {
  const ones = new Float64Array(4).fill(1);
  const tens = new Float64Array(4).fill(10);
  expect(refusal(() => fitMixedBinomial(new Float64Array(0), new Float64Array(0), new Float64Array(0), 1, []))).toMatch(/at least one row/);
  expect(refusal(() => fitMixedBinomial(ones, Float64Array.of(1, 2, NaN, 3), tens, 1, [1, 1, 2, 2]))).toMatch(/finite/);
  expect(refusal(() => fitMixedBinomial(ones, Float64Array.of(1, 2, 11, 3), tens, 1, [1, 1, 2, 2]))).toMatch(/whole numbers/);
  expect(refusal(() => fitMixedBinomial(ones, new Float64Array(4), tens, 1, [1, 1, 2, 2]))).toMatch(/same/);
  expect(refusal(() => fitMixedBinomial(ones, Float64Array.of(1, 2, 3, 4), tens, 1, [1, 1, 1, 1]))).toMatch(/two groups/);
  expect(refusal(() => fitMixedBinomial(Float64Array.of(1, 0, 1, 0, 1, 1, 1, 1), Float64Array.of(0, 0, 10, 10), tens, 2, [1, 2, 1, 2]))).toMatch(/separates/);
  expect(refusal(() => fitMixedBinomial(new Float64Array(8).fill(1), Float64Array.of(1, 2, 3, 4), tens, 2, [1, 2, 1, 2]))).toMatch(/made of the others/);
});
