import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calibrationDrift, logistic, logLossParts, normalDraw, randomStream, type CalibrationDrift } from '../index.ts';

/** Four periods of chances; from `changedFrom` on the log odds are off by `by` and stretched by `slope`. */
function record(seed: number, n: number, changedFrom = 4, by = 0, slope = 1): { y: number[]; p: number[]; period: number[] } {
  const random = randomStream('record', seed);
  const rows = Array.from({ length: 4 * n }, (_, row) => ({ period: Math.floor(row / n), z: -0.5 + 1.2 * normalDraw(random) }));
  return { y: rows.map(({ period, z }) => Number(random() < logistic(period >= changedFrom ? by + slope * z : z))), p: rows.map(({ z }) => logistic(z)), period: rows.map(({ period }) => period) };
}

const drift = (rows: ReturnType<typeof record>): CalibrationDrift => calibrationDrift(rows.y, rows.p, rows.period);

const y = [0, 1, 0, 1, 1, 0, 0, 1, 1, 0, 1, 0, 1, 1, 0, 0];
const p = [0.2, 0.6, 0.4, 0.7, 0.3, 0.1, 0.5, 0.9, 0.6, 0.3, 0.4, 0.2, 0.8, 0.7, 0.6, 0.4];

// R 4.2.2: z <- qlogis(p); glm(y ~ z, binomial) by half, glm(y ~ offset(z), binomial), confint.default; epsilon 1e-14.
test('level and slope of a period are those of glm', () => {
  const { periods } = calibrationDrift(y, p, y.map((_, row) => (row < 8 ? 'first' : 'second')));
  expect(periods.map(({ slope }) => slope)).toEqual([{ value: expect.closeTo(1.7580013973, 6), low: expect.closeTo(-0.7113003357, 5), high: expect.closeTo(4.2273031304, 5) }, { value: expect.closeTo(2.2288768381, 6), low: expect.closeTo(-0.6646007156, 5), high: expect.closeTo(5.1223543918, 5) }]);
  expect(periods.map(({ level }) => level)).toEqual([{ value: expect.closeTo(0.2003727793, 6), low: expect.closeTo(-1.3988707569, 5), high: expect.closeTo(1.7996163156, 5) }, { value: expect.closeTo(0.0000000000, 6), low: expect.closeTo(-1.5032237555, 5), high: expect.closeTo(1.5032237555, 5) }]);
});

test('without a change the test fires about as often as it says, also where chances are wrong all along', () => {
  const fired = Array.from({ length: 200 }, (_, seed) => drift(record(seed, 250))).filter(({ test: one }) => one!.p < 0.05).length / 200;
  expect(fired).toBeLessThan(0.085);
  expect(fired).toBeGreaterThan(0.015);
  const wrong = Array.from({ length: 100 }, (_, seed) => drift(record(seed, 250, 0, 0.8, 0.6)));
  expect(wrong.filter(({ test: one }) => one!.p < 0.05).length / 100).toBeLessThan(0.11);
  expect(wrong.filter(({ periods }) => periods[0]!.level!.low > 0).length / 100).toBeGreaterThan(0.9);
});

test('a change of level and one of slope are seen, with intervals that hold the truth', () => {
  const moved = drift(record(1, 1_500, 2, 0.6));
  expect(moved.test!.p).toBeLessThan(1e-6);
  expect(moved.periods.map(({ change }) => (change === null ? null : change.adjusted < 0.01))).toEqual([null, false, true, true]);
  const bold = drift(record(2, 2_000, 3, 0, 0.5));
  expect(bold.periods[3]!.change!.slope.high).toBeLessThan(0);
  const held = Array.from({ length: 200 }, (_, seed) => drift(record(seed, 400, 2, 0, 0.7)).periods[2]!.change!.slope).filter(({ low, high }) => low <= -0.3 && -0.3 <= high).length / 200;
  expect(held).toBeGreaterThan(0.9);
  expect(held).toBeLessThan(0.99);
});

test('another crowd with right chances is drift of the chances, not of calibration', () => {
  const random = randomStream('crowd', 1);
  const period = Array.from({ length: 4_000 }, (_, row) => Math.floor(row / 2_000));
  const z = period.map((own) => own + normalDraw(random));
  const found = calibrationDrift(z.map((value) => Number(random() < logistic(value))), z.map(logistic), period);
  expect(found.test!.p).toBeGreaterThan(0.05);
  expect(found.periods[1]!.stability.p).toBeLessThan(1e-6);
  expect(found.periods[0]!.stability.psi).toBeCloseTo(0, 12);
});

test('where rows of a customer share luck, clustered errors keep the test from firing on it', () => {
  const runs = Array.from({ length: 150 }, (_, seed) => {
    const random = randomStream('customers', seed);
    const rows = Array.from({ length: 120 }, (_one, group) => ({ group, luck: 2.5 * normalDraw(random) })).flatMap(({ group, luck }) => Array.from({ length: 8 }, () => ({ group, luck, z: normalDraw(random) })));
    const [outcomes, chances, period, groups] = [rows.map(({ luck, z }) => Number(random() < logistic(luck + z))), rows.map(({ z }) => logistic(z)), rows.map(({ group }) => group % 2), rows.map(({ group }) => group)];
    return { clustered: calibrationDrift(outcomes, chances, period, { groups }).test!.p, plain: calibrationDrift(outcomes, chances, period).test!.p };
  });
  expect(runs.filter(({ plain }) => plain < 0.05).length / 150).toBeGreaterThan(0.15);
  expect(runs.filter(({ clustered }) => clustered < 0.05).length / 150).toBeLessThan(0.11);
});

const anyJudged = fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 2 })), { minLength: 2, maxLength: 60 });

test('parts of the log loss sum to it, none of the first three below zero; a bin of one chance leaves nothing within', () => {
  fc.assert(fc.property(anyJudged, fc.integer({ min: 1, max: 12 }), (rows, bins) => {
    const parts = logLossParts(rows.map(([outcome]) => outcome), rows.map(([, chance]) => chance / 20), bins);
    expect(parts.reliability - parts.resolution + parts.uncertainty + parts.within).toBeCloseTo(parts.logLoss, 9);
    expect(Math.min(parts.reliability, parts.resolution, parts.uncertainty)).toBeGreaterThanOrEqual(-1e-12);
  }));
  // Shares 1/2 and 1 at 1/4 and 3/4.
  expect(logLossParts([0, 1, 1, 1], [0.25, 0.25, 0.75, 0.75], 2)).toMatchObject({ reliability: expect.closeTo((Math.log(2) / 2 + Math.log(2 / 3) / 2 + Math.log(4 / 3)) / 2, 12), within: expect.closeTo(0, 12), bins: 2 });
});

test('whatever the rows, nothing is NaN, and the order of rows within a period changes nothing', () => {
  fc.assert(fc.property(anyJudged, (rows) => {
    const sorted = rows.toSorted((a, b) => a[2] - b[2]);
    const judge = (own: typeof rows): CalibrationDrift => calibrationDrift(own.map(([outcome]) => outcome), own.map(([, chance]) => chance / 20), own.map(([, , period]) => period));
    const found = judge(sorted);
    expect(JSON.stringify(found)).toBe(JSON.stringify(found, (_key, value: unknown) => { if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true); return value; }));
    const other = judge(sorted.toReversed().toSorted((a, b) => a[2] - b[2]));
    other.periods.forEach((period, at) => { expect(period.slope?.value ?? 0).toBeCloseTo(found.periods[at]!.slope?.value ?? 0, 6); });
  }), { numRuns: 60 });
});

test('bad input throws; one outcome, one chance or one period has no answer', () => {
  expect(calibrationDrift([1, 1, 0, 1], [0.5, 0.5, 0.4, 0.6], ['a', 'a', 'b', 'b'])).toMatchObject({ test: null, periods: [{ slope: null, level: null }, { change: null }] });
  expect(calibrationDrift(y, p, y.map(() => 'all')).test).toBeNull();
  for (const run of [
    () => calibrationDrift([], [], []), () => calibrationDrift([0, 1], [0.1, 1.1], [1, 1]), () => calibrationDrift([0, 1], [0.1, 0.2], [1]), () => calibrationDrift([0, 2], [0.1, 0.2], [1, 1]),
    () => calibrationDrift([0, 1], [0.1, 0.2], [1, 1], { level: 0 }), () => calibrationDrift([0, 1], [0.1, 0.2], [1, 1], { groups: ['a'] }), () => logLossParts([], []), () => logLossParts([0, 1], [0.1, 0.2], 0), () => logLossParts([0, 1], [0.1, Number.NaN]),
  ]) expect(run).toThrow(RangeError);
});
