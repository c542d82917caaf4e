import { lossFor } from './objectives.ts';
import type { Tree, TreeModel } from './tree-model.ts';

/** Where a value goes from an inner node. */
export function childOf(tree: Tree, node: number, value: number): number {
  const goesLeft = Number.isNaN(value) ? tree.missingLeft[node] === 1 : value < (tree.threshold[node] as number);
  return (goesLeft ? tree.left[node] : tree.right[node]) as number;
}

/** A model made ready to score; all ways of scoring give the same bits. */
export interface TreeScorer {
  /** Predictions of a table in columns, row by row, as many a row as the model has outputs: means, chances, or quantiles. */
  batch(columns: ReadonlyArray<ArrayLike<number>>): Float64Array;
  /** The same before the objective's link: log odds, log rates. */
  margins(columns: ReadonlyArray<ArrayLike<number>>): Float64Array;
  /** Predictions of one row, one number an output. */
  row(values: ArrayLike<number>): Float64Array;
}

/** Rows scored together, so that a tree's nodes stay in the cache while they pass. */
const rowBlock = 256;

/**
 * Lays a model's trees out in flat arrays for scoring. NaN is missing; infinite values compare like any other. Throws a
 * RangeError where the columns or values are not as many as the model's features, or columns differ in length.
 */
export function treeScorer(model: TreeModel): TreeScorer {
  const forest = flattened(model);
  const loss = lossFor(model.objective);
  const outputs = model.base.length;
  const margins = (columns: ReadonlyArray<ArrayLike<number>>): Float64Array => marginsOf(forest, model, columns);
  return {
    margins,
    batch(columns) {
      const result = margins(columns);
      for (let at = 0; at < result.length; at += outputs) loss.answer(result, at);
      return result;
    },
    row(values) {
      checkCount(model, values.length);
      const result = Float64Array.from(model.base);
      forest.roots.forEach((root, tree) => addLeaf(result, forest.output[tree] as number, forest.value[leafInRow(forest, root, values)] as number));
      loss.answer(result, 0);
      return result;
    },
  };
}

interface Forest {
  readonly roots: Int32Array;
  readonly output: Int32Array;
  /** −1 at leaves. */
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  readonly missingLeft: Uint8Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly value: Float64Array;
}

function flattened({ trees }: TreeModel): Forest {
  let total = 0;
  const roots = Int32Array.from(trees, (tree) => { total += tree.left.length; return total - tree.left.length; });
  const all = (pick: (tree: Tree, node: number, root: number) => number): number[] => trees.flatMap((tree, index) => tree.left.map((_, node) => pick(tree, node, roots[index] as number)));
  return {
    roots,
    output: Int32Array.from(trees, (tree) => tree.output),
    feature: Int32Array.from(all((tree, node) => (tree.left[node] === -1 ? -1 : (tree.feature[node] as number)))),
    threshold: Float64Array.from(all((tree, node) => tree.threshold[node] as number)),
    missingLeft: Uint8Array.from(all((tree, node) => tree.missingLeft[node] as number)),
    left: Int32Array.from(all((tree, node, root) => root + (tree.left[node] as number))),
    right: Int32Array.from(all((tree, node, root) => root + (tree.right[node] as number))),
    value: Float64Array.from(all((tree, node) => tree.value[node] as number)),
  };
}

function checkCount({ features }: TreeModel, given: number): void {
  if (given !== features.length) throw new RangeError(`The model has ${features.length} features, the data ${given}`);
}

function marginsOf(forest: Forest, model: TreeModel, columns: ReadonlyArray<ArrayLike<number>>): Float64Array {
  checkCount(model, columns.length);
  const rows = columns[0]?.length ?? 0;
  if (columns.some((column) => column.length !== rows)) throw new RangeError('Columns must be of one length');
  const outputs = model.base.length;
  const result = Float64Array.from({ length: rows * outputs }, (_, at) => model.base[at % outputs] as number);
  const block = new Float64Array(rowBlock * columns.length);
  for (let from = 0; from < rows; from += rowBlock) {
    const count = Math.min(rowBlock, rows - from);
    fillBlock(block, columns, from, count);
    scoreBlock(forest, block, columns.length, count, result.subarray(from * outputs), outputs);
  }
  return result;
}

function fillBlock(block: Float64Array, columns: ReadonlyArray<ArrayLike<number>>, from: number, count: number): void {
  const width = columns.length;
  columns.forEach((column, feature) => { for (let i = 0; i < count; i += 1) block[i * width + feature] = column[from + i] as number; });
}

function scoreBlock(forest: Forest, block: Float64Array, width: number, count: number, result: Float64Array, outputs: number): void {
  forest.roots.forEach((root, tree) => {
    const output = forest.output[tree] as number;
    for (let i = 0; i < count; i += 1) addLeaf(result, i * outputs + output, forest.value[leafInBlock(forest, root, block, i * width)] as number);
  });
}

function addLeaf(result: Float64Array, at: number, value: number): void {
  result[at] = (result[at] as number) + value;
}

const leafInRow = (forest: Forest, root: number, values: ArrayLike<number>): number => leafInBlock(forest, root, values, 0);

function leafInBlock({ feature, threshold, missingLeft, left, right }: Forest, root: number, values: ArrayLike<number>, base: number): number {
  let node = root;
  for (;;) {
    const asked = feature[node] as number;
    if (asked < 0) return node;
    const value = values[base + asked] as number;
    // NaN is not equal to itself.
    const goesLeft = value === value ? value < (threshold[node] as number) : missingLeft[node] === 1;
    node = (goesLeft ? left[node] : right[node]) as number;
  }
}
