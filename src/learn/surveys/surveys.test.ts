import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calibrateWeights, nonResponseBounds, rake, randomStream, surveyMean, surveyProportion, surveyTotal, type SurveyDesign } from '../index.ts';
import { studentQuantile } from './student-quantile.ts';

const folder = fileURLToPath(new URL('../../../../shared/data/survey-api-weighted/', import.meta.url));
const isHere = existsSync(folder);
type Row = Readonly<Record<string, string>>;

/** No quoted field of these files holds a comma in the columns used; quotes are respected all the same. */
function tableOf(name: string): Row[] {
  const [head, ...lines] = readFileSync(`${folder}${name}.csv`, 'utf8').trim().split('\n').map((line) => [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map((found) => found[1] ?? found[2] ?? ''));
  return lines.map((line) => Object.fromEntries((head as string[]).map((column, at) => [column, line[at] as string])));
}

test.runIf(!isHere)('the Californian schools of the R package survey are not here: its answers were not tried', () => expect(isHere).toBe(false));

describe.runIf(isHere)('Californian schools, against R 4.2.2 and survey 4.1.1 (svydesign, svymean, svytotal, svyciprop, svyby, rake; confint with degf)', () => {
  const [strat, clus] = isHere ? [tableOf('apistrat'), tableOf('apiclus1')] : [[], []];
  const numbers = (rows: readonly Row[], column: string): number[] => rows.map((row) => Number(row[column]));
  const texts = (rows: readonly Row[], column: string): string[] => rows.map((row) => row[column] as string);
  const stratified = { weights: numbers(strat, 'pw'), strata: texts(strat, 'stype'), populationSizes: numbers(strat, 'fpc') };
  const clustered = { weights: numbers(clus, 'pw'), clusters: texts(clus, 'dnum'), populationSizes: numbers(clus, 'fpc') };

  test('the stratified mean is 662.29 ± 9.409, without the correction 9.536', () => {
    expect(surveyMean(numbers(strat, 'api00'), stratified)).toMatchObject({ estimate: expect.closeTo(662.287363159, 8), standardError: expect.closeTo(9.40894080278, 8), low: expect.closeTo(643.732188272, 6), high: expect.closeTo(680.842538047, 6), degreesOfFreedom: 197, n: 200 });
    expect(surveyMean(numbers(strat, 'api00'), { weights: stratified.weights, strata: stratified.strata }).standardError).toBeCloseTo(9.53613229693, 8);
  });

  test('the stratified total of pupils', () => {
    expect(surveyTotal(numbers(strat, 'enroll'), stratified)).toMatchObject({ estimate: expect.closeTo(3_687_177.53244, 4), standardError: expect.closeTo(114_641.716101, 4), low: expect.closeTo(3_461_095.00772, 2) });
  });

  test('the clustered mean and total', () => {
    expect(surveyMean(numbers(clus, 'api00'), clustered)).toMatchObject({ estimate: expect.closeTo(644.169398907, 8), standardError: expect.closeTo(23.5422406938, 8), low: expect.closeTo(593.676314463, 6), high: expect.closeTo(694.662483351, 6), degreesOfFreedom: 14 });
    expect(surveyTotal(numbers(clus, 'enroll'), clustered)).toMatchObject({ estimate: expect.closeTo(3_404_940.13453, 4), standardError: expect.closeTo(932_235.027041, 4) });
  });

  test('a share, its interval on the log-odds scale', () => {
    const met = texts(clus, 'sch.wide').map((word) => Number(word === 'Yes'));
    expect(surveyProportion(met, clustered)).toMatchObject({ estimate: expect.closeTo(0.874316939887, 10), standardError: expect.closeTo(0.0203594772446, 10), low: expect.closeTo(0.823798892379, 9), high: expect.closeTo(0.911900077021, 9) });
  });

  test.each([['E', 648.868055556, 22.3624088938], ['H', 618.571428571, 38.0202493594], ['M', 631.44, 31.6094652272]])('the part %s keeps the whole design', (type, mean, error) => {
    const within = texts(clus, 'stype').map((stype) => Number(stype === type));
    expect(surveyMean(numbers(clus, 'api00'), clustered, { within })).toMatchObject({ estimate: expect.closeTo(mean, 8), standardError: expect.closeTo(error, 8) });
  });

  test('raking to types and targets met gives the weights of R', () => {
    const raked = rake(clustered.weights, [{ groups: texts(clus, 'stype'), targets: { E: 4421, H: 755, M: 1018 } }, { groups: texts(clus, 'sch.wide'), targets: { No: 1072, Yes: 5122 } }]);
    expect(raked.converged).toBe(true);
    expect(surveyMean(numbers(clus, 'api00'), { ...clustered, weights: raked.weights }).estimate).toBeCloseTo(641.230320927, 6);
    expect(surveyTotal(numbers(clus, 'enroll'), { ...clustered, weights: raked.weights }).estimate).toBeCloseTo(3_647_280.14813, 2);
    const first = clus.findIndex((row) => row['stype'] === 'H' && row['sch.wide'] === 'No');
    expect(raked.weights[first]).toBeCloseTo(67.125529242, 6);
  });

  test('errors after raking count what it gained: rake, and calibrate with calfun raking', () => {
    const margins = [{ groups: texts(clus, 'stype'), targets: { E: 4421, H: 755, M: 1018 } }, { groups: texts(clus, 'sch.wide'), targets: { No: 1072, Yes: 5122 } }];
    const design = { ...clustered, weights: rake(clustered.weights, margins).weights, adjusted: { from: clustered.weights, groups: margins.map((margin) => margin.groups) } };
    expect(surveyMean(numbers(clus, 'api00'), design)).toMatchObject({ estimate: expect.closeTo(641.2303209268, 6), standardError: expect.closeTo(23.70361688792, 6) });
    expect(surveyTotal(numbers(clus, 'enroll'), design).standardError).toBeCloseTo(400_603.256862, 2);
    expect(surveyMean(numbers(clus, 'api00'), design, { within: texts(clus, 'stype').map((type) => Number(type === 'E')) }).standardError).toBeCloseTo(22.8084121941, 6);
    expect(surveyMean(numbers(clus, 'api00'), design, { within: texts(clus, 'awards').map((word) => Number(word === 'Yes')) }).standardError).toBeCloseTo(21.50239502206, 6);
  });

  test('the same for unequal weights in strata', () => {
    const margins = [{ groups: texts(strat, 'sch.wide'), targets: { No: 1072, Yes: 5122 } }, { groups: texts(strat, 'awards'), targets: { No: 1994, Yes: 4200 } }];
    const design = { ...stratified, weights: rake(stratified.weights, margins).weights, adjusted: { from: stratified.weights, groups: margins.map((margin) => margin.groups) } };
    expect(surveyMean(numbers(strat, 'api00'), design)).toMatchObject({ estimate: expect.closeTo(662.5339153381, 6), standardError: expect.closeTo(9.295113892144, 6) });
    expect(surveyTotal(numbers(strat, 'enroll'), design).standardError).toBeCloseTo(127_057.7562329, 2);
    expect(surveyMean(numbers(strat, 'api00'), design, { within: texts(strat, 'stype').map((type) => Number(type === 'H')) }).standardError).toBeCloseTo(15.52312838951, 6);
    // What was raked to is known.
    expect(surveyProportion(texts(strat, 'awards').map((word) => Number(word === 'Yes')), design)).toMatchObject({ estimate: expect.closeTo(4200 / 6194, 9), standardError: expect.closeTo(0, 9) });
  });

  test.each([['clusters', 665.3090711658, 3.441753116405, [51.63274259488, 27.03835831508, 25.26784624843]], ['strata', 664.6302002609, 1.8999185952, [45.43819023337, 43.11994963299, 43.58359775307]]] as const)('weights calibrated to types and last year\'s results, and their errors, in %s', (kind, mean, error, first) => {
    const [rows, design] = kind === 'clusters' ? [clus, clustered] : [strat, stratified];
    const columns = [rows.map(() => 1), ...['H', 'M'].map((type) => texts(rows, 'stype').map((one) => Number(one === type))), numbers(rows, 'api99')];
    const calibrated = calibrateWeights(design.weights, columns, [6194, 755, 1018, 3_914_069]);
    if ('refused' in calibrated) throw new Error(calibrated.refused);
    first.forEach((weight, row) => expect(calibrated.weights[row]).toBeCloseTo(weight, 7));
    expect(surveyMean(numbers(rows, 'api00'), { ...design, weights: calibrated.weights, adjusted: { from: design.weights, columns } })).toMatchObject({ estimate: expect.closeTo(mean, 6), standardError: expect.closeTo(error, 6) });
  });
});

test('quantiles of Student\'s distribution are those of its tables', () => {
  for (const [p, df, t] of [[0.975, 1, 12.7062047362], [0.975, 14, 2.14478668792], [0.975, 197, 1.97207903111], [0.95, 5, 2.01504837333], [0.995, 1_000_000, 2.57583457966]] as const) {
    expect(studentQuantile(p, df)).toBeCloseTo(t, 5);
    expect(studentQuantile(1 - p, df)).toBeCloseTo(-t, 5);
  }
});

const anySample = fc.array(fc.record({ y: fc.integer({ min: -50, max: 50 }), w: fc.double({ min: 0.1, max: 20, noNaN: true }), s: fc.constantFrom('a', 'b') }), { minLength: 2, maxLength: 40 })
  .map((rows) => [...rows, { y: 1, w: 1, s: 'a' }, { y: 2, w: 1, s: 'a' }, { y: 1, w: 1, s: 'b' }, { y: 7, w: 2, s: 'b' }]);

test('with equal weights and no design it is the mean and its usual standard error', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 2, maxLength: 50 }), (y) => {
    const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
    const error = Math.sqrt(y.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (y.length - 1) / y.length);
    const found = surveyMean(y, { weights: y.map(() => 7) });
    expect(found.estimate).toBeCloseTo(mean, 9);
    expect(found.standardError).toBeCloseTo(error, 9);
  }));
});

test('neither the order of rows nor the unit of weights changes a mean; a shift and a scale of values pass through', () => {
  fc.assert(fc.property(anySample, fc.double({ min: 0.01, max: 100, noNaN: true }), (rows, factor) => {
    const design = { weights: rows.map((row) => row.w), strata: rows.map((row) => row.s) };
    const turned = rows.toReversed();
    const one = surveyMean(rows.map((row) => row.y), design);
    const other = surveyMean(turned.map((row) => 3 * row.y + 5), { weights: turned.map((row) => row.w * factor), strata: turned.map((row) => row.s) });
    expect(other.estimate).toBeCloseTo(3 * one.estimate + 5, 7);
    expect(other.standardError).toBeCloseTo(3 * one.standardError, 7);
  }));
});

test('rows repeated within their clusters are one row with their weight', () => {
  fc.assert(fc.property(anySample, (rows) => {
    const twice = rows.flatMap((row, at) => [{ ...row, at }, { ...row, at }]);
    const one = surveyMean(rows.map((row) => row.y), { weights: rows.map((row) => 2 * row.w) });
    const other = surveyMean(twice.map((row) => row.y), { weights: twice.map((row) => row.w), clusters: twice.map((row) => row.at) });
    expect(other.estimate).toBeCloseTo(one.estimate, 9);
    expect(other.standardError).toBeCloseTo(one.standardError, 9);
  }));
});

test('raked weights meet every margin', () => {
  fc.assert(fc.property(anySample, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (rows, part, other) => {
    const all = rows.flatMap((row, at) => ['x', 'y'].map((second) => ({ ...row, w: row.w + at / 10, second })));
    const margins = [{ groups: all.map((row) => row.s), targets: { a: 10 * part, b: 100 - 10 * part } }, { groups: all.map((row) => row.second), targets: { x: 10 * other, y: 100 - 10 * other } }];
    const raked = rake(all.map((row) => row.w), margins);
    expect(raked.converged).toBe(true);
    for (const { groups, targets } of margins) for (const [group, target] of Object.entries(targets)) {
      expect(raked.weights.reduce((sum, weight, row) => sum + (groups[row] === group ? weight : 0), 0)).toBeCloseTo(target, 6);
    }
    expect(raked.weightingEffect).toBeGreaterThanOrEqual(1 - 1e-12);
  }));
});

test('an adjustment never makes a total less sure than residuals are, and what it explains is known', () => {
  fc.assert(fc.property(anySample, fc.integer({ min: 1, max: 9 }), (rows, part) => {
    const [weights, groups, y] = [rows.map((row) => row.w), rows.map((row) => row.s), rows.map((row) => row.y)];
    const raked = rake(weights, [{ groups, targets: { a: 10 * part, b: 100 - 10 * part } }]).weights;
    const design: SurveyDesign = { weights: raked, adjusted: { from: weights, groups: [groups] } };
    const effects = rows.map((row) => (row.s === 'a' ? 5 : -2));
    const spread = 1e-9 * (1 + Math.abs(surveyTotal(effects, { weights: raked }).estimate));
    expect(surveyTotal(effects, design).standardError).toBeLessThan(spread);
    // Adding what the groups explain moves the total, not its error.
    expect(surveyTotal(y.map((value, row) => value + effects[row]!), design).standardError).toBeCloseTo(surveyTotal(y, design).standardError, 6);
    // A margin given twice, and a column made of the groups, change nothing.
    const twice = { ...design, adjusted: { from: weights, groups: [groups, groups], columns: [effects] } };
    expect(surveyTotal(y, twice).standardError).toBeCloseTo(surveyTotal(y, design).standardError, 6);
  }));
});

test('calibrated weights meet every total, and stay as they are where they meet them already', () => {
  fc.assert(fc.property(anySample, fc.double({ min: 0.9, max: 1.1, noNaN: true }), fc.double({ min: 0.95, max: 1.05, noNaN: true }), (rows, size, level) => {
    const weights = rows.map((row) => row.w);
    const columns = [rows.map(() => 1), rows.map((row) => row.y + 100)];
    const totals = columns.map((column) => column.reduce((sum, value, row) => sum + value * weights[row]!, 0));
    const same = calibrateWeights(weights, columns, totals);
    if (!('refused' in same)) same.weights.forEach((weight, row) => expect(weight).toBeCloseTo(weights[row]!, 6));
    const aims = [totals[0]! * size, totals[1]! * size * level];
    const moved = calibrateWeights(weights, columns, aims);
    if ('refused' in moved) return;
    columns.forEach((column, j) => expect(column.reduce((sum, value, row) => sum + value * moved.weights[row]!, 0) / aims[j]!).toBeCloseTo(1, 8));
    expect(moved.factors[0]).toBeGreaterThanOrEqual(0);
  }));
});

test('bad adjustments are refused with a reason', () => {
  const design = (adjusted: object): SurveyDesign => ({ weights: [1, 2], adjusted: adjusted as { from: number[] } });
  for (const [adjusted, message] of [[{ from: [1, 1] }, /names the groups/], [{ from: [1], groups: [['a', 'b']] }, /do not belong together/], [{ from: [1, -1], groups: [['a', 'b']] }, /below zero/], [{ from: [1, 1], groups: [['a']] }, /do not belong together/], [{ from: [1, 1], columns: [[1, Number.NaN]] }, /column 0/]] as const) {
    expect(() => surveyMean([1, 2], design(adjusted))).toThrow(message);
  }
  expect(() => calibrateWeights([1, 1], [], [])).toThrow(/at least one column/);
  expect(() => calibrateWeights([1, 1], [[1]], [1])).toThrow(/do not belong together/);
  expect(() => calibrateWeights([0, 0], [[1, 1]], [1])).toThrow(/All weights are zero/);
  expect(() => calibrateWeights([1, 1], [[1, Infinity]], [1])).toThrow(/Column 0/);
  expect(() => calibrateWeights([1, 1], [[1, 2]], [1, 2])).toThrow(/2 totals/);
  expect(() => calibrateWeights([1, 1], [[1, 2]], [Number.NaN])).toThrow(/Totals/);
  expect(calibrateWeights([1, 1, 1], [[1, 1, 1], [2, 2, 2]], [3, 6])).toEqual({ refused: 'A column is zero throughout or made of the others: drop it' });
  expect(calibrateWeights([1, 1], [[0, 0]], [3])).toMatchObject({ refused: expect.stringMatching(/drop it/) });
  expect(calibrateWeights([1, 1, 1], [[1, 1, 1], [0, 1, 10]], [3, 60])).toMatchObject({ refused: expect.stringMatching(/below zero/) });
});

test('margins that the sample cannot meet together are said to be unmet', () => {
  const raked = rake([1, 1], [{ groups: ['a', 'b'], targets: { a: 30, b: 70 } }, { groups: ['x', 'y'], targets: { x: 50, y: 50 } }], { maxRounds: 50 });
  expect(raked).toMatchObject({ converged: false, rounds: 50 });
  expect(raked.worstGap).toBeGreaterThan(0.1);
});

test('bounds under non-response hold whatever the silent would have said, and close when all answer', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 1 }), fc.double({ min: 0.5, max: 4, noNaN: true })), { minLength: 3, maxLength: 40 }), (rows) => {
    const [truth, answered, weights] = [rows.map((row) => row[0]), rows.map((row) => row[1]), rows.map((row) => row[2])];
    const heard = truth.map((value, at) => (answered[at] === 1 ? value : Number.NaN));
    const bounds = nonResponseBounds(heard, answered, { weights }, { least: 0, most: 1 });
    const mean = surveyMean(truth, { weights }).estimate;
    expect(bounds.low).toBeLessThanOrEqual(mean + 1e-12);
    expect(bounds.high).toBeGreaterThanOrEqual(mean - 1e-12);
    expect(bounds.intervalLow).toBeLessThanOrEqual(bounds.low + 1e-12);
    const all = nonResponseBounds(truth, truth.map(() => 1), { weights }, { least: 0, most: 1 });
    expect(all.high - all.low).toBeCloseTo(0, 12);
  }));
});

test('intervals of a clustered sample cover the truth about as often as they say', () => {
  const random = randomStream('clusters', 4);
  const covered = Array.from({ length: 300 }, () => {
    const clusters = Array.from({ length: 20 * 5 }, (_, row) => Math.floor(row / 5));
    const shifts = Array.from({ length: 20 }, () => random() + random() - 1);
    const { low, high } = surveyMean(clusters.map((cluster) => (shifts[cluster] as number) + random() - 0.5), { weights: clusters.map(() => 1), clusters });
    return low <= 0 && high >= 0;
  }).filter(Boolean).length / 300;
  expect(covered).toBeGreaterThan(0.91);
  expect(covered).toBeLessThan(0.985);
});

test('a share on which all agree is not taken for certain', () => {
  expect(surveyProportion([0, 0, 0, 0], { weights: [1, 1, 1, 1] })).toMatchObject({ estimate: 0, low: 0, high: expect.closeTo(1 - 0.025 ** 0.25, 10) });
  expect(surveyProportion([1, 1], { weights: [1, 1] })).toMatchObject({ estimate: 1, high: 1, low: expect.closeTo(Math.sqrt(0.025), 10) });
});

test('answers that all agree leave doubt in the bounds too, unless everybody was asked', () => {
  const agree = [1, 1, 1, 1];
  const options = { least: 0, most: 1 };
  expect(nonResponseBounds(agree, agree, { weights: agree }, options)).toEqual({ low: 1, high: 1, intervalLow: expect.closeTo(0.025 ** 0.25, 10), intervalHigh: 1 });
  expect(nonResponseBounds(agree, agree, { weights: agree, populationSizes: [4, 4, 4, 4] }, options)).toEqual({ low: 1, high: 1, intervalLow: 1, intervalHigh: 1 });
  expect(surveyProportion(agree, { weights: agree, populationSizes: [4, 4, 4, 4] })).toMatchObject({ low: 1, high: 1 });
});

test('bad samples are refused with a reason', () => {
  const bad: readonly [number[], SurveyDesign][] = [
    [[], { weights: [] }], [[1, 2], { weights: [1] }], [[1, Number.NaN], { weights: [1, 1] }], [[1, Infinity], { weights: [1, 1] }], [[1, 2], { weights: [1, -1] }], [[1, 2], { weights: [0, 0] }],
    [[1, 2], { weights: [1, 1], clusters: ['a', 'a'] }], [[1, 2, 3], { weights: [1, 1, 1], strata: ['a', 'a', 'b'] }], [[1, 2], { weights: [1, 1], populationSizes: [1, 1] }], [[1, 2], { weights: [1, 1], populationSizes: [5, 6] }],
  ];
  for (const [values, design] of bad) expect(() => surveyMean(values, design)).toThrow(RangeError);
  expect(() => surveyMean([1, 2], { weights: [1, 1] }, { within: [0, 0] })).toThrow(/no row with weight/);
  expect(() => surveyProportion([0, 2], { weights: [1, 1] })).toThrow(RangeError);
  expect(() => rake([1, 1], [{ groups: ['a', 'b'], targets: { a: 1 } }])).toThrow(/Group b has no target/);
  expect(() => rake([1, 1], [{ groups: ['a', 'a'], targets: { a: 1, b: 2 } }])).toThrow(/group b/);
  expect(() => rake([1, 1], [{ groups: ['a', 'b'], targets: { a: 1, b: 2 } }, { groups: ['a', 'b'], targets: { a: 5, b: 2 } }])).toThrow(/same population/);
  expect(() => rake([1], [])).toThrow(RangeError);
  expect(() => nonResponseBounds([2], [1], { weights: [1] }, { least: 0, most: 1 })).toThrow(RangeError);
});

test('a constant column, and a population drawn whole, are certain', () => {
  expect(surveyMean([3, 3, 3], { weights: [1, 2, 3] })).toMatchObject({ estimate: expect.closeTo(3, 12), standardError: 0 });
  expect(surveyMean([1, 5], { weights: [1, 1], populationSizes: [2, 2] })).toMatchObject({ estimate: 3, standardError: 0, low: 3, high: 3 });
});
