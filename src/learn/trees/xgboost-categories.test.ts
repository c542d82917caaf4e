import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomStream, readXgboostJson, treeExplainer, treeScorer, writeXgboostJson, type Cell, type TreeModel } from '../index.ts';
import { columnsOf, randomModel } from './testing.ts';

interface Said {
  readonly predictions: number[];
  readonly contributions: number[][];
}

interface Fixture {
  readonly rows: Cell[][];
  readonly ours: ReadonlyArray<{ readonly kind: string; readonly model: TreeModel; readonly written: string; readonly said: Said }>;
  readonly asked: Cell[][];
  readonly theirs: ReadonlyArray<{ readonly kind: string; readonly text: string; readonly said: Said }>;
}

// Made by fixtures/make-xgboost-categories.py with Debian's XGBoost 1.7.4: hist and approx, sets and one category a split.
const fixture = JSON.parse(readFileSync(new URL('fixtures/xgboost-1.7.4-categories.json', import.meta.url), 'utf8')) as Fixture;

function gapTo(said: Said, model: TreeModel, rows: readonly Cell[][]): number {
  const width = model.features.length;
  const gaps = [...treeScorer(model).batch(columnsOf(rows, width))].map((value, at) => Math.abs(value - (said.predictions[at] as number)));
  said.contributions.forEach((theirs, row) => {
    const { expected, contributions } = treeExplainer(model)(rows[row] as Cell[]);
    const ours = [...expected].flatMap((mean, output) => [...contributions.subarray(output * width, (output + 1) * width), mean]);
    gaps.push(...ours.map((value, at) => Math.abs(value - (theirs[at] as number))));
  });
  return Math.max(...gaps);
}

test.each(fixture.theirs)('$kind: categories that XGBoost learned predict and explain here as there, the unseen and missing too', ({ text, said }) => {
  const model = readXgboostJson(text);
  expect(model.categories?.[0]?.length).toBeGreaterThan(3);
  expect(gapTo(said, model, fixture.asked)).toBeLessThan(5e-6);
  // Read, written and read again, its numbers are the same categories.
  expect(gapTo({ ...said, contributions: [] }, readXgboostJson(writeXgboostJson(model)), fixture.asked)).toBeLessThan(5e-6);
});

test.each(fixture.ours)('$kind: categories written for XGBoost predict and explain there as here', ({ model, written, said }) => {
  expect(writeXgboostJson(model)).toBe(written);
  expect(gapTo(said, model, fixture.rows)).toBeLessThan(5e-6);
});

test('written and read again, every category goes the same way', () => {
  fc.assert(fc.property(fc.integer(), (seed) => {
    const random = randomStream('written rows', seed);
    const model = randomModel(seed);
    const again = readXgboostJson(writeXgboostJson(model));
    const cells = Array.from({ length: 60 }, () => model.categories?.map((words) => (random() < 0.2 ? NaN : words ? Math.floor(random() * (words.length + 2)) : random() * 6 - 3)) ?? []);
    const named = cells.map((row) => row.map((cell, feature) => (model.categories?.[feature] && !Number.isNaN(cell) ? model.categories[feature]?.[cell] ?? 'never seen' : cell)));
    const [there, here] = [treeScorer(again).margins(columnsOf(cells, 5)), treeScorer(model).margins(columnsOf(named, 5))];
    here.forEach((value, at) => { expect(there[at]).toBeCloseTo(value, 5); });
  }), { numRuns: 30 });
});

test('a set that is said to be there and is not is refused; a feature may be called NaN', () => {
  const text = fixture.theirs[0]?.text as string;
  expect(() => readXgboostJson(text.replaceAll(/"categories_nodes":\[[^\]]*\]/g, '"categories_nodes":[]'))).toThrow(/has no set of them/);
  expect(readXgboostJson(text.replace('"feature_names":["code"', '"feature_names":["[NaN,"')).features[0]).toBe('[NaN,');
});
