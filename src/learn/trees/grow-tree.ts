import { missingBin, type BinnedTable } from './bin-columns.ts';
import { findSplit, weightOf, type GrowthLimits, type NodeSums, type Split } from './find-split.ts';
import { buildHistogram, histogramLength, subtractHistogram, type IntegerGradients } from './histogram.ts';
import type { Tree } from './tree-model.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly number[] ? number[] : T[K] };

/** A tree while it grows: as in the model, with the bin of each split beside its threshold. */
export interface GrownTree {
  readonly tree: Mutable<Tree>;
  readonly bin: number[];
  /** Training rows in the order of their leaves, and which part of them each leaf holds. */
  readonly rows: Int32Array;
  readonly leaves: ReadonlyArray<{ readonly node: number; readonly from: number; readonly to: number }>;
}

export interface GrowthOptions extends GrowthLimits {
  /** Splits on the longest way from the root to a leaf. */
  readonly depth: number;
  /** Share of each leaf's weight that is taken. */
  readonly eta: number;
}

interface OpenNode {
  readonly id: number;
  readonly from: number;
  readonly to: number;
  readonly sums: NodeSums;
  readonly histogram: Float64Array | null;
}

/**
 * Grows one tree level by level (Chen and Guestrin 2016, §2.2 and §3.3) over `rows`, which is put into the order of the leaves.
 * The lighter child's histogram is summed, the other one's is what remains of the parent's.
 */
export function growTree(table: BinnedTable, sums: IntegerGradients, rows: Int32Array, features: readonly number[], output: number, options: GrowthOptions): GrownTree {
  const growth = new Growth(table, sums, rows, features, output, options);
  let level = [growth.root()];
  while (level.length > 0) level = level.flatMap((node) => growth.divide(node, options.depth));
  return growth;
}

class Growth implements GrownTree {
  readonly tree: Mutable<Tree>;
  readonly bin: number[] = [];
  readonly leaves: Array<{ node: number; from: number; to: number }> = [];
  private readonly depths: number[] = [];
  private readonly spare: Float64Array[] = [];
  private readonly scratch: Int32Array;
  private readonly table: BinnedTable;
  private readonly sums: IntegerGradients;
  readonly rows: Int32Array;
  private readonly features: readonly number[];
  private readonly options: GrowthOptions;

  constructor(table: BinnedTable, sums: IntegerGradients, rows: Int32Array, features: readonly number[], output: number, options: GrowthOptions) {
    this.table = table;
    this.sums = sums;
    this.rows = rows;
    this.features = features;
    this.options = options;
    this.tree = { output, left: [], right: [], feature: [], threshold: [], missingLeft: [], value: [], cover: [], gain: [] };
    this.scratch = new Int32Array(rows.length);
  }

  root(): OpenNode {
    let [gradient, curvature] = [0, 0];
    for (const row of this.rows) {
      gradient += this.sums.gradients[row] as number;
      curvature += this.sums.curvatures[row] as number;
    }
    const sums = { gradient, curvature, low: -Infinity, high: Infinity };
    const histogram = this.histogramOf(0, this.rows.length);
    return { id: this.add(sums, 0), from: 0, to: this.rows.length, sums, histogram };
  }

  /** Divides a node, or makes a leaf of it; answers its children. */
  divide(node: OpenNode, deepest: number): OpenNode[] {
    const depth = this.depths[node.id] as number;
    const split = node.histogram && depth < deepest ? findSplit(this.table, node.histogram, node.sums, this.sums, this.features, this.options) : null;
    if (split === null || node.histogram === null) {
      if (node.histogram) this.spare.push(node.histogram);
      this.leaves.push({ node: node.id, from: node.from, to: node.to });
      return [];
    }
    const middle = this.partition(node, split);
    const [left, right] = [this.add(split.left, depth + 1), this.add(split.right, depth + 1)];
    this.record(node.id, split, left, right);
    const [leftHistogram, rightHistogram] = depth + 1 < deepest ? this.childHistograms(node, node.histogram, middle) : [null, null];
    if (leftHistogram === null) this.spare.push(node.histogram);
    return [
      { id: left, from: node.from, to: middle, sums: split.left, histogram: leftHistogram },
      { id: right, from: middle, to: node.to, sums: split.right, histogram: rightHistogram },
    ];
  }

  private add(sums: NodeSums, depth: number): number {
    const { tree } = this;
    const id = tree.left.push(-1) - 1;
    tree.right.push(-1);
    for (const name of ['feature', 'threshold', 'missingLeft', 'gain'] as const) tree[name].push(0);
    tree.value.push(this.options.eta * weightOf(sums, this.sums, this.options));
    tree.cover.push(sums.curvature / this.sums.curvatureScale);
    this.bin.push(0);
    this.depths.push(depth);
    return id;
  }

  private record(id: number, split: Split, left: number, right: number): void {
    const { tree } = this;
    tree.left[id] = left;
    tree.right[id] = right;
    tree.feature[id] = split.feature;
    tree.missingLeft[id] = split.missingLeft ? 1 : 0;
    tree.gain[id] = split.gain;
    // Behind the last cut lies nothing but the missing: whatever is known goes left.
    tree.threshold[id] = (this.table.cuts[split.feature] as Float64Array)[split.bin] ?? Number.MAX_VALUE;
    this.bin[id] = split.bin;
  }

  /** Puts the rows that go left before those that go right, each in their former order; answers where the right ones begin. */
  private partition({ from, to }: OpenNode, { feature, bin, missingLeft }: Split): number {
    const column = this.table.columns[feature] as Uint8Array;
    let [left, right] = [from, 0];
    for (let at = from; at < to; at += 1) {
      const row = this.rows[at] as number;
      const own = column[row] as number;
      if (own === missingBin ? missingLeft : own <= bin) this.rows[left++] = row;
      else this.scratch[right++] = row;
    }
    this.rows.set(this.scratch.subarray(0, right), left);
    return left;
  }

  private childHistograms(node: OpenNode, histogram: Float64Array, middle: number): [Float64Array, Float64Array] {
    const leftIsLighter = middle - node.from <= node.to - middle;
    const lighter = leftIsLighter ? this.histogramOf(node.from, middle) : this.histogramOf(middle, node.to);
    subtractHistogram(histogram, lighter);
    return leftIsLighter ? [lighter, histogram] : [histogram, lighter];
  }

  private histogramOf(from: number, to: number): Float64Array {
    const into = this.spare.pop() ?? new Float64Array(histogramLength(this.table));
    buildHistogram(this.table, this.sums, this.rows, from, to, into);
    return into;
  }
}

/** The leaf at which a training row ends, by its bins. */
export function leafByBins({ tree, bin }: GrownTree, table: BinnedTable, row: number): number {
  let node = 0;
  while (tree.left[node] !== -1) {
    const own = (table.columns[tree.feature[node] as number] as Uint8Array)[row] as number;
    const goesLeft = own === missingBin ? tree.missingLeft[node] === 1 : own <= (bin[node] as number);
    node = (goesLeft ? tree.left[node] : tree.right[node]) as number;
  }
  return node;
}
