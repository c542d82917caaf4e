import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readXgboostJson, treeExplainer, treeScorer, writeXgboostJson, type TreeModel } from '../index.ts';
import { cutFromSingle, singleFromCut } from './single-precision.ts';

interface Said {
  readonly predictions: number[];
  /** Of the first ten rows: for each output the features' contributions, then what is expected. */
  readonly contributions: number[][];
}

interface Fixture {
  readonly columns: Array<Array<number | null>>;
  readonly models: ReadonlyArray<{ readonly kind: string; readonly model: TreeModel; readonly written: string; readonly saidOfWritten: Said; readonly theirs: string; readonly saidOfTheirs: Said }>;
}

// Made by fixtures/make-xgboost-fixture.py with Debian's XGBoost 1.7.4.
const fixture = JSON.parse(readFileSync(new URL('fixtures/xgboost-1.7.4.json', import.meta.url), 'utf8')) as Fixture;
const columns = fixture.columns.map((column) => Float64Array.from(column, (value) => value ?? NaN));

/** The widest difference between what the model says here and what XGBoost said of it. */
function gapTo(said: Said, model: TreeModel): number {
  const gaps = [...treeScorer(model).batch(columns)].map((value, at) => Math.abs(value - (said.predictions[at] as number)));
  said.contributions.forEach((theirs, row) => {
    const { expected, contributions } = treeExplainer(model)(columns.map((column) => column[row] as number));
    const ours = [...expected].flatMap((mean, output) => [...contributions.subarray(output * 3, output * 3 + 3), mean]);
    gaps.push(...ours.map((value, at) => Math.abs(value - (theirs[at] as number))));
  });
  return Math.max(...gaps);
}

test.each(fixture.models)('$kind: what XGBoost saved predicts and explains here as it does there', ({ theirs, saidOfTheirs }) => {
  expect(gapTo(saidOfTheirs, readXgboostJson(theirs))).toBeLessThan(5e-6);
});

test.each(fixture.models)('$kind: what is written for XGBoost is what it loaded, and it predicts and explains as the model does here', ({ model, written, saidOfWritten }) => {
  expect(writeXgboostJson(model)).toBe(written);
  expect(gapTo(saidOfWritten, model)).toBeLessThan(5e-6);
});

test.each(fixture.models)('$kind: written and read again, trees decide alike', ({ model, written }) => {
  const again = treeScorer(readXgboostJson(written)).margins(columns);
  treeScorer(model).margins(columns).forEach((value, at) => { expect(again[at]).toBeCloseTo(value, 5); });
});

test('a double falls on the side of a single-precision cut on which its rounded self falls', () => {
  const single = fc.float({ noNaN: true, noDefaultInfinity: true });
  fc.assert(fc.property(single, fc.double({ noNaN: true }), fc.integer({ min: -3, max: 3 }), (cut, other, away) => {
    const t = cutFromSingle(cut);
    for (const x of [other, cut, t, t + away * Math.abs(t) * 2 ** -53, t + away * Number.MIN_VALUE]) expect(x < t).toBe(Math.fround(x) < cut);
    // −0 and 0 are one number here.
    expect(singleFromCut(t) + 0).toBe(cut + 0);
  }), { numRuns: 2000 });
  fc.assert(fc.property(fc.double({ noNaN: true, min: -1e30, max: 1e30 }), single, (cut, x) => {
    expect(x < singleFromCut(cut)).toBe(x < cut);
  }), { numRuns: 2000 });
});

test('what is no model that can be read is refused by name', () => {
  const { theirs } = fixture.models[0] as Fixture['models'][number];
  expect(() => readXgboostJson('binf')).toThrow(/must be JSON/);
  expect(() => readXgboostJson('{}')).toThrow(/Not an XGBoost model/);
  expect(() => readXgboostJson(theirs.replace('"gbtree"', '"dart"'))).toThrow(/dart/);
  expect(() => readXgboostJson(theirs.replaceAll('reg:squarederror', 'rank:pairwise'))).toThrow(/rank:pairwise/);
  expect(() => readXgboostJson(theirs.replace('"split_type":[0', '"split_type":[1'))).toThrow(/asks for a category/);
});

test('from version 3.1 on the base stands in brackets', () => {
  const { theirs } = fixture.models.find(({ kind }) => kind === 'logistic') as Fixture['models'][number];
  expect(readXgboostJson(theirs.replace('"base_score":"5E-1"', '"base_score":"[2.5E-1]"')).base[0]).toBeCloseTo(Math.log(0.25 / 0.75), 12);
});
