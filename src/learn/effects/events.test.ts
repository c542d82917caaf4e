import fc from 'fast-check';
import { expect, test } from 'vitest';
import { had, largestGap, refusal } from '../linear/testing.ts';
import { normalDraw, randomStream } from '../random.ts';
import { differenceInDifferences } from './difference-in-differences.ts';
import { eventStudy } from './event-study.ts';
import { fitHac } from './fit-hac.ts';
import { groupTimeEffects, pooledCells } from './group-time-effects.ts';
import { interruptedSeries, placeboBreaks } from './interrupted-series.ts';
import type { Panel } from './panel.ts';
import { placeboDates } from './placebo-dates.ts';

const periods = 7;
const never = null;
/** Fourteen units over seven periods by a formula, which R and Python can repeat. */
const small: Panel = {
  eventAt: [never, never, never, never, never, 3, 3, 3, 4, 4, 4, 4, 5, 5],
  outcomes: Array.from({ length: 14 }, (_, i) => Array.from({ length: periods }, (_period, t) => ((i * 7 + t * 11 + i * t * 3) % 13) + (t * i) / 10)),
};

// R 4.2.2: lm(y ~ unit + period + cohort × period without the period before the event), never treated as the base (Sun and Abraham 2021).
const saturated: Record<number, number[]> = {
  3: [2.93333333333334, -1.99999999999999, 2.86666666666667, 0.53333333333334, 0.80000000000001, 2.8],
  4: [1.1, -4.9, -1.8, -3.4, 2.3, -1.1],
  5: [-6.7, -6.64999999999999, -4, -2.65, -1.25, -5.1],
};

test('against those never met, group-time effects are the coefficients of the saturated regression, their errors those of its change', () => {
  const { cells, dropped } = had(groupTimeEffects(small, { comparison: 'never' }));
  for (const group of [3, 4, 5]) expect(largestGap(cells.filter((cell) => cell.group === group).map(({ estimate }) => estimate), saturated[group] as number[])).toBeLessThan(1e-10);
  expect(dropped).toBe(0);
  const errorOf = (panel: Panel, comparison: 'never' | 'not-yet', group: number, period: number): number => {
    const cell = had(groupTimeEffects(panel, { comparison })).cells.find((one) => one.group === group && one.period === period);
    return Math.sqrt((cell?.influences ?? new Float64Array()).reduce((sum, value) => sum + value * value, 0)) / 14;
  };
  // vcovHC(lm(change ~ treated), "HC0"): group 4 in period 5 against never, group 3 in period 3 against all not yet met.
  expect(errorOf(small, 'never', 4, 5)).toBeCloseTo(4.2137275659444, 10);
  expect(errorOf(small, 'not-yet', 3, 3)).toBeCloseTo(2.5921380510195, 10);
  expect(had(groupTimeEffects(small)).cells.find((one) => one.group === 3 && one.period === 3)).toMatchObject({ estimate: expect.closeTo(1.9666666666667, 10), units: 3, compared: 11 });
});

test('effects by time since the event are those cells by the sizes of their groups', () => {
  const study = had(eventStudy(small, { comparison: 'never', before: 3, after: 2 }));
  const at = (relative: number): number => study.effects.find((effect) => effect.relative === relative)?.estimate ?? Number.NaN;
  expect(at(0)).toBeCloseTo((3 * 2.86666666666667 + 4 * -3.4 + 2 * -1.25) / 9, 10);
  expect(at(2)).toBeCloseTo((3 * 0.8 + 4 * -1.1) / 7, 10);
  expect(at(-2)).toBeCloseTo((3 * -2 + 4 * -1.8 + 2 * -2.65) / 9, 10);
  expect(study.effects.map(({ relative }) => relative)).toEqual([-3, -2, 0, 1, 2]);
  expect(study.effects.map(({ units }) => units)).toEqual([9, 9, 9, 9, 7]);
  expect(study.average.estimate).toBeCloseTo((at(0) + at(1) + at(2)) / 3, 10);
  expect(study.preTrend?.degreesOfFreedom).toBe(2);
});

// R 4.2.2, clubSandwich 0.5.8: lm(y ~ T * A) on group 4 and never, periods 3 and 5, CR2 by unit.
const rows = small.outcomes.flatMap((unit, i) => (small.eventAt[i] === never || small.eventAt[i] === 4 ? [3, 5].map((t) => ({ y: unit[t] as number, treated: Number(small.eventAt[i] === 4), after: Number(t === 5), unit: i })) : []));
const twoByTwo = { outcomes: rows.map(({ y }) => y), treated: rows.map(({ treated }) => treated), after: rows.map(({ after }) => after), clusters: rows.map(({ unit }) => unit) };

test('two groups in two periods are those of R with errors by unit', () => {
  expect(had(differenceInDifferences(twoByTwo))).toMatchObject({ estimate: expect.closeTo(2.3, 10), standardError: expect.closeTo(4.82458979258, 9), degreesOfFreedom: expect.closeTo(6.5675675675676, 8), means: [expect.closeTo(5.8, 10), expect.closeTo(6.4, 10), expect.closeTo(9.1, 10), expect.closeTo(12, 10)] });
});

test('two by two: swapped labels flip it, constants and order are nothing, weights are rows', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.double({ min: -9, max: 9, noNaN: true }), fc.integer({ min: 0, max: 3 })), { minLength: 20, maxLength: 40 }), fc.double({ min: -5, max: 5, noNaN: true }), (subjects, shift) => {
    const data = { outcomes: subjects.map(([y], row) => y + row / 7), treated: subjects.map((_, row) => row % 2), after: subjects.map((_, row) => Number(row % 4 < 2)) };
    const base = had(differenceInDifferences(data));
    expect(base.estimate).toBeCloseTo(base.means[3] - base.means[2] - base.means[1] + base.means[0], 8);
    expect(had(differenceInDifferences({ ...data, treated: data.treated.map((arm) => 1 - arm) })).estimate).toBeCloseTo(-base.estimate, 8);
    expect(had(differenceInDifferences({ ...data, outcomes: data.outcomes.map((y, row) => y + shift + 3 * (data.after[row] as number) + 2 * (data.treated[row] as number)) })).estimate).toBeCloseTo(base.estimate, 8);
    const weights = subjects.map(([, weight], row) => (row < 8 ? 1 : weight));
    const repeated = weights.flatMap((weight, row) => new Array<number>(weight).fill(row));
    const pick = (values: number[]): number[] => repeated.map((row) => values[row] as number);
    const [one, other] = [had(differenceInDifferences({ ...data, weights })), had(differenceInDifferences({ outcomes: pick(data.outcomes), treated: pick(data.treated), after: pick(data.after) }))];
    expect(one.estimate).toBeCloseTo(other.estimate, 7);
    expect(one.standardError).toBeCloseTo(other.standardError, 7);
  }), { numRuns: 25 });
});

/** Units with own levels, shocks common to a period, luck that lasts, events at several dates; an effect that grows. */
function company(seed: number, { units = 60, effect = 0, trend = 0, length = 14 } = {}): Panel {
  const random = randomStream('company', seed);
  const shocks = Array.from({ length }, () => normalDraw(random));
  const eventAt = Array.from({ length: units }, (_, unit) => (unit % 3 === 0 ? never : 6 + Math.floor(random() * 6)));
  const outcomes = eventAt.map((at) => {
    let luck = normalDraw(random);
    const level = 3 * normalDraw(random);
    return shocks.map((shock, t) => {
      luck = 0.5 * luck + normalDraw(random);
      return level + shock + luck + (at !== null && t >= at ? effect * (1 + t - at) : 0) + (at === null ? 0 : trend * t);
    });
  });
  return { eventAt, outcomes };
}

test('levels of units and shocks of periods are nothing, nor the order of units; scaling scales', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
    const panel = company(seed, { units: 20, effect: 1 });
    const base = had(eventStudy(panel, { after: 2 }));
    const random = randomStream('shift', seed);
    const [levels, shocks] = [panel.eventAt.map(() => 9 * random()), Array.from({ length: 14 }, () => 9 * random())];
    const moved = had(eventStudy({ ...panel, outcomes: panel.outcomes.map((unit, i) => Array.from(unit, (y, t) => 2 * (y + (levels[i] as number) + (shocks[t] as number)))) }, { after: 2 }));
    const backwards = had(eventStudy({ eventAt: [...panel.eventAt].reverse(), outcomes: [...panel.outcomes].reverse() }, { after: 2 }));
    base.effects.forEach((one, at) => {
      expect(moved.effects[at]?.estimate).toBeCloseTo(2 * one.estimate, 8);
      expect(moved.effects[at]?.standardError).toBeCloseTo(2 * one.standardError, 8);
      expect(backwards.effects[at]?.estimate).toBeCloseTo(one.estimate, 8);
    });
    expect(moved.preTrend?.chiSquare).toBeCloseTo(base.preTrend?.chiSquare ?? 0, 6);
  }), { numRuns: 15 });
});

test('influences sum to nothing and predict what leaving a unit out does', () => {
  const panel = company(5, { units: 40, effect: 1 });
  const all = had(groupTimeEffects(panel));
  const cells = all.cells.filter(({ group, period }) => period === group + 1);
  const pooled = pooledCells(panel, all, cells);
  expect(pooled?.influences.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 8);
  const without = panel.eventAt.map((_, out) => {
    const rest = { eventAt: panel.eventAt.filter((_at, unit) => unit !== out), outcomes: panel.outcomes.filter((_unit, unit) => unit !== out) };
    return had(eventStudy(rest)).effects.find(({ relative }) => relative === 1)?.estimate as number;
  });
  const mean = without.reduce((sum, value) => sum + value / 40, 0);
  const jackknife = Math.sqrt((39 / 40) * without.reduce((sum, value) => sum + (value - mean) ** 2, 0));
  const error = had(eventStudy(panel)).effects.find(({ relative }) => relative === 1)?.standardError as number;
  expect(error / jackknife).toBeGreaterThan(0.85);
  expect(error / jackknife).toBeLessThan(1.1);
});

test('95 % intervals cover an effect that grows, the test of the time before is quiet without a trend and loud with one', () => {
  let [covered, quiet, loud] = [0, 0, 0];
  for (let seed = 0; seed < 150; seed += 1) {
    const study = had(eventStudy(company(seed, { effect: 0.5 }), { before: 3, after: 2 }));
    covered += Number(study.average.low <= 1 && study.average.high >= 1) / 150;
    quiet += Number((study.preTrend?.p ?? 0) < 0.05) / 150;
    loud += Number((had(eventStudy(company(seed, { trend: 0.6 }), { before: 3, after: 2 })).preTrend?.p ?? 1) < 0.05) / 150;
  }
  expect(covered).toBeGreaterThan(0.9);
  expect(quiet).toBeLessThan(0.12);
  expect(loud).toBeGreaterThan(0.7);
});

test('placebo dates: an effect stands out, none does not, and a trend that makes one up is unmasked', () => {
  const options = { before: 2, after: 1, draws: 59 };
  const ps = Array.from({ length: 40 }, (_, seed) => had(placeboDates(company(seed, { units: 30 }), { ...options, seed })).p);
  expect(ps.filter((p) => p <= 0.1).length).toBeLessThanOrEqual(11);
  const real = had(placeboDates(company(2, { effect: 2 }), { ...options, seed: 2 }));
  expect(real.p).toBeLessThan(0.05);
  expect(real.high).toBeLessThan(real.effect);
  const trended = company(3, { trend: 1 });
  expect(had(eventStudy(trended, options)).average.low).toBeGreaterThan(0.5);
  expect(had(placeboDates(trended, { ...options, seed: 3 })).p).toBeGreaterThan(0.1);
  expect(had(placeboDates(company(2), { ...options, seed: 9 }))).toEqual(had(placeboDates(company(2), { ...options, seed: 9 })));
});

test('what is not observed is left out of its cells alone', () => {
  const holed: Panel = { ...small, outcomes: small.outcomes.map((unit, i) => Array.from(unit, (y, t) => (i === 5 && t === 4 ? Number.NaN : y))) };
  const [whole, some] = [had(groupTimeEffects(small)).cells, had(groupTimeEffects(holed)).cells];
  whole.forEach((cell, at) => {
    const other = some[at];
    if (cell.group === 3 && cell.period === 4) expect(other?.units).toBe(2);
    else expect(other?.estimate).toBe(cell.estimate);
  });
  expect(some.every(({ influences }) => influences.every(Number.isFinite))).toBe(true);
});

// statsmodels 0.13.5: OLS.fit(cov_type='HAC', cov_kwds={'maxlags': 0 or 3, 'use_correction': True}, use_t=True).
const series = Array.from({ length: 40 }, (_, t) => ((t * 37) % 17) + 0.3 * t + (t >= 24 ? 5 : 0));

test('a series before and after a date, with the errors of statsmodels', () => {
  const three = had(interruptedSeries(series, 24, { lags: 3 }));
  expect(three.slope).toMatchObject({ estimate: expect.closeTo(0.38782609, 8), standardError: expect.closeTo(0.14285661, 8), p: expect.closeTo(0.0101178913, 8) });
  expect(three.jump).toMatchObject({ estimate: expect.closeTo(3.81884058, 8), standardError: expect.closeTo(2.56518597, 8), p: expect.closeTo(0.14527013, 8) });
  expect(three.bend).toMatchObject({ estimate: expect.closeTo(0.03717391, 8), standardError: expect.closeTo(0.29843485, 8) });
  expect(had(interruptedSeries(series, 24, { lags: 0 })).jump.standardError).toBeCloseTo(3.13980764, 7);
  expect(had(interruptedSeries(series, 24)).lags).toBe(3);
});

test('a jump of a series is nothing to its level and slope, and earlier dates show what is usual', () => {
  fc.assert(fc.property(fc.double({ min: -9, max: 9, noNaN: true }), fc.double({ min: -2, max: 2, noNaN: true }), (level, slope) => {
    const moved = had(interruptedSeries(series.map((y, t) => y + level + slope * t), 24));
    expect(moved.jump.estimate).toBeCloseTo(had(interruptedSeries(series, 24)).jump.estimate, 7);
    expect(moved.slope.estimate).toBeCloseTo(had(interruptedSeries(series, 24)).slope.estimate + slope, 7);
  }), { numRuns: 20 });
  const random = randomStream('series', 2);
  const calm = Array.from({ length: 60 }, (_, t) => normalDraw(random) + (t >= 40 ? 6 : 0));
  const judged = had(placeboBreaks(calm, 40));
  expect(judged.placebos.length).toBe(25);
  expect(judged.p).toBeLessThan(0.08);
});

test('bad panels throw, designs that cannot answer are refused, nothing is NaN', () => {
  expect(refusal(() => eventStudy({ outcomes: [], eventAt: [] }))).toContain('at least one row');
  expect(refusal(() => eventStudy({ outcomes: [[1], [2]], eventAt: [null, null] }))).toContain('two periods');
  expect(refusal(() => eventStudy({ outcomes: [[1, 2], [2]], eventAt: [null, 1] }))).toContain('Unit 1');
  expect(refusal(() => eventStudy({ outcomes: [[1, 2], [2, Infinity]], eventAt: [null, 1] }))).toContain('Unit 1, period 1');
  expect(refusal(() => eventStudy({ outcomes: [[1, 2], [2, 3]], eventAt: [null, 0.5] }))).toContain('event of unit 1');
  expect(refusal(() => eventStudy({ outcomes: [[1, 2], [2, 3]], eventAt: [1, 1] }))).toContain('nobody is left');
  expect(refusal(() => eventStudy({ outcomes: [[1, 2], [2, 3]], eventAt: [null, null] }))).toContain('No unit');
  expect(refusal(() => eventStudy({ outcomes: [[Number.NaN, Number.NaN], [2, 3]], eventAt: [null, 1] }))).toContain('No unit');
  expect(refusal(() => eventStudy(small, { before: 0 }))).toContain('window');
  expect(refusal(() => eventStudy({ ...small, clusters: small.eventAt.map(() => 'one') }))).toContain('fewer than two');
  expect(refusal(() => placeboDates(small, { seed: 1 }))).toContain('Fewer than two units');
  expect(refusal(() => placeboDates(small, { seed: 1, draws: 3 }))).toContain('19 draws');
  expect(had(eventStudy({ ...small, outcomes: small.outcomes.map(() => new Array<number>(periods).fill(4)) })).average).toMatchObject({ estimate: 0, standardError: 0, p: null });
  expect(refusal(() => differenceInDifferences({ outcomes: [1, 2], treated: [0, 1], after: [0, 1] }))).toContain('four cells');
  expect(refusal(() => differenceInDifferences({ ...twoByTwo, after: twoByTwo.after.map(() => 2) }))).toContain('neither 0 nor 1');
  expect(refusal(() => interruptedSeries(series, 1))).toContain('fewer than 3');
  expect(refusal(() => interruptedSeries(series, 99))).toContain('not a period');
  expect(refusal(() => interruptedSeries(series, 24, { columns: [series.map(() => 1)] }))).toContain('made of the others');
  expect(refusal(() => interruptedSeries(series, 24, { lags: 50 }))).toContain('50 lags');
  expect(refusal(() => placeboBreaks(series, 10))).toContain('No earlier date');
  expect(refusal(() => placeboBreaks(series.map(() => 1), 24))).toContain('no spread');
  expect(refusal(() => fitHac(Float64Array.of(1, 1), Float64Array.of(1, 2), 1, 0))).toBe('not refused');
});
