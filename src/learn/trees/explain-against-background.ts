import { cellReaders, encodedColumn, type Cell } from './category-codes.ts';
import type { TreeExplanation } from './explain-trees.ts';
import { childOf } from './score-trees.ts';
import { checkedModel, type Tree, type TreeModel } from './tree-model.ts';

/**
 * Shapley values of the features for one row against rows of a background (interventional TreeSHAP: Lundberg et al. 2020, "From
 * local explanations to global understanding with explainable AI for trees", Methods; the leaf weights are those of Laberge and
 * Pequignot 2022, theorem 1): exact for the game in which features that are not known take the values of a background row,
 * all together, averaged over the background. `expected` is the background's mean margin, and expected + Σ contributions is the
 * row's margin. Unlike the path-dependent values these give nothing to a feature that no tree asks for, and say for whom
 * the row is compared; the mixed rows may be ones that never occur. Cost: background rows × leaves, a tree. `background` is a
 * table in columns. Throws a RangeError for an empty background or a table or row of another width.
 */
export function backgroundExplainer(model: TreeModel, background: ReadonlyArray<ArrayLike<Cell>>): (values: ArrayLike<Cell>) => TreeExplanation {
  const width = checkedModel(model).features.length;
  const readers = cellReaders(model);
  const rows = backgroundRows(model, background);
  const expected = meanMargins(model, rows);
  return (cells) => {
    if (cells.length !== width) throw new RangeError(`The model has ${width} features, the row ${cells.length}`);
    const values = Float64Array.from(readers, (read, feature) => read(cells[feature], 0));
    const contributions = new Float64Array(width * model.base.length);
    for (const tree of model.trees) {
      const into = contributions.subarray(tree.output * width, (tree.output + 1) * width);
      const game = new TwoRowGame(tree, values, width, into, 1 / rows.length);
      for (const row of rows) game.play(row);
    }
    return { expected: Float64Array.from(expected), contributions };
  };
}

function backgroundRows(model: TreeModel, background: ReadonlyArray<ArrayLike<Cell>>): Float64Array[] {
  const width = model.features.length;
  if (background.length !== width) throw new RangeError(`The model has ${width} features, the background ${background.length}`);
  const count = background[0]?.length ?? 0;
  if (count === 0 || background.some((column) => column.length !== count)) throw new RangeError('A background needs rows, and columns of one length');
  const columns = cellReaders(model).map((read, feature) => encodedColumn(background[feature] as ArrayLike<Cell>, read, (model.categories?.[feature] ?? null) !== null));
  return Array.from({ length: count }, (_, row) => Float64Array.from(columns, (column) => column[row] as number));
}

function meanMargins(model: TreeModel, rows: readonly Float64Array[]): Float64Array {
  const sums = Float64Array.from(model.base);
  for (const tree of model.trees) for (const row of rows) {
    let node = 0;
    while (tree.left[node] !== -1) node = childOf(tree, node, row[tree.feature[node] as number] as number);
    sums[tree.output] = (sums[tree.output] as number) + (tree.value[node] as number) / rows.length;
  }
  return sums;
}

/** Whose value of a feature a way to a leaf needs. */
const undecided = 0, ownSide = 1, otherSide = 2;

/** The game of one tree between the row and one of the background at a time: known features come from the row, others from that one. */
class TwoRowGame {
  private readonly side: Uint8Array;
  private readonly own: number[] = [];
  private readonly other: number[] = [];
  private row: Float64Array = new Float64Array(0);
  private readonly tree: Tree;
  private readonly values: Float64Array;
  private readonly into: Float64Array;
  private readonly share: number;

  constructor(tree: Tree, values: Float64Array, width: number, into: Float64Array, share: number) {
    this.tree = tree;
    this.values = values;
    this.into = into;
    this.share = share;
    this.side = new Uint8Array(width);
  }

  play(row: Float64Array): void {
    this.row = row;
    this.visit(0);
  }

  private visit(node: number): void {
    const { tree } = this;
    if (tree.left[node] === -1) {
      this.pay(tree.value[node] as number);
      return;
    }
    const feature = tree.feature[node] as number;
    const [own, other] = [childOf(tree, node, this.values[feature] as number), childOf(tree, node, this.row[feature] as number)];
    if (own === other) this.visit(own);
    else if (this.side[feature] !== undecided) this.visit(this.side[feature] === ownSide ? own : other);
    else {
      this.through(feature, ownSide, this.own, own);
      this.through(feature, otherSide, this.other, other);
    }
  }

  private through(feature: number, side: number, list: number[], child: number): void {
    this.side[feature] = side;
    list.push(feature);
    this.visit(child);
    list.pop();
    this.side[feature] = undecided;
  }

  /** The leaf is reached when all of `own` are known and none of `other`: a game of |own| + |other| players. */
  private pay(value: number): void {
    const [a, b] = [this.own.length, this.other.length];
    if (a > 0) this.give(this.own, value * this.share * weightOf(a - 1, b));
    if (b > 0) this.give(this.other, -value * this.share * weightOf(a, b - 1));
  }

  private give(features: readonly number[], amount: number): void {
    for (const feature of features) this.into[feature] = (this.into[feature] as number) + amount;
  }
}

/** p! q! ÷ (p + q + 1)!, without large numbers. */
function weightOf(p: number, q: number): number {
  let weight = 1 / (p + q + 1);
  for (let k = 1; k <= q; k += 1) weight *= k / (p + k);
  return weight;
}
