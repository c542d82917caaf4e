import fc from 'fast-check';
import { expect, test } from 'vitest';
import { logistic } from '../logistic.ts';
import { randomStream } from '../random.ts';
import { auc, calibrationError, logLoss } from '../scores.ts';
import { betaAt, fitBeta } from './beta.ts';
import { had, refusal } from '../linear/testing.ts';
import { fitIsotonic, isotonicAt } from './isotonic.ts';
import { fitPlatt, plattAt } from './platt.ts';

const outcomes = Float64Array.of(0, 0, 1, 0, 1, 0, 1, 1, 1, 0);
const chances = Float64Array.of(0.1, 0.2, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.9, 0.05);
/** Chances that are too sure by a factor on the log odds. */
function tooSure(seed: number, n: number, factor: number): { said: Float64Array; came: Float64Array } {
  const random = randomStream('too sure', seed);
  const truth = Float64Array.from({ length: n }, () => 6 * random() - 3);
  return { said: truth.map((odds) => logistic(factor * odds)), came: truth.map((odds) => Number(random() < logistic(odds))) };
}

// R 4.2.2: isoreg(c(1, 0, 4, 3, 3, 5, 4, 2, 0))$yf
test('isotonic regression is that of isoreg', () => {
  const x = Float64Array.from({ length: 9 }, (_, at) => at);
  const fit = fitIsotonic(x, Float64Array.of(1, 0, 4, 3, 3, 5, 4, 2, 0));
  expect([...x].map((at) => isotonicAt(fit, at))).toEqual([0.5, 0.5, 3, 3, 3, 3, 3, 3, 3]);
  expect(isotonicAt(fit, 1.5)).toBeCloseTo(1.75, 12);
  expect([isotonicAt(fit, -100), isotonicAt(fit, Infinity)]).toEqual([0.5, 3]);
});

// R 4.2.2: glm(t ~ s, quasibinomial) and glm(t ~ log(s) + I(-log(1 - s)), quasibinomial), epsilon 1e-15, t the softened outcomes.
test('the curves of Platt and of beta calibration are those of glm on softened outcomes', () => {
  const platt = had(fitPlatt(chances, outcomes));
  expect(platt.intercept).toBeCloseTo(-1.82726467307, 6);
  expect(platt.slope).toBeCloseTo(4.54315117751, 6);
  const beta = had(fitBeta(chances, outcomes));
  expect(beta.intercept).toBeCloseTo(0.684409011484, 5);
  expect(beta.a).toBeCloseTo(0.981707060711, 5);
  expect(beta.b).toBeCloseTo(0.662084739071, 5);
});

// The definition: f(x_i) = max over a ≤ i of min over b ≥ i of the weighted mean from a to b (Robertson, Wright and Dykstra 1988, theorem 1.4.4).
test('pooling gives the max-min of means, keeps the mean of all, and never falls', () => {
  const row = fc.record({ y: fc.integer({ min: -20, max: 20 }), weight: fc.integer({ min: 1, max: 5 }) });
  fc.assert(fc.property(fc.array(row, { minLength: 1, maxLength: 25 }), (rows) => {
    const [y, weights, x] = [Float64Array.from(rows, (one) => one.y), Float64Array.from(rows, (one) => one.weight), Float64Array.from(rows, (_, at) => at)];
    const fit = fitIsotonic(x, y, weights);
    const mean = (a: number, b: number): number => y.slice(a, b + 1).reduce((sum, value, at) => sum + value * (weights[a + at] as number), 0) / weights.slice(a, b + 1).reduce((sum, weight) => sum + weight, 0);
    const fitted = Array.from(x, (at) => isotonicAt(fit, at));
    fitted.forEach((value, i) => {
      const least = Array.from({ length: i + 1 }, (_, a) => Math.min(...Array.from({ length: y.length - i }, (_one, b) => mean(a, i + b))));
      expect(value).toBeCloseTo(Math.max(...least), 9);
    });
    expect(fitted.reduce((sum, value, at) => sum + value * (weights[at] as number), 0)).toBeCloseTo(y.reduce((sum, value, at) => sum + value * (weights[at] as number), 0), 6);
  }));
});

test('rows in any order and a weight as rows repeated give the same curve; equal scores share their mean', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.constantFrom(0, 1), fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 30 }), (rows) => {
    const weighted = fitIsotonic(Float64Array.from(rows, ([score]) => score), Float64Array.from(rows, ([, y]) => y), Float64Array.from(rows, ([, , weight]) => weight));
    const repeated = rows.toReversed().flatMap(([score, y, weight]) => new Array<[number, number]>(weight).fill([score, y]));
    const other = fitIsotonic(Float64Array.from(repeated, ([score]) => score), Float64Array.from(repeated, ([, y]) => y));
    for (let score = -1; score < 8; score += 0.5) expect(isotonicAt(other, score)).toBeCloseTo(isotonicAt(weighted, score), 9);
  }));
});

test('any finite scores give finite, rising chances between the least and the most that came', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(0, 1)), { minLength: 1, maxLength: 30 }), fc.array(fc.double({ noNaN: true }), { minLength: 2, maxLength: 10 }), (rows, asked) => {
    const fit = fitIsotonic(Float64Array.from(rows, ([score]) => score), Float64Array.from(rows, ([, y]) => y));
    const values = asked.toSorted((a, b) => a - b).map((score) => isotonicAt(fit, score));
    values.forEach((value, at) => { expect(value >= 0 && value <= 1 && value >= (values[at - 1] ?? 0) - 1e-12).toBe(true); });
  }));
});

test('the unit and the zero of scores change nothing for Platt', () => {
  fc.assert(fc.property(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), fc.double({ min: -100, max: 100, noNaN: true }), (unit, zero) => {
    const [base, moved] = [had(fitPlatt(chances, outcomes)), had(fitPlatt(chances.map((score) => zero + unit * score), outcomes))];
    chances.forEach((score) => { expect(plattAt(moved, zero + unit * score)).toBeCloseTo(plattAt(base, score), 6); });
  }));
});

test('chances that are too sure are brought back by all three, and stay in order', () => {
  const [learn, judge] = [tooSure(1, 4000, 2.5), tooSure(2, 4000, 2.5)];
  // Platt's curve is straight in the log odds, so it is given those.
  const odds = (chance: number): number => Math.log(chance / (1 - chance));
  const [platt, beta, isotonic] = [had(fitPlatt(learn.said.map(odds), learn.came)), had(fitBeta(learn.said, learn.came)), fitIsotonic(learn.said, learn.came)];
  const before = calibrationError([...judge.came], [...judge.said]);
  for (const curve of [(chance: number) => plattAt(platt, odds(chance)), (chance: number) => betaAt(beta, chance), (chance: number) => isotonicAt(isotonic, chance)]) {
    const after = [...judge.said].map(curve);
    expect(calibrationError([...judge.came], after)).toBeLessThan(0.4 * before);
    expect(logLoss([...judge.came], after)).toBeLessThan(logLoss([...judge.came], [...judge.said]));
    expect(auc([...judge.came], after)).toBeCloseTo(auc([...judge.came], [...judge.said]) as number, 2);
  }
  // The truth here: log odds divided by 2.5, which is a = b = 0.4 and c = 0.
  expect(beta.a).toBeCloseTo(0.4, 1);
  expect(beta.b).toBeCloseTo(0.4, 1);
  expect(beta.intercept).toBeCloseTo(0, 0);
});

test('separated classes, equal scores and scores the wrong way round have finite answers', () => {
  const apart = had(fitPlatt(Float64Array.of(1, 2, 3, 4), Float64Array.of(0, 0, 1, 1)));
  expect(plattAt(apart, 4)).toBeGreaterThan(0.6);
  expect(plattAt(apart, 4)).toBeLessThan(1);
  expect(plattAt(had(fitPlatt(Float64Array.of(5, 5, 5, 5), Float64Array.of(0, 0, 0, 1))), 5)).toBeCloseTo(0.25, 9);
  const sure = had(fitBeta(Float64Array.of(0, 0, 1, 1), Float64Array.of(0, 0, 1, 1)));
  expect([sure.a, sure.b, sure.intercept, betaAt(sure, 0.5)].every(Number.isFinite)).toBe(true);
  const level = had(fitBeta(Float64Array.of(0.5, 0.5, 0.5), Float64Array.of(0, 0, 1)));
  expect(betaAt(level, 0.5)).toBeGreaterThan(0.3);
  expect(betaAt(level, 0.5)).toBeLessThan(0.5);
  const wrong = had(fitBeta(chances, outcomes.map((outcome) => 1 - outcome)));
  expect(Math.min(wrong.a, wrong.b)).toBeGreaterThanOrEqual(0);
  expect(betaAt(wrong, 0.9)).toBeGreaterThanOrEqual(betaAt(wrong, 0.1) - 1e-12);
});

test('what cannot be answered is refused with its reason', () => {
  expect(refusal(() => fitIsotonic(new Float64Array(0), new Float64Array(0)))).toMatch(/at least one/);
  expect(refusal(() => fitIsotonic(Float64Array.of(NaN), Float64Array.of(1)))).toMatch(/finite/);
  expect(refusal(() => fitIsotonic(Float64Array.of(1), Float64Array.of(1), Float64Array.of(0)))).toMatch(/Weights/);
  expect(refusal(() => fitPlatt(Float64Array.of(1, 2), Float64Array.of(1, 1)))).toMatch(/one class/);
  expect(refusal(() => fitPlatt(Float64Array.of(1, 2), Float64Array.of(1)))).toMatch(/pairs/);
  expect(refusal(() => fitPlatt(Float64Array.of(1, Infinity), Float64Array.of(0, 1)))).toMatch(/finite/);
  expect(refusal(() => fitBeta(Float64Array.of(0.5, 1.5), Float64Array.of(0, 1)))).toMatch(/between 0 and 1/);
  expect(refusal(() => fitBeta(Float64Array.of(0.5, 0.7), Float64Array.of(0, 0.5)))).toMatch(/0 or 1/);
  expect(refusal(() => betaAt({ a: 1, b: 1, intercept: 0 }, NaN))).toMatch(/between 0 and 1/);
  expect(refusal(() => isotonicAt({ scores: Float64Array.of(1), values: Float64Array.of(1) }, NaN))).toMatch(/not a number/);
  expect(refusal(() => plattAt({ intercept: 0, slope: 1 }, NaN))).toMatch(/not a number/);
});
