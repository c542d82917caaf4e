import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bernoulliThompsonChances, drawAction, evaluatePolicy, learnLinearArms, learnLogisticArms, linearThompsonChances, linUcbChances, logistic, logisticThompsonChances, normalCdf, normalDraw, randomStream,
  startLinearArms, startLogisticArms, type LinearArms,
} from '../index.ts';
import { betaBelow } from '../incomplete-beta.ts';
import { withFloor } from './draw-action.ts';

const sumOf = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0);
const largestGap = (got: ArrayLike<number>, expected: ArrayLike<number>): number => Math.max(...Array.from(expected, (value, at) => Math.abs((got[at] as number) - value)));
const free = { floor: 0 };

/** Arms that hold these beliefs at the context [1]: mean m and variance s². */
const armsOf = (...beliefs: ReadonlyArray<readonly [number, number]>): LinearArms => ({ width: 1, arms: beliefs.map(([mean, sd]) => ({ precision: [1 / sd ** 2], pull: [mean / sd ** 2], rounds: 0 })) });

describe('chances to be best', () => {
  test('of two normals are in closed form', () => {
    fc.assert(fc.property(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: 0.01, max: 5, noNaN: true }), fc.double({ min: 0.01, max: 5, noNaN: true }), (mean, one, other) => {
      expect(largestGap(linearThompsonChances(armsOf([mean, one], [0, other]), [1], free), [normalCdf(mean / Math.hypot(one, other)), normalCdf(-mean / Math.hypot(one, other))])).toBeLessThan(2e-5);
    }));
  });

  // scipy 1.10.1, integrate.quad.
  test('of three are those of scipy: normals of very different spread, and Beta distributions', () => {
    expect(largestGap(linearThompsonChances(armsOf([0.2, 1], [0, 0.05], [-1, 3]), [1], free), [0.42229109562, 0.26547842421, 0.31223048016])).toBeLessThan(2e-5);
    expect(largestGap(bernoulliThompsonChances({ successes: [5, 2, 10], failures: [3, 2, 9] }, free), [0.50997261351, 0.27093865896, 0.21908872753])).toBeLessThan(1e-7);
    expect(largestGap(bernoulliThompsonChances({ successes: [0, 30, 1], failures: [0, 2999, 4] }, free), [0.71427997224, 0.0000170972, 0.28570293053])).toBeLessThan(2e-5);
  });

  test('shares of a Beta distribution are those of scipy', () => {
    expect(largestGap([betaBelow(0.1, 2.5, 0.7), betaBelow(0.5, 2.5, 0.7), betaBelow(0.97, 2.5, 0.7), betaBelow(0.31, 300, 700)], [0.00181701, 0.11398346, 0.83080014, 0.7564186827])).toBeLessThan(1e-8);
    expect([betaBelow(0, 2, 3), betaBelow(1, 2, 3)]).toEqual([0, 1]);
  });

  const counts = fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 })), { minLength: 1, maxLength: 8 });
  test('sum to 1, keep the floor, follow the names of actions, and rise with one more success', () => {
    fc.assert(fc.property(counts, (arms) => {
      const state = { successes: arms.map(([won]) => won), failures: arms.map(([, lost]) => lost) };
      const chances = bernoulliThompsonChances(state);
      expect(sumOf(chances)).toBeCloseTo(1, 12);
      for (const chance of chances) expect(chance).toBeGreaterThanOrEqual(0.01 / arms.length - 1e-15);
      expect(largestGap(bernoulliThompsonChances({ successes: state.successes.toReversed(), failures: state.failures.toReversed() }), chances.toReversed())).toBeLessThan(1e-12);
      const better = bernoulliThompsonChances({ ...state, successes: state.successes.with(0, (state.successes[0] as number) + 1) });
      expect(better[0] as number).toBeGreaterThanOrEqual((chances[0] as number) - 1e-6);
    }), { numRuns: 40 });
  });

  test('of actions that are alike are alike, and of one action certain', () => {
    expect(largestGap(bernoulliThompsonChances({ successes: [3, 3, 3, 3], failures: [9, 9, 9, 9] }), [0.25, 0.25, 0.25, 0.25])).toBeLessThan(1e-12);
    expect([...linearThompsonChances(startLinearArms({ actions: 1, width: 2 }), [1, 2])]).toEqual([1]);
    // A context of zeros tells nothing and leaves no doubt either: all tie.
    expect(largestGap(linearThompsonChances(startLinearArms({ actions: 3, width: 2 }), [0, 0]), [1 / 3, 1 / 3, 1 / 3])).toBeLessThan(1e-9);
  });
});

describe('drawing', () => {
  test('takes each action in exactly its share of uniform numbers, and says that share', () => {
    const chances = [0.125, 0, 0.5, 0.375];
    const drawn = Array.from({ length: 64 }, (_, at) => drawAction(chances, at / 64));
    chances.forEach((chance, action) => expect(drawn.filter((one) => one.action === action)).toHaveLength(64 * chance));
    for (const { action, propensity } of drawn) expect(propensity).toBe(chances[action]);
  });

  test('never draws what has no chance, whatever rounding leaves', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 12 }).filter((raw) => sumOf(raw) > 0), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (raw, uniform) => {
      const { propensity, action } = drawAction(raw.map((value) => value / sumOf(raw)), uniform);
      expect(propensity).toBe((raw[action] as number) / sumOf(raw));
      expect(propensity).toBeGreaterThan(0);
    }));
  });
});

describe('LinUCB', () => {
  test('by hand: A = 1 + x², hope θx + α x ÷ √A', () => {
    let state = startLinearArms({ actions: 2, width: 1 });
    state = learnLinearArms(state, { context: [2], action: 0, reward: 3 });
    // Action 0: A = 5, b = 6, so at x = 1 1.2 + 0.447; action 1: 0 + 1.
    expect([...linUcbChances(state, [1], { explore: 0.2 })]).toEqual([0.9, 0.1]);
    expect([...linUcbChances(state, [1], { alpha: 3, explore: 0 })]).toEqual([0, 1]);
    expect([...linUcbChances(state, [0], { explore: 0 })]).toEqual([0.5, 0.5]);
  });

  test('its means are those of a ridge over the rounds of each action, in whatever order they came', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -9, max: 9 })), { minLength: 1, maxLength: 20 }), (rounds) => {
      const learned = (order: typeof rounds): LinearArms => order.reduce((state, [x, reward]) => learnLinearArms(state, { context: [1, x], action: 1, reward }), startLinearArms({ actions: 2, width: 2, penalty: 0.5 }));
      const [arm, turned] = [learned(rounds).arms[1], learned(rounds.toReversed()).arms[1]];
      expect(turned).toEqual(arm);
      expect(arm?.pull).toEqual([sumOf(rounds.map(([, r]) => r)) + 0, sumOf(rounds.map(([x, r]) => x * r)) + 0]);
      expect(arm?.precision[3]).toBeCloseTo(0.5 + sumOf(rounds.map(([x]) => x * x)), 12);
      expect(learned(rounds).arms[0]).toEqual(startLinearArms({ actions: 2, width: 2, penalty: 0.5 }).arms[0]);
    }));
  });
});

// scipy 1.10.1, minimize by BFGS: the mode of each posterior in turn, the one before as its prior.
test('the logistic model moves to the mode of each posterior and adds its curvature', () => {
  const rounds = [[[1, 0.5], 1], [[1, -1.2], 0], [[1, 2], 1]] as const;
  const state = rounds.reduce((so, [context, reward]) => learnLogisticArms(so, { context, action: 0, reward }), startLogisticArms({ actions: 1, width: 2 }));
  expect(largestGap(state.arms[0]!.mode, [0.18438868, 0.82363008])).toBeLessThan(1e-6);
  expect(largestGap(state.arms[0]!.precision, [1.57946038, 0.08699345, 0.08699345, 1.85791545])).toBeLessThan(1e-6);
});

test('learning changes no state that was given, and what is saved and read again goes on the same', () => {
  const [linear, log] = [startLinearArms({ actions: 2, width: 2 }), startLogisticArms({ actions: 2, width: 2 })];
  const before = JSON.stringify([linear, log]);
  const round = { context: [1, 0.3], action: 1, reward: 1 };
  const [linearNext, logNext] = [learnLinearArms(linear, round), learnLogisticArms(log, round)];
  expect(JSON.stringify([linear, log])).toBe(before);
  expect(linUcbChances(JSON.parse(JSON.stringify(linearNext)) as LinearArms, [1, 2])).toEqual(linUcbChances(linearNext, [1, 2]));
  expect(logisticThompsonChances(JSON.parse(JSON.stringify(logNext)) as typeof log, [1, 2])).toEqual(logisticThompsonChances(logNext, [1, 2]));
});

interface Way<State> {
  readonly start: State;
  readonly chances: (state: State, context: readonly number[]) => Float64Array;
  readonly learn: (state: State, round: { context: readonly number[]; action: number; reward: number }) => State;
}

const worth = (context: readonly number[], action: number): number => [0.25, 0.2 + 0.5 * (context[1] as number), 0.6 - 0.5 * (context[1] as number)][action] as number;

/** A course of rounds: what was taken, what came of it, and how much less than the best was to be expected. */
function course<State>({ start, chances, learn }: Way<State>, seed: number, n: number): { rounds: Array<{ context: number[]; chances: Float64Array; action: number; propensity: number; reward: number }>; regret: number[] } {
  const random = randomStream('course', seed);
  let state = start;
  const regret: number[] = [];
  const rounds = Array.from({ length: n }, () => {
    const context = [1, random()];
    const vector = chances(state, context);
    const { action, propensity } = drawAction(vector, random());
    const reward = Number(random() < worth(context, action));
    regret.push(Math.max(worth(context, 0), worth(context, 1), worth(context, 2)) - worth(context, action));
    state = learn(state, { context, action, reward });
    return { context, chances: vector, action, propensity, reward };
  });
  return { rounds, regret };
}

const linUcb: Way<LinearArms> = { start: startLinearArms({ actions: 3, width: 2 }), chances: (state, context) => linUcbChances(state, context, { explore: 0.02 }), learn: learnLinearArms };
const linearThompson: Way<LinearArms> = { ...linUcb, chances: (state, context) => linearThompsonChances(state, context, { noise: 0.5 }) };
const logisticThompson: Way<ReturnType<typeof startLogisticArms>> = { start: startLogisticArms({ actions: 3, width: 2 }), chances: logisticThompsonChances, learn: learnLogisticArms };
const bernoulli: Way<{ successes: number[]; failures: number[] }> = {
  start: { successes: [0, 0, 0], failures: [0, 0, 0] }, chances: (state) => bernoulliThompsonChances(state),
  learn: ({ successes, failures }, { action, reward }) => ({ successes: successes.with(action, (successes[action] as number) + reward), failures: failures.with(action, (failures[action] as number) + 1 - reward) }),
};

describe.each([['LinUCB', linUcb as Way<unknown>], ['linear Thompson sampling', linearThompson as Way<unknown>], ['logistic Thompson sampling', logisticThompson as Way<unknown>]])('%s', (_, way) => {
  test('comes to regret much less than at first, and less than who takes any action alike', () => {
    const courses = Array.from({ length: 5 }, (_one, seed) => course(way, seed, 600).regret);
    const [first, last] = [sumOf(courses.map((regret) => sumOf(regret.slice(0, 100)))), sumOf(courses.map((regret) => sumOf(regret.slice(-100))))];
    expect(last).toBeLessThan(0.5 * first);
    // Any action alike regrets 0.175 in a round.
    expect(sumOf(courses.map(sumOf)) / 5 / 600).toBeLessThan(0.5 * 0.175);
  });
});

test('off-policy evaluation of a learner\'s own log is unbiased for policies that it did not follow', () => {
  for (const way of [linearThompson as Way<unknown>, bernoulli as Way<unknown>, linUcb as Way<unknown>]) {
    const errors = Array.from({ length: 60 }, (_, seed) => {
      const { rounds } = course(way, 5_000 + seed, 60);
      const logged = { actions: 3, action: rounds.map((round) => round.action), reward: rounds.map((round) => round.reward), propensity: rounds.map((round) => round.propensity) };
      const { estimates } = evaluatePolicy(logged, new Float64Array(180).fill(1 / 3));
      const truth = sumOf(rounds.map(({ context }) => (worth(context, 0) + worth(context, 1) + worth(context, 2)) / 3)) / 60;
      return (estimates?.ipw?.estimate ?? Number.NaN) - truth;
    });
    const mean = sumOf(errors) / errors.length;
    const error = Math.sqrt(sumOf(errors.map((one) => (one - mean) ** 2)) / 59 / 60);
    expect(Math.abs(mean)).toBeLessThan(3 * error);
  }
});

test('wide contexts and far apart beliefs give finite chances', () => {
  const random = randomStream('wide', 1);
  let state = startLinearArms({ actions: 4, width: 12, penalty: 1e-6 });
  for (let round = 0; round < 60; round += 1) state = learnLinearArms(state, { context: Array.from({ length: 12 }, () => 1e3 * normalDraw(random)), action: round % 4, reward: 1e6 * normalDraw(random) });
  for (const chances of [linearThompsonChances(state, new Array<number>(12).fill(1e4)), linUcbChances(state, new Array<number>(12).fill(1e4)), linearThompsonChances(armsOf([1e9, 1e-6], [-1e9, 1e-6]), [1])]) {
    expect(chances.every((chance) => chance >= 0 && chance <= 1)).toBe(true);
    expect(sumOf(chances)).toBeCloseTo(1, 9);
  }
  let sure = startLogisticArms({ actions: 2, width: 1 });
  for (let round = 0; round < 300; round += 1) sure = learnLogisticArms(sure, { context: [1], action: 0, reward: 1 });
  expect(logistic(sure.arms[0]!.mode[0] as number)).toBeGreaterThan(0.9);
  expect(logisticThompsonChances(sure, [1])[0]).toBeGreaterThan(0.95);
});

test('bad states, contexts and settings are refused with a reason', () => {
  const arms = startLinearArms({ actions: 2, width: 1 });
  const logisticArms = startLogisticArms({ actions: 2, width: 1 });
  const bad: ReadonlyArray<readonly [() => unknown, RegExp]> = [
    [() => startLinearArms({ actions: 0, width: 1 }), /0 actions/], [() => startLogisticArms({ actions: 1, width: 1.5 }), /1.5 columns/], [() => startLinearArms({ actions: 1, width: 1, penalty: 0 }), /penalty/], [() => startLogisticArms({ actions: 1, width: 1, penalty: Infinity }), /penalty/],
    [() => linUcbChances(arms, [1, 2]), /2 columns, not 1/], [() => linUcbChances(arms, [Number.NaN]), /Context: value 0/], [() => linUcbChances(arms, [1], { alpha: -1 }), /alpha/], [() => linUcbChances(arms, [1], { explore: 2 }), /explore/],
    [() => learnLinearArms(arms, { context: [1], action: 2, reward: 1 }), /Action 2/], [() => learnLinearArms(arms, { context: [1], action: 0, reward: Infinity }), /Reward/], [() => learnLogisticArms(logisticArms, { context: [1], action: 0, reward: 0.5 }), /neither 0 nor 1/],
    [() => learnLogisticArms(logisticArms, { context: [1], action: -1, reward: 1 }), /Action -1/], [() => linearThompsonChances(arms, [1], { noise: 0 }), /noise/], [() => linearThompsonChances(arms, [1], { floor: 0.6 }), /floor/], [() => logisticThompsonChances(logisticArms, [1], { floor: -0.1 }), /floor/],
    [() => logisticThompsonChances(logisticArms, []), /0 columns/], [() => bernoulliThompsonChances({ successes: [], failures: [] }), /not pairs/], [() => bernoulliThompsonChances({ successes: [1], failures: [-1] }), /below zero/], [() => bernoulliThompsonChances({ successes: [Number.NaN], failures: [1] }), /Successes/],
    [() => drawAction([0.5, 0.6], 0.1), /sum to 1/], [() => drawAction([], 0.1), /sum to 1/], [() => drawAction([1.5, -0.5], 0.1), /sum to 1/], [() => drawAction([1], 1), /uniform/], [() => drawAction([1], Number.NaN), /uniform/], [() => withFloor(Float64Array.of(1), 2), /floor/],
    [() => linUcbChances({ width: 1, arms: [{ precision: [-1], pull: [0], rounds: 0 }] }, [1]), /no state/],
  ];
  for (const [run, message] of bad) expect(run).toThrow(message);
});
