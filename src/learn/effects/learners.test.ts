import fc from 'fast-check';
import { expect, test } from 'vitest';
import { had, largestGap, refusal } from '../linear/testing.ts';
import { logistic } from '../logistic.ts';
import { normalDraw, randomStream } from '../random.ts';
import { averageEffect } from './average-effect.ts';
import { crossFittedScores } from './cross-fitted-scores.ts';
import { effectCalibration, effectGroups } from './effect-calibration.ts';
import type { CrossFitting, EffectData } from './effect-data.ts';
import { logisticLearner, meanLearner, ridgeLearner, treesLearner } from './learners.ts';
import { fitEffects, forwardEffects, outOfFoldEffects, type EffectFitting, type MetaLearner } from './meta-learners.ts';
import { qini } from './qini.ts';

const ridge = ridgeLearner({ penalty: 0 });
const all: readonly MetaLearner[] = ['S', 'T', 'X', 'R', 'DR'];
const settings: EffectFitting = { outcome: ridge, effect: ridge, propensity: 'drawn', seed: 1 };

interface World extends EffectData {
  readonly columns: number[][];
  readonly actions: number[];
  readonly outcomes: number[];
  readonly effects: number[];
}

/** Two columns; the chance of treatment follows the first by `confounded`, the effect is 1 + `varied` times the second. */
function world(seed: number, n: number, { confounded = 0, varied = 1, noise = 1 } = {}): World {
  const random = randomStream('effects', seed);
  const columns = [0, 1].map(() => Array.from({ length: n }, () => normalDraw(random)));
  const [x, z] = columns as [number[], number[]];
  const actions = x.map((value) => Number(random() < logistic(confounded * value)));
  const effects = z.map((value) => 1 + varied * value);
  return { columns, actions, effects, outcomes: x.map((value, row) => 2 * value + (actions[row] as number) * (effects[row] as number) + noise * normalDraw(random)) };
}

test('without noise and with a straight truth each learner finds every effect; one ridge with the action as a column finds their mean alone', () => {
  const data = world(1, 200, { confounded: 0.5, noise: 0 });
  for (const kind of all) {
    const { predict } = had(fitEffects(kind, data, { ...settings, propensity: logisticLearner() }));
    const got = predict([[0, 1, 5], [0, 2, -1]]);
    if (kind === 'S') expect(Math.max(...got) - Math.min(...got)).toBeLessThan(1e-9);
    else expect(largestGap(got, [1, 3, 1e-300])).toSatisfy((gap: number) => Math.abs((got[0] as number) - 1) < 1e-4 && Math.abs((got[1] as number) - 3) < 1e-4 && Math.abs(got[2] as number) < 1e-4 && gap >= 0);
  }
});

test('trees as learners find a step in the effect, of numbers and of chances', () => {
  const random = randomStream('step', 5);
  const n = 1_500;
  const x = Array.from({ length: n }, () => random());
  const actions = x.map(() => Number(random() < 0.5));
  const outcomes = x.map((value, row) => Number(random() < 0.3 + (value > 0.5 ? 0.4 * (actions[row] as number) : 0)));
  const trees = treesLearner({ objective: { kind: 'squared' }, rounds: 30, depth: 2 });
  const chancy = treesLearner({ objective: { kind: 'logistic' }, rounds: 30, depth: 2 });
  for (const kind of all) {
    const { predict } = had(fitEffects(kind, { columns: [x], actions, outcomes }, { ...settings, outcome: chancy, effect: trees }));
    const [low, high] = predict([[0.2, 0.8]]) as unknown as [number, number];
    expect(Math.abs(low)).toBeLessThan(0.16);
    expect(Math.abs(high - 0.4)).toBeLessThan(0.16);
  }
});

/** The scores again, from scratch: means of the other folds by action. */
test('scores are those worked out by hand from the folds, for three actions and known chances', () => {
  const n = 60;
  const actions = Array.from({ length: n }, (_, row) => row % 3);
  const outcomes = actions.map((action, row) => action + ((row * 7) % 5));
  const chances = [0, 1, 2].map((action) => Array.from({ length: n }, (_, row) => [[0.2, 0.3, 0.5], [0.4, 0.4, 0.2]][row % 2]?.[action] as number));
  const answer = had(crossFittedScores({ columns: [outcomes], actions, outcomes }, { outcome: meanLearner, propensity: chances, seed: 3, folds: 4 }));
  answer.scores.forEach((scores, action) => scores.forEach((score, row) => {
    const others = outcomes.filter((_, other) => answer.folds[other] !== answer.folds[row] && actions[other] === action);
    const mean = others.reduce((sum, value) => sum + value, 0) / others.length;
    expect(score).toBeCloseTo(mean + (actions[row] === action ? ((outcomes[row] as number) - mean) / (chances[action]?.[row] as number) : 0), 10);
  }));
  expect(answer.overlap.least).toBe(0.2);
  expect(answer.overlap.clippedShare).toBe(0);
  const scores = (answer.scores[2] as Float64Array).map((value, row) => value - (answer.scores[1]?.[row] as number));
  const mean = scores.reduce((sum, value) => sum + value / n, 0);
  const effect = had(averageEffect(answer, { action: 2, against: 1 }));
  expect(effect.estimate).toBeCloseTo(mean, 10);
  expect(effect.standardError).toBeCloseTo(Math.sqrt(scores.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n / (n - 1)), 10);
});

const coverageOf = (runs: number, one: (seed: number) => { low: number; high: number; truth: number }): number =>
  Array.from({ length: runs }, (_, seed) => one(seed)).filter(({ low, high, truth }) => low <= truth && high >= truth).length / runs;

test('90 % intervals of the average effect cover it, drawn or confounded, and of a group by columns; a plain difference does not', () => {
  const average = (confounded: number) => coverageOf(90, (seed) => {
    const data = world(seed, 300, { confounded });
    const scores = had(crossFittedScores(data, { outcome: ridge, propensity: confounded ? logisticLearner() : 'drawn', seed }));
    const [whole, part] = [had(averageEffect(scores, { level: 0.9 })), had(averageEffect(scores, { level: 0.9, within: data.columns[1]?.map((value) => Number(value > 0)) as number[] }))];
    return seed % 2 === 0 ? { ...whole, truth: 1 } : { ...part, truth: 1 + Math.sqrt(2 / Math.PI) };
  });
  for (const confounded of [0, 0.8]) {
    expect(average(confounded)).toBeGreaterThan(0.8);
    expect(average(confounded)).toBeLessThan(0.98);
  }
  const naive = coverageOf(30, (seed) => {
    const data = world(seed, 300, { confounded: 0.8 });
    const drawn = had(crossFittedScores(data, { outcome: meanLearner, propensity: 'drawn', seed }));
    return { ...had(averageEffect(drawn, { level: 0.9 })), truth: 1 };
  });
  expect(naive).toBeLessThan(0.3);
});

test('labels swapped turn the effects, a constant added to the outcomes changes nothing', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1e6 }), fc.constantFrom(...all), fc.double({ min: -20, max: 20, noNaN: true }), (seed, kind, shift) => {
    const data = world(seed, 90);
    const base = had(outOfFoldEffects(kind, data, settings)).effects;
    const swapped = had(outOfFoldEffects(kind, { ...data, actions: data.actions.map((action) => 1 - action) }, settings)).effects;
    const shifted = had(outOfFoldEffects(kind, { ...data, outcomes: data.outcomes.map((value) => value + shift) }, settings)).effects;
    base.forEach((effect, row) => {
      expect(Math.abs(effect + (swapped[row] as number))).toBeLessThan(1e-5);
      expect(Math.abs(effect - (shifted[row] as number))).toBeLessThan(1e-5);
    });
    const scores = had(crossFittedScores(data, settings));
    const turned = had(crossFittedScores({ ...data, actions: data.actions.map((action) => 1 - action) }, settings));
    expect(had(averageEffect(turned)).estimate).toBeCloseTo(-had(averageEffect(scores)).estimate, 8);
    expect(had(averageEffect(scores, { action: 0, against: 1 })).estimate).toBeCloseTo(-had(averageEffect(scores)).estimate, 10);
  }), { numRuns: 15 });
});

test('a weight is the subject so many times, and the order of subjects is nothing, for learners without inner folds', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1e6 }), fc.constantFrom('S' as const, 'T' as const, 'X' as const), (seed, kind) => {
    const data = world(seed, 60);
    const weights = data.actions.map((_, row) => row % 3);
    const rows = weights.flatMap((weight, row) => new Array<number>(weight).fill(row)).reverse();
    const pick = (values: number[]): number[] => rows.map((row) => values[row] as number);
    const fresh = [[0.3, -1], [2, 0.4]];
    const one = had(fitEffects(kind, { ...data, weights }, { ...settings, outcome: ridgeLearner() })).predict(fresh);
    const other = had(fitEffects(kind, { columns: data.columns.map(pick), actions: pick(data.actions), outcomes: pick(data.outcomes) }, { ...settings, outcome: ridgeLearner() })).predict(fresh);
    one.forEach((value, at) => { expect(Math.abs(value - (other[at] as number))).toBeLessThan(1e-8); });
    const scores = had(crossFittedScores(data, settings));
    const again = { scores: scores.scores.map((column) => pick([...column]) as unknown as Float64Array) };
    const [weighed, repeated] = [had(averageEffect(scores, { weights })), had(averageEffect({ scores: again.scores.map((column) => Float64Array.from(column)) }))];
    expect(largestGap([weighed.estimate, weighed.standardError, weighed.n], [repeated.estimate, repeated.standardError, repeated.n])).toBeLessThan(1e-8);
  }), { numRuns: 20 });
});

test('no subject, and nobody of its group, has seen its own effect: outcomes of a group do not move it', () => {
  const data = world(4, 120);
  const groups = data.actions.map((_, row) => Math.floor(row / 4));
  for (const kind of all) {
    const base = had(outOfFoldEffects(kind, { ...data, groups }, settings));
    const moved = had(outOfFoldEffects(kind, { ...data, groups, outcomes: data.outcomes.map((value, row) => (groups[row] === 0 ? 1e3 : value)) }, settings));
    for (let row = 0; row < 4; row += 1) {
      expect(base.folds[row]).toBe(base.folds[0]);
      expect(moved.effects[row]).toBeCloseTo(base.effects[row] as number, 8);
    }
  }
});

test('learned effects are judged: right ones have a slope of 1, noise one of 0, and the groups order themselves', () => {
  const data = world(7, 1_200);
  const scored = had(crossFittedScores(data, settings));
  const scores = (scored.scores[1] as Float64Array).map((value, row) => value - (scored.scores[0]?.[row] as number));
  const judged = had(effectCalibration({ effects: data.effects, scores }));
  expect(judged.slope.low).toBeLessThan(1);
  expect(judged.slope.high).toBeGreaterThan(1);
  expect(judged.slope.low).toBeGreaterThan(0.7);
  const random = randomStream('noise', 2);
  const { slope } = had(effectCalibration({ effects: scores.map(() => normalDraw(random)), scores }));
  expect(slope.low).toBeLessThan(0);
  expect(slope.high).toBeGreaterThan(0);
  const groups = had(effectGroups({ effects: data.effects, scores, folds: scored.folds }, { count: 4, columns: data.columns }));
  const estimates = groups.groups.map(({ estimate }) => estimate);
  expect(estimates).toEqual([...estimates].sort((a, b) => a - b));
  expect(groups.groups.reduce((sum, { n }) => sum + n, 0)).toBe(1_200);
  expect(groups.difference.low).toBeGreaterThan(1.5);
  expect(groups.columns[1]?.estimate).toBeGreaterThan(2);
  expect(Math.abs(groups.columns[0]?.estimate ?? 9)).toBeLessThan(0.3);
  expect(refusal(() => effectCalibration({ effects: scores.map(() => 2), scores }))).toContain('all alike');
  expect(refusal(() => effectGroups({ effects: scores.map(() => 2), scores }))).toContain('fewer');
});

test('absent overlap is refused, thin overlap reported', () => {
  const data = world(3, 400, { confounded: 50 });
  expect(refusal(() => crossFittedScores(data, { ...settings, propensity: logisticLearner() }))).toContain('no comparison is there');
  expect(refusal(() => outOfFoldEffects('DR', data, { ...settings, propensity: treesLearner({ objective: { kind: 'logistic' } }) }))).toContain('no comparison is there');
  const thin = had(crossFittedScores(world(3, 400, { confounded: 2 }), { ...settings, propensity: logisticLearner(), mostClipped: 1 }));
  expect(thin.overlap.clippedShare).toBeGreaterThan(0);
  expect(thin.overlap.least).toBeLessThan(0.02);
  expect(thin.overlap.effective[1]).toBeLessThan(150);
  expect(Math.min(...thin.propensities.map((column) => Math.min(...column)))).toBeGreaterThanOrEqual(0.02);
});

test('bad data throw, thin ones are refused, nothing is NaN', () => {
  const data = world(9, 40);
  const scored = (other: Partial<EffectData>, more: Partial<CrossFitting> = {}): string => refusal(() => crossFittedScores({ ...data, ...other }, { ...settings, ...more }));
  expect(scored({ columns: [], actions: [], outcomes: [] })).toContain('at least one row');
  expect(scored({ columns: [] })).toContain('at least one column');
  expect(scored({ outcomes: data.outcomes.map((value, row) => (row === 3 ? Number.NaN : value)) })).toContain('value 3 is NaN');
  expect(scored({ actions: data.actions.map((action, row) => (row === 5 ? 0.5 : action)) })).toContain('Action 5');
  expect(scored({ actions: data.actions.map(() => 0) })).toContain('Action 1 was met by 0');
  expect(scored({ actions: data.actions.map((action, row) => (row === 5 ? 1e9 : action)) })).toContain('without gaps');
  expect(scored({}, { propensity: [0.5, 0.4] })).toContain('not to 1');
  expect(scored({}, { propensity: [1] })).toContain('1 actions for 2');
  expect(scored({}, { clip: 0.7 })).toContain('clip');
  expect(scored({ columns: [data.columns[0]?.map(() => Number.NaN) as number[]] })).toContain('not a finite number');
  expect(scored({ groups: data.actions.map(() => 'one') })).toContain('groups');
  expect(refusal(() => fitEffects('T', { ...data, actions: data.actions.map((_, row) => row % 3) }, settings))).toContain('keep the subjects of two');
  expect(refusal(() => logisticLearner().fit([[1, 2]], [0, 3]))).toContain('0 and 1');
  expect(refusal(() => averageEffect({ scores: [Float64Array.of(1), Float64Array.of(2)] }))).toContain('at least two');
  expect(refusal(() => averageEffect({ scores: [Float64Array.of(1)] }))).toContain('actions 0 to 0');
  for (const kind of all) {
    const flat = had(outOfFoldEffects(kind, { ...data, columns: [...data.columns, data.columns[0] as number[], data.outcomes.map(() => 1)], outcomes: data.outcomes.map(() => 1) }, settings));
    expect(flat.effects.every((effect) => Math.abs(effect) < 1e-6)).toBe(true);
    const wide = had(outOfFoldEffects(kind, { ...data, columns: Array.from({ length: 60 }, (_, j) => data.outcomes.map((_value, row) => Math.sin((j + 1) * (row + 2)))) }, { ...settings, outcome: ridgeLearner(), effect: ridgeLearner() }));
    expect(wide.effects.every(Number.isFinite)).toBe(true);
  }
});

test('effects learned forward come from earlier folds alone, and their Qini is honest where effects do not differ', () => {
  const data = world(6, 200);
  const base = had(forwardEffects('T', data, settings));
  const last = Math.max(...base.folds);
  const isLast = (row: number): boolean => base.folds[base.rows.indexOf(row)] === last;
  const moved = had(forwardEffects('T', { ...data, outcomes: data.outcomes.map((value, row) => (isLast(row) ? 1e3 : value)) }, settings));
  expect(moved.effects).toEqual(base.effects);
  expect(base.rows.length).toBe(160);
  expect([...new Set(base.folds)].sort((a, b) => a - b)).toEqual([1, 2, 3, 4]);
  const covered = Array.from({ length: 120 }, (_, seed) => {
    const nothing = world(seed, 150, { varied: 0 });
    const { rows, effects, folds } = had(forwardEffects('T', nothing, { ...settings, seed }));
    const of = (values: number[]): number[] => Array.from(rows, (row) => values[row] as number);
    const { low, high } = had(qini({ ranking: effects, folds, outcomes: of(nothing.outcomes), treated: of(nothing.actions) }));
    return low <= 0 && high >= 0;
  }).filter(Boolean).length / 120;
  expect(covered).toBeGreaterThan(0.88);
});

test('equal effects are ties, not ranks of rounding', () => {
  const { effects } = had(outOfFoldEffects('S', world(2, 100), { ...settings, outcome: ridgeLearner() }));
  expect(new Set(effects).size).toBeLessThanOrEqual(5);
});
