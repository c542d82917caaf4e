import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLightgbmText, readTreeModel, readXgboostJson, treeExplainer, treeScorer, writeTreeModel, writeXgboostJson } from '../index.ts';

// LightGBM is not to be had from Debian, so these files were written by hand after its format, and their answers worked out by hand.
interface Written {
  readonly objective?: string;
  readonly perIteration?: number;
  readonly names?: string;
  readonly infos?: string;
  readonly trees: readonly string[];
  readonly pandas?: string;
}

function file({ objective = 'regression', perIteration = 1, names = 'a b', infos = '[-9:9] [-9:9]', trees, pandas = 'null' }: Written): string {
  const header = ['tree', 'version=v3', `num_class=${perIteration}`, `num_tree_per_iteration=${perIteration}`, 'label_index=0', `max_feature_idx=${names.split(' ').length - 1}`, `objective=${objective}`, `feature_names=${names}`, `feature_infos=${infos}`, 'tree_sizes=1', ''];
  return [...header, ...trees.flatMap((tree, index) => [`Tree=${index}`, tree, '']), 'end of trees', '', 'feature_importances:', 'a=1', '', 'parameters:', '[boosting: gbdt]', 'end of parameters', '', `pandas_categorical:${pandas}`, ''].join('\n');
}

const stump = (threshold: string, decision: number, feature = 0): string =>
  `num_leaves=2\nnum_cat=0\nsplit_feature=${feature}\nsplit_gain=5\nthreshold=${threshold}\ndecision_type=${decision}\nleft_child=-1\nright_child=-2\nleaf_value=-1 1\nleaf_weight=3 5\nleaf_count=3 5\ninternal_value=0.25\ninternal_weight=8\ninternal_count=8\nis_linear=0\nshrinkage=0.1`;

// Node 0: a ≤ 1 left to node 1, right to leaf 1. Node 1: b ≤ −2 left to leaf 0, right to leaf 2.
const three = 'num_leaves=3\nnum_cat=0\nsplit_feature=0 1\nsplit_gain=9 4\nthreshold=1 -2\ndecision_type=10 8\nleft_child=1 -1\nright_child=-2 -3\nleaf_value=0.5 -0.25 2\nleaf_weight=2 4 6\nleaf_count=2 4 6\ninternal_value=0 1\ninternal_weight=12 8\ninternal_count=12 8\nis_linear=0\nshrinkage=1';

const asked = (text: string, rows: number[][]): number[] => rows.map((row) => treeScorer(readLightgbmText(text)).row(row)[0] as number);

test('at most the threshold goes left, to the last bit; missing go where the decision says', () => {
  const text = file({ trees: [three] });
  const up = 1 + 2 ** -52;
  expect(asked(text, [[1, -2], [up, -2], [1, -1.9], [NaN, -2], [NaN, NaN], [1, NaN]])).toEqual([0.5, -0.25, 2, 0.5, 2, 2]);
  const model = readLightgbmText(text);
  expect(model).toMatchObject({ features: ['a', 'b'], base: [0], version: 1 });
  expect(readTreeModel(writeTreeModel(model))).toEqual(model);
  // By hand: half of what b tells once a is known, and half of what it tells before: 0.5 (1.625 − 1) + … = the definition over two features.
  const { expected, contributions } = treeExplainer(model)([1, 0]);
  expect(expected[0]).toBeCloseTo((2 * 0.5 + 4 * -0.25 + 6 * 2) / 12, 12);
  const [onA, onB] = [(2 * 0.5 + 6 * 2) / 8, (8 * 2 + 4 * -0.25) / 12];
  expect(contributions[0]).toBeCloseTo((onA - 1 + (2 - onB)) / 2, 12);
  expect(contributions[1]).toBeCloseTo((onB - 1 + (2 - onA)) / 2, 12);
});

test.each([
  ['nothing is missing: NaN counts as zero', 0, '0.5', -1, [0.6, 1]],
  ['nothing is missing: zero is above the threshold', 2, '-0.5', 1, [-0.6, -1]],
  ['NaN is missing and goes left', 10, '-5', -1, [0, 1]],
  ['NaN is missing and goes right', 8, '5', 1, [0, -1]],
])('%s', (_, decision, threshold, ofMissing, [value, ofValue]) => {
  const text = file({ trees: [stump(threshold, decision)] });
  expect(asked(text, [[NaN, 0], [value as number, 0]])).toEqual([ofMissing, ofValue]);
});

/** What LightGBM does at a node where zero is missing. */
function byRule(x: number, threshold: number, defaultLeft: boolean): number {
  const end = Math.fround(1e-35);
  if (Number.isNaN(x) || (x >= -end && x <= end)) return defaultLeft ? -1 : 1;
  return x <= threshold ? -1 : 1;
}

test('where zero is missing, it goes with NaN, whatever the threshold, and reasons still add up', () => {
  const end = Math.fround(1e-35);
  const values = [NaN, 0, -0, end, -end, end * (1 + 2 ** -52), -end * (1 + 2 ** -52), 1e-30, -1e-30, 3, -3, 5, -5, 1e300, -1e300, 1e-40];
  fc.assert(fc.property(fc.constantFrom(3, -3, 0, end, -end, 1e-40, -1e-40, 1e-30, -1e-30), fc.boolean(), (threshold, defaultLeft) => {
    const model = readLightgbmText(file({ trees: [stump(String(threshold), 4 + (defaultLeft ? 2 : 0))] }));
    for (const x of values) {
      expect([x, treeScorer(model).row([x, 0])[0]]).toEqual([x, byRule(x, threshold, defaultLeft)]);
      const { expected, contributions } = treeExplainer(model)([x, 0]);
      expect(expected[0]).toBeCloseTo(0.25, 12);
      expect(contributions.reduce((sum, part) => sum + part, 0.25)).toBeCloseTo(byRule(x, threshold, defaultLeft), 12);
    }
  }), { numRuns: 60 });
});

// Categories 1, 33 and 40 go left: words 2 and 2 + 256 of a set of two.
const sets = 'num_leaves=2\nnum_cat=1\nsplit_feature=1\nsplit_gain=5\nthreshold=0\ndecision_type=1\nleft_child=-1\nright_child=-2\nleaf_value=-1 1\nleaf_count=3 5\ninternal_value=0\ninternal_count=8\ncat_boundaries=0 2\ncat_threshold=2 258\nis_linear=0\nshrinkage=1';

test('categories in the set go left; others, the unseen and the missing right', () => {
  const model = readLightgbmText(file({ trees: [sets], infos: '[-9:9] 1:2:33:40' }));
  expect(model.categories).toEqual([null, ['1', '2', '33', '40']]);
  const scorer = treeScorer(model);
  expect([1, '1', 33, 40, 2, 7, 'x', null].map((cell) => scorer.row([0, cell])[0])).toEqual([-1, -1, -1, -1, 1, 1, 1, 1]);
  expect(scorer.unseenIn([[0, 0, 0], [1, 7, null]])).toEqual([0, 1]);
});

test('categories of a pandas frame are texts here', () => {
  const set = sets.replace('cat_boundaries=0 2\ncat_threshold=2 258', 'cat_boundaries=0 1\ncat_threshold=6');
  const model = readLightgbmText(file({ trees: [set], infos: '[-9:9] 0:1:2', pandas: '[["blue", "green", "red"]]' }));
  expect(['green', 'red', 'blue', 'black'].map((cell) => treeScorer(model).row([0, cell])[0])).toEqual([-1, -1, 1, 1]);
});

test('links: logistic with its steepness, Poisson, several classes, quantiles; a tree of one leaf is a constant', () => {
  const one = 'num_leaves=1\nnum_cat=0\nleaf_value=0.75\nshrinkage=1';
  expect(asked(file({ objective: 'binary sigmoid:2', trees: [stump('0', 0), one] }), [[-1, 0]])[0]).toBeCloseTo(1 / (1 + Math.exp(0.5)), 12);
  expect(asked(file({ objective: 'poisson', trees: [one] }), [[1, 1]])[0]).toBeCloseTo(Math.exp(0.75), 12);
  expect(readLightgbmText(file({ objective: 'quantile alpha:0.9', trees: [one] })).objective).toEqual({ kind: 'quantile', share: 0.9 });
  const classes = treeScorer(readLightgbmText(file({ objective: 'multiclass num_class:2', perIteration: 2, trees: [stump('0', 0), one] }))).row([1, 1]);
  expect(classes[0]).toBeCloseTo(Math.exp(1) / (Math.exp(1) + Math.exp(0.75)), 12);
});

test('a model of LightGBM goes on to XGBoost with its decisions', () => {
  const model = readLightgbmText(file({ trees: [three, stump('-3', 6)] }));
  const again = readXgboostJson(writeXgboostJson(model));
  for (const row of [[1, -2], [2, 2], [NaN, 0], [0, 0], [-4, NaN]]) expect(treeScorer(again).row(row)[0]).toBeCloseTo(treeScorer(model).row(row)[0] as number, 6);
});

test.each<[string, string, RegExp]>([
  ['JSON', '{}', /first line must be "tree"/],
  ['an end too early', file({ trees: [three] }).split('end of trees')[0] as string, /ends early/],
  ['ranking', file({ objective: 'lambdarank', trees: [three] }), /lambdarank is not read/],
  ['no objective', file({ objective: '', trees: [three] }), /not named is not read/],
  ['a square root', file({ objective: 'regression sqrt', trees: [three] }), /square root/],
  ['an averaged forest', file({ trees: [three] }).replace('label_index', 'average_output\nlabel_index'), /Averaged/],
  ['linear leaves', file({ trees: [three.replace('is_linear=0', 'is_linear=1')] }), /Linear leaves/],
  ['a threshold that is no number', file({ trees: [three.replace('threshold=1', 'threshold=x')] }), /Tree 0: threshold holds x/],
  ['trees that do not fit the classes', file({ objective: 'multiclass num_class:3', trees: [three] }), /does not have 1 trees/],
  ['names that are too few', file({ names: 'a b', trees: [three] }).replace('max_feature_idx=1', 'max_feature_idx=2'), /must name each feature/],
  ['a child that comes again', file({ trees: [three.replace('left_child=1 -1', 'left_child=1 0')] }), /must come after it/],
])('%s is refused by name', (_, text, message) => {
  expect(() => readLightgbmText(text)).toThrow(RangeError);
  expect(() => readLightgbmText(text)).toThrow(message);
});
