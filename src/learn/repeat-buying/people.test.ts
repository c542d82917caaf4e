import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paretoAlive, paretoExpected, paretoFor, paretoNbd, paretoNbdWithCovariates, personOutlook, randomStream, type BetaGeometricFit, type Histories, type ParetoCovariateFit, type ParetoFit, type Refused } from '../index.ts';
import { betaDraw, gammaDraw, poissonDraw } from './draws.ts';

function fitted<T extends object>(answer: T | Refused): T {
  if ('refused' in answer) throw new Error(answer.refused);
  return answer;
}

const file = path.resolve(import.meta.dirname, '../../../../shared/data/cdnow-sample/cdnow_customers_summary.csv');
const rows = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').slice(1).map((line) => line.split(',').map(Number)) : [];
if (rows.length === 0) process.stderr.write('The public table cdnow-sample is not beside the repository: tests that read it are skipped.\n');
const column = (index: number): Float64Array => Float64Array.from(rows, (row) => row[index] as number);

// R 4.2.2: the likelihood written out, its integral by 60 points of Gauss and Legendre (statmod), optim by BFGS; the column is 1 for even customer numbers.
test.runIf(rows.length > 0)('Pareto/NBD of CDNOW with a column for rates and endings', () => {
  const even = Float64Array.from(rows, (row) => Number((row[0] as number) % 2 === 0));
  const fit = fitted(paretoNbdWithCovariates({ frequency: column(1), recency: column(2), age: column(3) }, { rate: even, rates: 1, ending: even, endings: 1 }));
  expect(fit.logLikelihood).toBeCloseTo(-9594.23327, 4);
  [0.548899566, 10.425943099, 0.63935262, 14.099919657].forEach((value, j) => expect(Math.abs((fit.base.parameters[j] as number) / value - 1)).toBeLessThan(5e-5));
  expect(fit.rate.coefficients[0]).toBeCloseTo(-0.0218131504, 5);
  expect(fit.ending.coefficients[0]).toBeCloseTo(0.1880399141, 5);
  expect(fit.rate.standardErrors[0]).toBeCloseTo(0.0885704502, 5);
  expect(fit.ending.standardErrors[0]).toBeCloseTo(0.2004683523, 4);
  expect(fit.base.logStandardErrors[1]).toBeCloseTo(0.0892589238, 5);
});

/** People of whom `x` doubles the rate, and `z` (drawn anew) takes the log of how soon they go by 0.8. */
function people(n: number, seed: number): { histories: Histories; rate: Float64Array; ending: Float64Array } {
  const random = randomStream('pareto people', seed);
  const all = Array.from({ length: n }, () => {
    const [x, z, T] = [Number(random() < 0.5), 3 * random(), 40 + 40 * random()];
    const rate = (gammaDraw(0.8, random) / 8) * Math.exp(Math.LN2 * x);
    const end = -Math.log(1 - random()) / ((gammaDraw(1.2, random) / 60) * Math.exp(0.8 * z));
    let [count, last] = [0, 0];
    for (let next = -Math.log(1 - random()) / rate; next < Math.min(T, end); next -= Math.log(1 - random()) / rate) [count, last] = [count + 1, next];
    return { x, z, T, count, last };
  });
  const take = (valueOf: (one: (typeof all)[number]) => number): Float64Array => Float64Array.from(all, valueOf);
  return { histories: { frequency: take((one) => one.count), recency: take((one) => one.last), age: take((one) => one.T) }, rate: take((one) => one.x), ending: take((one) => one.z) };
}
const withColumns = (n: number, seed: number): ParetoCovariateFit => {
  const { histories, rate, ending } = people(n, seed);
  return fitted(paretoNbdWithCovariates(histories, { rate, rates: 1, ending, endings: 1 }));
};

test('simulated people give back their parameters and effects within the standard errors', () => {
  const fit = withColumns(2500, 3);
  [0.8, 8, 1.2, 60].forEach((truth, j) => expect(Math.abs(Math.log((fit.base.parameters[j] as number) / truth))).toBeLessThan(3.5 * (fit.base.logStandardErrors[j] as number)));
  expect(Math.abs((fit.rate.coefficients[0] as number) - Math.LN2)).toBeLessThan(3.5 * (fit.rate.standardErrors[0] as number));
  expect(Math.abs((fit.ending.coefficients[0] as number) - 0.8)).toBeLessThan(3.5 * (fit.ending.standardErrors[0] as number));
  expect(fit.rate.standardErrors[0]).toBeLessThan(0.15);
});

test('without columns it is the plain model; another unit or a moved zero of a column changes only what it must', () => {
  const { histories, rate, ending } = people(400, 5);
  const plain = fitted(paretoNbd(histories));
  const none = fitted(paretoNbdWithCovariates(histories, { rate: new Float64Array(0), rates: 0, ending: new Float64Array(0), endings: 0 }));
  expect([...none.base.parameters].map((value, j) => value / (plain.parameters[j] as number))).toEqual([1, 1, 1, 1].map((one) => expect.closeTo(one, 6)));
  const fit = fitted(paretoNbdWithCovariates(histories, { rate, rates: 1, ending, endings: 1 }));
  const moved = fitted(paretoNbdWithCovariates(histories, { rate: rate.map((value) => 100 * value + 7), rates: 1, ending, endings: 1 }));
  expect((moved.rate.coefficients[0] as number) * 100).toBeCloseTo(fit.rate.coefficients[0] as number, 4);
  expect((moved.rate.standardErrors[0] as number) * 100).toBeCloseTo(fit.rate.standardErrors[0] as number, 4);
  expect(moved.logLikelihood).toBeCloseTo(fit.logLikelihood, 5);
  const [one, same] = [paretoFor(fit, [1], [0.5]), paretoFor(moved, [107], [0.5])];
  expect(paretoExpected(same, 3, 20, 50, 10) / paretoExpected(one, 3, 20, 50, 10)).toBeCloseTo(1, 4);
  expect(same.logStandardErrors[1]).toBeCloseTo(one.logStandardErrors[1] as number, 4);
});

test('draws have the moments of their distributions', () => {
  fc.assert(fc.property(fc.double({ min: 0.1, max: 20, noNaN: true }), fc.double({ min: 0.1, max: 20, noNaN: true }), fc.integer({ min: 1, max: 1e6 }), (a, b, seed) => {
    const random = randomStream('moments', seed);
    const mean = (draw: () => number): number => Array.from({ length: 2000 }, draw).reduce((sum, value) => sum + value / 2000, 0);
    const near = (found: number, expected: number, sd: number): void => expect(Math.abs(found - expected)).toBeLessThan((5.5 * sd) / Math.sqrt(2000));
    near(mean(() => gammaDraw(a, random)), a, Math.sqrt(a));
    near(mean(() => betaDraw(a, b, random)), a / (a + b), Math.sqrt((a * b) / (a + b) ** 2 / (a + b + 1)));
    near(mean(() => poissonDraw(a * b, random)), a * b, Math.sqrt(a * b));
  }), { numRuns: 15 });
  expect(poissonDraw(0, randomStream('zero'))).toBe(0);
  expect(poissonDraw(1e7, randomStream('large'))).toBeGreaterThan(9.9e6);
});

const positive = fc.double({ min: 0.1, max: 20, noNaN: true });
const anyFit = fc.tuple(fc.constantFrom('bg-nbd', 'mbg-nbd', 'pareto-nbd'), positive, positive, positive, positive).map(([model, ...parameters]) => ({
  model, parameters: Float64Array.from(parameters), logCovariance: Float64Array.from({ length: 16 }, (_, at) => (at % 5 === 0 ? 0.02 : 0)), logStandardErrors: new Float64Array(4), logLikelihood: 0, iterations: 0,
}) as BetaGeometricFit | ParetoFit);

test('an outlook stays in bounds, holds its estimates, and is the same for the same seed', () => {
  fc.assert(fc.property(anyFit, fc.integer({ min: 0, max: 40 }), fc.double({ min: 0.05, max: 1, noNaN: true }), fc.double({ min: 1, max: 100, noNaN: true }), fc.double({ min: 0, max: 50, noNaN: true }), (fit, frequency, share, age, horizon) => {
    const history = { frequency, recency: frequency === 0 ? 0 : share * age, age };
    const outlook = personOutlook(fit, history, horizon, { seed: 1, draws: 99 });
    expect(personOutlook(fit, history, horizon, { seed: 1, draws: 99 })).toEqual(outlook);
    expect(outlook.alive.low).toBeGreaterThanOrEqual(-1e-12);
    expect(outlook.alive.high).toBeLessThanOrEqual(1 + 1e-12);
    expect(outlook.expected.low).toBeLessThanOrEqual(outlook.expected.high);
    expect(outlook.events.low).toBeGreaterThanOrEqual(0);
    expect(Number.isFinite(outlook.expected.high + outlook.events.high)).toBe(true);
    if (horizon === 0) expect(outlook.events).toEqual({ low: 0, high: 0 });
  }), { numRuns: 40 });
});

test('where only chance is left, as many futures lie within the limits as they say, for each model', () => {
  for (const [model, parameters] of [['bg-nbd', [2, 10, 1, 3]], ['mbg-nbd', [2, 10, 1, 3]], ['pareto-nbd', [2, 10, 1.5, 20]]] as const) {
    const fit = { model, parameters: Float64Array.from(parameters), logCovariance: new Float64Array(16), logStandardErrors: new Float64Array(4), logLikelihood: 0, iterations: 0 } as BetaGeometricFit | ParetoFit;
    const { alive, expected, events } = personOutlook(fit, { frequency: 3, recency: 12, age: 20 }, 15, { seed: 3, draws: 999 });
    expect(alive.high - alive.low).toBeLessThan(1e-9);
    expect(expected.high - expected.low).toBeLessThan(1e-9);
    expect(events.low).toBe(0);
    expect(events.high).toBeGreaterThan(expected.estimate);
    expect(events.high).toBeLessThan(8 * expected.estimate);
  }
});

test('of simulated people nine in ten do what the outlook says, and the interval of the chance holds it as often', () => {
  const { histories, rate, ending } = people(1500, 9);
  const fit = fitted(paretoNbdWithCovariates(histories, { rate, rates: 1, ending, endings: 1 }));
  // New people of the same kind, seen for 30 of their weeks; the rest is their future.
  const random = randomStream('futures', 2);
  let [held, chanceHeld] = [0, 0];
  const truth: ParetoFit = { ...fit.base, parameters: Float64Array.of(0.8, 8, 1.2, 60) };
  for (let k = 0; k < 200; k += 1) {
    const [x, z] = [Number(random() < 0.5), 3 * random()];
    const [pace, end] = [(gammaDraw(0.8, random) / 8) * Math.exp(Math.LN2 * x), -Math.log(1 - random()) / ((gammaDraw(1.2, random) / 60) * Math.exp(0.8 * z))];
    const times: number[] = [];
    for (let next = -Math.log(1 - random()) / pace; next < Math.min(50, end); next -= Math.log(1 - random()) / pace) times.push(next);
    const before = times.filter((time) => time <= 30);
    const history = { frequency: before.length, recency: before.at(-1) ?? 0, age: 30 };
    const outlook = personOutlook(paretoFor(fit, [x], [z]), history, 20, { seed: k, draws: 199 });
    const events = times.length - before.length;
    held += events >= outlook.events.low && events <= outlook.events.high ? 1 : 0;
    const own = paretoAlive({ ...truth, parameters: Float64Array.of(0.8, 8 * Math.exp(-Math.LN2 * x), 1.2, 60 * Math.exp(-0.8 * z)) }, history.frequency, history.recency, 30);
    chanceHeld += own >= outlook.alive.low && own <= outlook.alive.high ? 1 : 0;
  }
  expect(held / 200).toBeGreaterThan(0.86);
  // All people share one fit, so they are wrong together; half of them is already a bad fit.
  expect(chanceHeld / 200).toBeGreaterThan(0.6);
});

test('bad input is a clear error or a refusal', () => {
  const { histories, rate, ending } = people(300, 11);
  const both = { rate, rates: 1, ending, endings: 1 };
  expect(() => paretoNbdWithCovariates(histories, { ...both, rates: 2 })).toThrow('The table of rates must have 2 columns for each of 300 people');
  expect(() => paretoNbdWithCovariates(histories, { ...both, ending: ending.map((value, i) => (i === 4 ? NaN : value)) })).toThrow('Row 4 of the endings');
  expect(() => paretoNbdWithCovariates({ ...histories, age: new Float64Array(300) }, both)).toThrow(RangeError);
  expect(paretoNbdWithCovariates(histories, { ...both, rate: new Float64Array(300).fill(2) })).toEqual({ refused: 'Column 0 of the rates is constant' });
  expect(paretoNbdWithCovariates(histories, { ...both, rate: Float64Array.from([...rate].flatMap((value) => [value, 2 * value])), rates: 2 })).toHaveProperty('refused');
  expect(paretoNbdWithCovariates({ frequency: new Float64Array(300), recency: new Float64Array(300), age: histories.age }, both)).toHaveProperty('refused', expect.stringContaining('came again'));
  const fit = fitted(paretoNbdWithCovariates(histories, both));
  expect(() => paretoFor(fit, [1, 2], [0])).toThrow(RangeError);
  expect(() => paretoFor(fit, [NaN], [0])).toThrow(RangeError);
  const plain = fitted(paretoNbd(histories));
  for (const run of [
    () => personOutlook(plain, { frequency: 1, recency: 9, age: 5 }, 1, { seed: 1 }), () => personOutlook(plain, { frequency: 1, recency: 1, age: 5 }, -1, { seed: 1 }), () => personOutlook(plain, { frequency: 1, recency: 1, age: 5 }, NaN, { seed: 1 }),
    () => personOutlook(plain, { frequency: 1, recency: 1, age: 5 }, 1, { seed: 1, level: 1 }), () => personOutlook(plain, { frequency: 1, recency: 1, age: 5 }, 1, { seed: 1, draws: 9 }),
  ]) expect(run).toThrow(RangeError);
});
