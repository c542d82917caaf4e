import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actionOf, crossFitRewards, doublyRobustScores, fitPolicyTree, linearRewards, normalDraw, randomStream, type PolicyNode } from '../index.ts';
import { had, refusal } from '../linear/testing.ts';
import { cutTable, growPolicyTree } from './grow-policy-tree.ts';
import { knownLog } from './testing.ts';

const allRows = (n: number): Int32Array => Int32Array.from({ length: n }, (_, row) => row);
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
/** What a policy gets: the sum of scores of what it advises. */
const worthOf = (policy: PolicyNode, columns: readonly number[][], scores: readonly number[], actions: number): number =>
  sumOf((columns[0] ?? []).map((_, row) => scores[row * actions + actionOf(policy, columns.map((column) => column[row] as number))] as number));

/** The largest sum that a tree of some depth can have, by trying all of them. */
function bestByTrial(columns: readonly number[][], scores: readonly number[], actions: number, rows: readonly number[], depth: number, minLeaf: number): number {
  const best = Math.max(...Array.from({ length: actions }, (_, a) => sumOf(rows.map((row) => scores[row * actions + a] as number))));
  if (depth === 0) return best;
  return columns.reduce((most, column) => [...new Set(rows.map((row) => column[row] as number))].reduce((found, cut) => {
    const [left, right] = [rows.filter((row) => (column[row] as number) < cut), rows.filter((row) => (column[row] as number) >= cut)];
    if (Math.min(left.length, right.length) < minLeaf) return found;
    return Math.max(found, bestByTrial(columns, scores, actions, left, depth - 1, minLeaf) + bestByTrial(columns, scores, actions, right, depth - 1, minLeaf));
  }, most), best);
}

const leavesOf = (node: PolicyNode): Array<{ action: number; rows: number; value: number }> => ('action' in node ? [node] : [...leavesOf(node.left), ...leavesOf(node.right)]);
const depthOf = (node: PolicyNode): number => ('action' in node ? 0 : 1 + Math.max(depthOf(node.left), depthOf(node.right)));

const anyTable = fc.record({
  rows: fc.array(fc.record({ x: fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: -3, max: 3 })), s: fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })) }), { minLength: 4, maxLength: 18 }),
  minLeaf: fc.integer({ min: 1, max: 3 }),
}).map(({ rows, minLeaf }) => ({ columns: [rows.map(({ x }) => x[0]), rows.map(({ x }) => x[1])], scores: rows.flatMap(({ s }) => s), n: rows.length, minLeaf }));

describe('growing', () => {
  test.each([0, 1, 2])('depth %i: no tree gets more, by trying all of them', (depth) => {
    fc.assert(fc.property(anyTable, ({ columns, scores, n, minLeaf }) => {
      const grown = growPolicyTree(cutTable(columns, 100), Float64Array.from(scores), allRows(n), { actions: 3, depth, minLeaf });
      expect(worthOf(grown, columns, scores, 3)).toBeCloseTo(bestByTrial(columns, scores, 3, [...allRows(n)], depth, minLeaf), 8);
    }), { numRuns: 60 });
  });

  test('deeper trees get at least as much as those of depth 2, keep to their depth and their least leaf, and count every row once', () => {
    fc.assert(fc.property(anyTable, fc.integer({ min: 3, max: 5 }), ({ columns, scores, n, minLeaf }, depth) => {
      const grow = (deep: number): PolicyNode => growPolicyTree(cutTable(columns, 100), Float64Array.from(scores), allRows(n), { actions: 3, depth: deep, minLeaf });
      const grown = grow(depth);
      expect(worthOf(grown, columns, scores, 3)).toBeGreaterThanOrEqual(worthOf(grow(2), columns, scores, 3) - 1e-9);
      expect(depthOf(grown)).toBeLessThanOrEqual(depth);
      expect(sumOf(leavesOf(grown).map((leaf) => leaf.rows))).toBe(n);
      for (const leaf of leavesOf(grown)) expect(leaf.rows).toBeGreaterThanOrEqual(Math.min(n, minLeaf));
    }));
  });

  test('a rising change of a column moves the cuts and nothing else; the order of rows nothing at all', () => {
    fc.assert(fc.property(anyTable, ({ columns, scores, n, minLeaf }) => {
      const settings = { actions: 3, depth: 2, minLeaf };
      const curved = columns.map((column) => column.map((value) => Math.exp(value / 3)));
      const [one, other] = [growPolicyTree(cutTable(columns, 100), Float64Array.from(scores), allRows(n), settings), growPolicyTree(cutTable(curved, 100), Float64Array.from(scores), allRows(n), settings)];
      expect(leavesOf(other)).toEqual(leavesOf(one));
      const order = [...allRows(n)].reverse();
      const turned = growPolicyTree(cutTable(columns.map((column) => column.toReversed()), 100), Float64Array.from(order.flatMap((row) => scores.slice(3 * row, 3 * row + 3))), allRows(n), settings);
      expect(turned).toEqual(one);
    }));
  });

  test('the exclusive-or of two columns, which no single question gains from, is found at depth 2', () => {
    const columns = [[0, 0, 1, 1, 0, 0, 1, 1], [0, 1, 0, 1, 0, 1, 0, 1]];
    const scores = columns[0]!.flatMap((value, row) => (value === columns[1]![row] ? [1, 0] : [0, 1]));
    const grown = growPolicyTree(cutTable(columns, 10), Float64Array.from(scores), allRows(8), { actions: 2, depth: 2, minLeaf: 1 });
    expect(worthOf(grown, columns, scores, 2)).toBe(8);
    expect(leavesOf(grown).map((leaf) => [leaf.action, leaf.rows, leaf.value])).toEqual([[0, 2, 1], [1, 2, 1], [1, 2, 1], [0, 2, 1]]);
  });

  test('many values share a few cuts at equal shares of the rows', () => {
    const { cuts, bins } = cutTable([Array.from({ length: 1_000 }, (_, row) => row), new Array<number>(1_000).fill(4)], 3);
    expect([...cuts[0]!]).toEqual([249.5, 499.5, 749.5]);
    expect([...new Set(bins[0])]).toEqual([0, 1, 2, 3]);
    expect(cuts[1]).toHaveLength(0);
  });
});

/** Rows in which action 1 pays `gain` more above `from` on the first column, and as much less below; noise of one. */
function madeUp(seed: number, n: number, gain: number): { columns: number[][]; scores: number[] } {
  const random = randomStream('policy tree', seed);
  const columns = [0, 1, 2].map(() => Array.from({ length: n }, () => normalDraw(random)));
  return { columns, scores: columns[0]!.flatMap((x) => [normalDraw(random), (x > 0.3 ? gain : -gain) + normalDraw(random)]) };
}

describe('a line', () => {
  test('is drawn where it was planted, and what it gains is covered', () => {
    const { columns, scores } = madeUp(1, 1_500, 0.5);
    const { line, policy, gain } = fitPolicyTree(columns, scores, { actions: 2, seed: 1, depth: 1 });
    expect(line).toBe(true);
    expect(policy).toMatchObject({ column: 0, left: { action: 0 }, right: { action: 1 } });
    expect('below' in policy && Math.abs(policy.below - 0.3)).toBeLessThan(0.2);
    // Above 0.3 lie 38.2 % of a normal column, and there it gains a half; the best single action is 0 and gets nothing.
    expect(gain.low! < 0.191 && 0.191 < gain.high!).toBe(true);
  });

  test('is drawn by chance in at most one in twenty where actions are alike for all, and one answer is given then', () => {
    const fits = Array.from({ length: 400 }, (_, seed) => fitPolicyTree(...((one): [number[][], number[]] => [one.columns, one.scores])(madeUp(1_000 + seed, 150, 0)), { actions: 2, seed, mostCuts: 20 }));
    expect(fits.filter((fit) => fit.line).length).toBeLessThanOrEqual(20);
    for (const fit of fits.filter((one) => !one.line)) expect('action' in fit.policy && fit.policy.rows).toBe(150);
  });

  test('costs change who gets what: an action that costs more than it brings is not advised', () => {
    const { columns, scores } = madeUp(2, 800, 0.5);
    const dear = fitPolicyTree(columns, scores, { actions: 2, seed: 1, costs: [0, 3] });
    expect(dear).toMatchObject({ line: false, policy: { action: 0 } });
    const shifted = fitPolicyTree(columns, scores.map((score, at) => (at % 2 === 1 ? score - 0.2 : score)), { actions: 2, seed: 1 });
    expect(fitPolicyTree(columns, scores, { actions: 2, seed: 1, costs: [0, 0.2] })).toEqual(shifted);
  });

  test('scores of a log lead to the policy that the truth has, and nothing but the seed moves the folds', () => {
    const log = knownLog(7, 3_000, 1);
    const scores = had(doublyRobustScores(log.rounds, crossFitRewards(log.rounds, linearRewards(), { seed: 1 })));
    const fit = fitPolicyTree(log.rounds.columns!, scores, { actions: 3, seed: 1, depth: 1 });
    expect(fit).toMatchObject({ line: true, policy: { column: 0, left: { action: 0 }, right: { action: 2 } } });
    expect(fitPolicyTree(log.rounds.columns!, scores, { actions: 3, seed: 1, depth: 1 })).toEqual(fit);
    expect(JSON.parse(JSON.stringify(fit))).toEqual(fit);
  });
});

test('scores are the model and, for what was done, the log (by hand)', () => {
  const rounds = { actions: 2, action: [0, 1], reward: [1, 0], propensity: [0.5, 0.25] };
  expect([...had(doublyRobustScores(rounds, [0.6, 0.1, 0.3, 0.2]))]).toEqual([expect.closeTo(0.6 + 0.4 / 0.5, 12), 0.1, 0.3, expect.closeTo(0.2 - 0.2 / 0.25, 12)]);
  expect(refusal(() => doublyRobustScores({ ...rounds, propensity: null }, [0, 0, 0, 0]))).toMatch(/missing/);
  expect(refusal(() => doublyRobustScores({ ...rounds, propensity: [0.5, Number.NaN] }, [0, 0, 0, 0]))).toMatch(/missing/);
  expect(refusal(() => doublyRobustScores(rounds, [0]))).toMatch(/not 2 rounds/);
  expect(refusal(() => doublyRobustScores(rounds, [0, 0, 0, Infinity]))).toMatch(/value 3/);
});

test('constant columns, no columns and equal scores give one answer', () => {
  const options = { actions: 2, seed: 1, minLeaf: 2 };
  const scores = [1, 2, 1, 2, 1, 2, 1, 2];
  expect(fitPolicyTree([[5, 5, 5, 5]], scores, options)).toMatchObject({ line: false, policy: { action: 1, rows: 4, value: 2 }, gain: { estimate: 0, low: null } });
  expect(fitPolicyTree([], scores, options)).toMatchObject({ line: false, policy: { action: 1 } });
  expect(fitPolicyTree([[1, 2, 3, 4]], new Float64Array(8), options)).toMatchObject({ line: false, policy: { action: 0, value: 0 } });
});

test('any numbers give a tree and a gain without NaN', () => {
  const wild = fc.oneof(fc.double({ min: -1e60, max: 1e60, noNaN: true }), fc.constantFrom(0, 1, -1));
  fc.assert(fc.property(fc.array(fc.tuple(wild, wild, wild), { minLength: 2, maxLength: 20 }), (rows) => {
    const fit = fitPolicyTree([rows.map(([x]) => x)], rows.flatMap(([, one, other]) => [one, other]), { actions: 2, seed: 1, minLeaf: 1 });
    const numbers: number[] = [];
    JSON.stringify(fit, (_, value: unknown) => { if (typeof value === 'number') numbers.push(value); return value; });
    expect(numbers.every(Number.isFinite)).toBe(true);
  }));
});

test('bad tables and settings are refused with a reason', () => {
  const good = { actions: 2, seed: 1, minLeaf: 1 };
  const scores = [1, 2, 1, 2, 1, 2];
  const bad: ReadonlyArray<readonly [ReadonlyArray<ArrayLike<number>>, ArrayLike<number>, object, RegExp]> = [
    [[[1, 2, Number.NaN]], scores, {}, /Column 0: value 2/], [[[1, 2]], scores, {}, /do not belong together/], [[[1, 2, 3]], [1, 2, 3], {}, /not rows of 2/], [[], [], {}, /at least one row/],
    [[[1, 2, 3]], [1, 2, 3, 4, 5, Infinity], {}, /value 5/], [[], scores, { actions: 0 }, /actions is 0/], [[], scores, { depth: 7 }, /depth is 7/], [[], scores, { depth: 1.5 }, /depth/], [[], scores, { minLeaf: 0 }, /minLeaf/],
    [[], scores, { minLeaf: 2 }, /fewer than two leaves/], [[], scores, { costs: [1] }, /1 costs/], [[], scores, { costs: [1, Number.NaN] }, /Costs/], [[], scores, { mostCuts: 0 }, /mostCuts/], [[], scores, { blocks: 1 }, /blocks/],
    [[], scores, { level: 1 }, /level/], [[], scores, { groups: ['a'] }, /do not belong together/], [[], scores, { groups: [1, 1, 1] }, /two rows or groups/],
  ];
  for (const [columns, values, part, message] of bad) expect(() => fitPolicyTree(columns, values, { ...good, ...part })).toThrow(message);
  expect(() => actionOf({ column: 0, below: 1, left: { action: 0, rows: 1, value: 0 }, right: { action: 1, rows: 1, value: 0 } }, [Number.NaN])).toThrow(RangeError);
});
