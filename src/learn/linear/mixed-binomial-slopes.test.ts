import fc from 'fast-check';
import { expect, test } from 'vitest';
import { logistic } from '../logistic.ts';
import { normalDraw, randomStream } from '../random.ts';
import { fitMixedBinomial, fitMixedBinomialSlopes } from './mixed-binomial.ts';
import { cbpp, had, largestGap, refusal } from './testing.ts';

const herds = cbpp.map(([herd]) => herd);
const cases = Float64Array.from(cbpp, ([, incidence]) => incidence);
const animals = Float64Array.from(cbpp, ([, , size]) => size);
const sincePeriod = Float64Array.from(cbpp.flatMap(([, , , period]) => [1, period - 1]));

// lme4 1.1.31 on R 4.2.2, bobyqa with rhoend 1e-10 and tolPwrss 1e-13: glmer(cbind(incidence, size - incidence) ~ t + (t | herd), cbpp, binomial), t = period - 1.
test('levels and slopes of herds are those of glmer', () => {
  const fit = had(fitMixedBinomialSlopes(sincePeriod, cases, animals, 2, sincePeriod, 2, herds));
  expect(largestGap(fit.coefficients, [-1.5132517264, -0.6024264648])).toBeLessThanOrEqual(1e-4);
  expect(largestGap(fit.standardErrors, [0.2616451329, 0.176229942])).toBeLessThanOrEqual(1e-3);
  expect(largestGap([...fit.sds, fit.correlations[1] as number], [0.7917971828, 0.3416788406, -0.7300511118])).toBeLessThanOrEqual(1e-3);
  expect(fit.logLikelihood).toBeCloseTo(-92.08761814, 5);
  expect(fit.singular).toBe(false);
  expect(largestGap(fit.groups[0]!.effects, [0.3110097968, 0.2057963325])).toBeLessThanOrEqual(1e-3);
  expect(largestGap(fit.groups[0]!.sds, [0.4533039668, 0.2591759824])).toBeLessThanOrEqual(1e-3);
});

const [levels, slopes] = [[-1.2, 0.3, 0.8, -0.5, 1.4, -0.9, 0.1, 0.6, -1.6, 1.1, -0.2, 0.4], [0.5, -0.3, 0.2, -0.4, -0.1, 0.6, 0.05, -0.5, 0.3, -0.2, 0.4, -0.15]] as const;
const made = levels.flatMap((level, group) => [0, 1, 2, 3, 4, 5].map((t) => ({ group, t, won: Math.round(20 * logistic(-0.3 + 0.1 * t + level + (slopes[group] as number) * t)) })));

// The same on s = round(20 · plogis(−0.3 + 0.1 t + level + slope · t)) of 20.
test('on a made table with known levels and slopes too', () => {
  const t = Float64Array.from(made.flatMap((row) => [1, row.t]));
  const fit = had(fitMixedBinomialSlopes(t, Float64Array.from(made, (row) => row.won), new Float64Array(72).fill(20), 2, t, 2, made.map((row) => row.group)));
  expect(largestGap(fit.coefficients, [-0.2474947121, 0.1252039847])).toBeLessThanOrEqual(1e-4);
  expect(largestGap(fit.standardErrors, [0.2419149227, 0.0986653080])).toBeLessThanOrEqual(1e-3);
  expect(largestGap([...fit.sds, fit.correlations[1] as number], [0.7612789512, 0.3189194044, -0.4945547651])).toBeLessThanOrEqual(1e-3);
  expect(fit.logLikelihood).toBeCloseTo(-156.62696991, 5);
  expect(largestGap([...fit.groups[0]!.effects, ...fit.groups[0]!.sds], [-0.8985794246, 0.3503704128, 0.3247387497, 0.1115293962])).toBeLessThanOrEqual(1e-3);
});

test('a column of ones alone is the random intercept; the unit of a column changes its effects alone, success and failure the sign', () => {
  const ones = new Float64Array(cbpp.length).fill(1);
  const one = had(fitMixedBinomialSlopes(sincePeriod, cases, animals, 2, ones, 1, herds));
  const plain = had(fitMixedBinomial(sincePeriod, cases, animals, 2, herds));
  expect([...one.coefficients, ...one.sds, one.logLikelihood]).toEqual([...plain.coefficients, plain.groupSd, plain.logLikelihood]);
  const base = had(fitMixedBinomialSlopes(sincePeriod, cases, animals, 2, sincePeriod, 2, herds));
  const weeks = sincePeriod.map((value, at) => (at % 2 === 1 ? value * 12 : value));
  const scaled = had(fitMixedBinomialSlopes(weeks, cases, animals, 2, weeks, 2, herds));
  expect(largestGap([...scaled.coefficients, ...scaled.sds], [base.coefficients[0] as number, (base.coefficients[1] as number) / 12, base.sds[0] as number, (base.sds[1] as number) / 12])).toBeLessThanOrEqual(1e-3);
  const turned = had(fitMixedBinomialSlopes(sincePeriod, animals.map((size, row) => size - (cases[row] as number)), animals, 2, sincePeriod, 2, herds));
  expect(largestGap([...turned.coefficients, ...turned.sds], [...base.coefficients.map((value) => -value), ...base.sds])).toBeLessThanOrEqual(1e-3);
});

test('whatever the groups, the answer is finite or refused, and slopes of one truth are found about where they are', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0, max: 1.5, noNaN: true }), (seed, spread) => {
    const random = randomStream('slopes', seed);
    const rows = Array.from({ length: 15 }, (_, group) => ({ group, level: spread * normalDraw(random), slope: 0.5 * spread * normalDraw(random) })).flatMap((group) => [-1, 0, 1, 2].map((t) => ({ ...group, t })));
    const t = Float64Array.from(rows.flatMap((row) => [1, row.t]));
    const trials = Float64Array.from(rows, () => 15);
    const won = Float64Array.from(rows, ({ level, slope, t: at }) => { const chance = logistic(level + (0.4 + slope) * at); return Array.from({ length: 15 }, () => Number(random() < chance)).reduce((sum, one) => sum + one, 0); });
    const fit = fitMixedBinomialSlopes(t, won, trials, 2, t, 2, rows.map(({ group }) => group));
    if ('refused' in fit) return;
    expect([...fit.coefficients, ...fit.standardErrors, ...fit.sds, ...fit.correlations, fit.logLikelihood, ...fit.groups.flatMap(({ effects, sds }) => [...effects, ...sds])].every(Number.isFinite)).toBe(true);
    expect(Math.abs((fit.coefficients[1] as number) - 0.4)).toBeLessThan(5 * (fit.standardErrors[1] as number));
  }), { numRuns: 10 });
});

test('what cannot be answered is refused with its reason', () => {
  const ones = new Float64Array(4).fill(1);
  const tens = new Float64Array(4).fill(10);
  const won = Float64Array.of(1, 2, 3, 4);
  expect(refusal(() => fitMixedBinomialSlopes(ones, won, tens, 1, new Float64Array(4), 1, [1, 1, 2, 2]))).toMatch(/zero everywhere/);
  expect(refusal(() => fitMixedBinomialSlopes(ones, won, tens, 1, Float64Array.of(1, 1, 1, Number.NaN), 1, [1, 1, 2, 2]))).toMatch(/finite/);
  expect(refusal(() => fitMixedBinomialSlopes(ones, won, tens, 1, Float64Array.of(1, 1), 1, [1, 1, 2, 2]))).toMatch(/rows/);
  expect(refusal(() => fitMixedBinomialSlopes(ones, won, tens, 1, ones, 1, [1, 1, 1, 1]))).toMatch(/two groups/);
  expect(refusal(() => fitMixedBinomialSlopes(ones, Float64Array.of(0, 0, 10, 10), tens, 1, ones, 1, [1, 1, 2, 2]))).toMatch(/only successes|flat/);
});
