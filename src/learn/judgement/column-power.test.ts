import fc from 'fast-check';
import { expect, test } from 'vitest';
import { auc, aucInterval, columnPowers, logistic, normalDraw, randomStream, type ColumnPower, type PowerColumn } from '../index.ts';
import { areaScores, clusteredError } from './area-scores.ts';

const one = (values: PowerColumn['values'], y: ArrayLike<number>, extra: Partial<Parameters<typeof columnPowers>[2]> & Pick<PowerColumn, 'knownAt'> = {}): ColumnPower => {
  const { knownAt, ...options } = extra;
  return columnPowers([{ name: 'a', values, ...(knownAt === undefined ? {} : { knownAt }) }], y, { seed: 1, ...options })[0]!;
};

/** Outcomes that a number and a category foretell. */
function world(seed: number, n: number): { x: number[]; y: number[]; noise: number[] } {
  const random = randomStream('power', seed);
  const x = Array.from({ length: n }, () => normalDraw(random));
  return { x, y: x.map((value) => Number(random() < logistic(1.5 * value))), noise: x.map(() => normalDraw(random)) };
}

test("without parts the influence of rows gives the area and, but for n ÷ (n − 1), DeLong's error", () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 15 })), { minLength: 12, maxLength: 60 }), (rows) => {
    const [y, score] = [rows.map(([outcome]) => outcome), rows.map(([, value]) => value)];
    const found = areaScores(y, score, new Int32Array(y.length));
    const delong = aucInterval(y, score);
    if (found === null || delong === null) return;
    expect(found.auc).toBeCloseTo(auc(y, score)!, 12);
    expect(found.influence.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 10);
    const positives = y.filter(Boolean).length;
    const close = Math.abs(clusteredError(found.influence, undefined)!.standardError - delong.standardError);
    expect(close).toBeLessThanOrEqual((0.6 * delong.standardError) / (Math.min(positives, y.length - positives) - 0.9) + 1e-9);
  }));
});

test('a telling number, the same told backwards and a category of it are found; noise, a constant and a name of each row are not', () => {
  const { x, y, noise } = world(1, 1_500);
  const [number, backwards, category, useless, constant, name, hill] = columnPowers([
    { name: 'number', values: x }, { name: 'backwards', values: x.map((value) => -value) }, { name: 'category', values: x.map((value) => (value > 0.5 ? 'high' : value > -0.5 ? 'mid' : 'low')) },
    { name: 'noise', values: noise }, { name: 'constant', values: x.map(() => 'all') }, { name: 'name', values: x.map((_, row) => `row ${row}`) }, { name: 'hill', values: x.map((value, row) => (row % 2 === 0 ? value : -value)) },
  ], y, { seed: 1 }) as [ColumnPower, ColumnPower, ColumnPower, ColumnPower, ColumnPower, ColumnPower, ColumnPower];
  const direct = auc(y, x)!;
  expect(Math.abs(number.power!.value - direct)).toBeLessThan(0.02);
  expect(Math.abs(backwards.power!.value - number.power!.value)).toBeLessThan(0.01);
  for (const column of [number, backwards, category]) expect(column).toMatchObject({ tells: true, missingTells: false, leak: [] });
  for (const column of [useless, constant, name, hill]) expect(column.tells).toBe(false);
  expect([number.kind, category.kind, constant.kind, name.kind]).toEqual(['number', 'category', 'constant', 'identifier']);
  expect(constant.power).toMatchObject({ value: 0.5, p: 1 });
  expect(name.power).toMatchObject({ value: 0.5, p: 1 });
});

test('a useless column is said to tell something no oftener than the level, also with many categories and where rows come in groups', () => {
  const shares = [2, 30, 200].map((levels) => {
    const claimed = Array.from({ length: 200 }, (_, seed) => {
      const random = randomStream('useless', seed, levels);
      const y = Array.from({ length: 300 }, () => Number(random() < 0.3));
      return one(y.map(() => `level ${Math.floor(levels * random())}`), y, { seed });
    });
    expect(claimed.reduce((sum, { power }) => sum + power!.value, 0) / 200).toBeCloseTo(0.5, 1.7);
    return claimed.filter(({ tells }) => tells).length / 200;
  });
  for (const share of shares) expect(share).toBeLessThanOrEqual(0.08);
  const grouped = Array.from({ length: 100 }, (_, seed) => {
    const random = randomStream('useless groups', seed);
    const customers = Array.from({ length: 60 }, () => ({ luck: random() ** 2, kind: random() < 0.5 ? 'a' : 'b' }));
    const rows = customers.flatMap((customer, group) => Array.from({ length: 10 }, () => ({ group, ...customer })));
    return one(rows.map(({ kind }) => kind), rows.map(({ luck }) => Number(random() < luck)), { seed, groups: rows.map(({ group }) => group) });
  });
  expect(grouped.filter(({ tells }) => tells).length / 100).toBeLessThanOrEqual(0.1);
});

test('over many useless columns hardly any is said to tell something', () => {
  const random = randomStream('many columns', 2);
  const y = Array.from({ length: 400 }, () => Number(random() < 0.4));
  const found = columnPowers(Array.from({ length: 60 }, (_, at) => ({ name: `c${at}`, values: y.map(() => normalDraw(random)) })), y, { seed: 1 });
  expect(found.filter(({ tells, missingTells }) => tells || missingTells).length).toBeLessThanOrEqual(1);
  expect(found.filter(({ power }) => power!.p < 0.5).length).toBeGreaterThan(10);
});

test('what missing alone says is told apart from what the value says', () => {
  const { x, y } = world(3, 1_000);
  const random = randomStream('missing', 1);
  const absent = one(y.map((outcome, row) => (random() < 0.2 + 0.5 * outcome ? null : (row * 7919) % 13)), y);
  expect(absent).toMatchObject({ tells: true, missingTells: true });
  expect(absent.missingShare).toBeGreaterThan(0.3);
  expect(one(x.map((value) => (random() < 0.3 ? Number.NaN : value)), y)).toMatchObject({ tells: true, missingTells: false });
});

test('a column nearly decided by the outcome is a likely leak, by its value or by being missing', () => {
  const { y } = world(4, 800);
  const random = randomStream('leak', 1);
  expect(one(y.map((outcome) => (random() < 0.98 ? `reason ${outcome}` : 'other')), y).leak).toEqual(['too good']);
  expect(one(y.map((outcome) => (outcome === 1 && random() < 0.99 ? 'signed' : null)), y).leak).toEqual(['too good', 'missing too good']);
  expect(one(y.map((outcome) => outcome), y).power).toMatchObject({ value: 1, high: 1 });
  expect(one(y.map((outcome) => outcome), y).power!.low).toBeLessThan(1);
});

test('power that rests on values written later vanishes when only what was known in time counts; a late but honest column keeps some', () => {
  const { x, y } = world(5, 1_200);
  const random = randomStream('known', 1);
  const predictedAt = y.map(() => 100);
  const outcomeAt = y.map(() => 150);
  const late = one(y.map((outcome) => `told ${random() < 0.85 ? outcome : 1 - outcome}`), y, { predictedAt, outcomeAt, knownAt: y.map((_, row) => (row % 10 === 0 ? 90 : 160)) });
  expect(late.known).toMatchObject({ lateShare: expect.closeTo(0.9, 6), afterOutcomeShare: expect.closeTo(0.9, 6), undatedShare: 0 });
  expect(late.leak).toContain('written after the outcome');
  const written = one(y.map((outcome, row) => (row % 10 === 0 ? 'unknown' : `told ${random() < 0.85 ? outcome : 1 - outcome}`)), y, { predictedAt, outcomeAt, knownAt: y.map((_, row) => (row % 10 === 0 ? 90 : 120)) });
  expect(written.leak).toEqual(['power vanishes']);
  const honest = one(x, y, { predictedAt, outcomeAt, knownAt: y.map((_, row) => (row % 2 === 0 ? 90 : null)) });
  expect(honest).toMatchObject({ leak: [], known: { undatedShare: 0.5, vanishes: false } });
  expect(honest.known!.power!.low).toBeGreaterThan(0.5);
});

test('for outcomes that are numbers power is the share of variance explained', () => {
  const random = randomStream('numbers', 1);
  const x = Array.from({ length: 2_000 }, () => normalDraw(random));
  const y = x.map((value) => 5 + value + normalDraw(random));
  const found = one(x, y);
  expect(found.power!.low).toBeLessThan(0.5);
  expect(found.power!.high).toBeGreaterThan(0.47);
  expect(found.tells).toBe(true);
  expect(one(x.map(() => normalDraw(random)), y).tells).toBe(false);
});

test('the order of categories, a rising change of numbers and new names change nothing; the same seed gives the same', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 6 })), { minLength: 10, maxLength: 49 }), (rows) => {
    const [y, x] = [rows.map(([outcome]) => outcome), rows.map(([, value]) => value)];
    const base = one(x, y).power;
    expect(one(x.map((value) => Math.exp(value)), y).power).toEqual(base);
    const names = (all: readonly string[]): ColumnPower['power'] => one(x.map((value) => all[value]), y).power;
    expect(names(['g', 'c', 'a', 'f', 'b', 'e', 'd'])).toEqual(names(['1', '2', '3', '4', '5', '6', '7']));
    expect(one(x, y).power).toEqual(base);
  }));
});

test('a million categories are answered, quickly', () => {
  const n = 1_000_000;
  const y = Uint8Array.from({ length: n }, (_, row) => Number((row * 2_654_435_761) % 7 === 0));
  const started = process.cpuUsage().user;
  expect(one(Array.from({ length: n }, (_, row) => `name ${row}`), y)).toMatchObject({ kind: 'identifier', distinct: n, tells: false, power: { value: 0.5, p: 1 } });
  expect((process.cpuUsage().user - started) / 1e6).toBeLessThan(25);
});

test('bad input throws, and what cannot be had is null', () => {
  const missing = one([null, Number.NaN, undefined, null, null, null], [0, 1, 0, 1, 0, 1]);
  expect(missing).toMatchObject({ kind: 'missing', missingShare: 1, distinct: 0, tells: false });
  expect(one([1, 2, 3, 4, 5, 6], [1, 1, 1, 1, 1, 1])).toMatchObject({ power: null, tells: false, leak: [] });
  expect(one([1, 2, 3, 4, 5, 6], [2, 2, 2, 2, 2, 2])).toMatchObject({ power: null });
  expect(one([1, 2], [0, 1])).toMatchObject({ power: null, missingPower: null, known: null });
  const spread = Array.from({ length: 40 }, (_, row) => row % 4);
  expect(one(spread, spread.map((value) => (value % 2 === 0 ? 1e300 : -1e300))).power).toEqual(one(spread, spread.map((value) => (value % 2 === 0 ? 2 : -2))).power);
  const y = [0, 1, 0, 1, 0, 1];
  const wrong: ReadonlyArray<() => unknown> = [
    () => columnPowers([], y, { seed: 1 }), () => one([], []), () => one([1], y), () => one([1, 2, 3, 4, 5, Infinity], y), () => one(y, [0, 1, Number.NaN, 1, 0, 1]), () => one(y, y, { folds: 1 }), () => one(y, y, { level: 1 }),
    () => one(y, y, { groups: [1] }), () => one(y, y, { knownAt: y }), () => one(y, y, { knownAt: y, predictedAt: [1] }), () => one(y, y, { tooGood: 2 }), () => one(y, y, { predictedAt: [0, 1, 2, 3, 4, Number.NaN] }),
  ];
  for (const run of wrong) expect(run).toThrow(RangeError);
});
