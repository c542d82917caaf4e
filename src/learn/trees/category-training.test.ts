import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalDraw, randomStream, readTreeModel, shuffled, trainTrees, treeExplainer, treeScorer, writeTreeModel, type Cell, type TreeModel, type TreeOptions } from '../index.ts';

interface Fixture {
  readonly code: Array<number | null>;
  readonly number: number[];
  readonly fits: ReadonlyArray<{ readonly objective: string; readonly oneHot: number; readonly y: number[]; readonly predictions: number[] }>;
}

// Made by fixtures/make-xgboost-category-training.py with Debian's XGBoost 1.7.4.
const fixture = JSON.parse(readFileSync(new URL('fixtures/xgboost-1.7.4-category-training.json', import.meta.url), 'utf8')) as Fixture;
const named = fixture.code.map((code) => (code === null ? null : `category ${code}`));

test.each(fixture.fits)('$objective, one by one up to $oneHot: learned here, predictions are those of XGBoost', ({ objective, oneHot, y, predictions }) => {
  const rules = { oneHotUpTo: oneHot, categorySmoothing: 1, categoryLambda: 0, minCategoryWeight: 0 };
  const { model } = trainTrees([named, fixture.number], y, { objective: { kind: objective === 'binary:logistic' ? 'logistic' : 'squared' }, rounds: 5, depth: 3, eta: 0.3, ...rules });
  treeScorer(model).batch([named, fixture.number]).forEach((value, row) => { expect(value).toBeCloseTo(predictions[row] as number, 4); });
});

const free = { lambda: 0, categorySmoothing: 0, categoryLambda: 0, minCategoryWeight: 0, minChildWeight: 0, gamma: 0 } as const;
const squared = { objective: { kind: 'squared' } } as const;

/** Categories with effects, a number that matters for some of them, and holes. */
function world(seed: number, rows: number, kinds = 12) {
  const random = randomStream('category world', seed);
  const effects = Array.from({ length: kinds }, () => normalDraw(random));
  const codes = Array.from({ length: rows }, () => Math.floor(random() * kinds));
  const colour = codes.map((code) => (random() < 0.1 ? null : `k${code}`));
  const number = codes.map(() => (random() < 0.1 ? NaN : Math.round(random() * 20)));
  const y = codes.map((code, row) => (effects[code] as number) + (code % 2 === 0 && (number[row] as number) > 10 ? 1 : 0) + normalDraw(random) / 2);
  return { columns: [colour, number] as Cell[][], y };
}

const marginsOf = (model: TreeModel, columns: Cell[][]): Float64Array => treeScorer(model).margins(columns);
const taken = <T>(values: readonly T[], order: readonly number[]): T[] => order.map((row) => values[row] as T);

test('a split of categories is the best of all divisions of them', () => {
  fc.assert(fc.property(fc.integer(), fc.integer({ min: 2, max: 7 }), fc.boolean(), (seed, kinds, oneByOne) => {
    const random = randomStream('best division', seed);
    const rows = Array.from({ length: 40 }, () => `k${Math.floor(random() * kinds)}`);
    const y = rows.map(() => Math.round(random() * 8));
    const { model } = trainTrees([rows], y, { ...squared, ...free, rounds: 1, depth: 1, eta: 1, oneHotUpTo: oneByOne ? 255 : 0 });
    const words = [...new Set(rows)];
    const divisions = oneByOne ? words.map((word) => new Set([word])) : Array.from({ length: 2 ** words.length }, (_, mask) => new Set(words.filter((_, at) => (mask >> at) & 1)));
    const best = Math.max(...divisions.map((left) => fallOf(rows, y, left)));
    expect(model.trees[0]?.gain[0]).toBeCloseTo(Math.max(0, best), 8);
  }), { numRuns: 60 });
});

/** Fall of the sum of squares by a division. */
function fallOf(rows: readonly string[], y: readonly number[], left: ReadonlySet<string>): number {
  const scatter = (values: readonly number[]): number => values.reduce((sum, value) => sum + value * value, 0) - values.reduce((sum, value) => sum + value, 0) ** 2 / Math.max(1, values.length);
  return scatter(y) - scatter(y.filter((_, row) => left.has(rows[row] as string))) - scatter(y.filter((_, row) => !left.has(rows[row] as string)));
}

test('texts come in, strings of numbers and listed numbers are names; the missing learn their side; the unseen go with them', () => {
  const column = ['a', 'a', 'b', 'b', null, undefined];
  const { model, categories } = trainTrees([column], [0, 0, 4, 4, 4, 4], { ...squared, ...free, rounds: 1, depth: 1, eta: 1 });
  expect(categories).toEqual([{ feature: 0, kept: 2, grouped: 0, groupedRows: 0 }]);
  expect(model).toMatchObject({ version: 2, categories: [['a', 'b']] });
  expect([...treeScorer(model).batch([['a', 'b', null, 'never']])]).toEqual([0, 4, 4, 4].map((value) => expect.closeTo(value, 8)));
  const listed = trainTrees([[3, 1, 2, 3, 1, 2]], [9, 0, 9, 9, 0, 9], { ...squared, ...free, rounds: 1, depth: 1, eta: 1, categorical: [0] });
  expect(listed.model.categories).toEqual([['1', '2', '3']]);
  expect([...treeScorer(listed.model).batch([[1, 2, 3]])]).toEqual([0, 9, 9].map((value) => expect.closeTo(value, 8)));
});

test('the order of rows changes no bit; names in another order of the same sort give the same answers; saved and read too', () => {
  fc.assert(fc.property(fc.integer(), fc.constantFrom<Partial<TreeOptions>>({}, { leaves: 9 }, { oneHotUpTo: 50 }), (seed, more) => {
    const { columns, y } = world(seed, 250);
    const options = { ...squared, rounds: 5, depth: 4, eta: 0.3, ...more };
    const { model } = trainTrees(columns, y, options);
    const order = shuffled(y.map((_, row) => row), randomStream('order', seed));
    expect(writeTreeModel(trainTrees(columns.map((column) => taken(column, order)), taken(y, order), options).model)).toBe(writeTreeModel(model));
    const longer = (cell: Cell): Cell => (typeof cell === 'string' ? `z${cell}` : cell);
    const renamed = trainTrees([(columns[0] as Cell[]).map(longer), columns[1] as Cell[]], y, options).model;
    expect(renamed.trees).toEqual(model.trees);
    expect(marginsOf(readTreeModel(writeTreeModel(model)), columns)).toEqual(marginsOf(model, columns));
    const { expected, contributions } = treeExplainer(model)(columns.map((column) => column[3]));
    expect((expected[0] as number) + (contributions[0] as number) + (contributions[1] as number)).toBeCloseTo(marginsOf(model, columns)[3] as number, 9);
  }), { numRuns: 12 });
});

test('a weight of k is the row k times, where categories are many, too', () => {
  fc.assert(fc.property(fc.integer(), (seed) => {
    const { columns, y } = world(seed, 200, 30);
    const weights = y.map((_, row) => row % 4);
    const repeated = weights.flatMap((weight, row) => new Array<number>(weight).fill(row));
    const options = { ...squared, rounds: 4, depth: 3, eta: 0.3 };
    const weighted = trainTrees(columns, y, { ...options, weights }).model;
    const longer = trainTrees(columns.map((column) => taken(column, repeated)), taken(y, repeated), options).model;
    const there = marginsOf(longer, columns);
    marginsOf(weighted, columns).forEach((value, row) => { expect(value).toBeCloseTo(there[row] as number, 7); });
  }), { numRuns: 12 });
});

test('what validation rows say of each round is what the model says of them, also of categories that training did not see', () => {
  const { columns, y } = world(3, 900, 40);
  const [colour, number] = columns as [Cell[], Cell[]];
  const strange = colour.map((cell, row) => (row >= 600 && row % 5 === 0 ? 'only later' : cell));
  const fit = trainTrees([strange, number], y, { ...squared, rounds: 12, eta: 0.3, validation: { from: 600, patience: 12 } });
  const later = [strange.slice(600), number.slice(600)];
  const loss = marginsOf(fit.model, later).reduce((sum, margin, at) => sum + ((y[600 + at] as number) - margin) ** 2 / 2, 0) / 300;
  expect(loss).toBeCloseTo(fit.validationLosses[fit.rounds - 1] as number, 9);
  expect(treeScorer(fit.model).unseenIn(later)).toEqual([60, 0]);
});

test('of more than 255 categories the rarest are one group, which is reported; the unseen go with it', () => {
  const random = randomStream('many categories', 1);
  const rows = Array.from({ length: 6000 }, () => `c${Math.floor(1200 * random() ** 3)}`);
  const y = rows.map((word) => (Number(word.slice(1)) < 50 ? 1 : 0) + normalDraw(random) / 4);
  const { model, categories: [report] } = trainTrees([rows], y, { ...squared, rounds: 5, depth: 4 });
  const distinct = new Set(rows).size;
  expect(report).toMatchObject({ kept: 254, grouped: distinct - 254 });
  const known = new Set(model.categories?.[0]);
  expect(report?.groupedRows).toBe(rows.filter((word) => !known.has(word)).length);
  const rare = rows.find((word) => !known.has(word)) as string;
  const scorer = treeScorer(model);
  expect(scorer.row([rare])).toEqual(scorer.row(['never seen']));
  expect(scorer.unseenIn([rows])).toEqual([report?.groupedRows]);
});

test('a million categories end soon', () => {
  const rows = Array.from({ length: 1_000_000 }, (_, row) => `customer ${row}`);
  const { model, categories } = trainTrees([rows], Float64Array.from(rows, (_, row) => row % 2), { objective: { kind: 'logistic' }, rounds: 2, depth: 3 });
  expect(categories).toEqual([{ feature: 0, kept: 254, grouped: 999_746, groupedRows: 999_746 }]);
  expect(Number.isFinite(treeScorer(model).row(['customer 7'])[0])).toBe(true);
}, 120_000);

test('names without meaning hardly hurt later rows, thanks to smoothing', () => {
  const random = randomStream('noise names', 2);
  const rows = Array.from({ length: 4000 }, () => `id${Math.floor(random() * 200)}`);
  const number = rows.map(() => random());
  const won = number.map((value) => (random() < 0.2 + 0.6 * value ? 1 : 0));
  const lossOf = (columns: Cell[][], more: Partial<TreeOptions>): number => {
    const { model } = trainTrees(columns.map((column) => column.slice(0, 2000)), won.slice(0, 2000), { objective: { kind: 'logistic' }, rounds: 60, depth: 3, ...more });
    return treeScorer(model).batch(columns.map((column) => column.slice(2000))).reduce((sum, p, at) => sum - Math.log(won[2000 + at] === 1 ? p : 1 - p), 0) / 2000;
  };
  const without = lossOf([number], {});
  const [smoothed, bare] = [lossOf([rows, number], {}), lossOf([rows, number], { categorySmoothing: 0, categoryLambda: 0, minCategoryWeight: 0 })];
  expect(smoothed - without).toBeLessThan(0.5 * (bare - without));
});

test.each<[string, Cell[][], number[], TreeOptions, RegExp]>([
  ['a column of texts and numbers', [['a', 2]], [1, 2], squared, /Column 0 holds a text in row 0 and a number in row 1/],
  ['categories that should rise', [['a', 'b']], [1, 2], { ...squared, categorical: [0], monotone: [1] }, /no order to be monotone in/],
  ['a listed column that is not there', [[1, 2]], [1, 2], { ...squared, categorical: [1] }, /no column 1/],
  ['a group of a column that is not there', [[1, 2]], [1, 2], { ...squared, interactions: [[0, 3]] }, /no column 3/],
  ['a tree of one leaf', [[1, 2]], [1, 2], { ...squared, leaves: 1 }, /leaves must be/],
])('%s is refused with the place', (_, columns, y, options, message) => {
  expect(() => trainTrees(columns, y, options)).toThrow(RangeError);
  expect(() => trainTrees(columns, y, options)).toThrow(message);
});

test('one category, all missing, and every row its own name give finite answers', () => {
  for (const column of [['a', 'a', 'a'], [null, null, null], ['a', 'b', 'c'], ['', '', 'x']] as Cell[][]) {
    const { model } = trainTrees([column, [NaN, NaN, NaN]], [1, 0, 1], { objective: { kind: 'logistic' }, rounds: 5, minChildWeight: 0, categorical: [0] });
    expect([...treeScorer(model).batch([[...column, 'new'], [NaN, 1, NaN, 2]])].every((p) => p > 0 && p < 1)).toBe(true);
  }
});
