import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { betaGeometricAlive, betaGeometricExpected, bgNbd, expectedWorth, gammaGamma, mbgNbd, normalDraw, paretoAlive, paretoExpected, paretoNbd, randomStream, type BetaGeometricFit, type Histories, type ParetoFit, type Refused } from '../index.ts';
import { eventsWhileActive } from './events-while-active.ts';

// CDNOW, one tenth of the customers who first bought in the first quarter of 1997, seen for 39 weeks (Fader and Hardie): weeks and dollars.
const folder = path.resolve(import.meta.dirname, '../../../../shared/data/cdnow-sample');
const present = existsSync(folder);
if (!present) process.stderr.write('The public table cdnow-sample is not beside the repository: tests that read it are skipped.\n');
const linesOf = (name: string): string[] => (present ? readFileSync(path.join(folder, name), 'utf8').trim().split('\n') : []);
const summary = linesOf('cdnow_customers_summary.csv').slice(1).map((line) => line.split(',').map(Number));
const column = (index: number): Float64Array => Float64Array.from(summary, (row) => row[index] as number);
const cdnow: Histories = { frequency: column(1), recency: column(2), age: column(3) };

/** Each customer's repeat days in the 39 weeks, with what was paid on each. */
function repeatWorths(): number[][] {
  const days = new Map<string, Map<string, number>>();
  for (const [, customer = '', day = '', , paid = ''] of linesOf('CDNOW_sample.txt').map((line) => line.trim().split(/\s+/))) {
    if (day > '19970930') continue;
    const held = days.get(customer) ?? new Map<string, number>();
    held.set(day, (held.get(day) ?? 0) + Number(paid));
    days.set(customer, held);
  }
  return [...days.values()].map((held) => [...held].sort(([a], [b]) => a.localeCompare(b)).slice(1).map(([, paid]) => paid));
}

function fitted<T extends object>(answer: T | Refused): T {
  if ('refused' in answer) throw new Error(answer.refused);
  return answer;
}
/** Four significant digits. */
const near = (found: ArrayLike<number>, expected: readonly number[]): void => {
  expect(found.length).toBe(expected.length);
  expected.forEach((value, index) => expect(Math.abs((found[index] as number) / value - 1), `number ${index}`).toBeLessThan(5e-5));
};
const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);

function correlation(a: readonly number[], b: readonly number[]): number {
  const [centreA, centreB] = [meanOf(a), meanOf(b)];
  const product = (f: readonly number[], centreF: number, g: readonly number[], centreG: number): number => f.reduce((sum, value, i) => sum + (value - centreF) * ((g[i] as number) - centreG), 0);
  return product(a, centreA, b, centreB) / Math.sqrt(product(a, centreA, a, centreA) * product(b, centreB, b, centreB));
}

test.runIf(present)('BG/NBD of CDNOW (Fader, Hardie and Lee 2005)', () => {
  const fit = fitted(bgNbd(cdnow));
  near(fit.parameters, [0.24259, 4.41353, 0.79289, 2.42575]);
  expect(fit.logLikelihood).toBeCloseTo(-9582.4256, 3);
  // Hardie's spreadsheet: 1.226 in the next 39 weeks.
  expect(betaGeometricExpected(fit, 2, 30.43, 38.86, 39)).toBeCloseTo(1.226, 3);
  expect(betaGeometricAlive(fit, 0, 0, 38.86)).toBe(1);
});

test.runIf(present)('MBG/NBD of CDNOW', () => {
  const fit = fitted(mbgNbd(cdnow));
  near(fit.parameters, [0.52484, 6.18299, 0.89136, 1.61400]);
  expect(fit.logLikelihood).toBeCloseTo(-9582.1327, 3);
  expect(betaGeometricAlive(fit, 0, 0, 38.86)).toBeLessThan(1);
});

test.runIf(present)('Pareto/NBD of CDNOW (Fader, Hardie and Lee 2005, table 2)', () => {
  const fit = fitted(paretoNbd(cdnow));
  near(fit.parameters, [0.55328, 10.57761, 0.60621, 11.66791]);
  expect(fit.logLikelihood).toBeCloseTo(-9594.9739, 3);
});

test.runIf(present)('gamma-gamma of CDNOW (Hardie, note 025): 946 customers who came again', () => {
  const worths = repeatWorths();
  const again = worths.filter((values) => values.length > 0);
  const fit = fitted(gammaGamma(Float64Array.from(again, (values) => values.length), Float64Array.from(again, meanOf)));
  expect(again).toHaveLength(946);
  expect(correlation(again.map((values) => values.length), again.map(meanOf))).toBeCloseTo(0.113884, 5);
  expect([...fit.parameters].map((value) => Math.round(value * 100) / 100)).toEqual([6.25, 3.74, 15.44]);
  expect(worths.slice(0, 10).map((values) => expectedWorth(fit, values.length, meanOf(values)).toFixed(2))).toEqual(['24.65', '18.91', '35.17', '35.17', '35.17', '71.46', '18.91', '35.17', '27.28', '35.17']);
});

test.runIf(present)('another unit of time or another order of rows changes alpha and beta alone', () => {
  const days: Histories = { frequency: cdnow.frequency.toReversed(), recency: cdnow.recency.toReversed().map((week) => week * 7), age: cdnow.age.toReversed().map((week) => week * 7) };
  for (const [model, inTime] of [[bgNbd, [1]], [mbgNbd, [1]], [paretoNbd, [1, 3]]] as const) {
    const [weekly, daily] = [fitted<BetaGeometricFit | ParetoFit>(model(cdnow)), fitted<BetaGeometricFit | ParetoFit>(model(days))];
    weekly.parameters.forEach((value, j) => expect((daily.parameters[j] as number) / (value * (inTime.some((index) => index === j) ? 7 : 1))).toBeCloseTo(1, 5));
    weekly.logStandardErrors.forEach((value, j) => expect(daily.logStandardErrors[j]).toBeCloseTo(value, 4));
  }
});

/** Histories of people who do as BG/NBD says. */
function simulated(n: number, seed: number, [shape, alpha, a, b]: readonly [1 | 2, number, number, number]): Histories {
  const random = randomStream('bg-nbd', seed);
  const draw = (k: number): number => Array.from({ length: k }, () => -Math.log(1 - random())).reduce((sum, value) => sum + value, 0);
  const people = Array.from({ length: n }, () => {
    const [rate, one, other, T] = [draw(shape) / alpha, draw(a), draw(b), 20 + 20 * random()];
    let [x, tx] = [0, 0];
    for (let next = draw(1) / rate; next < T; next = tx + draw(1) / rate) {
      [x, tx] = [x + 1, next];
      if (random() < one / (one + other)) break;
    }
    return { x, tx, T };
  });
  return { frequency: Float64Array.from(people, (one) => one.x), recency: Float64Array.from(people, (one) => one.tx), age: Float64Array.from(people, (one) => one.T) };
}

test('simulated people give back their parameters within the standard errors', () => {
  const truth = [2, 10, 1, 3] as const;
  const fit = fitted(bgNbd(simulated(4000, 11, truth)));
  fit.parameters.forEach((value, j) => expect(Math.abs(Math.log(value / (truth[j] as number)))).toBeLessThan(3.5 * (fit.logStandardErrors[j] as number)));
});

const positive = fc.double({ min: 0.05, max: 40, noNaN: true });
const four = fc.tuple(positive, positive, positive, positive).map((values) => Float64Array.from(values));
const history = fc.record({ x: fc.integer({ min: 0, max: 200 }), share: fc.double({ min: 0.01, max: 1, noNaN: true }), T: fc.double({ min: 0.5, max: 500, noNaN: true }), horizon: fc.double({ min: 0, max: 1000, noNaN: true }) });
const rest = { logStandardErrors: new Float64Array(4), logCovariance: new Float64Array(16), logLikelihood: 0, iterations: 0 };

test('chances lie between zero and one, fall with silence, and what is expected grows with the horizon', () => {
  fc.assert(fc.property(four, history, (parameters, { x, share, T, horizon }) => {
    const tx = x === 0 ? 0 : share * T;
    for (const model of ['bg-nbd', 'mbg-nbd', 'pareto-nbd'] as const) {
      const alive = (age: number): number => (model === 'pareto-nbd' ? paretoAlive({ ...rest, parameters, model }, x, tx, age) : betaGeometricAlive({ ...rest, parameters, model }, x, tx, age));
      const expected = (span: number): number => (model === 'pareto-nbd' ? paretoExpected({ ...rest, parameters, model }, x, tx, T, span) : betaGeometricExpected({ ...rest, parameters, model }, x, tx, T, span));
      expect(alive(T)).toBeGreaterThanOrEqual(-1e-12);
      expect(alive(T)).toBeLessThanOrEqual(1 + 1e-12);
      expect(alive(T + 5)).toBeLessThanOrEqual(alive(T) + 1e-12);
      expect(expected(0)).toBe(0);
      expect(expected(horizon)).toBeGreaterThanOrEqual(-1e-12);
      expect(expected(horizon + 1)).toBeGreaterThanOrEqual(expected(horizon) * (1 - 1e-9) - 1e-12);
    }
  }), { seed: 6 });
});

test('the chance under Pareto/NBD is that of plain integration', () => {
  fc.assert(fc.property(four, history, ([r, alpha, s, beta], { x, share, T }) => {
    const tx = x === 0 ? 0 : Math.max(share, 0.2) * T;
    const [rate, a, leave, b] = [r as number, alpha as number, s as number, beta as number];
    // Relative to staying until T; u = tx + (T − tx) v³ puts most points where the integrand is large.
    const points = 20_000;
    let gone = 0;
    for (let k = 0; k < points; k += 1) {
      const v = (k + 0.5) / points;
      const u = tx + (T - tx) * v ** 3;
      gone += ((leave * (T - tx) * 3 * v * v) / points) * Math.exp((rate + x) * Math.log((a + T) / (a + u)) + leave * Math.log((b + T) / (b + u)) - Math.log(b + u));
    }
    expect(paretoAlive({ ...rest, parameters: Float64Array.from([rate, a, leave, b]), model: 'pareto-nbd' }, x, tx, T) * (1 + gone)).toBeCloseTo(1, 4);
  }), { seed: 8, numRuns: 40 });
});

test('any histories give finite numbers or a refusal', () => {
  const people = fc.array(history, { minLength: 30, maxLength: 60 });
  fc.assert(fc.property(people, fc.integer({ min: 1, max: 60 }), (who, most) => {
    const frequency = Float64Array.from(who, (one) => one.x % (most + 1));
    const age = Float64Array.from(who, (one) => one.T);
    const histories = { frequency, age, recency: age.map((T, i) => (frequency[i] === 0 ? 0 : T * (who[i]?.share as number))) };
    for (const answer of [bgNbd(histories), mbgNbd(histories), paretoNbd(histories), gammaGamma(frequency.map((x) => x + 1), age)]) {
      if ('refused' in answer) expect(answer.refused).not.toContain('NaN');
      else expect([...answer.parameters, ...answer.logStandardErrors, answer.logLikelihood].every(Number.isFinite)).toBe(true);
    }
  }), { seed: 9, numRuns: 12 });
});

test('events expected of people with one history are those that people of that history have', () => {
  // Draws from the prior, weighted by the likelihood of the history, then followed for the horizon.
  const [x, tx, T, horizon] = [1, 6, 12, 10];
  const random = randomStream('expected', 2);
  const draw = (k: number): number => Array.from({ length: k }, () => -Math.log(1 - random())).reduce((sum, value) => sum + value, 0);
  const sums = { 'bg-nbd': [0, 0, 0], 'mbg-nbd': [0, 0, 0], 'pareto-nbd': [0, 0, 0] };
  const add = (model: keyof typeof sums, active: number, gone: number, events: number): void => {
    [active + gone, active, active * events].forEach((value, k) => { sums[model][k] = (sums[model][k] as number) + value; });
  };
  for (let k = 0; k < 200_000; k += 1) {
    const [rate, one, other] = [draw(2) / 10, draw(1), draw(3)];
    const chance = one / (one + other);
    const [stay, end] = [Math.exp(-rate * T), Math.exp(-rate * tx)];
    const later = (1 - Math.exp(-rate * chance * horizon)) / chance;
    add('bg-nbd', rate * (1 - chance) * stay, rate * chance * end, later);
    add('mbg-nbd', rate * (1 - chance) ** 2 * stay, rate * (1 - chance) * chance * end, later);
    const leave = draw(1) / 10;
    const both = rate + leave;
    add('pareto-nbd', rate * Math.exp(-both * T), (rate * leave * (Math.exp(-both * tx) - Math.exp(-both * T))) / both, (rate * (1 - Math.exp(-leave * horizon))) / leave);
  }
  for (const model of ['bg-nbd', 'mbg-nbd', 'pareto-nbd'] as const) {
    const [all, active, events] = sums[model] as [number, number, number];
    const [alive, expected] = model === 'pareto-nbd'
      ? [paretoAlive({ ...rest, parameters: Float64Array.of(2, 10, 1, 10), model }, x, tx, T), paretoExpected({ ...rest, parameters: Float64Array.of(2, 10, 1, 10), model }, x, tx, T, horizon)]
      : [betaGeometricAlive({ ...rest, parameters: Float64Array.of(2, 10, 1, 3), model }, x, tx, T), betaGeometricExpected({ ...rest, parameters: Float64Array.of(2, 10, 1, 3), model }, x, tx, T, horizon)];
    expect(Math.abs(active / all / alive - 1), model).toBeLessThan(0.01);
    expect(Math.abs(events / all / expected - 1), model).toBeLessThan(0.01);
  }
});

/** ₂F₁ by its series. */
function hypergeometric(a: number, b: number, c: number, z: number): number {
  let [term, sum] = [1, 1];
  for (let n = 0; n < 20_000 && Math.abs(term) > 1e-17 * Math.abs(sum); n += 1) sum += (term *= ((a + n) * (b + n) * z) / ((c + n) * (n + 1)));
  return sum;
}

test('the expectation equals the hypergeometric form of Fader, Hardie and Lee (2005, eq. 10) where that holds', () => {
  const above = fc.double({ min: 1.5, max: 30, noNaN: true });
  fc.assert(fc.property(above, fc.double({ min: 0.01, max: 3, noNaN: true }), above, above, (shape, ratio, a, b) => {
    const closed = ((a + b - 1) / (a - 1)) * (1 - (1 + ratio) ** -shape * hypergeometric(shape, b, a + b - 1, ratio / (1 + ratio)));
    expect(eventsWhileActive(shape, ratio, a, b) / closed).toBeCloseTo(1, 7);
  }), { seed: 7 });
});

test('what the data do not show is refused with the reason', () => {
  const few: Histories = { frequency: Float64Array.from([0, 1, 2]), recency: Float64Array.from([0, 3, 4]), age: Float64Array.from([5, 5, 5]) };
  const same: Histories = { frequency: new Float64Array(60).fill(3), recency: new Float64Array(60).fill(9), age: new Float64Array(60).fill(10) };
  for (const model of [bgNbd, mbgNbd, paretoNbd]) {
    expect(model(few)).toEqual({ refused: '2 of 3 came again: at least 30 are needed' });
    expect(model(same)).toHaveProperty('refused', expect.stringMatching(/infinity|zero|apart|maximum/u));
  }
  expect(gammaGamma(new Float64Array(50).fill(1), new Float64Array(50).fill(9))).toEqual({ refused: '0 of 50 have more than one value: at least 30 are needed' });
  expect(gammaGamma(new Float64Array(50).fill(2), new Float64Array(50).fill(9))).toHaveProperty('refused');
  // Worth whose rate is gamma(0.5, 10) across people: the mean of their means is infinite.
  const random = randomStream('gamma-gamma', 5);
  const counts = Float64Array.from({ length: 600 }, () => 2 + Math.floor(random() * 4));
  const worths = counts.map((x) => Array.from({ length: 2 * x }, () => -Math.log(1 - random())).reduce((sum, value) => sum + value, 0) / (x * (normalDraw(random) ** 2 / 20)));
  expect(gammaGamma(counts, worths)).toHaveProperty('refused', expect.stringContaining('infinite'));
});

test('bad input is a clear error', () => {
  const ok: Histories = { frequency: Float64Array.from([1]), recency: Float64Array.from([2]), age: Float64Array.from([5]) };
  for (const model of [bgNbd, mbgNbd, paretoNbd]) {
    for (const bad of [{ frequency: new Float64Array(0), recency: new Float64Array(0), age: new Float64Array(0) }, { ...ok, age: Float64Array.from([NaN]) }, { ...ok, recency: Float64Array.from([6]) }, { ...ok, frequency: Float64Array.from([1.5]) }, { ...ok, recency: Float64Array.from([0]) }, { ...ok, age: Float64Array.from([5, 6]) }]) expect(() => model(bad)).toThrow(RangeError);
  }
  expect(() => gammaGamma(Float64Array.from([1, 2]), Float64Array.from([3, 0]))).toThrow(RangeError);
  expect(() => gammaGamma(Float64Array.from([0]), Float64Array.from([3]))).toThrow(RangeError);
});
