import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backgroundExplainer, normalDraw, partialDependence, permutationImportance, randomStream, shapleyValues, trainTrees, treeExplainer, treeScorer, type Cell, type TreeModel } from '../index.ts';
import { columnsOf, randomModel, randomRow } from './testing.ts';

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((total, value) => total + value, 0);

test('against a background: values are those of the definition, categories and missing cells included, for each output', () => {
  fc.assert(fc.property(fc.integer(), fc.constantFrom(1, 2), (seed, outputs) => {
    const random = randomStream('background', seed);
    const model = randomModel(seed, { trees: 3, depth: 5, outputs, objective: outputs === 2 ? { kind: 'softmax', classes: 2 } : { kind: 'squared' } });
    const background = Array.from({ length: 7 }, () => randomRow(model, random));
    const row = randomRow(model, random);
    const { expected, contributions } = backgroundExplainer(model, columnsOf(background, 5))(row);
    const margins = (rows: Cell[][]): Float64Array => treeScorer(model).margins(columnsOf(rows, 5));
    for (let k = 0; k < outputs; k += 1) {
      const worth = (isIn: Uint8Array): number => sum(margins(background.map((other) => other.map((cell, at) => (isIn[at] ? row[at] : cell)))).filter((_, at) => at % outputs === k)) / 7;
      const { values } = shapleyValues(5, worth, { seed: 1 });
      values.forEach((value, feature) => { expect(contributions[k * 5 + feature]).toBeCloseTo(value, 10); });
      expect(expected[k]).toBeCloseTo(worth(new Uint8Array(5)), 10);
      expect((expected[k] as number) + sum(contributions.subarray(k * 5, k * 5 + 5))).toBeCloseTo(margins([row])[k] as number, 10);
    }
  }), { numRuns: 25 });
});

/** A column that drives the outcome, its copy with noise, names with effects, and one that knows nothing. */
function learned(rows = 1200) {
  const random = randomStream('explained', 1);
  const a = Array.from({ length: rows }, () => random());
  const copy = a.map((value) => value + normalDraw(random) / 50);
  const names = a.map(() => (random() < 0.1 ? null : `n${Math.floor(random() * 6)}`));
  const noise = a.map(() => random());
  const y = a.map((value, row) => 2 * value + (names[row] === 'n1' || names[row] === 'n4' ? 1 : 0) + normalDraw(random) / 5);
  const columns: Cell[][] = [a, copy, names, noise];
  const { model } = trainTrees(columns.map((column) => column.slice(0, 600)), y.slice(0, 600), { objective: { kind: 'squared' }, rounds: 60, depth: 4 });
  const later = columns.map((column) => column.slice(600));
  const lossOf = (table: ReadonlyArray<ArrayLike<Cell>>): number => treeScorer(model).batch(table).reduce((total, value, at) => total + ((y[600 + at] as number) - value) ** 2, 0) / 600;
  return { model, columns: later, lossOf };
}

test('a feature that no tree asks for gets nothing; both ways of explaining add up to the same margin', () => {
  const { model, columns } = learned();
  const first = columns.map((column) => column[0]);
  const narrow: TreeModel = { ...model, features: [...model.features, 'never asked'], categories: [...(model.categories ?? []), null] };
  const there = backgroundExplainer(narrow, [...columns.map((column) => column.slice(0, 50)), new Array<number>(50).fill(3)])([...first, 9]);
  expect(there.contributions[4]).toBe(0);
  const here = treeExplainer(model)(first);
  expect(sum(there.contributions) + (there.expected[0] as number)).toBeCloseTo(sum(here.contributions) + (here.expected[0] as number), 10);
});

test('permuted on later rows, what matters costs, what knows nothing does not, and copies are seen as a group', () => {
  const { columns, lossOf } = learned();
  const importance = permutationImportance(columns, lossOf, { seed: 3, repeats: 10 });
  const [a, copy, names, noise] = importance.map(({ rise }) => rise) as [number, number, number, number];
  expect(a).toBeGreaterThan(names / 20);
  expect(names).toBeGreaterThan(20 * Math.abs(noise));
  const [group] = permutationImportance(columns, lossOf, { seed: 3, repeats: 10, groups: [[0, 1]] });
  expect(group?.rise).toBeGreaterThan(a + copy - 1e-12);
  for (const { rise, low, high } of importance) expect(low <= rise && rise <= high).toBe(true);
  expect(permutationImportance(columns, lossOf, { seed: 3, repeats: 10 })).toEqual(importance);
  expect(permutationImportance(columns, lossOf, { seed: 4, repeats: 10 })).not.toEqual(importance);
});

test('the loss of a column that is asked for nothing does not rise at all; a constant column neither', () => {
  const columns = [[1, 2, 3, 4], [5, 5, 5, 5]];
  const lossOf = (table: ReadonlyArray<ArrayLike<Cell>>): number => sum(table[1] as number[]);
  expect(permutationImportance(columns, lossOf, { seed: 1, repeats: 3 })).toEqual([{ columns: [0], rise: 0, low: 0, high: 0 }, { columns: [1], rise: 0, low: 0, high: 0 }]);
});

test('partial dependence is the mean of the answers with the value put in, and of an additive model its own part', () => {
  const { model, columns } = learned();
  const score = (table: ReadonlyArray<ArrayLike<Cell>>): Float64Array => treeScorer(model).batch(table);
  const { mean, individual } = partialDependence(columns, 2, ['n1', 'n2', null, 'never'], score);
  const put = columns.map((column, at) => (at === 2 ? column.map(() => 'n2') : column));
  expect(mean[1]).toBeCloseTo(sum(score(put)) / 600, 12);
  expect(individual[1]).toEqual(score(put));
  expect((mean[0] as number) - (mean[1] as number)).toBeGreaterThan(0.8);
  // Features that never meet add up, so every row sees the same difference.
  const apart = trainTrees(columns, score(columns), { objective: { kind: 'squared' }, rounds: 30, interactions: [] }).model;
  const alone = partialDependence(columns, 0, [0.1, 0.9], (table) => treeScorer(apart).margins(table), columns[0]?.map((_, row) => row));
  const rises = alone.individual[1]?.map((value, row) => value - (alone.individual[0]?.[row] as number)) as Float64Array;
  rises.forEach((rise) => { expect(rise).toBeCloseTo((alone.mean[1] as number) - (alone.mean[0] as number), 9); });
});

test('what cannot be explained is refused with the reason', () => {
  const { model, columns, lossOf } = learned(700);
  expect(() => backgroundExplainer(model, columns.map(() => []))).toThrow(/needs rows/);
  expect(() => backgroundExplainer(model, [[1]])).toThrow(/4 features, the background 1/);
  expect(() => backgroundExplainer(model, columns)([1])).toThrow(/the row 1/);
  expect(() => permutationImportance([[1], ['a']], () => 0, { seed: 1 })).toThrow(/two rows/);
  expect(() => permutationImportance(columns, () => NaN, { seed: 1 })).toThrow(/finite/);
  expect(() => permutationImportance(columns, lossOf, { seed: 1, repeats: 0 })).toThrow(/repeats/);
  expect(() => permutationImportance(columns, lossOf, { seed: 1, level: 1 })).toThrow(/level/);
  expect(() => permutationImportance(columns, lossOf, { seed: 1, groups: [[7]] })).toThrow(/no column 7/);
  expect(() => partialDependence(columns, 9, [1], () => [])).toThrow(RangeError);
  expect(() => partialDependence(columns, 0, [], () => [])).toThrow(RangeError);
  expect(() => partialDependence([[1, 2]], 0, [1], () => [1])).toThrow(/2 rows, but 1 answers/);
  expect(() => partialDependence([[1, 2]], 0, [1], () => [1, 1], [0, 0])).toThrow(/not all 0/);
});
