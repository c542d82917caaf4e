import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeInterval, changesByCount, fewestByBic, findChanges, normalDraw, optimalChanges, randomStream, strongestChange } from '../index.ts';

/** Annual flow of the Nile at Aswan, 1871–1970, 10⁸ m³ (Cobb 1978, Biometrika 65; R's datasets::Nile). */
const nile = [
  1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840,
  874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759,
  781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975, 815,
  1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
];

// R 4.2.2, strucchange 1.5.3: summary(breakpoints(Nile ~ 1)), confint(…), max(Fstats(Nile ~ 1)$Fstats).
test('the Nile: residuals and criteria of 0 to 5 changes, and one change after 1898, are those of strucchange', () => {
  const table = changesByCount(nile, { most: 5, minSegment: 15 });
  expect(table.map((row) => row.residual)).toEqual([2_835_156.75, 1_597_457.194444, 1_552_923.615775, 1_538_096.512745, 1_507_888.475916, 1_659_993.500426].map((value) => expect.closeTo(value, 5)));
  expect(table.map((row) => row.bic)).toEqual([1318.24180688, 1270.08373574, 1276.46670076, 1284.71766745, 1291.94447689, 1310.76515477].map((value) => expect.closeTo(value, 7)));
  expect(fewestByBic(table).starts).toEqual([28]);
});

test('the Nile: supremum F 75.92977, and intervals of three levels', () => {
  const found = strongestChange(nile, { seed: 1, orders: 199 });
  expect(found).toMatchObject({ start: 28, supF: expect.closeTo(75.9297694275, 7), p: 1 / 200, interval: { earliest: 25, latest: 32 } });
  expect(changeInterval(nile, 28, { level: 0.9 })).toEqual({ earliest: 26, latest: 31 });
  expect(changeInterval(nile, 28, { level: 0.99 })).toEqual({ earliest: 23, latest: 34 });
});

test('the Nile: both penalised searches find the one change', () => {
  for (const search of [findChanges, optimalChanges]) expect(search(nile, { penalty: 2 * 16_000 * Math.log(100), minSegment: 15 })).toMatchObject({ starts: [28], residual: expect.closeTo(1_597_457.194444, 5) });
});

const anySeries = fc.array(fc.oneof(fc.integer({ min: -20, max: 20 }), fc.double({ min: -5, max: 25, noNaN: true })), { minLength: 1, maxLength: 60 });
const penalisedCost = (segments: { residual: number; starts: readonly number[] }, penalty: number): number => segments.residual + penalty * segments.starts.length;

test('pruning keeps the optimum, for every penalty and every shortest segment', () => {
  fc.assert(fc.property(anySeries, fc.double({ min: 0, max: 500, noNaN: true }), fc.integer({ min: 1, max: 8 }), (y, penalty, minSegment) => {
    const [fast, full] = [findChanges(y, { penalty, minSegment }), optimalChanges(y, { penalty, minSegment })];
    expect(penalisedCost(fast, penalty)).toBeCloseTo(penalisedCost(full, penalty), 6);
    const edges = [0, ...fast.starts, y.length];
    if (fast.starts.length > 0) expect(Math.min(...edges.slice(1).map((to, at) => to - (edges[at] as number)))).toBeGreaterThanOrEqual(minSegment);
  }), { numRuns: 400 });
});

test('the optimum with a penalty is the best over all counts of changes', () => {
  fc.assert(fc.property(anySeries, fc.double({ min: 0, max: 300, noNaN: true }), fc.integer({ min: 1, max: 4 }), (y, penalty, minSegment) => {
    fc.pre(y.length >= minSegment);
    const best = Math.min(...changesByCount(y, { most: y.length, minSegment }).map((row) => penalisedCost(row, penalty)));
    expect(penalisedCost(findChanges(y, { penalty, minSegment }), penalty)).toBeCloseTo(best, 6);
  }));
});

test('more changes never fit worse, and shift and scale move no change', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 2, maxLength: 40 }), (y) => {
    const table = changesByCount(y, { most: 4, minSegment: 1 });
    table.slice(1).forEach((row, at) => expect(row.residual).toBeLessThanOrEqual((table[at]?.residual as number) + 1e-9));
    const moved = changesByCount(y.map((value) => 4 * value + 1_000), { most: 4, minSegment: 1 });
    table.forEach((row, at) => expect(moved[at]?.residual).toBeCloseTo(16 * row.residual, 6));
  }));
});

test('the interval covers the true place of a change about as often as it says', () => {
  const random = randomStream('cover', 2);
  const covered = Array.from({ length: 300 }, () => {
    const y = Array.from({ length: 120 }, (_, at) => (at >= 50 ? 1.2 : 0) + normalDraw(random));
    const { interval } = strongestChange(y, { seed: 1, orders: 1 });
    return interval !== null && interval.earliest <= 50 && interval.latest >= 50;
  }).filter(Boolean).length / 300;
  expect(covered).toBeGreaterThan(0.91);
});

test('where nothing changes, a p value below 0.1 comes about one time in ten', () => {
  const random = randomStream('nothing', 5);
  const low = Array.from({ length: 200 }, (_, seed) => strongestChange(Array.from({ length: 40 }, () => normalDraw(random)), { seed, orders: 99 })).filter((found) => found.p <= 0.1).length / 200;
  expect(low).toBeGreaterThan(0.04);
  expect(low).toBeLessThan(0.17);
});

test('a constant series has no change and says so', () => {
  const constant = new Array<number>(40).fill(7.3);
  expect(findChanges(constant, { penalty: 1 })).toEqual({ starts: [], means: [expect.closeTo(7.3, 12)], residual: 0 });
  expect(strongestChange(constant, { seed: 1, orders: 19 })).toMatchObject({ supF: 0, p: 1, interval: null });
  expect(fewestByBic(changesByCount(constant, { most: 3, minSegment: 5 })).starts).toEqual([]);
});

test('a clean step is found where it is', () => {
  const step = [...new Array<number>(10).fill(0), ...new Array<number>(10).fill(1)];
  expect(findChanges(step, { penalty: 0.1 }).starts).toEqual([10]);
  expect(strongestChange(step, { seed: 1, orders: 99 })).toMatchObject({ start: 10, supF: null, interval: { earliest: 10, latest: 10 } });
});

test('bad series and options are refused with a reason', () => {
  for (const y of [[], [1, Number.NaN], [1, Infinity]]) {
    expect(() => findChanges(y, { penalty: 1 })).toThrow(RangeError);
    expect(() => changesByCount(y, { most: 1, minSegment: 1 })).toThrow(RangeError);
    expect(() => strongestChange(y, { seed: 1 })).toThrow(RangeError);
  }
  expect(() => findChanges([1], { penalty: -1 })).toThrow(RangeError);
  expect(() => findChanges([1], { penalty: Number.NaN })).toThrow(RangeError);
  expect(() => findChanges([1], { penalty: 1, minSegment: 0 })).toThrow(RangeError);
  expect(() => findChanges([1e200, -1e200], { penalty: 1 })).toThrow(/larger unit/);
  expect(() => changesByCount([1, 2], { most: 1, minSegment: 3 })).toThrow(RangeError);
  expect(() => strongestChange([1, 2, 3], { seed: 1, minSegment: 2 })).toThrow(RangeError);
  expect(() => changeInterval([1, 2, 3], 3)).toThrow(RangeError);
  expect(() => fewestByBic([])).toThrow(RangeError);
});
