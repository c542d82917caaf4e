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
  const walks = model.trees.map((tree) => new ShapleyWalk(tree));
  model.trees.forEach((tree, index) => { expected[tree.output] = (expected[tree.output] as number) + (walks[index] as ShapleyWalk).mean(0); });
  return (cells) => {
    if (cells.length !== width) throw new RangeError(`The model has ${width} features, the row ${cells.length}`);
    const values = Float64Array.from(readers, (read, feature) => read(cells[feature], 0));
    const contributions = new Float64Array(width * model.base.length);
    model.trees.forEach((tree, index) => { (walks[index] as ShapleyWalk).add(values, contributions.subarray(tree.output * width, (tree.output + 1) * width)); });
    return { expected: Float64Array.from(expected), contributions };
  };
}

/**
 * Algorithm 2 on one tree. A path is the features asked on the way to a node: for each the share of ways that pass without it
 * (zero), 1 or 0 with it (one), and the weight of subsets of its place's size. The path of each depth lies behind that of the one above,
 * so a child's changes do not reach its sister.
 */
class ShapleyWalk {
  private readonly feature: Int32Array;
  private readonly zero: Float64Array;
  private readonly one: Float64Array;
  private readonly weight: Float64Array;
  /** Share of its parent's cover that each node has; halves where nothing is known of either child. */
  private readonly share: Float64Array;
  private values: Float64Array = new Float64Array(0);
  private into: Float64Array = new Float64Array(0);
  private readonly tree: Tree;

  constructor(tree: Tree) {
    this.tree = tree;
    const longest = depthOf(tree, 0) + 2;
    const room = (longest * (longest + 1)) / 2;
    this.feature = new Int32Array(room);
    this.zero = new Float64Array(room);
    this.one = new Float64Array(room);
    this.weight = new Float64Array(room);
    this.share = sharesIn(tree);
  }

  /** Mean of the leaves below a node, by cover. */
  mean(node: number): number {
    const [left, right] = [this.tree.left[node] as number, this.tree.right[node] as number];
    return left === -1 ? (this.tree.value[node] as number) : (this.share[left] as number) * this.mean(left) + (this.share[right] as number) * this.mean(right);
  }

  add(values: Float64Array, into: Float64Array): void {
    this.values = values;
    this.into = into;
    this.visit(0, 0, 0, 1, 1, -1);
  }

  /** `from`: where the path of `length` steps to the parent begins. */
  private visit(node: number, from: number, length: number, zero: number, one: number, feature: number): void {
    const { tree } = this;
    const start = from + length;
    for (const steps of [this.feature, this.zero, this.one, this.weight]) steps.copyWithin(start, from, start);
    this.extend(start, length, zero, one, feature);
    if (tree.left[node] === -1) this.pay(start, length + 1, tree.value[node] as number);
    else this.visitChildren(node, start, length + 1);
  }

  private visitChildren(node: number, start: number, length: number): void {
    const { tree, share } = this;
    const feature = tree.feature[node] as number;
    const hot = childOf(tree, node, this.values[feature] as number);
    const cold = (hot === tree.left[node] ? tree.right[node] : tree.left[node]) as number;
    const earlier = this.placeOf(feature, start, length);
    const [zero, one] = earlier < 0 ? [1, 1] : [this.zero[earlier] as number, this.one[earlier] as number];
    if (earlier >= 0) this.unwind(start, length, earlier);
    const rest = earlier < 0 ? length : length - 1;
    this.visit(hot, start, rest, zero * (share[hot] as number), one, feature);
    this.visit(cold, start, rest, zero * (share[cold] as number), 0, feature);
  }

  private placeOf(feature: number, start: number, length: number): number {
    for (let at = start + 1; at < start + length; at += 1) if (this.feature[at] === feature) return at;
    return -1;
  }

  /** EXTEND: one more step behind `length` others. */
  private extend(start: number, length: number, zero: number, one: number, feature: number): void {
    const { weight } = this;
    const end = start + length;
    this.feature[end] = feature;
    this.zero[end] = zero;
    this.one[end] = one;
    weight[end] = length === 0 ? 1 : 0;
    for (let i = length - 1; i >= 0; i -= 1) {
      const low = weight[start + i] as number;
      weight[start + i + 1] = (weight[start + i + 1] as number) + (one * low * (i + 1)) / (length + 1);
      weight[start + i] = (zero * low * (length - i)) / (length + 1);
    }
  }

  /** UNWIND: the path as if the step at `earlier` had never been taken. */
  private unwind(start: number, length: number, earlier: number): void {
    const { weight } = this;
    const [zero, one] = [this.zero[earlier] as number, this.one[earlier] as number];
    let next = weight[start + length - 1] as number;
    for (let j = length - 2; j >= 0; j -= 1) {
      const own = weight[start + j] as number;
      const unwound = unwoundAt(own, next, zero, one, j, length);
      weight[start + j] = unwound;
      next = own - (unwound * zero * (length - 1 - j)) / length;
    }
    for (const steps of [this.feature, this.zero, this.one]) steps.copyWithin(earlier, earlier + 1, start + length);
  }

  /** Sum of the weights that the path would have without a step. */
  private unwoundSum(start: number, length: number, step: number): number {
    const { weight } = this;
    const zero = this.zero[step] as number;
    const one = this.one[step] as number;
    let next = weight[start + length - 1] as number;
    let sum = 0;
    for (let j = length - 2; j >= 0; j -= 1) {
      const own = weight[start + j] as number;
      const unwound = unwoundAt(own, next, zero, one, j, length);
      next = own - (unwound * zero * (length - 1 - j)) / length;
      sum += unwound;
    }
    return sum;
  }

  private pay(start: number, length: number, value: number): void {
    for (let at = start + 1; at < start + length; at += 1) {
      const feature = this.feature[at] as number;
      this.into[feature] = (this.into[feature] as number) + this.unwoundSum(start, length, at) * ((this.one[at] as number) - (this.zero[at] as number)) * value;
    }
  }
}

function unwoundAt(own: number, next: number, zero: number, one: number, j: number, length: number): number {
  if (one !== 0) return (next * length) / ((j + 1) * one);
  return zero === 0 ? 0 : (own * length) / (zero * (length - 1 - j));
}

function depthOf(tree: Tree, node: number): number {
  return tree.left[node] === -1 ? 0 : 1 + Math.max(depthOf(tree, tree.left[node] as number), depthOf(tree, tree.right[node] as number));
}

function sharesIn({ left, right, cover }: Tree): Float64Array {
  const shares = new Float64Array(left.length).fill(1);
  left.forEach((child, node) => {
    if (child === -1) return;
    const other = right[node] as number;
    const both = (cover[child] as number) + (cover[other] as number);
    shares[child] = both > 0 ? (cover[child] as number) / both : 0.5;
    shares[other] = both > 0 ? (cover[other] as number) / both : 0.5;
  });
  return shares;
}
