import fc from 'fast-check';
import { expect, test } from 'vitest';
import { auc, aucInterval, bootstrapInterval, brierParts, chooseModel, compareAuc, judgeCalibration, kolmogorovSmirnov, lift, normalDraw, prAuc, randomStream, stabilityIndex, stabilityOfCategories } from '../index.ts';

const y = [0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1];
const a = [0.1, 0.3, 0.4, 0.2, 0.8, 0.6, 0.5, 0.9, 0.3, 0.1, 0.7, 0.4, 0.4, 0.5, 0.2, 0.6, 0.9, 0.1, 0.3, 0.7];
const b = [0.2, 0.1, 0.6, 0.4, 0.7, 0.3, 0.5, 0.8, 0.6, 0.2, 0.4, 0.9, 0.1, 0.6, 0.3, 0.2, 0.7, 0.5, 0.4, 0.8];

// R 4.2.2, pROC 1.18.0: roc(y, a), var, ci.auc, roc.test(paired).
test('area, interval and paired test are those of pROC', () => {
  expect(aucInterval(y, a)).toEqual({ auc: expect.closeTo(0.89, 12), standardError: expect.closeTo(Math.sqrt(0.00486666666667), 10), low: expect.closeTo(0.753269976, 8), high: 1 });
  expect(compareAuc(y, a, b)).toEqual({
    aucA: expect.closeTo(0.89, 12), aucB: expect.closeTo(0.875, 12), difference: expect.closeTo(0.015, 12), standardError: expect.closeTo(Math.sqrt(0.00486666666667 + 0.00580555555556 - 2 * 0.000361111111111), 10),
    low: expect.closeTo(-0.180505793433, 8), high: expect.closeTo(0.210505793433, 8), p: expect.closeTo(0.88046765, 6),
  });
});

// R 4.2.2: ks.test(1:8, 3.5:12.5, exact = FALSE).
test('the Kolmogorov–Smirnov distance and its asymptotic p value are those of R', () => {
  expect(kolmogorovSmirnov([1, 2, 3, 4, 5, 6, 7, 8], [3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5, 10.5, 11.5, 12.5])).toEqual({ distance: 0.5, p: expect.closeTo(0.216460225, 8) });
  expect(kolmogorovSmirnov([1, 1], [1, 1, 1])).toEqual({ distance: 0, p: 1 });
});

test('average precision by hand: 1 · ½ + ⅔ · ½', () => {
  expect(prAuc([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])).toBeCloseTo(0.5 + 1 / 3, 12);
  expect(prAuc([1, 0, 0, 1], [3, 3, 3, 3])).toBe(0.5);
  expect(prAuc([0, 0], [1, 2])).toBeNull();
});

test('lift by hand: the best fifth holds a third of the positives, ties shared', () => {
  expect(lift([1, 0, 1, 0, 1], [5, 4, 3, 2, 1], [0.2, 1])).toEqual([{ share: 0.2, captured: expect.closeTo(1 / 3, 12), lift: expect.closeTo(5 / 3, 12) }, { share: 1, captured: 1, lift: 1 }]);
  expect(lift([1, 0, 0, 0], [1, 1, 1, 1], [0.25])).toEqual([{ share: 0.25, captured: 0.25, lift: 1 }]);
  expect(lift([0, 0], [1, 2])).toBeNull();
});

test('Brier parts by hand: two bins of one probability each', () => {
  // Shares 1/2 and 1 at 0.25 and 0.75: reliability 1/16, resolution 1/16, uncertainty 3/16.
  expect(brierParts([0, 1, 1, 1], [0.25, 0.25, 0.75, 0.75], 2)).toEqual({ brier: expect.closeTo(0.1875, 12), reliability: expect.closeTo(0.0625, 12), resolution: expect.closeTo(0.0625, 12), uncertainty: expect.closeTo(0.1875, 12), within: expect.closeTo(0, 12), bins: 2 });
});

const anyJudged = fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 20 })), { minLength: 2, maxLength: 60 }).map((rows) => ({ y: rows.map(([outcome]) => outcome), p: rows.map(([, score]) => score / 20) }));

test('Brier parts sum to the score, none of the first three below zero', () => {
  fc.assert(fc.property(anyJudged, fc.integer({ min: 1, max: 12 }), (rows, bins) => {
    const parts = brierParts(rows.y, rows.p, bins);
    expect(parts.reliability - parts.resolution + parts.uncertainty + parts.within).toBeCloseTo(parts.brier, 12);
    expect(Math.min(parts.reliability, parts.resolution, parts.uncertainty)).toBeGreaterThanOrEqual(0);
    expect(parts.bins).toBeLessThanOrEqual(bins);
  }));
});

test('measures of order are blind to the order of rows and to any rising change of scores', () => {
  fc.assert(fc.property(anyJudged, (rows) => {
    const turned = { y: rows.y.toReversed(), p: rows.p.toReversed().map((value) => Math.exp(3 * value)) };
    const [one, other] = [prAuc(rows.y, rows.p), prAuc(turned.y, turned.p)];
    if (one === null) { expect(other).toBeNull(); return; }
    expect(other).toBeCloseTo(one, 12);
    expect(one).toBeGreaterThan(0);
    expect(one).toBeLessThanOrEqual(1 + 1e-12);
    lift(turned.y, turned.p)!.forEach((step, at) => expect(step.captured).toBeCloseTo(lift(rows.y, rows.p)![at]!.captured, 9));
  }));
});

test("DeLong's area is the area by ranks, a score compared with itself shows nothing, and the interval holds it", () => {
  fc.assert(fc.property(anyJudged, (rows) => {
    const found = aucInterval(rows.y, rows.p);
    const positives = rows.y.filter(Boolean).length;
    if (found === null) { expect(Math.min(positives, rows.y.length - positives)).toBeLessThan(2); return; }
    expect(found.auc).toBeCloseTo(auc(rows.y, rows.p) as number, 12);
    expect(found.low).toBeLessThanOrEqual(found.auc);
    expect(found.high).toBeGreaterThanOrEqual(found.auc);
    expect(compareAuc(rows.y, rows.p, rows.p)).toMatchObject({ difference: 0, standardError: 0, p: 1 });
  }));
});

test('a perfect order on few rows is not taken for certain', () => {
  expect(aucInterval([0, 0, 1, 1], [1, 2, 3, 4])).toMatchObject({ auc: 1, low: expect.closeTo(Math.sqrt(0.025), 12), high: 1 });
  expect(compareAuc([0, 0, 1, 1], [1, 2, 3, 4], [4, 3, 2, 1])).toMatchObject({ difference: 1, p: null });
});

test("DeLong's interval covers the true area about as often as it says", () => {
  const random = randomStream('area', 3);
  // Two normal scores one spread apart: area Φ(1/√2).
  const covered = Array.from({ length: 300 }, () => {
    const outcomes = Array.from({ length: 120 }, (_, row) => Number(row % 3 === 0));
    const { low, high } = aucInterval(outcomes, outcomes.map((outcome) => outcome + normalDraw(random)))!;
    return low <= 0.7602499 && high >= 0.7602499;
  }).filter(Boolean).length / 300;
  expect(covered).toBeGreaterThan(0.91);
  expect(covered).toBeLessThan(0.985);
});

test('a perfect model shows what perfect models show; one that is off by a tenth does not', () => {
  const random = randomStream('calibrated', 8);
  const p = Array.from({ length: 800 }, () => 0.1 + 0.8 * random());
  const outcomes = p.map((value) => Number(random() < value));
  const fair = judgeCalibration(outcomes, p, { seed: 1 });
  expect(fair.error).toBeLessThan(fair.perfectHigh);
  expect(fair.perfect).toBeGreaterThan(0.01);
  const off = judgeCalibration(outcomes, p.map((value) => Math.min(1, value + 0.1)), { seed: 1 });
  expect(off.error).toBeGreaterThan(off.perfectHigh);
  expect(off.p).toBe(1 / 200);
});

test('without drift the index is about what chance gives and its p value below 0.1 about one time in ten; a shift is seen', () => {
  const random = randomStream('drift', 4);
  const sample = (n: number, shift = 0): number[] => Array.from({ length: n }, () => normalDraw(random) + shift);
  const found = Array.from({ length: 200 }, () => stabilityIndex(sample(400), sample(300)));
  const mean = found.reduce((sum, one) => sum + one.psi, 0) / 200;
  expect(mean / found[0]!.byChance).toBeGreaterThan(0.8);
  expect(mean / found[0]!.byChance).toBeLessThan(1.2);
  expect(found.filter((one) => one.p < 0.1).length / 200).toBeLessThan(0.18);
  expect(found.filter((one) => one.p < 0.1).length / 200).toBeGreaterThan(0.03);
  expect(stabilityIndex(sample(400), sample(300, 0.7)).p).toBeLessThan(1e-6);
});

test('an index is never below zero, the same both ways for categories, and 0 for the same sample', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 40 }), fc.array(fc.constantFrom('a', 'b', 'c', 'e'), { minLength: 1, maxLength: 40 }), (one, other) => {
    const found = stabilityOfCategories(one, other);
    expect(found.psi).toBeGreaterThanOrEqual(0);
    expect(stabilityOfCategories(other, one).psi).toBeCloseTo(found.psi, 12);
    expect(stabilityOfCategories(one, one.toReversed()).psi).toBeCloseTo(0, 12);
  }));
  expect(stabilityIndex([3, 3, 3], [3, 3])).toEqual({ psi: 0, byChance: 0, p: 1, cells: 1 });
});

test('on a tie the simple model is chosen; a clear gain chooses the complex one; one lucky group does not', () => {
  expect(chooseModel([1, 2, 3], [1, 2, 3])).toMatchObject({ chosen: 'simple', gain: 0 });
  const random = randomStream('gain', 2);
  const simple = Array.from({ length: 200 }, () => 1 + random());
  expect(chooseModel(simple, simple.map((loss) => loss - 0.1 - 0.2 * random()))).toMatchObject({ chosen: 'complex', groups: 200 });
  expect(chooseModel(simple, simple.map((loss) => loss - 0.1 - 0.2 * random()), { margin: 0.5 }).chosen).toBe('simple');
  const lucky = simple.map((loss, row) => loss - Number(row < 50));
  expect(chooseModel(simple, lucky).chosen).toBe('complex');
  expect(chooseModel(simple, lucky, { groups: simple.map((_, row) => Math.floor(row / 50)) })).toMatchObject({ chosen: 'simple', groups: 4 });
});

test('between models of equal worth the complex one is chosen about one time in forty', () => {
  const random = randomStream('equal', 6);
  const chosen = Array.from({ length: 400 }, () => chooseModel(Array.from({ length: 30 }, () => normalDraw(random)), Array.from({ length: 30 }, () => normalDraw(random))).chosen);
  expect(chosen.filter((one) => one === 'complex').length).toBeLessThan(24);
});

test('a bootstrap interval of a mean is about the usual one, wider when rows come in groups, the same for the same seed', () => {
  const random = randomStream('boot', 1);
  const values = Array.from({ length: 200 }, (_, row) => Math.floor(row / 10) % 5 + random());
  const mean = (rows: Int32Array): number => rows.reduce((sum, row) => sum + (values[row] as number), 0) / rows.length;
  const alone = bootstrapInterval(200, mean, { seed: 1 })!;
  const together = bootstrapInterval(200, mean, { seed: 1, groups: values.map((_, row) => Math.floor(row / 10)) })!;
  const centre = values.reduce((sum, value) => sum + value, 0) / 200;
  const error = Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / 199 / 200);
  expect((alone.high - alone.low) / (2 * 1.96 * error)).toBeCloseTo(1, 0.8);
  expect(together.high - together.low).toBeGreaterThan(2 * (alone.high - alone.low));
  expect(bootstrapInterval(200, mean, { seed: 1 })).toEqual(alone);
  expect(bootstrapInterval(20, () => null, { seed: 1 })).toBeNull();
});

test('bad input is refused with a reason', () => {
  for (const [outcomes, scores] of [[[], []], [[0, 1], [1]], [[0, 2], [0.1, 0.2]], [[0, 1], [0.1, Number.NaN]], [[0, 1], [0.1, Infinity]]] as const) {
    for (const measure of [prAuc, aucInterval, lift, brierParts] as const) expect(() => measure([...outcomes], [...scores])).toThrow(RangeError);
    expect(() => compareAuc([...outcomes], [...scores], [...scores])).toThrow(RangeError);
    expect(() => judgeCalibration([...outcomes], [...scores], { seed: 1 })).toThrow(RangeError);
  }
  expect(() => brierParts([0, 1], [0.5, 1.2])).toThrow(/not between 0 and 1/);
  expect(() => lift([0, 1], [1, 2], [0])).toThrow(RangeError);
  for (const drift of [stabilityIndex, kolmogorovSmirnov] as const) {
    expect(() => drift([], [1])).toThrow(RangeError);
    expect(() => drift([1], [Number.NaN])).toThrow(RangeError);
  }
  expect(() => chooseModel([1], [1])).toThrow(/Two groups/);
  expect(() => chooseModel([1, Number.NaN], [1, 2])).toThrow(RangeError);
  expect(() => bootstrapInterval(0, () => 1, { seed: 1 })).toThrow(RangeError);
  expect(() => bootstrapInterval(3, () => Number.NaN, { seed: 1 })).toThrow(RangeError);
  expect(aucInterval([1, 1, 1], [1, 2, 3])).toBeNull();
});
