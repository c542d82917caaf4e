import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { randomStream, trainTrees, treeScorer, treeSql, type Cell, type TreeModel } from '../../src/learn/index.ts';
import { columnsOf, randomModel, randomRow } from '../../src/learn/trees/testing.ts';
import type { Facts } from '../../src/store/contract.ts';
import { withEngines } from '../../src/store/engines/testing.ts';

const engines = withEngines({}, process.env);
const columns = ['a', "colour ` \\ of'", 'b', 'code', 'c'];
let facts: Facts;

beforeAll(async () => {
  await engines().createFactsDatabase('trees_1');
  facts = engines().facts('trees_1');
}, 60_000);
afterAll(() => engines().dropFactsDatabase('trees_1'));

/** Values of expressions over the rows, exactly: as the bits of a double. */
async function said(sql: readonly string[], rows: ReadonlyArray<readonly Cell[]>): Promise<number[][]> {
  await facts.command('DROP TABLE IF EXISTS asked');
  await facts.command("CREATE TABLE asked (n UInt32, `a` Nullable(Float64), `colour \\` \\\\ of'` LowCardinality(Nullable(String)), `b` Float64, `code` Nullable(String), `c` Nullable(Float64)) ENGINE = MergeTree ORDER BY n");
  // NaN and NULL are both missing; a text of numbers keeps every bit.
  const lines = rows.map((row, n) => Buffer.from(JSON.stringify({ n, a: bits(row[0]), [columns[1] as string]: row[1], b: bits(row[2]) ?? 'nan', code: row[3], c: bits(row[4]) })));
  await facts.insert('asked', Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')])));
  const answers = await facts.query({ name: 'said', text: `SELECT [${sql.map((one) => `toString(reinterpretAsUInt64(${one}))`).join(', ')}] AS said FROM asked ORDER BY n`, parameters: z.object({}), row: z.object({ said: z.array(z.string()) }) }, {});
  return answers.map((answer) => answer.said.map((text) => new Float64Array(BigUint64Array.of(BigInt(text)).buffer)[0] as number));
}

const bits = (cell: Cell): string | null => (cell === null || cell === undefined || Number.isNaN(cell) ? null : String(cell));

const expressionOf = (model: TreeModel, output: number, answer: 'margin' | 'prediction'): string => treeSql(model, { columns, allowed: [...columns, 'n'], output, answer });

test('random models with categories, missing cells and values at the last bit: margins equal the scorer bit for bit', async () => {
  for (let seed = 0; seed < 40; seed += 1) {
    const random = randomStream('sql rows', seed);
    const model = randomModel(seed, { trees: 3, depth: 4 });
    const rows = Array.from({ length: 150 }, () => randomRow(model, random));
    const answers = await said([expressionOf(model, 0, 'margin')], rows);
    expect(answers.map(([value]) => value)).toEqual([...treeScorer(model).margins(columnsOf(rows, 5))]);
  }
});

test('predictions of every link agree to 13 digits', async () => {
  const objectives = [{ kind: 'logistic' }, { kind: 'poisson' }, { kind: 'quantile', share: 0.5 }, { kind: 'softmax', classes: 3 }] as const;
  for (const [seed, objective] of objectives.entries()) {
    const random = randomStream('sql links', seed);
    const outputs = objective.kind === 'softmax' ? 3 : 1;
    const model = randomModel(seed, { objective, outputs });
    const rows = Array.from({ length: 100 }, () => randomRow(model, random));
    const answers = await said(Array.from({ length: outputs }, (_, k) => expressionOf(model, k, 'prediction')), rows);
    const here = treeScorer(model).batch(columnsOf(rows, 5));
    answers.flat().forEach((value, at) => { expect(value / (here[at] as number)).toBeCloseTo(1, 13); });
  }
});

test('a trained model of 30 trees, asked at its thresholds and just below them', async () => {
  const random = randomStream('sql trained', 1);
  const column = (): Float64Array => Float64Array.from({ length: 800 }, () => (random() < 0.1 ? NaN : random() * 1e-3));
  const table = [column(), column(), column(), column(), column()];
  const { model } = trainTrees(table, Float64Array.from({ length: 800 }, (_, i) => (random() < ((table[0]?.[i] ?? 0) > 5e-4 ? 0.8 : 0.3) ? 1 : 0)), { objective: { kind: 'logistic' }, rounds: 30, depth: 6 });
  const cuts = model.trees.flatMap((tree) => tree.threshold.filter((_, node) => tree.left[node] !== -1)).slice(0, 200);
  const rows = cuts.flatMap((cut) => [cut, cut * (1 - 2 ** -53), cut * (1 + 2 ** -52)].map((value) => [value, null, value, null, value]));
  // Two of its features read columns of numbers that others read too.
  const asked = rows.map(([a, , b, , c]) => [a, a, b, c, c]);
  const answers = await said([treeSql(model, { columns: ['a', 'a', 'b', 'c', 'c'], allowed: columns, answer: 'margin' })], rows);
  expect(answers.map(([value]) => value)).toEqual([...treeScorer(model).margins(columnsOf(asked, 5))]);
});

test('models that were trained on names: the grouped, the unseen and the missing go the same way there', async () => {
  const random = randomStream('sql names', 1);
  const table = Array.from({ length: 3000 }, () => [random() * 9, `colour ${Math.floor(random() ** 2 * 400)}`, Math.floor(random() * 5), random() < 0.1 ? null : `c${Math.floor(random() * 12)}`, random() < 0.1 ? NaN : random()] as Cell[]);
  const amount = table.map((row) => ((row[0] as number) > 4 ? 2 : 0) + (String(row[1]).length === 8 ? 1 : 0) + (row[3] === 'c3' ? 2 : 0) + random());
  for (const objective of [{ kind: 'squared' }, { kind: 'tweedie' }, { kind: 'cox' }] as const) {
    const { model, categories } = trainTrees(columnsOf(table, 5), amount, { objective, rounds: 20, leaves: 12 });
    expect(categories[0]?.grouped).toBeGreaterThan(0);
    const rows = [...table.slice(0, 150), [1, 'never', 1, 'never', 1], [1, null, 1, null, 1], [NaN, '', 9, '', NaN]];
    const [margins, predictions] = [treeScorer(model).margins(columnsOf(rows, 5)), treeScorer(model).batch(columnsOf(rows, 5))];
    const answers = await said([expressionOf(model, 0, 'margin'), expressionOf(model, 0, 'prediction')], rows);
    expect(answers.map(([margin]) => margin)).toEqual([...margins]);
    answers.forEach(([, value], row) => { expect((value as number) / (predictions[row] as number)).toBeCloseTo(1, 13); });
  }
});
