import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { had, refusal } from '../linear/testing.ts';
import { normalDraw, randomStream } from '../random.ts';
import { classSetOf, fitClassSets } from './class-sets.ts';
import { fitOneVsRest, oneVsRestAt } from './one-vs-rest.ts';
import { fitTemperature, temperatureAt } from './temperature.ts';

/** Chances drawn by numpy (RandomState 3), too sure by a factor of two, rounded. */
const said = Float64Array.of(
  0.048, 0.008, 0.944, 0.031, 0.962, 0.007, 0.102, 0.071, 0.827, 0.915, 0.07, 0.015, 0.884, 0.033, 0.083, 1, 0, 0, 0.04, 0.717, 0.243, 0.394, 0.154, 0.452, 0.317, 0.275, 0.408, 0.326, 0.547, 0.127, 0.041, 0.959, 0, 0.002, 0, 0.998,
  0.004, 0.985, 0.011, 0.29, 0.329, 0.381, 0.124, 0.13, 0.746, 0.706, 0.086, 0.208, 0.98, 0.017, 0.003, 0.052, 0.651, 0.297, 0.541, 0.093, 0.366, 0.1, 0.001, 0.899, 0.056, 0.404, 0.54, 0.014, 0.984, 0.002, 0.034, 0.039, 0.927, 0.017, 0.44, 0.543,
);
const came = [2, 0, 1, 0, 0, 0, 1, 1, 2, 1, 1, 2, 1, 2, 0, 0, 0, 1, 2, 0, 2, 1, 2, 2];
const asked = [[0.5, 0.3, 0.2], [0.1, 0.85, 0.05], [0.02, 0.08, 0.9]].map((row) => Float64Array.from(row));
const largestGap = (got: ArrayLike<number>, expected: ArrayLike<number>): number => Math.max(...Array.from(expected, (value, at) => Math.abs((got[at] as number) - value)));
const sumOf = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0);

// scikit-learn 1.2.1, CalibratedClassifierCV(cv='prefit'), three classes.
test.each([
  ['isotonic', [[0.529411765, 0.470588235, 0], [0.238095238, 0.761904762, 0], [0.037138927, 0.2696011, 0.693259972]], 1e-8],
  ['platt', [[0.494722754, 0.293109076, 0.21216817], [0.182251158, 0.680660025, 0.137088817], [0.151504338, 0.163884661, 0.684611002]], 2e-5],
] as const)('one against the rest by %s is that of scikit-learn', (kind, expected, within) => {
  const fit = had(fitOneVsRest(said, came, 3, kind));
  asked.forEach((row, at) => expect(largestGap(oneVsRestAt(fit, row), expected[at]!)).toBeLessThan(within));
});

// scipy 1.10.1, minimize_scalar over 1 ÷ T.
test('the temperature is that of scipy', () => {
  expect(had(fitTemperature(said.map((chance) => Math.log(Math.max(chance, 1e-4))), came, 3)).temperature).toBeCloseTo(1.6435041, 6);
});

/** Rows whose true log chances are divided by `temperature` to give the scores. */
function drawn(seed: number, n: number, temperature: number): { scores: Float64Array; classes: number[]; chances: Float64Array } {
  const random = randomStream('classes', seed);
  const rows = Array.from({ length: n }, () => Array.from({ length: 3 }, () => 1.5 * normalDraw(random)));
  const chances = rows.flatMap((row) => [...temperatureAt({ temperature: 1 }, Float64Array.from(row))]);
  const classes = rows.map((_, at) => { let left = random(); const found = [0, 1, 2].findIndex((c) => (left -= chances[3 * at + c] as number) < 0); return found === -1 ? 2 : found; });
  return { scores: Float64Array.from(rows.flat(), (score) => score * temperature), classes, chances: Float64Array.from(chances) };
}

describe('temperature', () => {
  test('a planted one is found again', () => {
    for (const planted of [0.4, 1, 3]) {
      const { scores, classes } = drawn(1, 4_000, planted);
      expect(had(fitTemperature(scores, classes, 3)).temperature / planted).toBeCloseTo(1, 1);
    }
  });

  test('the unit of scores passes through, a shift of a row and the order of rows change nothing, and no class overtakes another', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1e6 }), fc.double({ min: 0.01, max: 100, noNaN: true }), (seed, unit) => {
      const { scores, classes } = drawn(seed, 60, 1);
      const fit = fitTemperature(scores, classes, 3);
      fc.pre(!('refused' in fit));
      const other = had(fitTemperature(scores.map((score, at) => unit * (score + Math.floor(at / 3))), classes, 3));
      expect(other.temperature / unit / had(fit).temperature).toBeCloseTo(1, 9);
      const [row, made] = [scores.subarray(0, 3), temperatureAt(had(fit), scores.subarray(0, 3))];
      expect(sumOf(made)).toBeCloseTo(1, 12);
      for (const [a, b] of [[0, 1], [1, 2], [0, 2]] as const) expect(Math.sign(row[a]! - row[b]!) * Math.sign(made[a]! - made[b]!)).toBeGreaterThanOrEqual(0);
    }), { numRuns: 40 });
  });

  test('is refused where it would be zero or infinite', () => {
    expect(refusal(() => fitTemperature(Float64Array.of(3, 1, 0, 0, 5, 1), [0, 1], 3))).toMatch(/temperature is zero/);
    expect(refusal(() => fitTemperature(Float64Array.of(0, 1, 2, 1), [0, 1], 2))).toMatch(/infinite/);
    expect(refusal(() => fitTemperature(new Float64Array(4), [0, 1], 2))).toMatch(/infinite/);
  });
});

test('one against the rest keeps chances that are right and mends those that are too sure', () => {
  const { scores, classes, chances } = drawn(7, 4_000, 2.5);
  const sure = Float64Array.from({ length: 4_000 }, (_, row) => row).reduce((all, row) => { all.set(temperatureAt({ temperature: 1 }, scores.subarray(3 * row, 3 * row + 3)), 3 * row); return all; }, new Float64Array(12_000));
  for (const kind of ['beta', 'isotonic'] as const) {
    const fit = had(fitOneVsRest(sure, classes, 3, kind));
    const gapOf = (of: (row: number) => Float64Array): number => sumOf(classes.map((_, row) => largestGap(of(row), chances.subarray(3 * row, 3 * row + 3)))) / 4_000;
    expect(gapOf((row) => oneVsRestAt(fit, sure.subarray(3 * row, 3 * row + 3)))).toBeLessThan(0.45 * gapOf((row) => sure.subarray(3 * row, 3 * row + 3)));
  }
});

test('any row of chances gives chances that sum to 1, and names of classes mean nothing', () => {
  const fits = (['platt', 'beta', 'isotonic'] as const).map((kind) => had(fitOneVsRest(said, came, 3, kind)));
  const swapped = (['platt', 'beta', 'isotonic'] as const).map((kind) => had(fitOneVsRest(said.map((_, at) => said[3 * Math.floor(at / 3) + 2 - (at % 3)] as number), came.map((c) => 2 - c), 3, kind)));
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 3 }).filter((raw) => sumOf(raw) > 0), (raw) => {
    const row = Float64Array.from(raw, (value) => value / sumOf(raw));
    fits.forEach((fit, at) => {
      const made = oneVsRestAt(fit, row);
      expect(sumOf(made)).toBeCloseTo(1, 12);
      expect(Math.min(...made)).toBeGreaterThanOrEqual(0);
      expect(largestGap(oneVsRestAt(swapped[at]!, row.toReversed()), made.toReversed())).toBeLessThan(1e-7);
    });
  }));
});

describe('sets of classes', () => {
  test('by hand: scores of the classes that came, their bound, and the sets', () => {
    const chances = Float64Array.of(0.6, 0.3, 0.1, 0.2, 0.7, 0.1, 0.5, 0.25, 0.25, 0.1, 0.1, 0.8);
    // LAC: scores 0.4, 0.3, 0.75, 0.2; ⌈5 · 0.6⌉ = third smallest: 0.4.
    const lac = fitClassSets(chances, [0, 1, 2, 2], 3, { miss: 0.4, kind: 'lac', seed: 1 });
    expect(lac.bounds).toEqual([0.4, 0.4, 0.4]);
    expect([classSetOf(lac, Float64Array.of(0.65, 0.3, 0.05)), classSetOf(lac, Float64Array.of(0.5, 0.3, 0.2))]).toEqual([[0], []]);
    // APS with the whole of one's own: likelier classes first, 0.6, 0.9 and 1.
    const aps = { kind: 'aps' as const, bounds: [0.9, 0.9, 0.9] };
    expect(classSetOf(aps, Float64Array.of(0.1, 0.6, 0.3), 1)).toEqual([1, 2]);
    expect(classSetOf(aps, Float64Array.of(0.1, 0.6, 0.3), 0)).toEqual([1, 2, 0]);
    expect(classSetOf({ ...aps, bounds: [0.5, 0.5, 0.5] }, Float64Array.of(0.1, 0.6, 0.3), 1)).toEqual([]);
    expect(classSetOf(fitClassSets(chances, [0, 1, 2, 2], 3, { miss: 0.1, kind: 'aps', seed: 1 }), Float64Array.of(0.1, 0.6, 0.3))).toEqual([1, 2, 0]);
  });

  test.each(['lac', 'aps'] as const)('%s holds the share that it promises, whatever the chances are worth', (kind) => {
    const random = randomStream('sets', 1);
    // Chances that are too sure. 200 sets of 60 rows: the mean of coverage is ⌈61 · 0.8⌉ ÷ 61 = 0.8033.
    const held = Array.from({ length: 200 }, (_, seed) => {
      const { scores, classes } = drawn(1_000 + seed, 100, 2);
      const chances = Float64Array.from(Array.from({ length: 100 }, (_one, row) => [...temperatureAt({ temperature: 1 }, scores.subarray(3 * row, 3 * row + 3))]).flat());
      const sets = fitClassSets(chances.slice(0, 180), classes.slice(0, 60), 3, { miss: 0.2, kind, seed });
      return sumOf(classes.slice(60).map((one, row) => Number(classSetOf(sets, chances.subarray(180 + 3 * row, 183 + 3 * row), random()).includes(one)))) / 40;
    });
    expect(Math.abs(sumOf(held) / 200 - 49 / 61)).toBeLessThan(0.017);
  });

  test('within each class the promise holds for that class, and a class that came too seldom is in every set', () => {
    const { chances, classes } = drawn(5, 4_000, 1);
    const sets = fitClassSets(chances.slice(0, 6_000), classes.slice(0, 2_000), 3, { miss: 0.1, kind: 'lac', seed: 1, byClass: true });
    for (const c of [0, 1, 2]) {
      const rows = classes.map((one, row) => ({ one, row })).filter(({ one, row }) => one === c && row >= 2_000);
      expect(Math.abs(sumOf(rows.map(({ row }) => Number(classSetOf(sets, chances.subarray(3 * row, 3 * row + 3)).includes(c)))) / rows.length - 0.9)).toBeLessThan(0.04);
    }
    expect(fitClassSets(chances.slice(0, 6), [0, 1], 3, { miss: 0.1, kind: 'lac', seed: 1, byClass: true }).bounds).toEqual([Infinity, Infinity, Infinity]);
  });

  test('fewer misses never take a class out; likelier classes come first', () => {
    const { chances, classes } = drawn(9, 200, 1);
    fc.assert(fc.property(fc.double({ min: 0.01, max: 0.98, noNaN: true }), fc.constantFrom('lac' as const, 'aps' as const), fc.integer({ min: 0, max: 199 }), (miss, kind, row) => {
      const own = chances.subarray(3 * row, 3 * row + 3);
      const setAt = (share: number): number[] => classSetOf(fitClassSets(chances, classes, 3, { miss: share, kind, seed: 3 }), own, 0.5);
      const [wide, narrow] = [setAt(miss / 2), setAt(miss)];
      for (const c of narrow) expect(wide).toContain(c);
      wide.forEach((c, at) => { if (at > 0) expect(own[c]).toBeLessThanOrEqual(own[wide[at - 1]!]!); });
    }));
  });
});

test('bad tables are refused with a reason', () => {
  const good = Float64Array.of(0.5, 0.5, 0.4, 0.6);
  const bad: ReadonlyArray<readonly [() => object, RegExp]> = [
    [() => fitTemperature(good, [0, 1], 1), /at least two classes/], [() => fitTemperature(new Float64Array(0), [], 2), /at least one row/], [() => fitTemperature(good, [0], 2), /not 1 rows/], [() => fitTemperature(good, [0, 2], 2), /Row 1: its class is 2/],
    [() => fitTemperature(Float64Array.of(0, Infinity, 1, 1), [0, 1], 2), /finite/], [() => temperatureAt({ temperature: 1 }, Float64Array.of(1, Number.NaN)), /finite/], [() => temperatureAt({ temperature: 1 }, new Float64Array(0)), /finite/],
    [() => fitOneVsRest(Float64Array.of(0.5, 0.6, 0.4, 0.6), [0, 1], 2, 'beta'), /Row 0: its chances sum/], [() => fitOneVsRest(Float64Array.of(0.5, 0.5, -0.4, 1.4), [0, 1], 2, 'beta'), /Row 1: the chance of class 0/], [() => fitOneVsRest(good, [1, 1], 2, 'platt'), /Class 0 never came/],
    [() => oneVsRestAt(had(fitOneVsRest(good, [0, 1], 2, 'platt')), Float64Array.of(1)), /1 chances for 2/], [() => fitClassSets(good, [0, 1], 2, { miss: 0, kind: 'lac', seed: 1 }), /misses/], [() => fitClassSets(Float64Array.of(0.5, Number.NaN, 1, 0), [0, 1], 2, { miss: 0.1, kind: 'lac', seed: 1 }), /Row 0/],
    [() => classSetOf({ kind: 'lac', bounds: [1, 1] }, Float64Array.of(1)), /1 chances for 2/], [() => classSetOf({ kind: 'lac', bounds: [1, 1] }, Float64Array.of(1, 0), 2), /uniform/],
  ];
  for (const [run, message] of bad) expect(refusal(run)).toMatch(message);
});
