import { expect, test } from 'vitest';
import { readTreeModel, trainTrees, treeExplainer, treeScorer, writeTreeModel, type TreeOptions } from '../index.ts';

const logistic = { objective: { kind: 'logistic' } } as const;
const squared = { objective: { kind: 'squared' } } as const;
const answers = (columns: number[][], y: number[], options: TreeOptions): number[] => [...treeScorer(trainTrees(columns, y, options).model).batch(columns)];

test.each<[string, number[][], number[], TreeOptions, RegExp]>([
  ['no rows', [[]], [], squared, /at least one row/],
  ['no features', [], [1, 2], squared, /at least one feature/],
  ['columns of other lengths', [[1, 2]], [1], squared, /Column 0 has 2 rows/],
  ['an infinite value', [[1, Infinity]], [1, 2], squared, /Column 0 is infinite in row 1/],
  ['an outcome that is not a number', [[1, 2]], [1, NaN], squared, /outcome of row 1/],
  ['an infinite outcome', [[1, 2]], [1, -Infinity], squared, /outcome of row 1/],
  ['an outcome that is no class', [[1, 2]], [1, 2], logistic, /row 1 must be 0 or 1/],
  ['a class beyond the last', [[1, 2]], [1, 3], { objective: { kind: 'softmax', classes: 3 } }, /class from 0 to 2/],
  ['a negative count', [[1, 2]], [1, -1], { objective: { kind: 'poisson' } }, /not be negative/],
  ['a quantile of 1', [[1, 2]], [1, 1], { objective: { kind: 'quantile', share: 1 } }, /between 0 and 1/],
  ['weights that are all zero', [[1, 2]], [1, 1], { ...squared, weights: [0, 0] }, /positive weight/],
  ['a negative weight', [[1, 2]], [1, 1], { ...squared, weights: [1, -1] }, /weight of row 1/],
  ['a depth without end', [[1, 2]], [1, 1], { ...squared, depth: 99 }, /depth must be/],
  ['an eta that is not a number', [[1, 2]], [1, 1], { ...squared, eta: NaN }, /eta must be/],
  ['validation without rows', [[1, 2]], [1, 1], { ...squared, validation: { from: 2, patience: 3 } }, /rows on both sides/],
  ['two features of one name', [[1], [1]], [1], { ...squared, features: ['a', 'a'] }, /name each column once/],
])('%s is refused with the place', (_, columns, y, options, message) => {
  expect(() => trainTrees(columns, y, options)).toThrow(RangeError);
  expect(() => trainTrees(columns, y, options)).toThrow(message);
});

test('one row, constant columns and columns that are all missing give the mean', () => {
  expect(answers([[1]], [7], squared)).toEqual([7]);
  expect(answers([[2, 2, 2], [NaN, NaN, NaN]], [1, 2, 6], squared)).toEqual([3, 3, 3]);
});

test('a minus zero does not survive in a model, since JSON would not keep it', () => {
  const { model } = trainTrees([[-0, -0, 1, 1]], [-0, -0, -0, 5], { objective: { kind: 'quantile', share: 0.5 }, rounds: 2, minChildWeight: 0 });
  expect(readTreeModel(writeTreeModel(model))).toEqual(model);
  expect(model.base).toEqual([0]);
});

test('one class only gives a chance next to it, and finite reasons', () => {
  const { model } = trainTrees([[1, 2, 3]], [1, 1, 1], logistic);
  const [chance] = treeScorer(model).row([2]);
  expect(chance).toBeGreaterThan(0.999_999);
  expect(chance).toBeLessThanOrEqual(1);
  expect([...treeExplainer(model)([NaN]).contributions].every(Number.isFinite)).toBe(true);
});

test('no penalty, separated classes, equal columns and more columns than rows stay finite', () => {
  const options = { ...logistic, lambda: 0, minChildWeight: 0, eta: 1, rounds: 200 };
  expect(answers([[1, 2, 3, 4], [1, 2, 3, 4]], [0, 0, 1, 1], options).every(Number.isFinite)).toBe(true);
  expect(answers(Array.from({ length: 50 }, (_, j) => [j, 1, -j]), [0, 1, 0], options).every(Number.isFinite)).toBe(true);
});

test('numbers at both ends of what a double holds stay finite', () => {
  expect(answers([[-1.7e308, 1.7e308, 5e-324, 0]], [1e99, -1e99, 1e-300, 0], { ...squared, rounds: 5 }).every(Number.isFinite)).toBe(true);
});

test('a table or row of another width, and text that is no model, are refused', () => {
  const { model } = trainTrees([[1, 2]], [0, 1], { ...squared, minChildWeight: 0 });
  expect(() => treeScorer(model).row([1, 2])).toThrow(/1 features, the data 2/);
  expect(() => treeScorer(model).batch([[1], [2]])).toThrow(RangeError);
  expect(() => treeExplainer(model)([])).toThrow(RangeError);
  expect(() => readTreeModel('{')).toThrow(/must be JSON/);
  expect(() => readTreeModel('{}')).toThrow(/format/);
  expect(() => readTreeModel(writeTreeModel(model).replace('"left":[1,', '"left":[0,'))).toThrow(/Tree 0: children of node 0 must come after it/);
  expect(() => readTreeModel(writeTreeModel(model).replace('"feature":[0,', '"feature":[9,'))).toThrow(/asks for feature 9/);
});
