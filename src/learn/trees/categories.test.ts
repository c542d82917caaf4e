import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomStream, readTreeModel, treeExplainer, treeScorer, writeTreeModel, type Cell, type Tree, type TreeModel } from '../index.ts';
import { columnsOf, randomModel, randomRow } from './testing.ts';

const tree: Tree = { output: 0, left: [1, -1, -1], right: [2, -1, -1], feature: [0, 0, 0], threshold: [0, 0, 0], missingLeft: [1, 0, 0], leftCodes: [[0, 2], null, null], unseenLeft: [0, 0, 0], value: [0, 10, 20], cover: [4, 1, 3], gain: [1, 0, 0] };
const byHand: TreeModel = { format: 'hindcast-trees', version: 2, objective: { kind: 'squared' }, features: ['colour'], categories: [['red', 'green', '7']], base: [1], trees: [tree] };

test('a category in the set goes left, another right, the missing and the unseen each their own side', () => {
  const scorer = treeScorer(byHand);
  const cells: Cell[] = ['red', 'green', '7', 7, null, undefined, NaN, 'blue', 'Red', ''];
  expect([...scorer.batch([cells])]).toEqual([11, 21, 11, 11, 11, 11, 11, 21, 21, 21]);
  expect(cells.map((cell) => scorer.row([cell])[0])).toEqual([...scorer.batch([cells])]);
  expect(scorer.unseenIn([cells])).toEqual([3]);
  const { expected, contributions } = treeExplainer(byHand)(['red']);
  expect([expected[0], contributions[0]]).toEqual([18.5, -7.5]);
});

test('saved, read and scored one by one or together: the same bits; SHAP adds up; the unseen are counted', () => {
  fc.assert(fc.property(fc.integer(), (seed) => {
    const random = randomStream('rows', seed);
    const model = randomModel(seed);
    const again = readTreeModel(writeTreeModel(model));
    expect(again).toEqual(model);
    const rows = Array.from({ length: 300 }, () => randomRow(model, random));
    const batch = treeScorer(again).batch(columnsOf(rows, 5));
    const [scorer, explain] = [treeScorer(model), treeExplainer(model)];
    rows.slice(0, 40).forEach((row, at) => {
      expect(scorer.row(row)[0]).toBe(batch[at]);
      const { expected, contributions } = explain(row);
      expect(contributions.reduce((sum, part) => sum + part, expected[0] as number)).toBeCloseTo(batch[at] as number, 10);
    });
    const unseen = [1, 3].map((feature) => rows.filter((row) => row[feature] === 'never seen').length);
    expect(scorer.unseenIn(columnsOf(rows, 5))).toEqual([0, unseen[0], 0, unseen[1], 0]);
  }), { numRuns: 25 });
});

test('the order of a dictionary, with its codes, decides nothing', () => {
  fc.assert(fc.property(fc.integer(), (seed) => {
    const random = randomStream('rows', seed);
    const model = randomModel(seed);
    const turned = (codes: readonly number[] | null, feature: number): number[] | null => codes && codes.map((code) => (model.categories?.[feature]?.length as number) - 1 - code).reverse();
    const other = { ...model, categories: model.categories?.map((words) => words && [...words].reverse()) ?? [], trees: model.trees.map((one) => ({ ...one, leftCodes: one.leftCodes?.map((codes, node) => turned(codes, one.feature[node] as number)) ?? [] })) };
    const columns = columnsOf(Array.from({ length: 100 }, () => randomRow(model, random)), 5);
    expect(treeScorer(other).batch(columns)).toEqual(treeScorer(model).batch(columns));
  }), { numRuns: 15 });
});

test('text where the model has a number, and a model whose sets do not fit its dictionaries, are refused by place', () => {
  const model = randomModel(1);
  expect(() => treeScorer(model).row(['red', 'red', 1, 'c1', 2])).toThrow('Feature a is a number, but row 0 holds a text');
  expect(() => treeScorer(model).batch([[1, 'x'], ['red', 'red'], [1, 1], ['', ''], [1, 1]])).toThrow('row 1');
  const broken = (change: Partial<Tree>, of: Partial<TreeModel> = {}): string => JSON.stringify({ ...byHand, ...of, trees: [{ ...tree, ...change }] });
  expect(() => readTreeModel(broken({ leftCodes: [[0, 3], null, null] }))).toThrow('Tree 0: node 0 must list rising places in the dictionary');
  expect(() => readTreeModel(broken({ leftCodes: [[2, 0], null, null] }))).toThrow(/rising/);
  expect(() => readTreeModel(broken({ leftCodes: [null, null, null] }))).toThrow(/asks for a number of a feature that has categories/);
  expect(() => readTreeModel(broken({ leftCodes: [[0]] }))).toThrow(/one entry for each node/);
  expect(() => readTreeModel(broken({}, { categories: [null] }))).toThrow(/asks for a category of a feature that has none/);
  expect(() => readTreeModel(broken({}, { categories: [['red', 'red', 'x']] }))).toThrow(/different texts/);
  expect(() => readTreeModel(broken({}, { version: 1 }))).toThrow(/version 2 alone/);
  expect(() => readTreeModel(broken({}, { categories: [] }))).toThrow(/for each feature/);
});

test('a text of version 1 is read as before', () => {
  const { categories: _, ...older } = { ...byHand, version: 1 as const, trees: [] };
  expect(readTreeModel(JSON.stringify(older))).toEqual(older);
});
