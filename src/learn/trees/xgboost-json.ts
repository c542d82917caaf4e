import { lossFor, type Objective } from './objectives.ts';
import { checkedModel, type Tree, type TreeModel } from './tree-model.ts';
import { cutFromSingle, singleFromCut } from './single-precision.ts';

interface XgboostTree {
  readonly left_children: number[];
  readonly right_children: number[];
  readonly split_indices: number[];
  readonly split_conditions: number[];
  readonly default_left: Array<number | boolean>;
  readonly sum_hessian: number[];
  readonly loss_changes: number[];
  readonly base_weights: number[];
  readonly split_type?: number[];
}

interface XgboostModel {
  readonly learner: {
    readonly learner_model_param: { readonly base_score: string; readonly num_class: string; readonly num_feature: string };
    readonly objective: { readonly name: string; readonly quantile_loss_param?: { readonly quantile_alpha: string } };
    readonly gradient_booster: { readonly name: string; readonly model: { readonly trees: XgboostTree[]; readonly tree_info: number[] } };
    readonly feature_names?: string[];
  };
}

const rootParent = 2_147_483_647;

/**
 * Reads a model that XGBoost saved as JSON (1.x to 3.x; doc/model.schema of its repository): squared error, logistic, softmax, Poisson
 * and quantile objectives, numeric splits. XGBoost compares in single precision; thresholds become the doubles that divide all
 * doubles in just that way, so the trees decide alike. Throws a RangeError for what is not such a model: categorical splits,
 * dart and linear boosters, other objectives.
 */
export function readXgboostJson(text: string): TreeModel {
  const learner = learnerIn(text);
  const objective = objectiveOf(learner);
  const { trees, tree_info: outputs } = learner.gradient_booster.model;
  const count = Number(learner.learner_model_param.num_feature);
  const named = learner.feature_names ?? [];
  const features = Array.from({ length: count }, (_, index) => named[index] ?? `f${index}`);
  return checkedModel({ format: 'hindcast-trees', version: 1, objective, features, base: baseOf(learner, objective), trees: trees.map((tree, index) => treeFrom(tree, outputs[index] as number)) });
}

function learnerIn(text: string): XgboostModel['learner'] {
  let model: Partial<XgboostModel> | null;
  try {
    model = JSON.parse(text) as Partial<XgboostModel> | null;
  } catch (error) {
    throw new RangeError('An XGBoost model must be JSON; UBJSON and the binary format are not read', { cause: error });
  }
  const learner = model?.learner;
  if (!learner?.gradient_booster || !learner.learner_model_param || !learner.objective) throw new RangeError('Not an XGBoost model: no learner with parameters, objective and booster');
  if (learner.gradient_booster.name !== 'gbtree') throw new RangeError(`Boosters of kind ${learner.gradient_booster.name} are not read; gbtree is`);
  return learner;
}

function objectiveOf({ objective, learner_model_param: { num_class: classes } }: XgboostModel['learner']): Objective {
  switch (objective.name) {
    case 'reg:squarederror': return { kind: 'squared' };
    case 'binary:logistic': case 'reg:logistic': return { kind: 'logistic' };
    case 'count:poisson': return { kind: 'poisson' };
    case 'multi:softprob': case 'multi:softmax': return { kind: 'softmax', classes: Number(classes) };
    case 'reg:quantileerror': return { kind: 'quantile', share: Number(objective.quantile_loss_param?.quantile_alpha.replaceAll(/[[\]]/g, '')) };
    default: throw new RangeError(`XGBoost's objective ${objective.name} is not read`);
  }
}

/** XGBoost writes the base as a prediction, from 3.1 on in brackets, one for all outputs or one each. */
function baseOf({ learner_model_param: { base_score: written } }: XgboostModel['learner'], objective: Objective): number[] {
  const scores = written.replaceAll(/[[\]]/g, '').split(',').map(Number);
  const { outputs } = lossFor(objective);
  return Array.from({ length: outputs }, (_, k) => marginFrom(scores[k] ?? (scores[0] as number), objective));
}

function marginFrom(score: number, { kind }: Objective): number {
  if (kind === 'logistic') return Math.log(score / (1 - score));
  return kind === 'poisson' ? Math.log(score) : score;
}

function treeFrom(tree: XgboostTree, output: number): Tree {
  if (tree.split_type?.some((kind) => kind !== 0)) throw new RangeError('Categorical splits of XGBoost are not read');
  const isLeaf = (node: number): boolean => tree.left_children[node] === -1;
  return {
    output,
    left: tree.left_children,
    right: tree.right_children,
    feature: tree.split_indices,
    threshold: tree.split_conditions.map((cut, node) => (isLeaf(node) ? 0 : cutFromSingle(cut))),
    missingLeft: tree.default_left.map(Number),
    value: tree.base_weights.map((weight, node) => (isLeaf(node) ? (tree.split_conditions[node] as number) : weight)),
    cover: tree.sum_hessian,
    gain: tree.loss_changes.map((gain, node) => (isLeaf(node) ? 0 : gain)),
  };
}

/**
 * Writes a model as XGBoost 1.7 and 2.x load it. Leaves and thresholds are rounded to single precision: a threshold to the one
 * that divides single-precision values just as the double did, so on such values trees decide alike and margins agree to
 * about 1e-6. The base becomes a first round of single-leaf trees: XGBoost holds one base for all classes, and of a chance near
 * 0 or 1 too few digits.
 */
export function writeXgboostJson(model: TreeModel): string {
  if (model.categories) throw new RangeError('Models with categories are not written for XGBoost yet');
  const trees = [...model.base.map(leafTree), ...model.trees];
  const outputs = model.base.length;
  const written = {
    learner: {
      attributes: {},
      feature_names: model.features,
      feature_types: model.features.map(() => 'float'),
      gradient_booster: { model: boosterFrom(trees), name: 'gbtree' },
      learner_model_param: { base_score: scoreOfZero[model.objective.kind], boost_from_average: '1', num_class: outputs > 1 ? String(outputs) : '0', num_feature: String(model.features.length), num_target: '1' },
      objective: objectiveFrom(model.objective),
    },
    version: [1, 7, 4],
  };
  // Quotes within names are escaped, so this text stands nowhere else.
  return JSON.stringify(written).replace('"trees":[]', () => `"trees":[${trees.map((tree, id) => treeText(tree, id, model.features.length)).join(',')}]`);
}

const leafTree = (value: number, output: number): Tree => ({ output, left: [-1], right: [-1], feature: [0], threshold: [0], missingLeft: [0], value: [value], cover: [0], gain: [0] });

/** The prediction whose margin is 0. */
const scoreOfZero = { squared: '0E0', logistic: '5E-1', poisson: '1E0', quantile: '0E0', softmax: '0E0' } as const;

function objectiveFrom(objective: Objective): object {
  switch (objective.kind) {
    case 'squared': return { name: 'reg:squarederror', reg_loss_param: { scale_pos_weight: '1' } };
    case 'logistic': return { name: 'binary:logistic', reg_loss_param: { scale_pos_weight: '1' } };
    case 'poisson': return { name: 'count:poisson', poisson_regression_param: { max_delta_step: '0.7' } };
    case 'softmax': return { name: 'multi:softprob', softmax_multiclass_param: { num_class: String(objective.classes) } };
    case 'quantile': return { name: 'reg:quantileerror', quantile_loss_param: { quantile_alpha: `[${objective.share}]` } };
  }
}

function boosterFrom(trees: readonly Tree[]): object {
  return {
    gbtree_model_param: { num_parallel_tree: '1', num_trees: String(trees.length), size_leaf_vector: '0' },
    tree_info: trees.map((tree) => tree.output),
    trees: [],
  };
}

/** XGBoost refuses a whole number where it wants a fraction, so those are written with an exponent. */
const asFractions = (values: readonly number[]): string => `[${values.map((value) => (Number.isInteger(value) ? value.toExponential().replace('+', '') : String(value).replace('+', ''))).join(',')}]`;

function treeText(tree: Tree, id: number, features: number): string {
  const fractions = { base_weights: tree.value.map(Math.fround), loss_changes: tree.gain.map(Math.fround), split_conditions: conditionsOf(tree), sum_hessian: tree.cover.map(Math.fround) };
  const others = {
    categories: [], categories_nodes: [], categories_segments: [], categories_sizes: [], default_left: tree.missingLeft, id, left_children: tree.left, parents: parentsIn(tree), right_children: tree.right,
    split_indices: tree.feature, split_type: tree.left.map(() => 0), tree_param: { num_deleted: '0', num_feature: String(features), num_nodes: String(tree.left.length), size_leaf_vector: '0' },
  };
  const entries = [...Object.entries(others).map(([name, value]) => [name, JSON.stringify(value)]), ...Object.entries(fractions).map(([name, values]) => [name, asFractions(values)])];
  return `{${entries.map(([name, text]) => `"${name}":${text}`).join(',')}}`;
}

const conditionsOf = (tree: Tree): number[] => tree.left.map((left, node) => (left === -1 ? Math.fround(tree.value[node] as number) : singleFromCut(tree.threshold[node] as number)));

function parentsIn(tree: Tree): number[] {
  const parents = new Array<number>(tree.left.length).fill(rootParent);
  tree.left.forEach((left, node) => {
    if (left === -1) return;
    parents[left] = node;
    parents[tree.right[node] as number] = node;
  });
  return parents;
}
