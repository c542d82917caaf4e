import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cox, normalDraw, randomStream, readXgboostJson, trainTrees, treeScorer, type Objective } from '../index.ts';
import { lossFor, type Loss, type TableLoss } from './objectives.ts';

interface Fixture {
  readonly columns: Array<Array<number | null>>;
  readonly fits: ReadonlyArray<{ readonly objective: string; readonly power: number | null; readonly y: number[]; readonly predictions: number[]; readonly text: string; readonly gapOfWritten: number }>;
}

// Made by fixtures/make-xgboost-losses.py with Debian's XGBoost 1.7.4.
const fixture = JSON.parse(readFileSync(new URL('fixtures/xgboost-1.7.4-losses.json', import.meta.url), 'utf8')) as Fixture;
const columns = fixture.columns.map((column) => Float64Array.from(column, (value) => value ?? NaN));

test.each(fixture.fits)('$objective $power: learned here, predictions are those of XGBoost', ({ objective, power, y, predictions, text, gapOfWritten }) => {
  const own: Objective = objective === 'survival:cox' ? { kind: 'cox' } : { kind: 'tweedie', ...(power === 1.5 || power === null ? {} : { power }) };
  const { model } = trainTrees(columns, y, { objective: own, rounds: 10, depth: 3, eta: 0.3, minChildWeight: 0.5 });
  treeScorer(model).batch(columns).forEach((value, row) => { expect(value / (predictions[row] as number)).toBeCloseTo(1, 4); });
  const theirs = readXgboostJson(text);
  expect(theirs.objective).toEqual(objective === 'survival:cox' ? own : { kind: 'tweedie', power });
  treeScorer(theirs).batch(columns).forEach((value, row) => { expect(value / (predictions[row] as number)).toBeCloseTo(1, 5); });
  expect(gapOfWritten).toBeLessThan(3e-6);
});

const outcomeOf: Record<string, (random: () => number) => number> = {
  squared: normalDraw, logistic: (random) => Math.round(random()), poisson: (random) => Math.floor(random() * 4), softmax: (random) => Math.floor(random() * 3), tweedie: (random) => (random() < 0.4 ? 0 : random() * 5),
};
const rowLosses: Objective[] = [{ kind: 'squared' }, { kind: 'logistic' }, { kind: 'poisson' }, { kind: 'softmax', classes: 3 }, { kind: 'tweedie' }, { kind: 'tweedie', power: 1.05 }, { kind: 'tweedie', power: 1.95 }];

test.each(rowLosses)('$kind $power: derivatives are those of the loss, by differences', (objective) => {
  const loss = lossFor(objective);
  fc.assert(fc.property(fc.integer(), (seed) => {
    const random = randomStream('derivatives', seed);
    const y = (outcomeOf[objective.kind] as (random: () => number) => number)(random);
    const margins = Float64Array.from({ length: loss.outputs }, () => normalDraw(random));
    const [gradients, curvatures] = derivativesOf(loss, y, margins);
    margins.forEach((_, k) => {
      const at = (step: number): Float64Array => margins.map((value, other) => (other === k ? value + step : value));
      expect(gradients[k]).toBeCloseTo((loss.lossOf(y, at(1e-5), 0) - loss.lossOf(y, at(-1e-5), 0)) / 2e-5, 6);
      // XGBoost's softmax has twice the curvature, on purpose.
      const factor = objective.kind === 'softmax' ? 2 : 1;
      expect(curvatures[k]).toBeCloseTo((factor * ((derivativesOf(loss, y, at(1e-5))[0][k] as number) - (derivativesOf(loss, y, at(-1e-5))[0][k] as number))) / 2e-5, 6);
    });
  }), { numRuns: 40 });
});

function derivativesOf(loss: Loss, y: number, margins: Float64Array): [Float64Array, Float64Array] {
  const made: [Float64Array, Float64Array] = [new Float64Array(margins.length), new Float64Array(margins.length)];
  loss.derive(y, margins, 0, made[0], made[1], 0);
  return made;
}

const overTable = (y: Float64Array, weights?: Float64Array): TableLoss => lossFor({ kind: 'cox' }).overTable?.(y, weights) as TableLoss;

/** Times with ties, some without an event. */
function followed(seed: number, rows: number) {
  const random = randomStream('followed', seed);
  const y = Float64Array.from({ length: rows }, () => (random() < 0.3 ? -1 : 1) * Math.ceil(random() * 12));
  y[0] = 3;
  return { y, margins: Float64Array.from(y, () => normalDraw(random)), weights: Float64Array.from(y, () => 1 + Math.floor(random() * 3)) };
}

function derived(loss: TableLoss, margins: Float64Array): { gradients: Float64Array; curvatures: Float64Array } {
  const [gradients, curvatures] = [new Float64Array(margins.length), new Float64Array(margins.length)];
  loss.derive(margins, gradients, curvatures);
  return { gradients, curvatures };
}

test('cox: derivatives are those of the loss, by differences; a weight is that many rows; the order of rows changes no bit', () => {
  fc.assert(fc.property(fc.integer(), (seed) => {
    const { y, margins, weights } = followed(seed, 25);
    const loss = overTable(y);
    const events = y.filter((value) => value > 0).length;
    const { gradients, curvatures } = derived(loss, margins);
    margins.forEach((_, row) => {
      const at = (step: number): Float64Array => margins.map((value, other) => (other === row ? value + step : value));
      expect(gradients[row]).toBeCloseTo((events * (loss.loss(at(1e-5)) - loss.loss(at(-1e-5)))) / 2e-5, 6);
      expect(curvatures[row]).toBeCloseTo(((derived(loss, at(1e-5)).gradients[row] as number) - (derived(loss, at(-1e-5)).gradients[row] as number)) / 2e-5, 6);
    });
    expect(gradients.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 10);
    const repeated = [...weights].flatMap((weight, row) => new Array<number>(weight).fill(row));
    const weighted = derived(overTable(y, weights), margins);
    const longer = derived(overTable(Float64Array.from(repeated, (row) => y[row] as number)), Float64Array.from(repeated, (row) => margins[row] as number));
    for (const name of ['gradients', 'curvatures'] as const) {
      const sums = new Float64Array(y.length);
      repeated.forEach((row, at) => { sums[row] = (sums[row] as number) + (longer[name][at] as number); });
      sums.forEach((sum, row) => { expect(weighted[name][row]).toBeCloseTo(sum, 9); });
    }
    const turned = derived(overTable(y.slice().reverse(), weights.slice().reverse()), margins.slice().reverse());
    expect(turned.gradients.reverse()).toEqual(weighted.gradients);
    expect(turned.curvatures.reverse()).toEqual(weighted.curvatures);
  }), { numRuns: 30 });
});

test('cox: the loss is that of the linear model at its coefficients, and no risk is too large or small', () => {
  const { y, margins } = followed(4, 200);
  const fit = cox({ time: y.map(Math.abs), event: Array.from(y, (value) => (value > 0 ? 1 : 0)) }, margins, 1, { ties: 'breslow' });
  if ('refused' in fit) throw new Error(fit.refused);
  const events = y.filter((value) => value > 0).length;
  expect(-events * overTable(y).loss(margins.map((value) => value * (fit.coefficients[0] as number)))).toBeCloseTo(fit.logLikelihood, 8);
  const wild = margins.map((value) => value * 800);
  for (const values of Object.values(derived(overTable(y), wild))) expect(values.every(Number.isFinite)).toBe(true);
  expect(Number.isFinite(overTable(y).loss(wild))).toBe(true);
});

test('outcomes and settings that these losses do not know are refused; nobody with an event is a flat model', () => {
  expect(() => trainTrees([[1, 2]], [1, 0], { objective: { kind: 'cox' } })).toThrow(/row 1 must be the time of an event/);
  expect(() => trainTrees([[1, 2]], [1, -1], { objective: { kind: 'tweedie' } })).toThrow(/must not be negative/);
  expect(() => trainTrees([[1, 2]], [1, 1], { objective: { kind: 'tweedie', power: 2 } })).toThrow(/between 1 and 2/);
  const { model } = trainTrees([[1, 2, 3]], [-1, -2, -3], { objective: { kind: 'cox' }, rounds: 3 });
  expect([...treeScorer(model).batch([[1, 2, 3]])]).toEqual([1, 1, 1]);
  expect([...treeScorer(trainTrees([[1, 2, 3]], [0, 0, 0], { objective: { kind: 'tweedie' }, rounds: 3 }).model).batch([[1, 2, 3]])].every((value) => value >= 0 && value < 1e-6)).toBe(true);
});

test('cox: the loss of later rows is theirs alone, and stops training where it rises', () => {
  const random = randomStream('cox validation', 1);
  const column = Float64Array.from({ length: 900 }, () => random());
  const y = column.map((value, row) => (row % 5 === 0 ? -1 : 1) * Math.ceil(200 * -Math.log(1 - random()) * (value > 0.5 ? 1 : 3)));
  const fit = trainTrees([column], y, { objective: { kind: 'cox' }, rounds: 300, depth: 4, eta: 0.3, validation: { from: 600, patience: 8 } });
  expect(fit.rounds).toBeLessThan(200);
  const margins = treeScorer(fit.model).margins([column.slice(600)]);
  expect(overTable(y.slice(600)).loss(margins)).toBeCloseTo(fit.validationLosses[fit.rounds - 1] as number, 9);
  expect(fit.validationLosses[fit.rounds - 1]).toBeLessThan(overTable(y.slice(600)).loss(new Float64Array(300)) - 0.05);
});
