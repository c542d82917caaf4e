import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalDraw, randomStream, type RandomStream } from '../random.ts';
import { refusal } from '../linear/testing.ts';
import { adaptiveConformal } from './adaptive-conformal.ts';
import { conformalBound, conformalByGroup, conformalCoverage, conformalQuantiles, splitConformal, widened } from './conformal.ts';

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const draws = (n: number, draw: () => number): Float64Array => Float64Array.from({ length: n }, draw);

/** P(Beta(a, b) ≤ x) for whole a, b: at least a of a + b − 1 uniform draws lie below x. */
function betaCdf(x: number, a: number, b: number): number {
  const n = a + b - 1;
  let [sum, logTerm] = [0, n * Math.log1p(-x)];
  for (let k = 0; k <= n; k += 1) {
    if (k >= a) sum += Math.exp(logTerm);
    logTerm += Math.log((n - k) / (k + 1)) + Math.log(x) - Math.log1p(-x);
  }
  return Math.min(1, sum);
}

test('the bound is the order statistic that the definition names', () => {
  const scores = Float64Array.of(5, 1, 4, 2, 3, 9, 7, 8, 6);
  expect(conformalBound(scores, 0.1)).toBe(9);
  expect(conformalBound(scores, 0.2)).toBe(8);
  expect(conformalBound(scores, 0.5)).toBe(5);
  expect(conformalBound(scores, 0.05)).toBe(Infinity);
  expect(conformalBound(new Float64Array(0), 0.1)).toBe(Infinity);
});

// Angelopoulos and Bates 2021 §3.2. n = 120, miss 0.1: Beta(109, 12), mean 0.9008.
test('coverage over calibration sets follows the Beta distribution: its mean, its spread, and its whole shape', () => {
  const { a, b, mean, sd } = conformalCoverage(120, 0.1);
  expect([a, b]).toEqual([109, 12]);
  expect(mean).toBeCloseTo(0.9008, 4);
  const random = randomStream('coverage', 1);
  // The absolute value of a uniform score is covered with a chance that is the bound itself, so coverage needs no test rows.
  const covers = Array.from({ length: 4000 }, () => splitConformal(new Float64Array(120), draws(120, () => (random() < 0.5 ? -1 : 1) * random()), 0.1)).sort((one, other) => one - other);
  expect(Math.abs(meanOf(covers) - mean)).toBeLessThan((4 * sd) / Math.sqrt(4000));
  expect(Math.sqrt(meanOf(covers.map((cover) => (cover - mean) ** 2))) / sd).toBeCloseTo(1, 1);
  const gap = Math.max(...covers.map((cover, at) => Math.abs(betaCdf(cover, a, b) - (at + 0.5) / 4000)));
  // Kolmogorov's 1 % point, 1.63 / √n.
  expect(gap).toBeLessThan(1.63 / Math.sqrt(4000));
});

test('the share held is between 1 − miss and 1 − miss + 1 / (n + 1), for any n and miss', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 400 }), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (n, miss) => {
    if (Math.floor((n + 1) * miss + 1e-9) < 1) { expect(refusal(() => conformalCoverage(n, miss))).toMatch(/too few/); return; }
    const { mean } = conformalCoverage(n, miss);
    expect(mean).toBeGreaterThanOrEqual(1 - miss - 1e-9);
    expect(mean).toBeLessThanOrEqual(1 - miss + 1 / (n + 1) + 1e-9);
  }));
});

test('order changes nothing, units scale, and fewer misses never narrow a bound', () => {
  const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(fc.property(fc.array(finite, { minLength: 1, maxLength: 60 }), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (values, miss) => {
    const scores = Float64Array.from(values);
    const bound = conformalBound(scores, miss);
    expect(conformalBound(scores.toReversed(), miss)).toBe(bound);
    expect(conformalBound(scores.map((score) => 4 * score), miss)).toBe(4 * bound);
    expect(conformalBound(scores, miss / 2)).toBeGreaterThanOrEqual(bound);
    const held = values.filter((value) => value <= bound).length;
    expect(held).toBeGreaterThanOrEqual(Math.min(values.length, (1 - miss) * (values.length + 1) - 1e-6));
  }));
});

/** Noise that grows with x, and predicted quantiles that know it but are too narrow. */
function uneven(random: RandomStream, n: number): { x: Float64Array; y: Float64Array; low: Float64Array; high: Float64Array } {
  const x = draws(n, () => random());
  return { x, y: x.map((at) => (0.1 + 2 * at) * normalDraw(random)), low: x.map((at) => -(0.1 + 2 * at)), high: x.map((at) => 0.1 + 2 * at) };
}

test('conformal quantiles hold their promise and keep narrow intervals narrow', () => {
  const random = randomStream('quantiles', 2);
  const shares = Array.from({ length: 300 }, () => {
    const [learn, judge] = [uneven(random, 99), uneven(random, 200)];
    const by = conformalQuantiles(learn.low, learn.high, learn.y, 0.1);
    return meanOf([...judge.y].map((value, row) => { const { low, high } = widened({ low: judge.low[row] as number, high: judge.high[row] as number }, by); return Number(low <= value && value <= high); }));
  });
  expect(meanOf(shares)).toBeGreaterThan(0.893);
  expect(meanOf(shares)).toBeLessThan(0.907);
  expect(conformalQuantiles(Float64Array.of(0, 0, 0), Float64Array.of(10, 10, 10), Float64Array.of(4, 5, 6), 0.25)).toBe(-4);
  expect(widened({ low: 0, high: 10 }, -4)).toEqual({ low: 4, high: 6 });
  expect(widened({ low: 0, high: 10 }, -7)).toEqual({ low: 5, high: 5 });
  expect(widened({ low: 0, high: 10 }, Infinity)).toEqual({ low: -Infinity, high: Infinity });
});

test('a bound for each group holds in each group, where one for all fails the wild and wastes on the calm', () => {
  const random = randomStream('groups', 3);
  const [ofGroups, ofAll] = [{ calm: [] as number[], wild: [] as number[] }, { calm: [] as number[], wild: [] as number[] }];
  for (let round = 0; round < 200; round += 1) {
    const groups = Array.from({ length: 198 }, (_, row) => (row % 2 === 0 ? 'calm' as const : 'wild' as const));
    const score = (group: 'calm' | 'wild'): number => Math.abs(normalDraw(random)) * (group === 'calm' ? 1 : 5);
    const scores = Float64Array.from(groups, score);
    const [bounds, one] = [conformalByGroup(scores, groups, 0.1), conformalBound(scores, 0.1)];
    for (const group of ['calm', 'wild'] as const) {
      const later = Array.from({ length: 100 }, () => score(group));
      ofGroups[group].push(meanOf(later.map((value) => Number(value <= (bounds.get(group) as number)))));
      ofAll[group].push(meanOf(later.map((value) => Number(value <= one))));
    }
  }
  for (const group of ['calm', 'wild'] as const) expect(Math.abs(meanOf(ofGroups[group]) - 0.9)).toBeLessThan(0.012);
  expect(meanOf(ofAll.calm)).toBeGreaterThan(0.99);
  expect(meanOf(ofAll.wild)).toBeLessThan(0.85);
  const few = conformalByGroup(Float64Array.of(1, 2, 3), ['a', 'a', 'b'], 0.4);
  expect([...few]).toEqual([['a', 2], ['b', Infinity]]);
});

// Gibbs and Candès 2021, proposition 4.1, for any scores whatever.
test('the share of misses over time keeps its promise for any scores', () => {
  fc.assert(fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 300 }), fc.double({ min: 0.01, max: 0.99, noNaN: true }), fc.double({ min: 0.001, max: 0.5, noNaN: true }), fc.integer({ min: 1, max: 50 }), (scores, miss, rate, window) => {
    const steps = adaptiveConformal(Float64Array.from(scores), { miss, rate, window });
    const share = meanOf(steps.map((step) => Number(step.missed)));
    expect(Math.abs(share - miss)).toBeLessThanOrEqual((Math.max(miss, 1 - miss) + rate) / (scores.length * rate) + 1e-9);
    steps.forEach((step, at) => { expect(step.missed).toBe((scores[at] as number) > step.bound); });
  }));
});

test('when the world grows wilder, an adaptive bound keeps missing one in ten and a fixed one does not', () => {
  const random = randomStream('drift', 4);
  const scores = Float64Array.from({ length: 3000 }, (_, at) => Math.abs(normalDraw(random)) * (1 + at / 500));
  const late = adaptiveConformal(scores, { miss: 0.1, rate: 0.02, window: 500 }).slice(1000);
  const fixed = conformalBound(scores.slice(0, 1000), 0.1);
  expect(Math.abs(meanOf(late.map((step) => Number(step.missed))) - 0.1)).toBeLessThan(0.01);
  expect(meanOf([...scores.subarray(1000)].map((score) => Number(score > fixed)))).toBeGreaterThan(0.25);
});

test('a bound uses the last scores before its moment and none after', () => {
  const random = randomStream('window', 5);
  const scores = draws(200, random);
  const steps = adaptiveConformal(scores, { miss: 0.2, rate: 1e-12, window: 30 });
  steps.forEach((step, at) => { expect(step.bound).toBe(conformalBound(scores.slice(Math.max(0, at - 30), at), 0.2)); });
});

test('what cannot be answered is refused with its reason', () => {
  expect(refusal(() => conformalBound(Float64Array.of(1, NaN), 0.1))).toMatch(/finite/);
  expect(refusal(() => conformalBound(Float64Array.of(1, 2), 0))).toMatch(/misses/);
  expect(refusal(() => conformalBound(Float64Array.of(1, 2), NaN))).toMatch(/misses/);
  expect(refusal(() => splitConformal(Float64Array.of(1), Float64Array.of(1, 2), 0.1))).toMatch(/length/);
  expect(refusal(() => splitConformal(Float64Array.of(Infinity), Float64Array.of(1), 0.1))).toMatch(/finite/);
  expect(refusal(() => conformalQuantiles(Float64Array.of(1), Float64Array.of(1, 2), Float64Array.of(1, 2), 0.1))).toMatch(/length/);
  expect(refusal(() => conformalByGroup(Float64Array.of(1), ['a', 'b'], 0.1))).toMatch(/labels/);
  expect(refusal(() => adaptiveConformal(Float64Array.of(1), { miss: 0.1, rate: 0, window: 5 }))).toMatch(/rate/);
  expect(refusal(() => adaptiveConformal(Float64Array.of(1), { miss: 0.1, rate: 0.1, window: 0 }))).toMatch(/window/);
  expect(refusal(() => adaptiveConformal(Float64Array.of(NaN), { miss: 0.1, rate: 0.1, window: 5 }))).toMatch(/finite/);
});
