import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalDraw, randomStream } from '../random.ts';
import { fitLeastSquares } from './least-squares.ts';
import { fitCrossedMixed, fitMixed } from './mixed.ts';
import { had, largestGap, pastes, penicillin, refusal, sleepstudy } from './testing.ts';

const onesOf = (n: number): Float64Array => new Float64Array(n).fill(1);
const intercepts = (groups: ReadonlyArray<string | number>): { z: Float64Array; q: number; groups: ReadonlyArray<string | number> } => ({ z: onesOf(groups.length), q: 1, groups });

// lme4 1.1.31 on R 4.2.2: lmer(diameter ~ 1 + (1|plate) + (1|sample), Penicillin), bobyqa with rhoend 1e-10.
test('crossed plates and samples are those of lmer', () => {
  const fit = had(fitCrossedMixed(onesOf(144), Float64Array.from(penicillin, (row) => row.diameter), 1, [intercepts(penicillin.map((row) => row.sample)), intercepts(penicillin.map((row) => row.plate))]));
  expect(fit.coefficients[0]).toBeCloseTo(22.9722222222, 8);
  expect(largestGap(fit.standardErrors, [0.8085733606])).toBeLessThanOrEqual(1e-4);
  expect(largestGap(fit.terms.map(({ sds }) => sds[0] as number), [1.931558331593, 0.846704303028])).toBeLessThanOrEqual(1e-4);
  expect(largestGap([fit.residualSd], [0.549923142551])).toBeLessThanOrEqual(1e-5);
  expect(fit.criterion).toBeCloseTo(330.86058899, 6);
  const [samples, plates] = fit.terms;
  expect(largestGap(samples!.groups.slice(0, 2).map(({ effects }) => effects[0] as number), [2.1870579668, -1.0104761492])).toBeLessThanOrEqual(1e-4);
  expect(largestGap(samples!.groups.slice(0, 1).map(({ sds }) => sds[0] as number), [0.202170803])).toBeLessThanOrEqual(1e-4);
  expect(largestGap([plates!.groups[0]!.effects[0] as number, plates!.groups[0]!.sds[0] as number], [0.8045470411, 0.2713595308])).toBeLessThanOrEqual(1e-4);
  expect(plates!.groups[0]).toMatchObject({ group: 'a', rows: 6 });
});

// The same: lmer(strength ~ 1 + (1|batch) + (1|sample), Pastes).
test('casks nested in batches are those of lmer', () => {
  const fit = had(fitCrossedMixed(onesOf(60), Float64Array.from(pastes, (row) => row.strength), 1, [intercepts(pastes.map((row) => row.batch)), intercepts(pastes.map((row) => row.sample))]));
  expect(fit.coefficients[0]).toBeCloseTo(60.0533333333, 8);
  expect(largestGap(fit.standardErrors, [0.6768700998])).toBeLessThanOrEqual(1e-4);
  expect(largestGap(fit.terms.map(({ sds }) => sds[0] as number), [1.287365188869, 2.904077578381])).toBeLessThanOrEqual(2e-4);
  expect(fit.residualSd).toBeCloseTo(0.823407544618, 5);
  expect(fit.criterion).toBeCloseTo(246.99074585, 6);
  expect(largestGap(fit.terms[1]!.groups.slice(0, 2).map(({ effects }) => effects[0] as number), [1.7746868528, 0.3326509831])).toBeLessThanOrEqual(5e-4);
  expect(largestGap([fit.terms[0]!.groups[0]!.sds[0] as number, fit.terms[1]!.groups[0]!.sds[0] as number], [1.0284936524, 1.1417207701])).toBeLessThanOrEqual(2e-4);
});

const days = Float64Array.from(sleepstudy.flatMap((row) => [1, row.days]));
const subjects = sleepstudy.map((row) => row.subject);
const reaction = Float64Array.from(sleepstudy, (row) => row.reaction);
const weights = Float64Array.from(reaction, (_, row) => [1, 2, 0.5, 3, 1.5][row % 5] as number);

// lmer(Reaction ~ Days + (Days|Subject), sleepstudy, weights = rep(c(1, 2, 0.5, 3, 1.5), 36)).
test('weights are those of lmer', () => {
  const fit = had(fitMixed(days, reaction, 2, days, 2, subjects, { weights }));
  expect(largestGap(fit.coefficients, [251.831288547, 10.5182819068])).toBeLessThanOrEqual(1e-7);
  expect(largestGap(fit.standardErrors, [7.586680292, 1.6673059148])).toBeLessThanOrEqual(1e-4);
  expect(largestGap(fit.sds, [28.541954142517, 6.542867295505])).toBeLessThanOrEqual(1e-4);
  expect(fit.correlations[1]).toBeCloseTo(-0.109630608727, 4);
  expect(fit.residualSd).toBeCloseTo(30.538061889787, 3);
  expect(fit.criterion).toBeCloseTo(1762.36001507, 5);
  expect(largestGap(fit.groups[0]!.effects, [1.6547443009, 11.1077191799])).toBeLessThanOrEqual(2e-4);
});

// k = Days %% 5, y = Reaction + c(0, 30, -20, 10, -25)[k + 1]: lmer(y ~ Days + (Days|Subject) + (1|k), weights as above).
test('slopes by subject, crossed with another grouping, under weights, are those of lmer', () => {
  const moved = reaction.map((value, row) => value + ([0, 30, -20, 10, -25][sleepstudy[row]!.days % 5] as number));
  const fit = had(fitCrossedMixed(days, moved, 2, [{ z: days, q: 2, groups: subjects }, intercepts(sleepstudy.map((row) => row.days % 5))], { weights }));
  expect(largestGap(fit.coefficients, [250.0161161113, 10.6319739442])).toBeLessThanOrEqual(1e-6);
  expect(largestGap(fit.standardErrors, [13.2307403351, 1.7010487847])).toBeLessThanOrEqual(2e-4);
  expect(largestGap([...fit.terms[0]!.sds, fit.terms[0]!.correlations[1] as number, ...fit.terms[1]!.sds, fit.residualSd], [28.4815702062, 6.5342696908, -0.1071380033, 23.9513894494, 30.7746131822])).toBeLessThanOrEqual(1e-3);
  expect(fit.criterion).toBeCloseTo(1777.86008845, 5);
  expect(largestGap(fit.terms[0]!.groups[0]!.effects, [1.7657199722, 11.0827039585])).toBeLessThanOrEqual(5e-4);
  expect(largestGap(fit.terms[0]!.groups[0]!.sds, [13.7525986778, 2.3727456466])).toBeLessThanOrEqual(5e-4);
  expect(largestGap([0, 1, 2, 3, 4].map((k) => fit.terms[1]!.groups[k]!.effects[0] as number), [5.7264713305, 30.4116617405, -23.6359331508, 11.1483691369, -23.6505690571])).toBeLessThanOrEqual(5e-4);
  expect(largestGap([0, 1, 2, 3, 4].map((k) => fit.terms[1]!.groups[k]!.sds[0] as number), [7.4258026153, 6.7328765844, 8.8532535972, 6.8022804731, 7.5477554805])).toBeLessThanOrEqual(5e-4);
});

test('the order of groupings and of rows changes nothing; twice all weights halves nothing but the variance of a row', () => {
  const y = Float64Array.from(penicillin, (row) => row.diameter);
  const [plates, samples] = [penicillin.map((row) => row.plate), penicillin.map((row) => row.sample)];
  const base = had(fitCrossedMixed(onesOf(144), y, 1, [intercepts(plates), intercepts(samples)]));
  const turned = had(fitCrossedMixed(onesOf(144), y.slice().reverse(), 1, [intercepts(samples.toReversed()), intercepts(plates.toReversed())]));
  expect(largestGap(turned.terms.map(({ sds }) => sds[0] as number), base.terms.map(({ sds }) => sds[0] as number).reverse())).toBeLessThanOrEqual(1e-4);
  const doubled = had(fitCrossedMixed(onesOf(144), y, 1, [intercepts(plates), intercepts(samples)], { weights: new Float64Array(144).fill(2) }));
  expect(largestGap([doubled.terms[0]!.sds[0] as number, doubled.residualSd], [base.terms[0]!.sds[0] as number, base.residualSd * Math.SQRT2])).toBeLessThanOrEqual(1e-4);
  expect(doubled.criterion).toBeCloseTo(base.criterion, 6);
  const some = Float64Array.from(y, (_, row) => Number(row % 7 !== 0));
  const kept = penicillin.filter((_, row) => row % 7 !== 0);
  const dropped = had(fitCrossedMixed(onesOf(kept.length), Float64Array.from(kept, (row) => row.diameter), 1, [intercepts(kept.map((row) => row.plate)), intercepts(kept.map((row) => row.sample))]));
  expect(had(fitCrossedMixed(onesOf(144), y, 1, [intercepts(plates), intercepts(samples)], { weights: some })).criterion).toBeCloseTo(dropped.criterion, 6);
});

/** Restricted likelihood written out: −2 log of the density of y with its covariance, plus log |XᵀV⁻¹X|. */
function criterionByHand(y: Float64Array, groupings: ReadonlyArray<readonly number[]>, sds: readonly number[], residualSd: number): number {
  const n = y.length;
  const v = Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    return (i === j ? residualSd ** 2 : 0) + groupings.reduce((sum, labels, t) => sum + (labels[i] === labels[j] ? (sds[t] as number) ** 2 : 0), 0);
  });
  // Gaussian elimination of [V | 1 y].
  const right = Array.from(y, (value) => [1, value]);
  let logs = 0;
  for (let k = 0; k < n; k += 1) {
    const pivot = v[k * n + k] as number;
    logs += Math.log(pivot);
    for (let i = k + 1; i < n; i += 1) {
      const by = (v[i * n + k] as number) / pivot;
      for (let j = k; j < n; j += 1) v[i * n + j] = (v[i * n + j] as number) - by * (v[k * n + j] as number);
      right[i] = right[i]!.map((value, c) => value - by * (right[k]![c] as number));
    }
  }
  const sums = (a: number, b: number): number => right.reduce((sum, row, k) => sum + ((row[a] as number) * (row[b] as number)) / (v[k * n + k] as number), 0);
  return logs + Math.log(sums(0, 0)) + sums(1, 1) - sums(0, 1) ** 2 / sums(0, 0) + (n - 1) * Math.log(2 * Math.PI);
}

test('for any crossing the criterion is the restricted likelihood written out, and no other spreads have a lower one', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 3, max: 6 }), fc.integer({ min: 3, max: 6 }), (seed, a, b) => {
    const random = randomStream('crossing', seed);
    const labels = [Array.from({ length: 30 }, (_, row) => (row < a ? row : Math.floor(a * random()))), Array.from({ length: 30 }, (_, row) => (row < b ? (row * 2) % b : Math.floor(b * random())))] as const;
    const own = labels.map((one) => Array.from({ length: Math.max(...one) + 1 }, () => 1.5 * normalDraw(random)));
    const y = Float64Array.from(labels[0], (label, row) => 5 + (own[0]![label] as number) + (own[1]![labels[1][row] as number] as number) + normalDraw(random));
    const answer = fitCrossedMixed(onesOf(30), y, 1, labels.map((one) => intercepts(one)));
    if ('refused' in answer) return;
    const sds = answer.terms.map((term) => term.sds[0] as number);
    expect(criterionByHand(y, labels, sds, answer.residualSd)).toBeCloseTo(answer.criterion, 4);
    for (const factor of [0.9, 1.1]) for (const at of [0, 1, 2]) {
      const other = [...sds, answer.residualSd].map((sd, place) => (place === at ? sd * factor + (sd === 0 ? 0.05 : 0) : sd));
      expect(criterionByHand(y, labels, other.slice(0, 2), other[2] as number)).toBeGreaterThanOrEqual(answer.criterion - 1e-6);
    }
  }), { numRuns: 25 });
});

test('without any spread of groups the coefficients are those of least squares; a hundred regions of three thousand customers take seconds', () => {
  const random = randomStream('customers', 1);
  const n = 9_000;
  const customers = Int32Array.from({ length: n }, (_, row) => row % 3_000);
  const regions = customers.map((customer) => customer % 100);
  const luck = { customers: Float64Array.from({ length: 3_000 }, () => normalDraw(random)), regions: Float64Array.from({ length: 100 }, () => 0.5 * normalDraw(random)) };
  const y = Float64Array.from(customers, (customer, row) => 3 + (luck.customers[customer] as number) + (luck.regions[regions[row] as number] as number) + normalDraw(random));
  const fit = had(fitCrossedMixed(onesOf(n), y, 1, [{ z: onesOf(n), q: 1, groups: regions }, { z: onesOf(n), q: 1, groups: customers }]));
  expect(fit.terms[0]!.sds[0]).toBeCloseTo(0.5, 0.9);
  expect(fit.terms[1]!.sds[0]).toBeCloseTo(1, 1);
  const flat = Float64Array.from(penicillin, (_, row) => [1, -1, 2, -2, 0, 0][(row + Math.floor(row / 6)) % 6] as number);
  const none = had(fitCrossedMixed(onesOf(144), flat, 1, [intercepts(penicillin.map((row) => row.plate)), intercepts(penicillin.map((row) => row.sample))]));
  expect(none).toMatchObject({ singular: true });
  expect(none.coefficients[0]).toBeCloseTo(had(fitLeastSquares(onesOf(144), flat, 1)).coefficients[0] as number, 8);
});

test('what cannot be answered is refused with its reason', () => {
  const four = onesOf(4);
  const y = Float64Array.of(1, 2, 3, 5);
  const fit = (terms: Parameters<typeof fitCrossedMixed>[3], options = {}) => (): object => fitCrossedMixed(four, y, 1, terms, options);
  expect(refusal(fit([]))).toMatch(/at least one grouping/);
  expect(refusal(fit([intercepts([1, 1, 2, 2]), intercepts(['b', 'b', 'a', 'a'])]))).toMatch(/alike/);
  expect(refusal(fit([intercepts([1, 1, 2, 2]), intercepts([1, 1, 1, 1])]))).toMatch(/two groups/);
  expect(refusal(fit([intercepts([1, 2, 3, 4]), intercepts([1, 1, 2, 2])]))).toMatch(/from noise/);
  expect(refusal(fit([intercepts([1, 1, 2, 2]), { z: four, q: 1, groups: [1, 2] }]))).toMatch(/labels/);
  expect(refusal(fit([{ z: new Float64Array(4), q: 1, groups: [1, 1, 2, 2] }]))).toMatch(/zero everywhere/);
  for (const bad of [[1, 1, 1, -1], [0, 0, 0, 0], [1, 1, 1, Number.NaN], [1, 1]]) expect(refusal(fit([intercepts([1, 1, 2, 2])], { weights: Float64Array.from(bad) }))).toMatch(/[Ww]eights/);
  const many = Array.from({ length: 4_000 }, (_, row) => row);
  expect(refusal(() => fitCrossedMixed(onesOf(4_000), Float64Array.from(many, (row) => row % 7), 1, [intercepts(many.map((row) => row % 1_500)), intercepts(many.map((row) => row % 1_501))]))).toMatch(/at most 1000/);
});
