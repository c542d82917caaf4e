import fc from 'fast-check';
import { expect, test } from 'vitest';
import { auc, gainImportance, logLoss, normalDraw, randomStream, readTreeModel, shuffled, trainTrees, treeExplainer, treeScorer, writeTreeModel, type Objective, type TreeModel } from '../index.ts';

type Columns = Float64Array[];
const rowOf = (columns: Columns, row: number): Float64Array => Float64Array.from(columns, (column) => column[row] as number);
const taken = (values: Float64Array, order: readonly number[]): Float64Array => Float64Array.from(order, (row) => values[row] as number);
const deep = { depth: 4, rounds: 8, eta: 0.3, minChildWeight: 0.5 } as const;

/** A table of whole numbers, some missing, with a noisy outcome that an interaction drives. */
function world(seed: number, rows: number, missing = 0.1) {
  const random = randomStream('tree world', seed);
  const columns: Columns = Array.from({ length: 4 }, () => Float64Array.from({ length: rows }, () => (random() < missing ? NaN : Math.floor(random() * 40))));
  const signal = Float64Array.from({ length: rows }, (_, i) => {
    const [a, b, c] = columns.slice(0, 3).map((column) => (Number.isNaN(column[i]) ? 30 : (column[i] as number)));
    return ((a as number) > 20 ? 1 : -1) * ((b as number) > 15 ? 1 : -1) + (c as number) / 40;
  });
  const y = signal.map((value) => value + normalDraw(random));
  const won = signal.map((value) => (random() < 1 / (1 + Math.exp(-2 * value)) ? 1 : 0));
  const counts = signal.map((value) => Math.floor(-Math.log(1 - random()) * Math.exp(value)));
  const kinds = y.map((value) => (value < 0 ? 0 : value < 1 ? 1 : 2));
  return { columns, y, won, counts, kinds };
}

// How long until something, some of it not seen: minus the time then.
const untilSeen = (made: ReturnType<typeof world>): Float64Array => made.y.map((value, i) => (i % 4 === 3 ? -1 : 1) * Math.ceil(10 * Math.exp(-value)));

const objectives: ReadonlyArray<{ kind: string; objective: Objective; outcome: (made: ReturnType<typeof world>) => Float64Array }> = [
  { kind: 'squared', objective: { kind: 'squared' }, outcome: (made) => made.y },
  { kind: 'logistic', objective: { kind: 'logistic' }, outcome: (made) => made.won },
  { kind: 'poisson', objective: { kind: 'poisson' }, outcome: (made) => made.counts },
  { kind: 'quantile', objective: { kind: 'quantile', share: 0.8 }, outcome: (made) => made.y },
  { kind: 'tweedie', objective: { kind: 'tweedie' }, outcome: (made) => made.y.map((value) => Math.max(0, value)) },
  { kind: 'cox', objective: { kind: 'cox' }, outcome: untilSeen },
  { kind: 'softmax', objective: { kind: 'softmax', classes: 3 }, outcome: (made) => made.kinds },
];

test('one split by hand: the leaves are −G ÷ (H + λ), the gain is that of equation 7 without its half', () => {
  const { model } = trainTrees([[1, 2, 3, 4]], [0, 0, 6, 6], { objective: { kind: 'squared' }, rounds: 1, depth: 1, eta: 1, lambda: 1 });
  expect(model.base).toEqual([3]);
  const [tree] = model.trees;
  expect(tree).toMatchObject({ left: [1, -1, -1], right: [2, -1, -1], feature: [0, 0, 0], cover: [4, 2, 2] });
  expect(tree?.threshold[0]).toBe(2.5);
  expect(tree?.value).toEqual([0, -2, 2].map((value) => expect.closeTo(value, 12)));
  expect(tree?.gain[0]).toBeCloseTo(36 / 3 + 36 / 3, 10);
});

test('missing values learn the side on which they belong, also where nothing else divides', () => {
  const column = [1, 1, 1, NaN, NaN, NaN];
  const { model } = trainTrees([column], [0, 0, 0, 5, 5, 5], { objective: { kind: 'squared' }, rounds: 1, depth: 1, eta: 1, lambda: 0 });
  expect([...treeScorer(model).batch([column])]).toEqual([0, 0, 0, 5, 5, 5].map((value) => expect.closeTo(value, 10)));
  const sided = trainTrees([[1, 1, 9, 9, NaN]], [0, 0, 5, 5, 5], { objective: { kind: 'squared' }, rounds: 1, depth: 1, eta: 1, lambda: 0 });
  expect(treeScorer(sided.model).row([NaN])[0]).toBeCloseTo(5, 10);
});

test.each(objectives)('$kind: trees beat the constant on rows that they have not seen', ({ objective, outcome }) => {
  const [seen, unseen] = [world(1, 3000), world(2, 2000)];
  const losses = [0, 40].map((rounds) => {
    const { model } = trainTrees(seen.columns, outcome(seen), { objective, rounds, depth: 4 });
    return lossOn(model, unseen.columns, outcome(unseen));
  });
  expect(losses[1]).toBeLessThan(0.93 * (losses[0] as number));
});

function lossOn(model: TreeModel, columns: Columns, y: Float64Array): number {
  const [p, width] = [treeScorer(model).batch(columns), model.base.length];
  if (model.objective.kind === 'cox') return coxLoss(y, p);
  const losses = Array.from(y, (value, i) => {
    const own = p[i] as number;
    switch (model.objective.kind) {
      case 'squared': return (value - own) ** 2;
      case 'logistic': return -Math.log(value === 1 ? own : 1 - own);
      case 'poisson': return own - value * Math.log(own) + 1;
      case 'quantile': return Math.max(model.objective.share * (value - own), (model.objective.share - 1) * (value - own));
      case 'tweedie': return 2 * own ** 0.5 + (2 * value) / own ** 0.5 - 4 * value ** 0.5;
      case 'cox': return NaN;
      case 'softmax': return -Math.log(p[i * width + value] as number);
    }
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / y.length;
}

/** Over how many rows the chance of being next spreads: e to the mean over events of minus the log of its row's share in the risk of all still there. */
function coxLoss(y: Float64Array, risks: Float64Array): number {
  const events = [...y].flatMap((value, row) => (value > 0 ? [row] : []));
  const atRisk = (time: number): number => risks.reduce((sum, risk, row) => sum + (Math.abs(y[row] as number) >= time ? risk : 0), 0);
  return Math.exp(events.reduce((sum, row) => sum - Math.log((risks[row] as number) / atRisk(y[row] as number)), 0) / events.length);
}

test('a pure interaction is found, chances rank and are calibrated about as the truth allows', () => {
  const [seen, unseen] = [world(3, 6000, 0), world(4, 4000, 0)];
  const { model } = trainTrees(seen.columns, seen.won, { objective: { kind: 'logistic' }, rounds: 60, depth: 4 });
  const p = [...treeScorer(model).batch(unseen.columns)];
  const truth = Array.from(unseen.won, (_, i) => {
    const [a, b, c] = rowOf(unseen.columns, i) as unknown as [number, number, number];
    return 1 / (1 + Math.exp(-2 * ((a > 20 ? 1 : -1) * (b > 15 ? 1 : -1) + c / 40)));
  });
  expect(logLoss([...unseen.won], p)).toBeLessThan(logLoss([...unseen.won], truth) + 0.02);
  expect(auc([...unseen.won], p)).toBeGreaterThan((auc([...unseen.won], truth) ?? 1) - 0.015);
  expect(gainImportance(model).indexOf(Math.min(...gainImportance(model)))).toBe(3);
  expect(gainImportance(model).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
});

test.each(objectives)('$kind: the order of rows changes no bit of the model', ({ objective, outcome }) => {
  fc.assert(fc.property(fc.integer(), fc.integer({ min: 2, max: 300 }), (seed, rows) => {
    const made = world(seed, rows);
    const weights = Float64Array.from({ length: rows }, (_, i) => 1 + (i % 3) / 7);
    const order = shuffled(made.y.map((_, i) => i) as unknown as number[], randomStream('order', seed)).map(Number);
    const straight = trainTrees(made.columns, outcome(made), { objective, ...deep, weights });
    const mixed = trainTrees(made.columns.map((column) => taken(column, order)), taken(outcome(made), order), { objective, ...deep, weights: taken(weights, order) });
    expect(writeTreeModel(mixed.model)).toBe(writeTreeModel(straight.model));
  }), { numRuns: 15 });
});

test('any rising map of a feature leaves every prediction of a training row as it was', () => {
  const maps = [(x: number): number => x * 1000 - 7, (x: number): number => x ** 3, (x: number): number => Math.exp(x / 5), (x: number): number => Math.sqrt(x)];
  fc.assert(fc.property(fc.integer(), fc.array(fc.constantFrom(...maps), { minLength: 4, maxLength: 4 }), (seed, chosen) => {
    const { columns, won } = world(seed, 250);
    const mapped = columns.map((column, at) => column.map(chosen[at] as (x: number) => number));
    const options = { objective: { kind: 'logistic' }, ...deep, maxBins: 16 } as const;
    const [before, after] = [columns, mapped].map((table) => treeScorer(trainTrees(table, won, options).model).batch(table));
    expect(after).toEqual(before);
  }), { numRuns: 25 });
});

test('a weight of k is the row k times; a weight of 0 is no row', () => {
  fc.assert(fc.property(fc.integer(), fc.constantFrom(...objectives), fc.constantFrom(255, 12), (seed, { objective, outcome }, maxBins) => {
    const made = world(seed, 200);
    const weights = Float64Array.from({ length: 200 }, (_, i) => i % 4);
    const repeated = [...weights].flatMap((weight, row) => new Array<number>(weight).fill(row));
    const options = { objective, ...deep, maxBins };
    const weighted = trainTrees(made.columns, outcome(made), { ...options, weights }).model;
    const longer = trainTrees(made.columns.map((column) => taken(column, repeated)), taken(outcome(made), repeated), options).model;
    const [a, b] = [weighted, longer].map((model) => [...treeScorer(model).margins(made.columns)]);
    a?.forEach((value, i) => { expect(value).toBeCloseTo(b?.[i] as number, 7); });
    // The example divides a node into halves of one weight: a missing value of a row without weight goes the same way in both.
  }), { numRuns: 25, examples: [[1984667429, objectives.find(({ kind }) => kind === 'poisson') as (typeof objectives)[number], 255]] });
});

test('saved and read, a model gives the same bits; a batch gives the bits of its rows', () => {
  fc.assert(fc.property(fc.integer(), fc.constantFrom(...objectives), (seed, { objective, outcome }) => {
    const made = world(seed, 300);
    const { model } = trainTrees(made.columns, outcome(made), { objective, ...deep });
    const again = readTreeModel(writeTreeModel(model));
    expect(again).toEqual(model);
    const batch = treeScorer(model).batch(made.columns);
    expect(treeScorer(again).batch(made.columns)).toEqual(batch);
    const scorer = treeScorer(model);
    const width = model.base.length;
    for (let i = 0; i < 300; i += 37) expect(scorer.row(rowOf(made.columns, i))).toEqual(batch.slice(i * width, (i + 1) * width));
  }), { numRuns: 15 });
});

test('equal seeds draw equal samples of rows and columns, others differ', () => {
  const { columns, won } = world(5, 500);
  const fit = (seed: number): string => writeTreeModel(trainTrees(columns, won, { objective: { kind: 'logistic' }, ...deep, rowShare: 0.6, columnShare: 0.5, seed }).model);
  expect(fit(1)).toBe(fit(1));
  expect(fit(1)).not.toBe(fit(2));
  const { model } = trainTrees(columns, won, { objective: { kind: 'logistic' }, ...deep, columnShare: 0.5, seed: 3 });
  for (const tree of model.trees) expect(new Set(tree.feature.filter((_, node) => tree.left[node] !== -1)).size).toBeLessThanOrEqual(2);
});

test('a monotone constraint holds for every pair of values, whatever the other features are', () => {
  fc.assert(fc.property(fc.integer(), fc.constantFrom(1, -1), (seed, sign) => {
    const { columns, y } = world(seed, 300);
    const { model } = trainTrees(columns, y, { objective: { kind: 'squared' }, ...deep, monotone: [sign, 0, 0, 0] });
    const scorer = treeScorer(model);
    for (let row = 0; row < 300; row += 29) {
      const rest = [...rowOf(columns, row)].slice(1);
      const answers = Array.from({ length: 42 }, (_, value) => scorer.row([value - 1, ...rest])[0] as number);
      answers.slice(1).forEach((answer, at) => { expect(sign * (answer - (answers[at] as number))).toBeGreaterThanOrEqual(-1e-12); });
    }
  }), { numRuns: 25 });
});

test('early stopping judges by the last rows alone, keeps the best round, and ends before all rounds are spent', () => {
  const { columns, won } = world(6, 1500);
  const options = { objective: { kind: 'logistic' }, rounds: 400, depth: 6, eta: 0.3 } as const;
  const fit = trainTrees(columns, won, { ...options, validation: { from: 1000, patience: 10 } });
  expect(fit.rounds).toBe(1 + fit.validationLosses.indexOf(Math.min(...fit.validationLosses)));
  expect(fit.validationLosses).toHaveLength(fit.rounds + 10);
  const short = trainTrees(columns.map((column) => column.slice(0, 1000)), won.slice(0, 1000), { ...options, rounds: fit.rounds });
  expect(short.model).toEqual(fit.model);
  expect(lossOn(fit.model, columns.map((column) => column.slice(1000)), won.slice(1000))).toBeCloseTo(Math.min(...fit.validationLosses), 9);
});

test('a caller that says stop gets the rounds until then', () => {
  const { columns, won } = world(7, 200);
  expect(trainTrees(columns, won, { objective: { kind: 'logistic' }, rounds: 50, onRound: ({ round }) => round < 3 }).rounds).toBe(3);
});

test.each(objectives)('$kind: Shapley values add up to the margin', ({ objective, outcome }) => {
  fc.assert(fc.property(fc.integer(), (seed) => {
    const made = world(seed, 200);
    const { model } = trainTrees(made.columns, outcome(made), { objective, ...deep, depth: 6 });
    const [explain, margins, width] = [treeExplainer(model), treeScorer(model).margins(made.columns), model.base.length];
    for (let i = 0; i < 200; i += 23) {
      const { expected, contributions } = explain(rowOf(made.columns, i));
      for (let k = 0; k < width; k += 1) expect(contributions.subarray(k * 4, k * 4 + 4).reduce((sum, part) => sum + part, expected[k] as number)).toBeCloseTo(margins[i * width + k] as number, 9);
    }
  }), { numRuns: 8 });
});

test('Shapley values are those of the definition, summed over all subsets of features', () => {
  const { columns, y } = world(8, 400);
  const { model } = trainTrees(columns, y, { objective: { kind: 'squared' }, rounds: 3, depth: 5, eta: 0.5 });
  for (let row = 0; row < 400; row += 57) {
    const values = rowOf(columns, row);
    const { contributions } = treeExplainer(model)(values);
    for (let feature = 0; feature < 4; feature += 1) expect(contributions[feature]).toBeCloseTo(shapleyByDefinition(model, values, feature), 10);
  }
});

function shapleyByDefinition(model: TreeModel, values: Float64Array, feature: number): number {
  const weights = [1 / 4, 1 / 12, 1 / 12, 1 / 4];
  const others = [0, 1, 2, 3].filter((other) => other !== feature);
  return Array.from({ length: 8 }, (_, mask) => others.filter((_, at) => (mask >> at) & 1))
    .reduce((sum, known) => sum + (weights[known.length] as number) * (worth(model, values, new Set([...known, feature])) - worth(model, values, new Set(known))), 0);
}

/** Mean answer where only some features are known. */
function worth({ trees }: TreeModel, values: Float64Array, known: ReadonlySet<number>): number {
  return trees.reduce((sum, tree) => {
    const below = (node: number): number => {
      const [left, right] = [tree.left[node] as number, tree.right[node] as number];
      if (left === -1) return tree.value[node] as number;
      const [feature, cover] = [tree.feature[node] as number, tree.cover];
      if (!known.has(feature)) return ((cover[left] as number) * below(left) + (cover[right] as number) * below(right)) / ((cover[left] as number) + (cover[right] as number));
      const value = values[feature] as number;
      return below((Number.isNaN(value) ? tree.missingLeft[node] === 1 : value < (tree.threshold[node] as number)) ? left : right);
    };
    return sum + below(0);
  }, 0);
}
