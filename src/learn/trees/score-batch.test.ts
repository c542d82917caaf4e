import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomStream, trainTrees, treeScorer, type Objective, type TreeModel } from '../index.ts';

const objectives: Objective[] = [{ kind: 'squared' }, { kind: 'logistic' }, { kind: 'softmax', classes: 3 }];

function table(seed: number, rows: number, missing: number): Float64Array[] {
  const random = randomStream('scored table', seed);
  return Array.from({ length: 5 }, () => Float64Array.from({ length: rows }, () => (random() < missing ? NaN : Math.floor(random() * 30) - 15)));
}

function modelOf(seed: number, objective: Objective, missing: number): TreeModel {
  const columns = table(seed, 400, missing);
  const random = randomStream('scored outcome', seed);
  const y = Float64Array.from({ length: 400 }, () => Math.floor(random() * (objective.kind === 'softmax' ? 3 : 2)));
  return trainTrees(columns, y, { objective, rounds: 6, depth: 5, eta: 0.5, minChildWeight: 0, rowShare: 0.8, seed }).model;
}

/** By the single-row path, which walks in TypeScript. */
function rowByRow(model: TreeModel, columns: readonly Float64Array[]): Float64Array {
  const scorer = treeScorer(model);
  const rows = columns[0]?.length ?? 0;
  const all = new Float64Array(rows * model.base.length);
  for (let row = 0; row < rows; row += 1) all.set(scorer.row(columns.map((column) => column[row] as number)), row * model.base.length);
  return all;
}

test('a large batch gives the bits of its rows: missing and infinite values, odd numbers of rows, several outputs, any threads', () => {
  fc.assert(fc.property(fc.integer(), fc.constantFrom(...objectives), fc.integer({ min: 512, max: 1300 }), fc.constantFrom(0, 0.2), fc.constantFrom(0, 0.1), fc.constantFrom(1, 2), (seed, objective, rows, missing, missingLater, threads) => {
    const model = modelOf(seed, objective, missing);
    const columns = table(seed + 1, rows, missingLater);
    columns.forEach((column, at) => column.set([Infinity, -Infinity, -0, 1e300], at * 7));
    expect(treeScorer(model, { threads }).batch(columns)).toEqual(rowByRow(model, columns));
  }), { numRuns: 12 });
});

test('threads share a table that is worth it, and plain arrays and single-precision columns score like doubles', () => {
  const small = modelOf(3, { kind: 'logistic' }, 0.1);
  const model = { ...small, trees: Array.from({ length: 300 }, (_, at) => small.trees[at % small.trees.length]) as TreeModel['trees'] };
  const columns = table(4, 20_000, 0.01);
  const one = treeScorer(model).batch(columns);
  expect(treeScorer(model, { threads: 3 }).batch(columns)).toEqual(one);
  expect(treeScorer(model).batch(columns.map((column) => [...column]))).toEqual(one);
  expect(treeScorer(model).batch(columns.map((column) => Float32Array.from(column)))).toEqual(one);
  expect(one.subarray(0, 50)).toEqual(rowByRow(model, columns.map((column) => column.subarray(0, 50))));
});

test('a model whose nodes share a child, and one without trees, score as their rows do', () => {
  const shared = { output: 0, left: [1, 2, -1], right: [1, 2, -1], feature: [0, 0, 0], threshold: [1, 1, 0], missingLeft: [0, 0, 0], value: [0, 0, 5], cover: [1, 1, 1], gain: [1, 1, 0] };
  const columns = table(5, 600, 0.1).slice(0, 1);
  for (const trees of [[shared, shared], []]) {
    const model: TreeModel = { format: 'hindcast-trees', version: 1, objective: { kind: 'squared' }, features: ['a'], base: [1], trees };
    expect(treeScorer(model).batch(columns)).toEqual(new Float64Array(600).fill(1 + 5 * trees.length));
  }
});

test('a number of threads that is none is refused', () => {
  expect(() => treeScorer(modelOf(6, { kind: 'squared' }, 0), { threads: 0 })).toThrow(/threads/);
});
