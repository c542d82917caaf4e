import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalDraw, randomStream, shuffled, trainTrees, treeExplainer, treeScorer, writeTreeModel, type Cell, type Tree, type TreeModel } from '../index.ts';

const squared = { objective: { kind: 'squared' } } as const;

/** Numbers and a column of categories, whose effects meet in pairs. */
function world(seed: number, rows: number) {
  const random = randomStream('growth world', seed);
  const numbers = Array.from({ length: 4 }, () => Array.from({ length: rows }, () => (random() < 0.08 ? NaN : Math.floor(random() * 30))));
  const names = numbers[0]?.map(() => `n${Math.floor(random() * 9)}`) as string[];
  const y = names.map((name, row) => {
    const [a, b, c, d] = numbers.map((column) => (column[row] as number) > 15);
    return (a === b ? 1 : -1) + (c === d ? 0.7 : 0) + (a === (name < 'n4') ? 0.5 : 0) + normalDraw(random) / 2;
  });
  return { columns: [...numbers, names] as Cell[][], y };
}

const leavesOf = (tree: Tree): number => tree.left.filter((child) => child === -1).length;
const gainOf = (model: TreeModel): number => model.trees.reduce((sum, tree) => sum + tree.gain.reduce((all, gain) => all + gain, 0), 0);

test('with leaves counted, no tree has more, the best node goes first, and one leaf more gains no less', () => {
  fc.assert(fc.property(fc.integer(), fc.integer({ min: 2, max: 20 }), (seed, leaves) => {
    const { columns, y } = world(seed, 300);
    const fit = (most: number): TreeModel => trainTrees(columns, y, { ...squared, rounds: 1, leaves: most, minChildWeight: 0 }).model;
    const [model, larger] = [fit(leaves), fit(leaves + 1)];
    expect(leavesOf(model.trees[0] as Tree)).toBeLessThanOrEqual(leaves);
    expect(leavesOf(larger.trees[0] as Tree)).toBeLessThanOrEqual(leaves + 1);
    expect(gainOf(larger)).toBeGreaterThanOrEqual(gainOf(model));
    // The smaller tree is the larger one before its last split.
    expect(larger.trees[0]?.feature.slice(0, (model.trees[0] as Tree).left.length)).toHaveLength((model.trees[0] as Tree).left.length);
    expect(larger.trees[0]?.cover.slice(0, (model.trees[0] as Tree).cover.length)).toEqual(model.trees[0]?.cover);
  }), { numRuns: 20 });
});

test('with as many leaves as the depth allows, leaf by leaf and level by level give the same answers', () => {
  fc.assert(fc.property(fc.integer(), (seed) => {
    const { columns, y } = world(seed, 250);
    const [levels, leaves] = [{}, { leaves: 16 }].map((more) => treeScorer(trainTrees(columns, y, { ...squared, rounds: 4, depth: 4, ...more }).model).margins(columns));
    expect(leaves).toEqual(levels);
  }), { numRuns: 15 });
});

test('leaf by leaf: the order of rows changes no bit, two runs neither, and reasons add up', () => {
  fc.assert(fc.property(fc.integer(), (seed) => {
    const { columns, y } = world(seed, 200);
    const options = { ...squared, rounds: 4, leaves: 12 };
    const { model } = trainTrees(columns, y, options);
    const order = shuffled(y.map((_, row) => row), randomStream('order', seed));
    const mixed = trainTrees(columns.map((column) => order.map((row) => column[row])), order.map((row) => y[row] as number), options).model;
    expect(writeTreeModel(mixed)).toBe(writeTreeModel(model));
    expect(writeTreeModel(trainTrees(columns, y, options).model)).toBe(writeTreeModel(model));
    const { expected, contributions } = treeExplainer(model)(columns.map((column) => column[7]));
    expect(contributions.reduce((sum, part) => sum + part, expected[0] as number)).toBeCloseTo(treeScorer(model).margins(columns)[7] as number, 9);
  }), { numRuns: 10 });
});

/** Features asked on each way from the root to a leaf. */
function waysOf(tree: Tree, node = 0, asked: readonly number[] = []): Array<readonly number[]> {
  if (tree.left[node] === -1) return [asked];
  const here = [...new Set([...asked, tree.feature[node] as number])];
  return [...waysOf(tree, tree.left[node] as number, here), ...waysOf(tree, tree.right[node] as number, here)];
}

test('no way from root to leaf breaks an interaction constraint, and effects of groups apart add up', () => {
  const groups = fc.constantFrom<number[][]>([[0, 1], [2, 3], [4]], [[0, 1, 4], [1, 2]], [[0], [1], [2]], [[0, 1, 2, 3, 4]], []);
  fc.assert(fc.property(fc.integer(), groups, fc.constantFrom({}, { leaves: 14 }), (seed, interactions, more) => {
    const { columns, y } = world(seed, 250);
    const { model } = trainTrees(columns, y, { ...squared, rounds: 5, depth: 5, minChildWeight: 0, interactions, ...more });
    const meet = (asked: readonly number[]): boolean => asked.length <= 1 || interactions.some((group: number[]) => asked.every((feature) => group.includes(feature)));
    for (const tree of model.trees) for (const way of waysOf(tree)) expect(meet(way), way.join()).toBe(true);
    expect(model.trees.some((tree) => leavesOf(tree) > 2)).toBe(true);
  }), { numRuns: 25 });
});

test('where two features may not meet, what one does is the same whatever the other is', () => {
  const { columns, y } = world(5, 400);
  const { model } = trainTrees(columns, y, { ...squared, rounds: 20, depth: 4, interactions: [[0, 2, 4], [1, 3, 4]] });
  const at = (a: number, b: number): number => treeScorer(model).margins([[a], [b], [3], [3], ['n1']])[0] as number;
  for (const [a, b] of [[2, 3], [18, 22], [29, 0]] as const) expect(at(a, b) - at(a, 10)).toBeCloseTo(at(5, b) - at(5, 10), 9);
});

test('a monotone feature stays so beside categories, leaf by leaf and under constraints', () => {
  fc.assert(fc.property(fc.integer(), fc.constantFrom({}, { leaves: 20 }, { interactions: [[0, 4], [1, 2, 3]] }), (seed, more) => {
    const { columns, y } = world(seed, 250);
    const { model } = trainTrees(columns, y, { ...squared, rounds: 6, depth: 5, monotone: [1, -1, 0, 0, 0], minChildWeight: 0, ...more });
    for (const row of [1, 50, 99]) {
      const cells = columns.map((column) => column[row]);
      const along = (feature: number): number[] => [...treeScorer(model).margins(cells.map((cell, at) => Array.from({ length: 32 }, (_, value) => (at === feature ? value - 1 : cell))))];
      const [rising, falling] = [along(0), along(1)];
      rising.slice(1).forEach((margin, at) => { expect(margin).toBeGreaterThanOrEqual((rising[at] as number) - 1e-12); });
      falling.slice(1).forEach((margin, at) => { expect(margin).toBeLessThanOrEqual((falling[at] as number) + 1e-12); });
    }
  }), { numRuns: 6 });
});
