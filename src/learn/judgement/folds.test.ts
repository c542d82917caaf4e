import fc from 'fast-check';
import { expect, test } from 'vitest';
import { auc, compareOutOfFold, compareOverFolds, logistic, logLoss, normalDraw, randomStream } from '../index.ts';
import { weightedAuc } from './weighted-auc.ts';

const folds = [0.81, 0.79, 0.84, 0.77, 0.8].map((simple, at) => ({ simple, complex: simple + [0.012, 0.004, -0.003, 0.018, 0.009][at]!, trainRows: 80, testRows: 20 }));

// R 4.2.2: d <- c(0.012, 0.004, -0.003, 0.018, 0.009); se <- sqrt((1/5 + 20/80) * var(d)); mean(d) + c(-1, 1) * qt(0.975, 4) * se; 2 * pt(-mean(d)/se, 4).
test('the corrected interval and p value are those of the formula in R', () => {
  expect(compareOverFolds(folds)).toEqual({
    chosen: 'simple', gain: expect.closeTo(0.008, 12), standardError: expect.closeTo(0.00534555890436, 12), low: expect.closeTo(-0.00684165085456, 10), high: expect.closeTo(0.02284165085456, 10), p: expect.closeTo(0.20884483623974, 10), folds: 5,
  });
});

test('turning the models turns the sign; a tie is simple; a gain beyond the margin is needed', () => {
  const turned = compareOverFolds(folds.map(({ simple, complex, ...rows }) => ({ simple: complex, complex: simple, ...rows })));
  const straight = compareOverFolds(folds);
  expect(turned).toMatchObject({ gain: expect.closeTo(-straight.gain, 12), low: expect.closeTo(-straight.high, 12), p: expect.closeTo(straight.p as number, 12) });
  expect(compareOverFolds(folds.map((fold) => ({ ...fold, complex: fold.simple })))).toMatchObject({ chosen: 'simple', gain: 0, low: 0, high: 0, p: 1 });
  expect(compareOverFolds(folds.map((fold, at) => ({ ...fold, complex: fold.simple + 0.1 + at / 1000 }))).chosen).toBe('complex');
  expect(compareOverFolds(folds.map((fold, at) => ({ ...fold, complex: fold.simple + 0.1 + at / 1000 })), { margin: 0.15 }).chosen).toBe('simple');
});

/** Losses of a line and of a constant over 10 × 5 folds on rows without a line. */
function noGain(seed: number): Array<{ simple: number; complex: number; trainRows: number; testRows: number }> {
  const random = randomStream('no gain', seed);
  const rows = Array.from({ length: 50 }, () => ({ x: normalDraw(random), y: normalDraw(random) }));
  return Array.from({ length: 10 }, () => rows.map((row) => ({ row, key: random() })).sort((a, b) => a.key - b.key).map(({ row }) => row)).flatMap((order) => Array.from({ length: 5 }, (_, fold) => {
    const [test_, train] = [order.filter((_row, at) => at % 5 === fold), order.filter((_row, at) => at % 5 !== fold)];
    const mean = (of: (row: { x: number; y: number }) => number, part = train): number => part.reduce((sum, row) => sum + of(row), 0) / part.length;
    const [mx, my] = [mean(({ x }) => x), mean(({ y }) => y)];
    // Both guess a slope: what they were fitted on decides, so neither is better on average.
    const slope = mean(({ x, y }) => (x - mx) * (y - my));
    return { simple: -mean(({ x, y }) => (y - slope * x) ** 2, test_), complex: -mean(({ x, y }) => (y + slope * x) ** 2, test_), trainRows: 40, testRows: 10 };
  }));
}

test('between models of equal worth a gain is claimed no oftener than the level says, where the plain t test would claim it several times as often', () => {
  const answers = Array.from({ length: 300 }, (_, seed) => compareOverFolds(noGain(seed)));
  const plain = answers.filter(({ gain, standardError }) => Math.abs(gain) > 2.01 * standardError * Math.sqrt(0.02 / 0.27)).length / 300;
  expect(answers.filter(({ p }) => (p as number) < 0.05).length / 300).toBeLessThanOrEqual(0.1);
  expect(plain).toBeGreaterThan(0.2);
});

const anyRows = fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 3 })), { minLength: 2, maxLength: 50 });

test('the weighted area is the area of the rows so many times', () => {
  fc.assert(fc.property(anyRows, (rows) => {
    const times = rows.flatMap((row) => new Array<typeof row>(row[2]).fill(row));
    expect(weightedAuc(rows.map(([y]) => y), rows.map(([, score]) => score))(Float64Array.from(rows, ([, , weight]) => weight)) ?? -1).toBeCloseTo(auc(times.map(([y]) => y), times.map(([, score]) => score)) ?? -1, 12);
  }));
});

/** Outcomes in groups that share luck, chances of a good and of a poor model. */
function scored(seed: number, groups: number): { y: number[]; good: number[]; poor: number[]; group: number[] } {
  const random = randomStream('scored', seed);
  const rows = Array.from({ length: groups }, (_, group) => ({ group, luck: normalDraw(random) })).flatMap(({ group, luck }) => Array.from({ length: 8 }, () => ({ group, x: 0.8 * luck + normalDraw(random) })));
  return { y: rows.map(({ x }) => Number(random() < logistic(x))), good: rows.map(({ x }) => logistic(x)), poor: rows.map(({ x }) => logistic(0.5 * x + normalDraw(random))), group: rows.map(({ group }) => group) };
}

test('a better model is chosen by every measure, the gain is that of the measure, and the same seed gives the same interval', () => {
  const { y, good, poor, group } = scored(1, 150);
  for (const measure of ['auc', 'log loss', 'brier'] as const) {
    const answer = compareOutOfFold(y, [poor, poor], [good, good], { measure, seed: 1, groups: group, draws: 199 })!;
    expect(answer).toMatchObject({ chosen: 'complex', units: 150 });
    expect(compareOutOfFold(y, [poor, poor], [good, good], { measure, seed: 1, groups: group, draws: 199 })).toEqual(answer);
    expect(compareOutOfFold(y, [good], [good], { measure, seed: 1, draws: 99 })).toMatchObject({ chosen: 'simple', gain: 0, low: 0, high: 0, units: y.length });
  }
  expect(compareOutOfFold(y, [poor], [good], { measure: 'auc', seed: 1, draws: 99 })!.gain).toBeCloseTo(auc(y, good)! - auc(y, poor)!, 12);
  expect(compareOutOfFold(y, [poor], [good], { measure: 'log loss', seed: 1, draws: 99 })!.gain).toBeCloseTo(logLoss(y, poor) - logLoss(y, good), 12);
});

test('between models of equal worth the complex one is chosen about one time in forty, also where rows come in groups', () => {
  const chosen = Array.from({ length: 120 }, (_, seed) => {
    const random = randomStream('equal out of fold', seed);
    const rows = Array.from({ length: 40 }, (_one, group) => ({ group, luck: normalDraw(random), a: normalDraw(random), b: normalDraw(random) })).flatMap((own) => Array.from({ length: 6 }, () => own));
    const y = rows.map(({ luck }) => Number(random() < logistic(luck)));
    return compareOutOfFold(y, [rows.map(({ luck, a }) => logistic(luck + a))], [rows.map(({ luck, b }) => logistic(luck + b))], { measure: 'log loss', seed, groups: rows.map(({ group }) => group), draws: 199 })?.chosen;
  });
  expect(chosen.filter((one) => one === 'complex').length / 120).toBeLessThanOrEqual(0.075);
});

test('bad input throws, one class has no area', () => {
  for (const wrong of [[], folds.slice(0, 1), [{ ...folds[0]!, simple: Number.NaN }, folds[1]!], [{ ...folds[0]!, complex: Infinity }, folds[1]!], [{ ...folds[0]!, trainRows: 0 }, folds[1]!]]) expect(() => compareOverFolds(wrong)).toThrow(RangeError);
  expect(() => compareOverFolds(folds, { margin: -1 })).toThrow(RangeError);
  expect(() => compareOverFolds(folds, { level: 1 })).toThrow(RangeError);
  const options = { measure: 'auc', seed: 1, draws: 99 } as const;
  expect(compareOutOfFold([1, 1], [[0.2, 0.3]], [[0.2, 0.3]], options)).toBeNull();
  for (const [y, a, b] of [[[], [[]], [[]]], [[0, 1], [], []], [[0, 1], [[0.1, 0.2]], [[0.1, 0.2], [0.1, 0.2]]], [[0, 2], [[0.1, 0.2]], [[0.1, 0.2]]], [[0, 1], [[0.1, 1.2]], [[0.1, 0.2]]], [[0, 1], [[0.1]], [[0.1, 0.2]]]] as const) {
    expect(() => compareOutOfFold([...y], a, b, options)).toThrow(RangeError);
  }
  expect(() => compareOutOfFold([0, 1], [[0.1, 0.2]], [[0.1, 0.2]], { ...options, draws: 9 })).toThrow(RangeError);
  expect(() => compareOutOfFold([0, 1], [[0.1, 0.2]], [[0.1, 0.2]], { ...options, groups: ['a', 'a'] })).toThrow(/Two groups/);
});
