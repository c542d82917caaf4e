import { lossFor, type Objective } from './objectives.ts';
import { checkedModel, type Tree, type TreeModel } from './tree-model.ts';
import { cutFromSingle, greatestSingle, singleFromCut } from './single-precision.ts';
import { usualTweediePower } from './tweedie-loss.ts';

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
  readonly categories?: number[];
  readonly categories_nodes?: number[];
  readonly categories_segments?: number[];
  readonly categories_sizes?: number[];
}

interface XgboostModel {
  readonly learner: {
    readonly learner_model_param: { readonly base_score: string; readonly num_class: string; readonly num_feature: string };
    readonly objective: { readonly name: string; readonly quantile_loss_param?: { readonly quantile_alpha: string }; readonly tweedie_regression_param?: { readonly tweedie_variance_power: string } };
    readonly gradient_booster: { readonly name: string; readonly model: { readonly trees: XgboostTree[]; readonly tree_info: number[] } };
    readonly feature_names?: string[];
    readonly feature_types?: string[];
  };
}

const rootParent = 2_147_483_647;
/** XGBoost's categories are whole numbers below this. */
const categoriesEnd = 2 ** 24;
/** How far behind the known categories lies the one that stands for none. */
const nowhere = 65_536;

/**
 * Reads a model that XGBoost saved as JSON (1.x to 3.x; doc/model.schema of its repository): squared error, logistic, softmax, Poisson,
 * Tweedie, Cox and quantile objectives. XGBoost compares in single precision; thresholds become the doubles that divide all
 * doubles in just that way, so the trees decide alike. Categories are numbers to XGBoost, so the dictionary holds the decimal texts
 * of those that some node asks for; any other goes where XGBoost sends what is in no set, and counts as unseen. Throws a
 * RangeError for what is not such a model: dart and linear boosters, other objectives.
 */
export function readXgboostJson(text: string): TreeModel {
  const learner = learnerIn(text);
  const objective = objectiveOf(learner);
  const { trees, tree_info: outputs } = learner.gradient_booster.model;
  const count = Number(learner.learner_model_param.num_feature);
  const named = learner.feature_names ?? [];
  const features = Array.from({ length: count }, (_, index) => named[index] ?? `f${index}`);
  const categories = categoriesIn(learner, count);
  const dictionaries = categories === null ? { version: 1 as const } : { version: 2 as const, categories: categories.map((codes) => codes && codes.map(String)) };
  return checkedModel({ format: 'hindcast-trees', ...dictionaries, objective, features, base: baseOf(learner, objective), trees: trees.map((tree, index) => treeFrom(tree, outputs[index] as number, categories)) });
}

/** Per feature the categories that nodes ask for, rising; null where it is a number; null altogether where every feature is. */
function categoriesIn({ feature_types: types, gradient_booster: { model: { trees } } }: XgboostModel['learner'], count: number): Array<number[] | null> | null {
  const found = Array.from({ length: count }, (_, feature) => (types?.[feature] === 'c' ? new Set<number>() : null));
  for (const tree of trees) tree.split_type?.forEach((kind, node) => {
    if (kind !== 1 || tree.left_children[node] === -1) return;
    const feature = tree.split_indices[node] as number;
    const codes = found[feature] ??= new Set();
    for (const code of setAt(tree, node)) codes.add(code);
  });
  return found.some((codes) => codes !== null) ? found.map((codes) => codes && [...codes].sort((a, b) => a - b)) : null;
}

/** The categories that XGBoost sends right at a node. */
function setAt(tree: XgboostTree, node: number): number[] {
  const at = tree.categories_nodes?.indexOf(node) ?? -1;
  if (at < 0) throw new RangeError(`Node ${node} of a tree asks for a category, but has no set of them`);
  const from = tree.categories_segments?.[at] as number;
  return (tree.categories ?? []).slice(from, from + (tree.categories_sizes?.[at] as number));
}

function learnerIn(text: string): XgboostModel['learner'] {
  let model: Partial<XgboostModel> | null;
  try {
    model = JSON.parse(withoutNaN(text)) as Partial<XgboostModel> | null;
  } catch (error) {
    throw new RangeError('An XGBoost model must be JSON; UBJSON and the binary format are not read', { cause: error });
  }
  const learner = model?.learner;
  if (!learner?.gradient_booster || !learner.learner_model_param || !learner.objective) throw new RangeError('Not an XGBoost model: no learner with parameters, objective and booster');
  if (learner.gradient_booster.name !== 'gbtree') throw new RangeError(`Boosters of kind ${learner.gradient_booster.name} are not read; gbtree is`);
  return learner;
}

/** XGBoost writes NaN, which JSON does not have, as the threshold of a categorical split. */
const withoutNaN = (text: string): string => (text.includes('NaN') ? text.replaceAll(/"(?:[^"\\]|\\.)*"|NaN/g, (token) => (token === 'NaN' ? '0' : token)) : text);

function objectiveOf({ objective, learner_model_param: { num_class: classes } }: XgboostModel['learner']): Objective {
  switch (objective.name) {
    case 'reg:squarederror': return { kind: 'squared' };
    case 'binary:logistic': case 'reg:logistic': return { kind: 'logistic' };
    case 'count:poisson': return { kind: 'poisson' };
    case 'reg:tweedie': return { kind: 'tweedie', power: fromSingle(objective.tweedie_regression_param?.tweedie_variance_power ?? usualTweediePower) };
    case 'survival:cox': return { kind: 'cox' };
    case 'multi:softprob': case 'multi:softmax': return { kind: 'softmax', classes: Number(classes) };
    case 'reg:quantileerror': return { kind: 'quantile', share: Number(objective.quantile_loss_param?.quantile_alpha.replaceAll(/[[\]]/g, '')) };
    default: throw new RangeError(`XGBoost's objective ${objective.name} is not read`);
  }
}

/** A number that went through single precision, as it was meant. */
const fromSingle = (text: string | number): number => Number(Number(text).toPrecision(7));

/** XGBoost writes the base as a prediction, from 3.1 on in brackets, one for all outputs or one each. */
function baseOf({ learner_model_param: { base_score: written } }: XgboostModel['learner'], objective: Objective): number[] {
  const scores = written.replaceAll(/[[\]]/g, '').split(',').map(Number);
  const { outputs } = lossFor(objective);
  return Array.from({ length: outputs }, (_, k) => marginFrom(scores[k] ?? (scores[0] as number), objective));
}

function marginFrom(score: number, { kind }: Objective): number {
  if (kind === 'logistic') return Math.log(score / (1 - score));
  return ['poisson', 'tweedie', 'cox'].includes(kind) ? Math.log(score) : score;
}

function treeFrom(tree: XgboostTree, output: number, categories: ReadonlyArray<readonly number[] | null> | null): Tree {
  const isLeaf = (node: number): boolean => tree.left_children[node] === -1;
  const asksForSet = (node: number): boolean => tree.split_type?.[node] === 1 && !isLeaf(node);
  // What is in the set goes right there and left here, so children change places.
  return {
    output,
    left: tree.left_children.map((left, node) => (asksForSet(node) ? (tree.right_children[node] as number) : left)),
    right: tree.right_children.map((right, node) => (asksForSet(node) ? (tree.left_children[node] as number) : right)),
    feature: tree.split_indices,
    threshold: tree.split_conditions.map((cut, node) => (isLeaf(node) || asksForSet(node) ? 0 : cutFromSingle(cut))),
    missingLeft: tree.default_left.map((side, node) => (asksForSet(node) ? 1 - Number(side) : Number(side))),
    ...(categories === null ? {} : { leftCodes: tree.left_children.map((_, node) => (asksForSet(node) ? placesOf(tree, node, categories) : null)), unseenLeft: tree.left_children.map(() => 0) }),
    value: tree.base_weights.map((weight, node) => (isLeaf(node) ? (tree.split_conditions[node] as number) : weight)),
    cover: tree.sum_hessian,
    gain: tree.loss_changes.map((gain, node) => (isLeaf(node) ? 0 : gain)),
  };
}

function placesOf(tree: XgboostTree, node: number, categories: ReadonlyArray<readonly number[] | null>): number[] {
  const places = new Map(categories[tree.split_indices[node] as number]?.map((code, place) => [code, place]));
  return setAt(tree, node).map((code) => places.get(code) as number).sort((a, b) => a - b);
}

/**
 * Writes a model as XGBoost 1.7 and 2.x load it. Leaves and thresholds are rounded to single precision: a threshold to the one
 * that divides single-precision values just as the double did, so on such values trees decide alike and margins agree to
 * about 1e-6. The base becomes a first round of single-leaf trees: XGBoost holds one base for all classes, and of a chance near
 * 0 or 1 too few digits. XGBoost knows categories as numbers: those of a dictionary that holds whole numbers alone are these
 * numbers, others their place in it, from 0; any other number is unseen. Not the missing: XGBoost's NaN is that.
 */
export function writeXgboostJson(model: TreeModel): string {
  const numbers = model.categories?.map((words) => words && numbersFor(words)) ?? null;
  const trees = [...model.base.map(leafTree), ...model.trees].map((tree) => inPairs(turned(tree, numbers)));
  const outputs = model.base.length;
  const written = {
    learner: {
      attributes: {},
      feature_names: model.features,
      feature_types: model.features.map((_, feature) => (numbers?.[feature] ? 'c' : 'float')),
      gradient_booster: { model: boosterFrom(trees), name: 'gbtree' },
      learner_model_param: { base_score: scoreOfZero[model.objective.kind], boost_from_average: '1', num_class: outputs > 1 ? String(outputs) : '0', num_feature: String(model.features.length), num_target: '1' },
      objective: objectiveFrom(model.objective),
    },
    version: [1, 7, 4],
  };
  // Quotes within names are escaped, so this text stands nowhere else.
  return JSON.stringify(written).replace('"trees":[]', () => `"trees":[${trees.map((tree, id) => treeText(tree, id, model.features.length)).join(',')}]`);
}

function numbersFor(words: readonly string[]): number[] {
  const isWhole = words.every((word) => /^(0|[1-9]\d{0,7})$/.test(word) && Number(word) < categoriesEnd);
  return words.map((word, place) => (isWhole ? Number(word) : place));
}

/** A tree as XGBoost has it: at nodes with a set, what is in the set goes right, all else, the unseen too, left. A set is never empty: where nothing goes right, it holds a number far behind the known. */
interface Turned extends Tree {
  readonly sets: ReadonlyArray<readonly number[] | null>;
}

function turned(tree: Tree, numbers: ReadonlyArray<readonly number[] | null> | null): Turned {
  const swaps = tree.left.map((_, node) => (tree.leftCodes?.[node] ?? null) !== null && tree.unseenLeft?.[node] === 0);
  const pick = (own: readonly number[], other: readonly number[]): number[] => own.map((value, node) => (swaps[node] ? (other[node] as number) : value));
  const sets = tree.left.map((_, node) => {
    const codes = tree.leftCodes?.[node] ?? null;
    const known = numbers?.[tree.feature[node] as number] ?? null;
    if (codes === null || known === null) return null;
    const isLeft = new Set(codes);
    const set = known.filter((_, place) => isLeft.has(place) === swaps[node]).sort((a, b) => a - b);
    return set.length > 0 ? set : [Math.min(Math.max(0, ...known) + nowhere, categoriesEnd - 1)];
  });
  return { ...tree, sets, left: pick(tree.left, tree.right), right: pick(tree.right, tree.left), missingLeft: pick(tree.missingLeft, tree.missingLeft.map((side) => 1 - side)) };
}

/** The same tree, level by level, each right child next to its left sister: XGBoost takes it from there, whatever right_children says. */
function inPairs(tree: Turned): Turned {
  const order = [0];
  for (const node of order) if (tree.left[node] !== -1) order.push(tree.left[node] as number, tree.right[node] as number);
  const place = new Map(order.map((node, at) => [node, at]));
  const moved = <T>(values: readonly T[]): T[] => order.map((node) => values[node] as T);
  const children = (values: readonly number[]): number[] => moved(values).map((child) => place.get(child) ?? -1);
  return {
    output: tree.output, left: children(tree.left), right: children(tree.right), feature: moved(tree.feature), threshold: moved(tree.threshold), missingLeft: moved(tree.missingLeft),
    sets: moved(tree.sets), value: moved(tree.value), cover: moved(tree.cover), gain: moved(tree.gain),
  };
}

const leafTree = (value: number, output: number): Tree => ({ output, left: [-1], right: [-1], feature: [0], threshold: [0], missingLeft: [0], value: [value], cover: [0], gain: [0] });

/** The prediction whose margin is 0. */
const scoreOfZero = { squared: '0E0', logistic: '5E-1', poisson: '1E0', tweedie: '1E0', cox: '1E0', quantile: '0E0', softmax: '0E0' } as const;

function objectiveFrom(objective: Objective): object {
  switch (objective.kind) {
    case 'squared': return { name: 'reg:squarederror', reg_loss_param: { scale_pos_weight: '1' } };
    case 'logistic': return { name: 'binary:logistic', reg_loss_param: { scale_pos_weight: '1' } };
    case 'poisson': return { name: 'count:poisson', poisson_regression_param: { max_delta_step: '0.7' } };
    case 'tweedie': return { name: 'reg:tweedie', tweedie_regression_param: { tweedie_variance_power: String(objective.power ?? usualTweediePower) } };
    case 'cox': return { name: 'survival:cox' };
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

/** In single precision, the greatest of which stands for anything beyond. */
const inSingle = (value: number): number => Math.min(Math.max(Math.fround(value), -greatestSingle), greatestSingle);

/** XGBoost refuses a whole number where it wants a fraction, so those are written with an exponent. */
const asFractions = (values: readonly number[]): string => `[${values.map((value) => (Number.isInteger(value) ? value.toExponential().replace('+', '') : String(value).replace('+', ''))).join(',')}]`;

function treeText(tree: Turned, id: number, features: number): string {
  const fractions = { base_weights: tree.value.map(inSingle), loss_changes: tree.gain.map(inSingle), split_conditions: conditionsOf(tree), sum_hessian: tree.cover.map(inSingle) };
  const others = {
    ...setArrays(tree.sets), default_left: tree.missingLeft, id, left_children: tree.left, parents: parentsIn(tree), right_children: tree.right,
    split_indices: tree.feature, split_type: tree.sets.map((set) => (set === null ? 0 : 1)), tree_param: { num_deleted: '0', num_feature: String(features), num_nodes: String(tree.left.length), size_leaf_vector: '0' },
  };
  const entries = [...Object.entries(others).map(([name, value]) => [name, JSON.stringify(value)]), ...Object.entries(fractions).map(([name, values]) => [name, asFractions(values)])];
  return `{${entries.map(([name, text]) => `"${name}":${text}`).join(',')}}`;
}

function setArrays(sets: Turned['sets']): object {
  const nodes = sets.flatMap((set, node) => (set === null ? [] : [node]));
  const sizes = nodes.map((node) => (sets[node] as readonly number[]).length);
  let end = 0;
  return { categories: sets.flatMap((set) => set ?? []), categories_nodes: nodes, categories_segments: sizes.map((size) => (end += size) - size), categories_sizes: sizes };
}

const conditionsOf = (tree: Tree): number[] => tree.left.map((left, node) => (left === -1 ? inSingle(tree.value[node] as number) : singleFromCut(tree.threshold[node] as number)));

function parentsIn(tree: Tree): number[] {
  const parents = new Array<number>(tree.left.length).fill(rootParent);
  tree.left.forEach((left, node) => {
    if (left === -1) return;
    parents[left] = node;
    parents[tree.right[node] as number] = node;
  });
  return parents;
}
