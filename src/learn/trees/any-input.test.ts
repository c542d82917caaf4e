import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backgroundExplainer, readTreeModel, readXgboostJson, trainTrees, treeExplainer, treeScorer, treeSql, writeTreeModel, writeXgboostJson, type Cell, type Objective, type TreeOptions } from '../index.ts';

const numbers = fc.oneof(fc.constantFrom(NaN, 0, -0, 1, 1e300, -1e300, 5e-324), fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, noDefaultInfinity: true }));
const texts = fc.oneof(fc.constantFrom(null, '', 'a', 'b', "it's", '__proto__'), fc.string({ maxLength: 3 }));
const objectives: ReadonlyArray<readonly [Objective, fc.Arbitrary<number>]> = [
  [{ kind: 'squared' }, fc.double({ min: -1e50, max: 1e50, noNaN: true })],
  [{ kind: 'logistic' }, fc.constantFrom(0, 1)],
  [{ kind: 'softmax', classes: 3 }, fc.constantFrom(0, 1, 2)],
  [{ kind: 'poisson' }, fc.constantFrom(0, 1, 7)],
  [{ kind: 'tweedie' }, fc.constantFrom(0, 0.5, 20)],
  [{ kind: 'quantile', share: 0.3 }, fc.double({ min: -9, max: 9, noNaN: true })],
  [{ kind: 'cox' }, fc.constantFrom(-3, -1, 1, 2, 3)],
];

/** A small table of any columns with an outcome that fits the objective, and settings. */
const tasks = fc.tuple(fc.integer({ min: 1, max: 25 }), fc.constantFrom(...objectives)).chain(([rows, [objective, outcome]]) => fc.record({
  objective: fc.constant(objective),
  columns: fc.array(fc.oneof(fc.array<Cell>(numbers, { minLength: rows, maxLength: rows }), fc.array<Cell>(texts, { minLength: rows, maxLength: rows }), fc.constantFrom<Cell>(NaN, null, 'same', 4).map((cell) => new Array<Cell>(rows).fill(cell))), { minLength: 1, maxLength: 4 }),
  y: fc.array(outcome, { minLength: rows, maxLength: rows }),
  weights: fc.option(fc.array(fc.constantFrom(0, 0.5, 1, 3), { minLength: rows, maxLength: rows }).map((all) => [1, ...all.slice(1)]), { nil: undefined }),
  more: fc.record({
    rounds: fc.integer({ min: 0, max: 6 }), depth: fc.integer({ min: 0, max: 5 }), eta: fc.constantFrom(0.1, 1), lambda: fc.constantFrom(0, 1), minChildWeight: fc.constantFrom(0, 1),
    leaves: fc.constantFrom(2, 5, 30), maxBins: fc.constantFrom(2, 255), categorySmoothing: fc.constantFrom(0, 10), minCategoryWeight: fc.constantFrom(0, 1), oneHotUpTo: fc.constantFrom(0, 4),
  }, { requiredKeys: ['rounds'] }),
}));

test('any small table and settings: finite answers, the same after save and load, reasons that add up, and texts that can be read', () => {
  fc.assert(fc.property(tasks, ({ objective, columns, y, weights, more }) => {
    const options: TreeOptions = { objective, ...more, ...(weights ? { weights } : {}) };
    const { model } = trainTrees(columns, y, options);
    const scorer = treeScorer(model);
    const [margins, answers] = [scorer.margins(columns), scorer.batch(columns)];
    expect([...margins, ...answers].every(Number.isFinite)).toBe(true);
    const again = readTreeModel(writeTreeModel(model));
    expect(again).toEqual(model);
    expect(treeScorer(again).batch(columns)).toEqual(answers);
    const row = columns.map((column) => column[0]);
    const size = Math.max(1, ...margins.map(Math.abs));
    for (const explain of [treeExplainer(model), backgroundExplainer(model, columns)]) {
      const { expected, contributions } = explain(row);
      for (let k = 0; k < model.base.length; k += 1) {
        const sum = contributions.subarray(k * columns.length, (k + 1) * columns.length).reduce((total, part) => total + part, expected[k] as number);
        expect(Math.abs(sum - (margins[k] as number)) / size).toBeLessThan(1e-9);
      }
    }
    const names = columns.map((_, at) => `c${at}`);
    expect(treeSql(model, { columns: names, allowed: names })).not.toMatch(/[( ](-?NaN|-?Infinity|undefined)/);
    expect(readXgboostJson(writeXgboostJson(model)).features).toEqual(model.features);
  }), { numRuns: 400 });
});

test('a rate that outgrows numbers is the greatest of them', () => {
  const column = [NaN, -5e-324, NaN, 0, NaN, -1.0000000000000002, NaN, 0, 1, 0, NaN, 0, NaN, NaN, NaN, 0, 0, NaN, 0, 0, -1e300];
  const { model } = trainTrees([column], [-3, -3, 3, -3, -1, -3, -3, -3, -1, -3, -3, 3, -3, 3, -3, -3, 1, -3, -3, -3, 2], { objective: { kind: 'cox' }, rounds: 4, eta: 1, lambda: 0, minChildWeight: 0 });
  expect(Math.max(...treeScorer(model).batch([column]))).toBe(Number.MAX_VALUE);
});
