import { cellReaders, encodedColumn, unseenCode, type Cell } from './category-codes.ts';
import { addMargins } from './score-batch.ts';
import { lossFor } from './objectives.ts';
import type { Tree, TreeModel } from './tree-model.ts';

/** Where a value, or a category's code, goes from an inner node. */
export function childOf(tree: Tree, node: number, value: number): number {
  return (goesLeft(tree, node, value) ? tree.left[node] : tree.right[node]) as number;
}

function goesLeft(tree: Tree, node: number, value: number): boolean {
  if (Number.isNaN(value)) return tree.missingLeft[node] === 1;
  const codes = tree.leftCodes?.[node] ?? null;
  if (codes === null) return value < (tree.threshold[node] as number);
  return value === unseenCode ? tree.unseenLeft?.[node] === 1 : codes.includes(value);
}

/** A model made ready to score; all ways of scoring give the same bits. */
export interface TreeScorer {
  /** Predictions of a table in columns, row by row, as many a row as the model has outputs: means, chances, or quantiles. */
  batch(columns: ReadonlyArray<ArrayLike<Cell>>): Float64Array;
  /** The same before the objective's link: log odds, log rates. */
  margins(columns: ReadonlyArray<ArrayLike<Cell>>): Float64Array;
  /** Predictions of one row, one number an output. */
  row(values: ArrayLike<Cell>): Float64Array;
  /** Per feature, how many cells hold a category that the model's dictionary lacks; they go each node's side for the unseen. */
  unseenIn(columns: ReadonlyArray<ArrayLike<Cell>>): number[];
}

/** Rows scored together, so that a tree's nodes stay in the cache while they pass. */
const rowBlock = 256;

/**
 * Lays a model's trees out in flat arrays for scoring. Batches without categories are scored by the kernel, large ones by so many `threads`. Null, undefined and NaN are missing; infinite values compare like any other;
 * categories are texts. Throws a RangeError where the columns or values are not as many as the model's features, columns differ
 * in length, or a text stands where the model has a number.
 */
export function treeScorer(model: TreeModel, { threads = 1 }: { readonly threads?: number } = {}): TreeScorer {
  if (!(Number.isInteger(threads) && threads > 0)) throw new RangeError(`threads must be a whole number above 0, not ${threads}`);
  const forest = flattened(model);
  const loss = lossFor(model.objective);
  const readers = cellReaders(model);
  const outputs = model.base.length;
  const encoded = (columns: ReadonlyArray<ArrayLike<Cell>>): Array<ArrayLike<number>> => {
    checkCount(model, columns.length);
    return columns.map((column, feature) => encodedColumn(column, readers[feature] as (typeof readers)[number], isCategorical(model, feature)));
  };
  const margins = (columns: ReadonlyArray<ArrayLike<Cell>>): Float64Array => marginsOf(forest, model, encoded(columns), threads);
  return {
    margins,
    batch(columns) {
      const result = margins(columns);
      for (let at = 0; at < result.length; at += outputs) loss.answer(result, at);
      return result;
    },
    row(cells) {
      checkCount(model, cells.length);
      const values = cells instanceof Float64Array && !model.categories ? cells : Float64Array.from(readers, (read, feature) => read(cells[feature], 0));
      const result = Float64Array.from(model.base);
      forest.roots.forEach((root, tree) => addLeaf(result, forest.output[tree] as number, forest.value[forest.leafIn(forest, root, values, 0)] as number));
      loss.answer(result, 0);
      return result;
    },
    unseenIn: (columns) => encoded(columns).map((column, feature) => (isCategorical(model, feature) ? countUnseen(column) : 0)),
  };
}

const isCategorical = ({ categories }: TreeModel, feature: number): boolean => (categories?.[feature] ?? null) !== null;

function countUnseen(codes: ArrayLike<number>): number {
  let count = 0;
  for (let row = 0; row < codes.length; row += 1) if (codes[row] === unseenCode) count += 1;
  return count;
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
  /** Per node that asks for a category, 1 at the codes that go left, the unseen before the first; null at others. */
  readonly sets: ReadonlyArray<Uint8Array | null>;
  /** The walk that these trees need: the plain one where no node asks for a category. */
  readonly leafIn: (forest: Forest, root: number, values: ArrayLike<number>, base: number) => number;
}

function flattened(model: TreeModel): Forest {
  const { trees } = model;
  let total = 0;
  const roots = Int32Array.from(trees, (tree) => { total += tree.left.length; return total - tree.left.length; });
  const all = <T = number>(pick: (tree: Tree, node: number, root: number) => T): T[] => trees.flatMap((tree, index) => tree.left.map((_, node) => pick(tree, node, roots[index] as number)));
  return {
    roots,
    output: Int32Array.from(trees, (tree) => tree.output),
    feature: Int32Array.from(all((tree, node) => (tree.left[node] === -1 ? -1 : (tree.feature[node] as number)))),
    threshold: Float64Array.from(all((tree, node) => tree.threshold[node] as number)),
    missingLeft: Uint8Array.from(all((tree, node) => tree.missingLeft[node] as number)),
    left: Int32Array.from(all((tree, node, root) => root + (tree.left[node] as number))),
    right: Int32Array.from(all((tree, node, root) => root + (tree.right[node] as number))),
    value: Float64Array.from(all((tree, node) => tree.value[node] as number)),
    sets: model.categories ? all((tree, node) => setOf(tree, node, model)) : [],
    leafIn: model.categories ? leafWithSets : leafInBlock,
  };
}

function setOf(tree: Tree, node: number, { categories }: TreeModel): Uint8Array | null {
  const codes = tree.leftCodes?.[node] ?? null;
  if (codes === null) return null;
  const set = new Uint8Array(1 + (categories?.[tree.feature[node] as number]?.length ?? 0));
  set[0] = tree.unseenLeft?.[node] ?? 0;
  for (const code of codes) set[code + 1] = 1;
  return set;
}

function checkCount({ features }: TreeModel, given: number): void {
  if (given !== features.length) throw new RangeError(`The model has ${features.length} features, the data ${given}`);
}

function marginsOf(forest: Forest, model: TreeModel, columns: ReadonlyArray<ArrayLike<number>>, threads: number): Float64Array {
  const rows = columns[0]?.length ?? 0;
  if (columns.some((column) => column.length !== rows)) throw new RangeError('Columns must be of one length');
  const outputs = model.base.length;
  const result = new Float64Array(rows * outputs);
  for (let at = 0; at < result.length; at += 1) result[at] = model.base[at % outputs] as number;
  if (addMargins(model, columns, result, threads)) return result;
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
    for (let i = 0; i < count; i += 1) addLeaf(result, i * outputs + output, forest.value[forest.leafIn(forest, root, block, i * width)] as number);
  });
}

function addLeaf(result: Float64Array, at: number, value: number): void {
  result[at] = (result[at] as number) + value;
}

function leafInBlock({ feature, threshold, missingLeft, left, right }: Forest, root: number, values: ArrayLike<number>, base: number): number {
  let node = root;
  for (;;) {
    const asked = feature[node] as number;
    if (asked < 0) return node;
    const value = values[base + asked] as number;
    // NaN is not equal to itself.
    const isLeft = value === value ? value < (threshold[node] as number) : missingLeft[node] === 1;
    node = (isLeft ? left[node] : right[node]) as number;
  }
}

function leafWithSets({ feature, threshold, missingLeft, left, right, sets }: Forest, root: number, values: ArrayLike<number>, base: number): number {
  let node = root;
  for (;;) {
    const asked = feature[node] as number;
    if (asked < 0) return node;
    const value = values[base + asked] as number;
    const set = sets[node] as Uint8Array | null;
    let isLeft = missingLeft[node] === 1;
    if (value === value) isLeft = set === null ? value < (threshold[node] as number) : set[value + 1] === 1;
    node = (isLeft ? left[node] : right[node]) as number;
  }
}
