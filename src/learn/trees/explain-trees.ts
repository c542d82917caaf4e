import { checkedModel, type Tree, type TreeModel } from './tree-model.ts';
import { cellReaders, type Cell } from './category-codes.ts';
import { childOf } from './score-trees.ts';

/** Why a row has its margin: for each output, expected[k] + Σ contributions of its features = margin. */
export interface TreeExplanation {
  /** Margin of the average training row, one an output. */
  readonly expected: Float64Array;
  /** Output by output, one number a feature, in margin units. */
  readonly contributions: Float64Array;
}

/**
 * Shapley values of the features for one row (Lundberg, Erion and Lee 2018, "Consistent individualized feature attribution for
 * tree ensembles", algorithm 2): exact for the game in which a feature that is not known sends a row down both ways of a split
 * in proportion to the training rows' cover. What the model says of its training data, not what causes what; features that
 * carry the same information share credit as the trees happened to use them. A category, seen or not, is one value of its feature. Throws a RangeError for a wrong number of values.
 */
export function treeExplainer(model: TreeModel): (values: ArrayLike<Cell>) => TreeExplanation {
  const readers = cellReaders(model);
  const width = checkedModel(model).features.length;
  const expected = Float64Array.from(model.base);
  for (const tree of model.trees) expected[tree.output] = (expected[tree.output] as number) + meanOf(tree);
  return (cells) => {
    if (cells.length !== width) throw new RangeError(`The model has ${width} features, the row ${cells.length}`);
    const values = Float64Array.from(readers, (read, feature) => read(cells[feature], 0));
    const contributions = new Float64Array(width * model.base.length);
    for (const tree of model.trees) addShapley(tree, values, contributions.subarray(tree.output * width, (tree.output + 1) * width));
    return { expected: Float64Array.from(expected), contributions };
  };
}

/** Share of a node's cover that its child has; halves where nothing is known of either. */
function shareOf(tree: Tree, node: number, child: number): number {
  const [left, right] = [tree.cover[tree.left[node] as number] as number, tree.cover[tree.right[node] as number] as number];
  return left + right > 0 ? (tree.cover[child] as number) / (left + right) : 0.5;
}

function meanOf(tree: Tree): number {
  const mean = (node: number): number => {
    const [left, right] = [tree.left[node] as number, tree.right[node] as number];
    return left === -1 ? (tree.value[node] as number) : shareOf(tree, node, left) * mean(left) + shareOf(tree, node, right) * mean(right);
  };
  return mean(0);
}

/** One feature on the way to a node: share of ways that pass without it, 1 or 0 with it, and the weight of subsets of each size. */
interface Step {
  readonly feature: number;
  readonly zero: number;
  readonly one: number;
  weight: number;
}

function addShapley(tree: Tree, values: ArrayLike<number>, into: Float64Array): void {
  const visit = (node: number, path: readonly Step[], zero: number, one: number, feature: number): void => {
    const here = extended(path, zero, one, feature);
    if (tree.left[node] === -1) addLeafShares(here, tree.value[node] as number, into);
    else visitChildren(node, here);
  };
  const visitChildren = (node: number, path: readonly Step[]): void => {
    const feature = tree.feature[node] as number;
    const hot = childOf(tree, node, values[feature] as number);
    const cold = (hot === tree.left[node] ? tree.right[node] : tree.left[node]) as number;
    const earlier = path.findIndex((step, at) => at > 0 && step.feature === feature);
    const before = path[earlier];
    const rest = before ? unwound(path, earlier) : path;
    const [zero, one] = [before?.zero ?? 1, before?.one ?? 1];
    visit(hot, rest, zero * shareOf(tree, node, hot), one, feature);
    visit(cold, rest, zero * shareOf(tree, node, cold), 0, feature);
  };
  visit(0, [], 1, 1, -1);
}

/** EXTEND of algorithm 2. */
function extended(path: readonly Step[], zero: number, one: number, feature: number): Step[] {
  const length = path.length;
  const next = [...path.map((step) => ({ ...step })), { feature, zero, one, weight: length === 0 ? 1 : 0 }];
  for (let i = length - 1; i >= 0; i -= 1) {
    const [low, high] = [next[i] as Step, next[i + 1] as Step];
    high.weight += (one * low.weight * (i + 1)) / (length + 1);
    low.weight = (zero * low.weight * (length - i)) / (length + 1);
  }
  return next;
}

/** UNWIND of algorithm 2: the path as if step `at` had never been taken. */
function unwound(path: readonly Step[], at: number): Step[] {
  const weights = unwoundWeights(path, at);
  return path.filter((_, index) => index !== at).map((step, index) => ({ ...step, weight: weights[index] as number }));
}

function unwoundWeights(path: readonly Step[], at: number): number[] {
  const { one, zero } = path[at] as Step;
  const length = path.length;
  const weights = path.map((step) => step.weight);
  let next = weights[length - 1] as number;
  for (let j = length - 2; j >= 0; j -= 1) {
    const own = weights[j] as number;
    if (one !== 0) {
      weights[j] = (next * length) / ((j + 1) * one);
      next = own - ((weights[j] as number) * zero * (length - 1 - j)) / length;
    } else weights[j] = zero === 0 ? 0 : (own * length) / (zero * (length - 1 - j));
  }
  return weights.slice(0, length - 1);
}

function addLeafShares(path: readonly Step[], value: number, into: Float64Array): void {
  for (let i = 1; i < path.length; i += 1) {
    const { feature, one, zero } = path[i] as Step;
    const weight = unwoundWeights(path, i).reduce((sum, part) => sum + part, 0);
    into[feature] = (into[feature] as number) + weight * (one - zero) * value;
  }
}
