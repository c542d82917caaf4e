import { binSlots, missingBin } from './bin-columns.ts';
import { findSplit, weightOf, type GradientScales, type GrowthLimits, type NodeSums, type Split } from './find-split.ts';
import type { HistogramJob, NodeRows, TreeStore } from './tree-store.ts';
import type { Tree } from './tree-model.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly number[] ? number[] : T[K] };

/** A tree with the rows that each of its leaves holds. */
export interface GrownTree {
  readonly tree: Mutable<Tree>;
  readonly leaves: ReadonlyArray<{ readonly node: number; readonly rows: NodeRows }>;
}

export interface GrowthOptions extends GrowthLimits {
  /** Splits on the longest way from the root to a leaf. */
  readonly depth: number;
  /** Share of each leaf's weight that is taken. */
  readonly eta: number;
}

/** A node whose histogram is to be searched for a split; `slot` is null where its depth forbids one. */
interface NewNode {
  readonly id: number;
  readonly depth: number;
  readonly rows: NodeRows;
  readonly sums: NodeSums;
  readonly slot: number | null;
}

/** A node that may be divided. Its histogram is given up where memory is short, and summed anew for both children. */
interface OpenNode extends NewNode {
  readonly split: Split;
}

/** Grows one tree level by level (Chen and Guestrin 2016, §2.2 and §3.3) over the store's rows, which it puts into the order of the leaves. */
export function growTree(store: TreeStore, scales: GradientScales, rows: NodeRows, features: readonly number[], output: number, options: GrowthOptions): GrownTree {
  const growth = new Growth(store, scales, features, output, options);
  growth.plant(rows);
  for (let chosen = growth.next(); chosen.length > 0; chosen = growth.next()) growth.divide(chosen);
  return growth;
}

class Growth implements GrownTree {
  readonly tree: Mutable<Tree>;
  readonly leaves: Array<{ node: number; rows: NodeRows }> = [];
  private open: OpenNode[] = [];
  private readonly store: TreeStore;
  private readonly scales: GradientScales;
  private readonly features: readonly number[];
  private readonly options: GrowthOptions;

  constructor(store: TreeStore, scales: GradientScales, features: readonly number[], output: number, options: GrowthOptions) {
    this.store = store;
    this.scales = scales;
    this.features = features;
    this.options = options;
    this.tree = { output, left: [], right: [], feature: [], threshold: [], missingLeft: [], value: [], cover: [], gain: [] };
  }

  /** The root: its sums are those of any one feature's bins. */
  plant(rows: NodeRows): void {
    const slot = this.store.take();
    this.store.sum([{ rows, into: slot, parent: null }]);
    const histogram = this.store.histogram(slot);
    let [gradient, curvature] = [0, 0];
    for (let bin = 0; bin < binSlots; bin += 1) {
      gradient += histogram[bin * 2] as number;
      curvature += histogram[bin * 2 + 1] as number;
    }
    const sums = { gradient, curvature, low: -Infinity, high: Infinity };
    this.search({ id: this.add(sums), depth: 0, rows, sums, slot });
  }

  /** The open nodes to divide next, of which none remains open: level by level, all of them. */
  next(): OpenNode[] {
    return this.open.splice(0);
  }

  /** Divides nodes, as many at a time as there are histograms for. */
  divide(nodes: readonly OpenNode[]): void {
    for (let at = 0; at < nodes.length;) {
      const some = nodes.slice(at, at + Math.max(1, Math.floor(this.store.room() / 2)));
      this.divideTogether(some);
      at += some.length;
    }
  }

  private divideTogether(nodes: readonly OpenNode[]): void {
    const divided = this.store.divide(nodes.map(({ rows, split }) => ({ rows, feature: split.feature, goesLeft: goesLeft(split) })));
    const jobs: HistogramJob[] = [];
    const children = nodes.flatMap((node, at) => {
      const { left, right } = divided[at] as { left: NodeRows; right: NodeRows };
      return this.born(node, left, right, jobs);
    });
    this.store.sum(jobs);
    for (const child of children) this.search(child);
  }

  /** Writes a split down; answers the children, and what must be summed for them. */
  private born(node: OpenNode, left: NodeRows, right: NodeRows, jobs: HistogramJob[]): NewNode[] {
    const { split, depth } = node;
    const [leftId, rightId] = [this.add(split.left), this.add(split.right)];
    this.record(node.id, split, leftId, rightId);
    const [leftSlot, rightSlot] = depth + 1 < this.options.depth ? this.histogramsOf(node, left, right, jobs) : [null, null];
    if (leftSlot === null && node.slot !== null) this.store.release(node.slot);
    return [
      { id: leftId, depth: depth + 1, rows: left, sums: split.left, slot: leftSlot },
      { id: rightId, depth: depth + 1, rows: right, sums: split.right, slot: rightSlot },
    ];
  }

  /** The lighter child's histogram is summed, the other one's is what remains of the parent's. */
  private histogramsOf({ slot: parent }: OpenNode, left: NodeRows, right: NodeRows, jobs: HistogramJob[]): [number, number] {
    const own = this.store.take();
    if (parent === null) {
      const other = this.store.take();
      jobs.push({ rows: left, into: own, parent }, { rows: right, into: other, parent });
      return [own, other];
    }
    const leftIsLighter = left.to - left.from <= right.to - right.from;
    jobs.push({ rows: leftIsLighter ? left : right, into: own, parent });
    return leftIsLighter ? [own, parent] : [parent, own];
  }

  /** Looks for a node's best split: the node stays open with it, or is a leaf. */
  private search(node: NewNode): void {
    const { slot, depth } = node;
    const split = slot !== null && depth < this.options.depth ? findSplit(this.store.table, this.store.histogram(slot), node.sums, this.scales, this.features, this.options) : null;
    if (split === null) this.leaves.push({ node: node.id, rows: node.rows });
    // Two must be left for whichever node is divided next.
    const keeps = split !== null && this.store.room() >= 2;
    if (slot !== null && !keeps) this.store.release(slot);
    if (split !== null) this.open.push({ ...node, slot: keeps ? slot : null, split });
  }

  private add(sums: NodeSums): number {
    const { tree } = this;
    const id = tree.left.push(-1) - 1;
    tree.right.push(-1);
    for (const name of ['feature', 'threshold', 'missingLeft', 'gain'] as const) tree[name].push(0);
    tree.value.push(this.options.eta * weightOf(sums, this.scales, this.options));
    tree.cover.push(sums.curvature / this.scales.curvatureScale);
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
    tree.threshold[id] = (this.store.table.cuts[split.feature] as Float64Array)[split.bin] ?? Number.MAX_VALUE;
  }
}

/** For each bin whether its rows go left. */
function goesLeft({ bin, missingLeft }: Split): Uint8Array {
  const table = new Uint8Array(binSlots);
  table.fill(1, 0, bin + 1);
  table[missingBin] = missingLeft ? 1 : 0;
  return table;
}
