import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differenceSoFar } from '../confidence-sequence.ts';
import { had, largestGap, mtcars, refusal } from '../linear/testing.ts';
import { normalDraw, randomStream } from '../random.ts';
import { adjustedDifferenceSoFar, type Described } from './adjusted-sequence.ts';
import { experimentEffect, type Experiment } from './experiment-effect.ts';
import { fitRobust } from './fit-robust.ts';
import { leastDifference, power, subjectsFor, type Plan } from './power.ts';
import { proportionDifference } from './proportion-difference.ts';
import { sampleRatio } from './sample-ratio.ts';
import { stratifiedEffect } from './stratified-effect.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

const [mpg, wt, hp, qsec, am] = [0, 1, 2, 3, 4].map((at) => mtcars.map((car) => car[at] as number)) as [number[], number[], number[], number[], number[]];
/** Carburettors × 10 + gears of the same cars, as `mtcars` of R 4.2.2. */
const carbAndGear = [44, 44, 14, 13, 23, 13, 43, 24, 24, 44, 44, 33, 33, 33, 43, 43, 43, 14, 24, 14, 13, 23, 23, 43, 23, 14, 25, 25, 45, 65, 85, 24];
const design = Float64Array.from(mpg.flatMap((_, row) => [1, wt[row] as number, hp[row] as number, qsec[row] as number]));
const errorsOf = (options: Parameters<typeof fitRobust>[3]): Float64Array => had(fitRobust(design, Float64Array.from(mpg), 4, options)).standardErrors;

// R 4.2.2, sandwich 3.0.2: sqrt(diag(vcovHC(lm(mpg ~ wt + hp + qsec, mtcars), type))).
test('errors for rows of unequal spread are those of sandwich', () => {
  expect(largestGap(errorsOf({ errors: 'HC0' }), [5.841542444730404, 0.765436752203004, 0.009860883428472, 0.341774677061845])).toBeLessThan(1e-9);
  expect(largestGap(errorsOf({ errors: 'HC1' }), [6.24487155385103, 0.81828630799672, 0.01054172780579, 0.36537249858306])).toBeLessThan(1e-9);
  expect(largestGap(errorsOf({ errors: 'HC2' }), [6.5599312874252, 0.84804976813386, 0.01149713422011, 0.38077657774644])).toBeLessThan(1e-9);
  expect(largestGap(errorsOf({ errors: 'HC3' }), [7.54731088774071, 0.95006522515048, 0.01381878047515, 0.43361434903499])).toBeLessThan(1e-9);
});

// R 4.2.2, clubSandwich 0.5.8: vcovCR and coef_test(test = "Satterthwaite"); estimatr 1.0.0: se_type = "stata". Clusters carb × 10 + gear.
test('errors for clusters and their degrees of freedom are those of clubSandwich and estimatr', () => {
  const clusters = carbAndGear;
  expect(largestGap(errorsOf({ errors: 'HC0', clusters }), [7.21115115470985, 0.89665573131221, 0.01181550752118, 0.41559731747932])).toBeLessThan(1e-9);
  expect(largestGap(errorsOf({ errors: 'HC1', clusters }), [7.95797870801892, 0.98951846454439, 0.01303918823232, 0.45863892361348])).toBeLessThan(1e-9);
  expect(largestGap(errorsOf({ errors: 'HC2', clusters }), [8.4265778998252, 1.22135939424811, 0.01434566521936, 0.48652356391869])).toBeLessThan(1e-9);
  expect(largestGap(errorsOf({ errors: 'HC3', clusters }), [9.98401460769899, 1.72663755420298, 0.01784123919089, 0.57749151861731])).toBeLessThan(1e-9);
  const y = Float64Array.from(mpg);
  expect(largestGap(had(fitRobust(design, y, 4, { clusters })).degreesOfFreedom, [3.768839907661, 4.893636861987, 4.325538944018, 3.708904092509])).toBeLessThan(1e-9);
  expect(largestGap(had(fitRobust(design, y, 4)).degreesOfFreedom, [5.013257296669, 9.884132777027, 5.612680325462, 4.628819095116])).toBeLessThan(1e-9);
});

// R 4.2.2, estimatr 1.0.0: lm_robust(mpg ~ am), lm_lin(mpg ~ am, ~ wt + hp) and lm_lin(mpg ~ am, ~ wt, clusters) on mtcars.
test('the adjusted effect is that of lm_lin, with and without columns and clusters', () => {
  const effect = (columns: number[][], options: Parameters<typeof experimentEffect>[1], clusters?: number[]) => had(experimentEffect({ outcomes: mpg, treated: am, columns, ...(clusters ? { clusters } : {}) }, { of: 'sample', ...options }));
  expect(effect([], {})).toMatchObject({ estimate: expect.closeTo(7.2449392712551, 10), standardError: expect.closeTo(1.9232021338597, 10), meanHeld: expect.closeTo(17.1473684210526, 10), treated: 13, held: 19 });
  expect(effect([wt, hp], {})).toMatchObject({ estimate: expect.closeTo(-0.74317262470813, 10), standardError: expect.closeTo(1.240650747487405, 10) });
  expect(effect([wt, hp], { errors: 'HC3' }).standardError).toBeCloseTo(1.435013011733263, 10);
  expect(effect([wt], {}, carbAndGear)).toMatchObject({ estimate: expect.closeTo(-2.167727788332, 10), standardError: expect.closeTo(1.070268001178, 10), degreesOfFreedom: expect.closeTo(5.45103117466, 8) });
});

test('for a population the luck of who was drawn is added where effects differ, and only there', () => {
  const plain = { outcomes: mpg, treated: am };
  expect(had(experimentEffect(plain, { of: 'population' })).standardError).toBeCloseTo(had(experimentEffect(plain, { of: 'sample' })).standardError, 12);
  const random = randomStream('population', 3);
  const x = Array.from({ length: 400 }, () => normalDraw(random));
  const treated = x.map((_, row) => row % 2);
  const outcomes = x.map((value, row) => 3 * value * (treated[row] as number) + 0.1 * normalDraw(random));
  const errorFor = (of: 'population' | 'sample'): number => had(experimentEffect({ outcomes, treated, columns: [x] }, { of })).standardError;
  expect(errorFor('sample')).toBeLessThan(0.02);
  expect(errorFor('population')).toBeGreaterThan(0.12);
});

/** Columns that explain, unequal effects, unequal arms. */
function trial(seed: number, n = 80): { experiment: Experiment & { columns: number[][] }; effect: number } {
  const random = randomStream('trial', seed);
  const columns = [0, 1].map(() => Array.from({ length: n }, () => normalDraw(random)));
  const treated = Array.from({ length: n }, (_, row) => Number(row < 4 || random() < 0.4));
  const outcomes = treated.map((arm, row) => 2 * (columns[0]?.[row] as number) + arm * (1 + (columns[1]?.[row] as number)) + normalDraw(random));
  return { experiment: { columns, treated, outcomes }, effect: 1 };
}

test('95 % intervals cover the population effect about as often as they say, and columns narrow them', () => {
  const runs = Array.from({ length: 400 }, (_, seed) => {
    const { experiment, effect } = trial(seed);
    const adjusted = had(experimentEffect(experiment));
    return { covers: adjusted.low <= effect && adjusted.high >= effect, ratio: adjusted.standardError / had(experimentEffect({ ...experiment, columns: [] })).standardError };
  });
  const covered = runs.filter(({ covers }) => covers).length / runs.length;
  expect(covered).toBeGreaterThan(0.92);
  expect(covered).toBeLessThan(0.985);
  expect(runs.filter(({ ratio }) => ratio < 0.8).length).toBeGreaterThan(0.9 * runs.length);
});

test('the effect turns with the labels, stays with the order of rows, with a constant and with units of columns, and scales with the outcome', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: -50, max: 50, noNaN: true }), (seed, shift) => {
    const { experiment } = trial(seed, 40);
    const clusters = experiment.columns[0]?.map((_, row) => row % 11) as number[];
    const base = had(experimentEffect({ ...experiment, clusters }));
    const same = (other: Experiment, factor: number): void => {
      const got = had(experimentEffect({ ...other, clusters: other.clusters ?? clusters }));
      expect(Math.abs(got.estimate - factor * base.estimate)).toBeLessThan(1e-8);
      expect(Math.abs(got.standardError - Math.abs(factor) * base.standardError)).toBeLessThan(1e-8);
      expect(got.degreesOfFreedom).toBeCloseTo(base.degreesOfFreedom as number, 6);
    };
    same({ ...experiment, treated: Array.from(experiment.treated, (arm) => 1 - arm) }, -1);
    same({ ...experiment, outcomes: Array.from(experiment.outcomes, (value) => value + shift) }, 1);
    same({ ...experiment, outcomes: Array.from(experiment.outcomes, (value) => 2 * value) }, 2);
    same({ ...experiment, columns: experiment.columns.map((column) => Array.from(column, (value) => 10 * value + shift)) }, 1);
    const backwards = <T>(values: ArrayLike<T>): T[] => Array.from(values).reverse();
    same({ outcomes: backwards(experiment.outcomes), treated: backwards(experiment.treated), columns: experiment.columns.map(backwards), clusters: backwards(clusters) }, 1);
  }), { numRuns: 25 });
});

test('a weight is the subject so many times, in fits and strata, with clusters and without', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1e6 }), fc.boolean(), (seed, clustered) => {
    const { experiment } = trial(seed, 40);
    const weights = Array.from(experiment.outcomes, (_, row) => (row < 8 ? 2 : row % 3));
    const rows = weights.flatMap((weight, row) => new Array<number>(weight).fill(row));
    const pick = (values: ArrayLike<number>): number[] => rows.map((row) => values[row] as number);
    const names = weights.map((_, row) => row % 9);
    const repeated = { outcomes: pick(experiment.outcomes), treated: pick(experiment.treated), columns: experiment.columns.map(pick), ...(clustered ? { clusters: pick(names) } : {}) };
    const weighted = { ...experiment, weights, ...(clustered ? { clusters: names } : {}) };
    for (const errors of ['HC1', 'HC2', 'HC3'] as const) {
      const [one, other] = [had(experimentEffect(weighted, { errors })), had(experimentEffect(repeated, { errors }))];
      expect(largestGap([one.estimate, one.standardError, one.degreesOfFreedom as number, one.treated], [other.estimate, other.standardError, other.degreesOfFreedom as number, other.treated])).toBeLessThan(1e-7);
    }
    const strata = weights.map((_, row) => Number(row % 4 === 0));
    const [one, other] = [stratifiedEffect({ ...weighted, strata }), stratifiedEffect({ ...repeated, strata: pick(strata) })];
    if (!('refused' in one)) expect(largestGap([one.estimate, one.standardError], [had(other).estimate, had(other).standardError])).toBeLessThan(1e-8);
  }), { numRuns: 15 });
});

// Worked by hand: strata of 4 and 6 subjects, differences 2 and 5, variances (2/2 + 2/2) and (1/3 + 4/3).
test('strata are weighed by their size, each compared within itself', () => {
  const strata = ['a', 'a', 'a', 'a', 'b', 'b', 'b', 'b', 'b', 'b'];
  const answer = had(stratifiedEffect({ strata, treated: [1, 1, 0, 0, 1, 1, 1, 0, 0, 0], outcomes: [2, 4, 0, 2, 9, 10, 11, 3, 5, 7] }));
  expect(answer).toMatchObject({ estimate: expect.closeTo(0.4 * 2 + 0.6 * 5, 12), standardError: expect.closeTo(Math.sqrt(0.16 * 2 + 0.36 * (5 / 3)), 12) });
  expect(answer.degreesOfFreedom).toBeCloseTo(0.92 ** 2 / (2 * 0.16 ** 2 + 0.12 ** 2 / 2 + 0.48 ** 2 / 2), 10);
  expect(refusal(() => stratifiedEffect({ strata: ['a', 'a', 'b', 'b'], treated: [1, 0, 1, 0], outcomes: [1, 2, 3, 4] }))).toContain('Stratum a');
});

// Newcombe 1998, table II, method 10.
test('proportions differ as in the table of Newcombe', () => {
  const table = [[56, 70, 48, 80, 0.0524, 0.3339], [9, 10, 3, 10, 0.1705, 0.809], [5, 56, 0, 29, -0.0381, 0.1926], [0, 10, 0, 10, -0.2775, 0.2775], [10, 10, 0, 10, 0.6075, 1]] as const;
  for (const [a, n, b, m, low, high] of table) expect(proportionDifference(a, n, b, m)).toMatchObject({ low: expect.closeTo(low, 4), high: expect.closeTo(high, 4) });
});

const means = { outcome: { kind: 'mean', sd: 1 } } as const satisfies Plan;
const rates = (base: number): Plan => ({ outcome: { kind: 'proportion', base } });

// R 4.2.2: power.prop.test and power.t.test with strict = TRUE, tol = 1e-13; there n counts one arm.
test('power, sizes and least differences are those of R', () => {
  expect(power(rates(0.5), 100, 0.25)).toBeCloseTo(0.7401671935, 6);
  expect(subjectsFor(rates(0.5), 0.25, { power: 0.9 })).toBe(Math.ceil(2 * 76.7069179));
  expect(subjectsFor(rates(0.1), 0.02)).toBe(Math.ceil(2 * 3840.838171));
  expect(leastDifference(rates(0.1), 1_000)).toBeCloseTo(0.15946660677 - 0.1, 7);
  expect(power(means, 40, 1)).toBeCloseTo(0.8689530277, 6);
  expect(power(means, 10, 0.4)).toBeCloseTo(0.08663002629, 6);
  expect(subjectsFor(means, 0.2, { power: 0.9 })).toBe(Math.ceil(2 * 526.3331886));
  expect(leastDifference({ outcome: { kind: 'mean', sd: 2 } }, 200)).toBeCloseTo(0.796276275136, 6);
});

test('power is alpha without a difference, rises with subjects and difference, and size undoes it', () => {
  fc.assert(fc.property(fc.integer({ min: 40, max: 5_000 }), fc.double({ min: 0.05, max: 1, noNaN: true }), fc.double({ min: 0.2, max: 0.8, noNaN: true }), (n, difference, treatedShare) => {
    const plan = { ...means, treatedShare, clusters: { size: 3, correlation: 0.1, variation: 0.5 } };
    expect(power(plan, n, 0)).toBeCloseTo(0.05, 6);
    expect(power(plan, n, difference)).toBeCloseTo(power(plan, n, -difference), 10);
    expect(power(plan, 2 * n, difference)).toBeGreaterThanOrEqual(power(plan, n, difference) - 1e-9);
    const needed = subjectsFor(plan, difference) as number;
    expect(power(plan, needed, difference)).toBeGreaterThanOrEqual(0.8);
    expect(power(plan, needed - 1, difference)).toBeLessThan(0.8);
    const least = leastDifference(plan, n);
    if (least !== null) expect(power(plan, n, least)).toBeCloseTo(0.8, 4);
  }), { numRuns: 40 });
});

test('simulated trials find the difference as often as planned: means, rates, clusters', () => {
  const random = randomStream('power', 8);
  const found = (plan: Plan, n: number, draw: (arm: number, luck: number) => number, size = 1): number => {
    const tries = 400;
    let shown = 0;
    for (let run = 0; run < tries; run += 1) {
      const clusters = Array.from({ length: n }, (_, row) => Math.floor(row / size));
      const lucks = Array.from({ length: Math.ceil(n / size) }, () => normalDraw(random));
      const treated = clusters.map((cluster) => cluster % 2);
      const outcomes = treated.map((arm, row) => draw(arm, lucks[clusters[row] as number] as number));
      const { p } = had(experimentEffect({ treated, outcomes, ...(size > 1 ? { clusters } : {}) }));
      if (p !== null && p < 0.05) shown += 1;
    }
    return shown / tries;
  };
  const clustered: Plan = { outcome: { kind: 'mean', sd: 1 }, clusters: { size: 10, correlation: 0.2 } };
  expect(Math.abs(found(means, 64, (arm) => 0.7 * arm + normalDraw(random)) - power(means, 64, 0.7))).toBeLessThan(0.06);
  expect(Math.abs(found(rates(0.2), 200, (arm) => Number(random() < 0.2 + 0.15 * arm)) - power(rates(0.2), 200, 0.15))).toBeLessThan(0.06);
  expect(Math.abs(found(clustered, 300, (arm, luck) => 0.5 * arm + Math.sqrt(0.2) * luck + Math.sqrt(0.8) * normalDraw(random), 10) - power(clustered, 300, 0.5))).toBeLessThan(0.06);
});

// Fabijan et al. 2019 open with 821,588 against 815,482 users; R 4.2.2: chisq.test.
test('arms of unequal size are luck or they are not', () => {
  expect(sampleRatio([821_588, 815_482], [1, 1])).toMatchObject({ mismatch: true, p: expect.closeTo(1.82179287262e-6, 10) });
  expect(sampleRatio([4_900, 5_200], [0.5, 0.5])).toMatchObject({ mismatch: false, p: expect.closeTo(0.002834749080259, 10) });
  expect(sampleRatio([3, 4], [1, 1])).toEqual({ chiSquare: null, p: null, mismatch: null });
});

const described = (seed: number, count: number, effect: number): Described[] => {
  const random = randomStream('described', seed);
  return Array.from({ length: count }, () => {
    const [x, treated] = [normalDraw(random), random() < 0.7];
    return { treated, columns: [x, 5], outcome: 2 * x + (treated ? effect : 0) + normalDraw(random) };
  });
};

test('the adjusted sequence holds the truth at all looks and is narrower than the plain one', () => {
  let [missed, ratio] = [0, 0];
  for (let seed = 0; seed < 60; seed += 1) {
    const all = described(seed, 700, 0.5);
    let everMisses = false;
    for (let n = 100; n <= 700; n += 50) {
      const { low, high } = adjustedDifferenceSoFar(all.slice(0, n), { treatedShare: 0.7 });
      if (low !== null && high !== null && (low > 0.5 || high < 0.5)) everMisses = true;
    }
    missed += Number(everMisses);
    const [adjusted, plain] = [adjustedDifferenceSoFar(all, { treatedShare: 0.7 }), differenceSoFar(all, { treatedShare: 0.7 })];
    ratio += ((adjusted.high ?? 0) - (adjusted.low ?? 0)) / ((plain.high ?? 0) - (plain.low ?? 0)) / 60;
  }
  expect(missed).toBeLessThanOrEqual(6);
  expect(ratio).toBeLessThan(0.75);
  expect(adjustedDifferenceSoFar(described(1, 80, 0), { treatedShare: 0.7 }).low).toBeNull();
  expect(adjustedDifferenceSoFar([], { treatedShare: 0.7 })).toMatchObject({ treated: 0, held: 0, low: null });
});

test('eigenvalues give the matrix back', () => {
  fc.assert(fc.property(fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 16, maxLength: 16 }), (cells) => {
    const a = Float64Array.from(cells, (value, at) => value + (cells[(at % 4) * 4 + Math.floor(at / 4)] as number));
    const { values, vectors } = symmetricEigen(a, 4);
    a.forEach((value, at) => {
      const [i, j] = [Math.floor(at / 4), at % 4];
      expect(values.reduce((sum, lambda, k) => sum + lambda * (vectors[i * 4 + k] as number) * (vectors[j * 4 + k] as number), 0)).toBeCloseTo(value, 9);
    });
  }));
});

test('what cannot be answered is refused with a reason, bad input throws, nothing is NaN', () => {
  expect(refusal(() => experimentEffect({ outcomes: [], treated: [] }))).toContain('at least one row');
  expect(refusal(() => experimentEffect({ outcomes: [1, Number.NaN], treated: [0, 1] }))).toContain('value 1 is NaN');
  expect(refusal(() => experimentEffect({ outcomes: [1, 2], treated: [0, 2] }))).toContain('neither 0 nor 1');
  expect(refusal(() => experimentEffect({ outcomes: [1, 2], treated: [0, 1], columns: [[1, Infinity]] }))).toContain('Column 0');
  expect(refusal(() => experimentEffect({ outcomes: [1, 2], treated: [1, 1] }))).toContain('arms is empty');
  expect(refusal(() => experimentEffect({ outcomes: [1, 2], treated: [0, 1] }))).toContain('nothing to measure');
  expect(refusal(() => experimentEffect({ outcomes: [1, 2, 3, 4], treated: [0, 1, 0, 1], columns: [[1, 1, 1, 1]] }))).toContain('made of the others');
  expect(refusal(() => experimentEffect({ outcomes: [1, 2, 3, 4], treated: [0, 1, 0, 1], clusters: [1, 1, 1, 1] }))).toContain('two clusters');
  expect(refusal(() => experimentEffect({ outcomes: [1, 2, 3, 4], treated: [0, 1, 0, 1], weights: [0, 0, 0, 0] }))).toContain('zero');
  expect(experimentEffect({ outcomes: [5, 5, 5, 5], treated: [0, 1, 0, 1] })).toMatchObject({ estimate: expect.closeTo(0, 10), p: null });
  expect(refusal(() => proportionDifference(3, 2, 0, 1))).toContain('not a count');
  expect(refusal(() => sampleRatio([5], [1]))).toContain('two arms');
  expect(refusal(() => sampleRatio([5, 7], [1, 0]))).toContain('share above zero');
  expect(refusal(() => power(rates(0.9), 50, 0.2))).toContain('leave [0, 1]');
  expect(refusal(() => power({ outcome: { kind: 'mean', sd: 0 } }, 50, 0.2))).toContain('spread');
  expect(refusal(() => subjectsFor(means, 0) ?? 0)).toContain('difference of 0');
  expect(leastDifference(rates(0.99), 30)).toBeNull();
  expect(refusal(() => adjustedDifferenceSoFar([{ treated: true, outcome: 1, columns: [1] }, { treated: true, outcome: 1, columns: [] }], { treatedShare: 0.5 }))).toContain('Subject 1');
});
