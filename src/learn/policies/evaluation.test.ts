import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crossFitRewards, differenceOfIndependent, evaluatePolicy, linearRewards, randomStream, treeRewards, type LoggedRounds, type PolicyEvaluation } from '../index.ts';
import { candidateWeights, chooseBySlope } from './choose-shrinkage.ts';
import { dm, dr, drOs, ipw, sndr, snipw, switchDr } from './estimators.ts';
import { skewedInterval } from './skewed-interval.ts';
import { knownLog } from './testing.ts';

const meanOf = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

/** Four rounds written out: weights 1, 1, ½ and 3. */
const byHand: LoggedRounds = { actions: 2, action: [0, 1, 0, 1], reward: [1, 0, 2, 1], propensity: [0.5, 0.5, 0.8, 0.2] };
const target = [0.5, 0.5, 0.5, 0.5, 0.4, 0.6, 0.4, 0.6];
const rewards = [1, 0.5, 1, 0.5, 1.5, 1, 0.5, 1];
// Expected under the policy: 0.75, 0.75, 1.2, 0.8. Left over: 0, −0.5, 0.5, 0; weighted: 0, −0.5, 0.25, 0.
const seen = { weights: Float64Array.of(1, 1, 0.5, 3), reward: Float64Array.of(1, 0, 2, 1), expectedTaken: Float64Array.of(1, 0.5, 1.5, 1), expectedPolicy: Float64Array.of(0.75, 0.75, 1.2, 0.8) };

describe('by hand, by the definitions of obp 0.5', () => {
  test.each([
    ['IPW', ipw(seen), 5 / 4], ['SNIPW', snipw(seen), 5 / 5.5], ['DM', dm(seen), 0.875], ['DR', dr(seen), 0.875 - 0.25 / 4], ['SNDR', sndr(seen), 0.875 - 0.25 / 5.5],
    ['Switch-DR at 0.7', switchDr(seen, 0.7), 0.875 + 0.25 / 4], ['Switch-DR at 2', switchDr(seen, 2), 0.875 - 0.25 / 4],
    ['DRos at 1', drOs(seen, 1), 0.875 + (-0.5 * 0.5 + 0.4 * 0.5) / 4],
  ])('%s', (_, { estimate, influence }, expected) => {
    expect(estimate).toBeCloseTo(expected, 14);
    expect(influence.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12);
  });

  test('the whole evaluation says the same, and what the log reaches', () => {
    const { estimates, support, logged, quoted, gain, verdict } = evaluatePolicy(byHand, target, { rewards });
    expect(estimates?.ipw?.estimate).toBeCloseTo(1.25, 14);
    expect(estimates?.dr?.estimate).toBeCloseTo(0.8125, 14);
    expect(support).toEqual({ effectiveRounds: expect.closeTo(5.5 ** 2 / 11.25, 12), largestWeight: expect.closeTo(3, 12), meanWeight: expect.closeTo(5.5 / 4, 12), unsupportedShare: 0 });
    expect([logged.estimate, quoted, verdict]).toEqual([1, 'dr', 'cannot tell']);
    expect(gain?.estimate).toBeCloseTo(0.8125 - 1, 12);
  });

  test('influences of the self-normalised mean are those of the delta method', () => {
    // w (r − 10/11) ÷ 11/8.
    snipw(seen).influence.forEach((value, round) => expect(value).toBeCloseTo(((seen.weights[round] as number) * ((seen.reward[round] as number) - 10 / 11)) / (11 / 8), 12));
  });
});

test('no shrinking is DR, all of it is DM, and what is between is between in weights', () => {
  expect(switchDr(seen, Infinity)).toEqual(dr(seen));
  expect(drOs(seen, Infinity)).toEqual(dr(seen));
  expect(switchDr(seen, 0).estimate).toBeCloseTo(dm(seen).estimate, 14);
  expect(drOs(seen, 0).estimate).toBeCloseTo(dm(seen).estimate, 14);
  expect(drOs(seen, 1e15).estimate).toBeCloseTo(dr(seen).estimate, 12);
});

describe('intervals', () => {
  test('of influences without skewness and with much evidence are those of the normal distribution', () => {
    const influence = Float64Array.from({ length: 10_000 }, (_, at) => (at % 2 === 0 ? 1 : -1));
    const { low, high, standardError, restsOn } = skewedInterval(5, influence, 0.95);
    expect(standardError).toBeCloseTo(0.01, 5);
    expect(high).toBeCloseTo(5 + 1.95996 * 0.01, 5);
    expect(low).toBeCloseTo(5 - 1.95996 * 0.01, 5);
    expect(restsOn).toBeCloseTo(10_000, 6);
  });

  // Hall 1992, eq. 2.4, solved for t by hand: skewness a = Σψ³ ÷ (Σψ²)^1.5 and t + at²/3 + a²t³/27 + a/6 = ±x.
  test('take skewness away as Hall does', () => {
    const influence = Float64Array.from({ length: 100 }, (_, at) => (at < 10 ? 9 : -1));
    const { low, high, standardError } = skewedInterval(0, influence, 0.95);
    const a = (10 * 729 - 90) / 900 ** 1.5;
    const transform = (t: number): number => t + (a * t * t) / 3 + (a * a * t ** 3) / 27 + a / 6;
    const [upper, lower] = [transform(-(low as number) / (standardError as number)), transform(-(high as number) / (standardError as number))];
    // Student's quantile at 2 ÷ (Σψ⁴ ÷ (Σψ²)² − 1/n) = 2 ÷ (65,700 ÷ 810,000 − 0.01) = 28.125 degrees of freedom: 2.0481.
    expect(upper).toBeCloseTo(2.0481, 3);
    expect(lower).toBeCloseTo(-2.0481, 3);
    expect(high as number).toBeGreaterThan(-(low as number));
  });

  test('a group counts once: rounds doubled within groups leave the interval as it was', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 4, maxLength: 30 }), (values) => {
      fc.pre(new Set(values).size > 1);
      const mean = meanOf(values);
      const single = skewedInterval(1, Float64Array.from(values, (value) => value - mean), 0.9);
      const double = skewedInterval(1, Float64Array.from([...values, ...values], (value) => value - mean), 0.9, [...values.keys(), ...values.keys()]);
      expect(double.low).toBeCloseTo(single.low as number, 9);
      expect(double.high).toBeCloseTo(single.high as number, 9);
    }));
  });

  test('hold the truth about as often as they say on a log far from the policy', () => {
    const held = Array.from({ length: 200 }, (_, seed) => {
      const log = knownLog(seed, 800, 2);
      const { estimates } = evaluatePolicy(log.rounds, log.target, { rewards: crossFitRewards(log.rounds, linearRewards(), { seed, folds: 2 }) });
      return (['snipw', 'dr'] as const).map((name) => Number((estimates?.[name]?.low ?? 1) <= log.value && log.value <= (estimates?.[name]?.high ?? 0)));
    });
    for (const which of [0, 1]) {
      expect(meanOf(held.map((one) => one[which] as number))).toBeGreaterThan(0.91);
      expect(meanOf(held.map((one) => one[which] as number))).toBeLessThan(0.99);
    }
  });

  test('of a difference take the sides that it moves towards', () => {
    const { estimate, low, high } = differenceOfIndependent({ estimate: 5, low: 4, high: 8 }, { estimate: 1, low: -3, high: 2 });
    expect([estimate, low, high]).toEqual([4, 4 - Math.SQRT2, 9]);
    expect(differenceOfIndependent({ estimate: 5, low: null, high: null }, { estimate: 1, low: 0, high: 2 })).toEqual({ estimate: 4, low: null, high: null });
    expect(() => differenceOfIndependent({ estimate: 5, low: 6, high: 8 }, { estimate: 1, low: 0, high: 2 })).toThrow(RangeError);
    expect(() => differenceOfIndependent({ estimate: Number.NaN, low: 6, high: 8 }, { estimate: 1, low: 0, high: 2 })).toThrow(RangeError);
  });
});

const anyLog = fc.array(fc.record({ a: fc.integer({ min: 0, max: 2 }), r: fc.integer({ min: -5, max: 20 }), p: fc.double({ min: 0.05, max: 1, noNaN: true }), t: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 3, maxLength: 3 }) }), { minLength: 5, maxLength: 60 });
interface AnyRow { a: number; r: number; p: number; t: number[] }
const roundsOf = (rows: readonly AnyRow[], shift = 0, scale = 1): LoggedRounds => ({ actions: 3, action: rows.map((row) => row.a), reward: rows.map((row) => scale * row.r + shift), propensity: rows.map((row) => row.p) });
const chancesOf = (rows: readonly AnyRow[]): number[] => rows.flatMap(({ t }) => t.map((one) => one / t.reduce((sum, other) => sum + other, 0)));
const flat = (rows: readonly AnyRow[], level: number): number[] => rows.flatMap((_, round) => [level + round / 10, level, level - 1]);

function expectClose(one: PolicyEvaluation, other: PolicyEvaluation, scale = 1, shift = 0, without: readonly string[] = []): void {
  for (const [name, estimate] of Object.entries(one.estimates ?? {})) {
    if (without.includes(name)) continue;
    const same = other.estimates?.[name as 'dr'];
    expect(same?.estimate).toBeCloseTo(scale * estimate.estimate + shift, 6);
    expect(same?.restsOn).toBeCloseTo(estimate.restsOn, 4);
    if (estimate.low !== null) expect(same?.low).toBeCloseTo(scale * estimate.low + shift, 5);
  }
}

describe('whatever the log', () => {
  test('the order of rounds and the numbers of actions change nothing', () => {
    fc.assert(fc.property(anyLog, (rows) => {
      const one = evaluatePolicy(roundsOf(rows), chancesOf(rows), { rewards: flat(rows, 3) });
      const expected = flat(rows, 3);
      const turned = rows.map((row, round) => ({ ...row, a: 2 - row.a, t: row.t.toReversed(), q: expected.slice(3 * round, 3 * round + 3).reverse() })).toReversed();
      expectClose(one, evaluatePolicy(roundsOf(turned), chancesOf(turned), { rewards: turned.flatMap((row) => row.q) }));
    }));
  });

  test('the unit of rewards passes through, and for all but IPW their zero too', () => {
    fc.assert(fc.property(anyLog, fc.double({ min: 0.1, max: 50, noNaN: true }), fc.integer({ min: -30, max: 30 }), (rows, scale, shift) => {
      const one = evaluatePolicy(roundsOf(rows), chancesOf(rows), { rewards: flat(rows, 3) });
      const other = evaluatePolicy(roundsOf(rows, shift, scale), chancesOf(rows), { rewards: flat(rows, 3).map((value) => scale * value + shift) });
      expectClose(one, other, scale, shift, ['ipw']);
    }));
  });

  test('self-normalised values stay within the rewards; effective rounds lie between one and all; shares between 0 and 1', () => {
    fc.assert(fc.property(anyLog, (rows) => {
      const { estimates, support } = evaluatePolicy(roundsOf(rows), chancesOf(rows));
      const found = rows.map((row) => row.r);
      expect(estimates?.snipw?.estimate).toBeGreaterThanOrEqual(Math.min(...found) - 1e-9);
      expect(estimates?.snipw?.estimate).toBeLessThanOrEqual(Math.max(...found) + 1e-9);
      expect(support?.effectiveRounds).toBeGreaterThanOrEqual(1 - 1e-9);
      expect(support?.effectiveRounds).toBeLessThanOrEqual(rows.length + 1e-9);
      expect(support?.unsupportedShare).toBeGreaterThanOrEqual(0);
      expect(support?.unsupportedShare).toBeLessThanOrEqual(1 + 1e-9);
    }));
  });

  test('a policy judged by its own log gets the mean reward, all rounds count, and nothing is gained', () => {
    fc.assert(fc.property(anyLog, (rows) => {
      const chances = chancesOf(rows);
      const own = { ...roundsOf(rows), propensity: rows.map((row, round) => chances[3 * round + row.a] as number) };
      const { estimates, support, logged, gain } = evaluatePolicy(own, chances);
      expect(estimates?.ipw?.estimate).toBeCloseTo(meanOf(rows.map((row) => row.r)), 9);
      expect(estimates?.snipw?.estimate).toBeCloseTo(logged.estimate, 9);
      expect(support?.effectiveRounds).toBeCloseTo(rows.length, 6);
      expect(gain?.estimate).toBeCloseTo(0, 9);
    }));
  });

  test('a model that is right to the last round makes DR certain, whatever the weights', () => {
    fc.assert(fc.property(anyLog, (rows) => {
      const truth = rows.flatMap((row) => [0, 1, 2].map((a) => row.r + (a - row.a)));
      const { estimates } = evaluatePolicy(roundsOf(rows), chancesOf(rows), { rewards: truth });
      for (const name of ['dr', 'sndr', 'switchDr', 'drOs'] as const) expect(estimates?.[name]?.estimate).toBeCloseTo(estimates?.dm?.estimate as number, 9);
    }));
  });
});

describe('cannot tell', () => {
  const rounds = knownLog(1, 2_000, 1);

  test('what can be told is told', () => {
    const { verdict, reasons, quoted, estimates } = evaluatePolicy(rounds.rounds, rounds.target);
    expect([verdict, reasons, quoted]).toEqual(['can tell', [], 'snipw']);
    expect(estimates?.dr).toBeUndefined();
  });

  test('chances that were not written down', () => {
    expect(evaluatePolicy(rounds.rounds, null)).toMatchObject({ verdict: 'cannot tell', reasons: ['target probabilities not logged'], estimates: null, support: null, gain: null });
    expect(evaluatePolicy({ ...rounds.rounds, propensity: null }, rounds.target).reasons).toEqual(['logging probabilities not logged']);
    const holes = Array.from(rounds.rounds.propensity as number[], (chance, round) => (round < 3 ? Number.NaN : chance));
    expect(evaluatePolicy({ ...rounds.rounds, propensity: holes }, rounds.target).reasons).toEqual(['logging probabilities missing in 3 of 2000 rounds']);
  });

  test('few effective rounds, actions never taken, propensities that are not true, a handful of rewards', () => {
    const few = knownLog(1, 80, 1);
    expect(evaluatePolicy(few.rounds, few.target).reasons.join()).toMatch(/effective rounds are fewer than 100/);
    const never = { ...byHand, action: [0, 0, 0, 0], propensity: [1, 1, 1, 1] };
    expect(evaluatePolicy(never, target).reasons.join()).toMatch(/55.0 % of the policy falls on actions that the log never took/);
    expect(evaluatePolicy(never, [0, 1, 0, 1, 0, 1, 0, 1]).reasons).toEqual(['the policy never takes an action that the log took']);
    const halved = Array.from(rounds.rounds.propensity as number[], (chance) => chance / 2);
    expect(evaluatePolicy({ ...rounds.rounds, propensity: halved }, rounds.target).reasons.join()).toMatch(/the mean weight is 1.97, not 1/);
    const rare = rounds.rounds.action;
    expect(evaluatePolicy({ ...rounds.rounds, reward: Array.from(rare, (_, round) => Number(round === 7)) }, rounds.target).reasons.join()).toMatch(/not to be trusted/);
  });

  test('rewards that are all the same have no interval, and no NaN either', () => {
    const { estimates, logged, verdict } = evaluatePolicy({ ...rounds.rounds, reward: Array.from(rounds.rounds.action, () => 0) }, rounds.target, { rewards: new Float64Array(6_000) });
    expect(verdict).toBe('cannot tell');
    for (const estimate of [...Object.values(estimates ?? {}), logged]) expect(estimate).toMatchObject({ estimate: 0, low: null, high: null, standardError: null, restsOn: 0 });
  });
});

test('values are cut to what a reward can be', () => {
  const { estimates } = evaluatePolicy(byHand, target, { rewards, range: [0, 1] });
  expect(estimates?.ipw).toMatchObject({ estimate: 1, high: 1 });
});

describe('what Switch-DR and DRos leave out', () => {
  test('candidates fall from everything to nothing', () => {
    const candidates = candidateWeights(Float64Array.from({ length: 101 }, (_, at) => at));
    expect(candidates).toEqual([Infinity, 99, 95, 90, 80, 60, 40, 20, 0]);
    expect(candidateWeights(new Float64Array(5))).toEqual([Infinity, 0]);
  });

  test('the rule stops where intervals of twice the width no longer meet', () => {
    const at = (setting: number, estimate: number, error: number): { setting: number; estimate: number; influence: Float64Array } => ({ setting, estimate, influence: Float64Array.of(error, -error) });
    expect(chooseBySlope([at(3, 10, 4), at(2, 9, 2), at(1, 8, 1)]).setting).toBe(1);
    expect(chooseBySlope([at(3, 10, 4), at(2, 9, 2), at(1, -40, 1)]).setting).toBe(2);
    expect(chooseBySlope([at(3, 10, 0.001), at(2, 9, 0.001)]).setting).toBe(3);
  });

  test('far from the policy the shrunken are nearer the truth than IPW over many logs', () => {
    const errors = Array.from({ length: 60 }, (_, seed) => {
      const log = knownLog(500 + seed, 300, 5);
      const { estimates } = evaluatePolicy(log.rounds, log.target, { rewards: crossFitRewards(log.rounds, linearRewards(), { seed }) });
      return [estimates?.ipw, estimates?.drOs, estimates?.switchDr].map((one) => ((one?.estimate ?? 9) - log.value) ** 2);
    });
    const [plain, optimistic, switched] = [0, 1, 2].map((which) => meanOf(errors.map((error) => error[which] as number))) as [number, number, number];
    expect(optimistic).toBeLessThan(plain);
    expect(switched).toBeLessThan(plain);
  });
});

describe('expected rewards', () => {
  const log = knownLog(3, 400, 1);

  test('each round is predicted by a model that has not seen it, nor its group', () => {
    const groups = Array.from(log.rounds.action, (_, round) => Math.floor(round / 4));
    crossFitRewards({ ...log.rounds, groups }, (_, learnFrom) => {
      const known = new Set([...learnFrom].map((round) => groups[round]));
      return (round) => { expect(known.has(groups[round] as number)).toBe(false); return 0; };
    }, { seed: 1, folds: 3 });
  });

  test('levels by action are learned, by the ridge and by trees, with positions and without columns', () => {
    const random = randomStream('levels', 1);
    const action = Array.from({ length: 600 }, () => Math.floor(random() * 3));
    const position = action.map(() => Math.floor(random() * 2));
    const money = action.map((a, round) => 10 * a + 5 * (position[round] as number) + random());
    const rounds = { actions: 3, action, reward: money, propensity: null, position };
    for (const learner of [linearRewards({ penalty: 0.01 }), treeRewards({ eta: 0.3 })]) {
      const expected = crossFitRewards(rounds, learner, { seed: 2 });
      for (const round of [0, 17, 311]) for (const a of [0, 1, 2]) expect(Math.abs((expected[3 * round + a] as number) - (10 * a + 5 * (position[round] as number) + 0.5))).toBeLessThan(0.6);
    }
    const yes = { ...rounds, reward: action.map((a) => Number(random() < [0.1, 0.5, 0.9][a]!)) };
    for (const learner of [linearRewards(), treeRewards({ rounds: 20 })]) {
      const expected = crossFitRewards(yes, learner, { seed: 2 });
      [0.1, 0.5, 0.9].forEach((chance, a) => expect(Math.abs((expected[a] as number) - chance)).toBeLessThan(0.12));
    }
  });

  test('the same seed gives the same, another another; one class and constant columns are no trouble', () => {
    expect(crossFitRewards(log.rounds, linearRewards(), { seed: 1 })).toEqual(crossFitRewards(log.rounds, linearRewards(), { seed: 1 }));
    expect(crossFitRewards(log.rounds, linearRewards(), { seed: 1 })).not.toEqual(crossFitRewards(log.rounds, linearRewards(), { seed: 2 }));
    const none = { actions: 2, action: [0, 1, 0, 1], reward: [0, 0, 0, 0], propensity: null, columns: [[1, 1, 1, 1], [1, 2, 3, 4]] };
    for (const learner of [linearRewards(), treeRewards()]) expect(crossFitRewards(none, learner, { seed: 1 }).every((value) => value >= 0 && value < 0.2)).toBe(true);
    expect(crossFitRewards({ ...none, reward: [3, 3, 3, 3] }, linearRewards(), { seed: 1 }).every((value) => Math.abs(value - 3) < 1e-6)).toBe(true);
  });
});

test('no log gives NaN, however large, small or lopsided its numbers are', () => {
  const row = fc.record({
    a: fc.integer({ min: 0, max: 1 }), r: fc.oneof(fc.double({ min: -1e60, max: 1e60, noNaN: true }), fc.constantFrom(0, 1, 1e-300)), p: fc.oneof(fc.double({ min: 1e-50, max: 1, noNaN: true }), fc.constant(1)),
    t: fc.constantFrom(0, 1, 0.5, 1e-300), x: fc.oneof(fc.double({ min: -1e60, max: 1e60, noNaN: true }), fc.constantFrom(0, 1)),
  });
  fc.assert(fc.property(fc.array(row, { minLength: 2, maxLength: 12 }), (rows) => {
    const rounds = { actions: 2, action: rows.map((one) => one.a), reward: rows.map((one) => one.r), propensity: rows.map((one) => one.p), columns: [rows.map((one) => one.x)] };
    const answers = [evaluatePolicy(rounds, rows.flatMap((one) => [one.t, 1 - one.t])), evaluatePolicy(rounds, rows.flatMap((one) => [one.t, 1 - one.t]), { rewards: crossFitRewards(rounds, linearRewards(), { seed: 1 }) })];
    const numbers: number[] = [];
    JSON.stringify(answers, (_, value: unknown) => { if (typeof value === 'number') numbers.push(value); return value; });
    expect(numbers.some(Number.isNaN)).toBe(false);
  }), { numRuns: 300 });
});

test('bad logs, chances and settings are refused with a reason', () => {
  const bad: ReadonlyArray<readonly [Partial<LoggedRounds>, RegExp]> = [
    [{ action: [] , reward: [], propensity: [] }, /at least one row/], [{ reward: [1] }, /do not belong together/], [{ actions: 0 }, /number of actions/], [{ action: [0, 1, 0, 2] }, /Round 3: its action is 2/],
    [{ action: [0, 0.5, 0, 1] }, /Round 1/], [{ reward: [1, Number.NaN, 1, 1] }, /value 1/], [{ reward: [1, 1, Infinity, 1] }, /value 2/], [{ propensity: [0.5, 0, 0.5, 0.5] }, /Round 1: an action with a chance of 0/],
    [{ propensity: [0.5, 0.5, 1.5, 0.5] }, /Round 2/], [{ columns: [[1, 2, 3, Number.NaN]] }, /Column 0/], [{ columns: [[1]] }, /do not belong together/], [{ position: [0, 0, -1, 0] }, /Round 2: its position/], [{ groups: ['a'] }, /do not belong together/],
  ];
  for (const [part, message] of bad) expect(() => evaluatePolicy({ ...byHand, ...part }, target)).toThrow(message);
  for (const [chances, message] of [[[0.5], /1 chances/], [[...target.slice(2), 0.9, 0.9], /Round 3: the policy's chances sum/], [[-0.5, 1.5, ...target.slice(2)], /Round 0: the policy's chance of action 0/], [[Number.NaN, 1, ...target.slice(2)], /Round 0/]] as const) expect(() => evaluatePolicy(byHand, chances)).toThrow(message);
  expect(() => evaluatePolicy(byHand, target, { level: 1 })).toThrow(RangeError);
  expect(() => evaluatePolicy(byHand, target, { range: [1, 1] })).toThrow(RangeError);
  expect(() => evaluatePolicy(byHand, target, { rewards: [1] })).toThrow(RangeError);
  expect(() => evaluatePolicy(byHand, target, { rewards: rewards.map((value, at) => (at === 3 ? Number.NaN : value)) })).toThrow(/Round 1: its expected reward of action 1/);
  expect(() => crossFitRewards(byHand, linearRewards(), { seed: 1, folds: 1 })).toThrow(RangeError);
  expect(() => crossFitRewards({ ...byHand, groups: [1, 1, 1, 1] }, linearRewards(), { seed: 1 })).toThrow(/two rows or groups/);
  expect(() => crossFitRewards(byHand, linearRewards({ penalty: 0 }), { seed: 1 })).toThrow(RangeError);
  expect(() => crossFitRewards(byHand, () => () => Number.NaN, { seed: 1 })).toThrow(/not a finite number/);
});
