import { binSlots, missingBin } from './bin-columns.ts';
import { findSplit, weightOf, type GradientScales, type GrowthLimits, type NodeSums, type Split } from './find-split.ts';
import type { HistogramJob, NodeRows, TreeStore } from './tree-store.ts';
import type { Tree } from './tree-model.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly number[] ? number[] : T[K] };
/** A tree as it grows always has sets of categories. */
type GrowingTree = Mutable<Omit<Required<Tree>, 'leftCodes'>> & { readonly leftCodes: Array<number[] | null> };

/** A tree with the rows of its leaves, but for those leaves that the store has noted for each row already. */
export interface GrownTree {
  readonly tree: GrowingTree;
  /** Which node each leaf is, by the leaf's number. */
  readonly nodeOf: readonly number[];
  readonly leaves: ReadonlyArray<{ readonly leaf: number; readonly rows: NodeRows }>;
}

export interface GrowthOptions extends GrowthLimits {
  /** Splits on the longest way from the root to a leaf. */
  readonly depth: number;
  /** Share of each leaf's weight that is taken. */
  readonly eta: number;
  /** Whether the rows of all leaves are asked for; else those of the last level are only noted row by row. */
  readonly needsRows: boolean;
  /** Most leaves, the node of the most gain divided first; Infinity: level by level. */
  readonly leaves: number;
  /** Groups of features that may meet on a way from the root to a leaf. */
  readonly interactions: ReadonlyArray<ReadonlySet<number>> | undefined;
  /** Per feature whether the bin behind its categories holds the grouped ones, and which bin that is. */
  readonly restBins: ReadonlyArray<number | null>;
}

/** A node whose histogram is to be searched for a split; `slot` is null where its depth forbids one. */
interface NewNode {
  readonly id: number;
  readonly depth: number;
  readonly rows: NodeRows;
  readonly sums: NodeSums;
  readonly slot: number | null;
  /** Groups that hold every feature asked on the way here. */
  readonly groups: ReadonlyArray<ReadonlySet<number>> | undefined;
}

/** A node that may be divided. Its histogram is given up where memory is short, and summed anew for both children. */
interface OpenNode extends NewNode {
  readonly split: Split;
}

/**
 * Grows one tree level by level (Chen and Guestrin 2016, §2.2 and §3.3), or, where leaves are counted, the best node first (Shi 2007),
 * of equal gains the earlier one, over the store's rows, which it puts into the order of the leaves.
 */
export function growTree(store: TreeStore, scales: GradientScales, rows: NodeRows, features: readonly number[], output: number, options: GrowthOptions): GrownTree {
  const growth = new Growth(store, scales, features, output, options);
  growth.plant(rows);
  for (let chosen = growth.next(); chosen.length > 0; chosen = growth.next()) growth.divide(chosen);
  growth.close();
  return growth;
}

class Growth implements GrownTree {
  readonly tree: GrowingTree;
  readonly nodeOf: number[] = [];
  readonly leaves: Array<{ leaf: number; rows: NodeRows }> = [];
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
    this.tree = { output, left: [], right: [], feature: [], threshold: [], missingLeft: [], leftCodes: [], unseenLeft: [], value: [], cover: [], gain: [] };
  }

  /** The root: its sums are those of any one feature's bins. */
  plant(rows: NodeRows): void {
    const slot = this.store.take();
    this.sum([{ rows, into: slot, parent: null }]);
    const histogram = this.store.histogram(slot);
    let [gradient, curvature] = [0, 0];
    for (let bin = 0; bin < binSlots; bin += 1) {
      gradient += histogram[bin * 2] as number;
      curvature += histogram[bin * 2 + 1] as number;
    }
    const sums = { gradient, curvature, low: -Infinity, high: Infinity };
    this.search({ id: this.add(sums), depth: 0, rows, sums, slot, groups: this.options.interactions });
  }

  private sum(jobs: readonly HistogramJob[]): void {
    this.store.sum(jobs, this.options.lambda * this.scales.curvatureScale);
  }

  /** The nodes to divide next, which are open no more: level by level all of them, or the best one. */
  next(): OpenNode[] {
    const { leaves } = this.options;
    if (leaves === Infinity) return this.open.splice(0);
    if (this.open.length === 0 || this.leaves.length + this.open.length >= leaves) return [];
    let best = 0;
    this.open.forEach(({ split }, at) => { if (split.gain > (this.open[best] as OpenNode).split.gain) best = at; });
    return this.open.splice(best, 1);
  }

  /** Makes leaves of the nodes that stayed open. */
  close(): void {
    for (const { id, rows, slot } of this.open.splice(0)) {
      this.leaves.push({ leaf: this.nodeOf.push(id) - 1, rows });
      if (slot !== null) this.store.release(slot);
    }
  }

  /** Divides nodes, as many at a time as there are histograms for. */
  divide(nodes: readonly OpenNode[]): void {
    const isLast = ({ depth }: OpenNode): boolean => !this.options.needsRows && depth + 1 === this.options.depth;
    this.divideLast(nodes.filter(isLast));
    const others = nodes.filter((node) => !isLast(node));
    for (let at = 0; at < others.length;) {
      const some = others.slice(at, at + Math.max(1, Math.floor(this.store.room() / 2)));
      this.divideTogether(some);
      at += some.length;
    }
  }

  /** Nodes whose children are leaves for certain. */
  private divideLast(nodes: readonly OpenNode[]): void {
    this.store.markDivided(nodes.map(({ id, rows, split, slot }) => {
      const [left, right] = [this.add(split.left), this.add(split.right)];
      this.record(id, split, left, right);
      if (slot !== null) this.store.release(slot);
      return { rows, feature: split.feature, goesLeft: goesLeft(split), leaf: this.nodeOf.push(left, right) - 2 };
    }));
  }

  private divideTogether(nodes: readonly OpenNode[]): void {
    const divided = this.store.divide(nodes.map(({ rows, split }) => ({ rows, feature: split.feature, goesLeft: goesLeft(split) })));
    const jobs: HistogramJob[] = [];
    const children = nodes.flatMap((node, at) => {
      const { left, right } = divided[at] as { left: NodeRows; right: NodeRows };
      return this.born(node, left, right, jobs);
    });
    this.sum(jobs);
    for (const child of children) this.search(child);
  }

  /** Writes a split down; answers the children, and what must be summed for them. */
  private born(node: OpenNode, left: NodeRows, right: NodeRows, jobs: HistogramJob[]): NewNode[] {
    const { split, depth } = node;
    const [leftId, rightId] = [this.add(split.left), this.add(split.right)];
    this.record(node.id, split, leftId, rightId);
    const [leftSlot, rightSlot] = depth + 1 < this.options.depth ? this.histogramsOf(node, left, right, jobs) : [null, null];
    if (leftSlot === null && node.slot !== null) this.store.release(node.slot);
    const groups = node.groups?.filter((group) => group.has(split.feature));
    return [
      { id: leftId, depth: depth + 1, rows: left, sums: split.left, slot: leftSlot, groups },
      { id: rightId, depth: depth + 1, rows: right, sums: split.right, slot: rightSlot, groups },
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
    const split = slot !== null && depth < this.options.depth ? findSplit(this.store.table, this.store.histogram(slot), this.store.screen(slot), node.sums, this.scales, this.allowed(node), this.options) : null;
    if (split === null) this.leaves.push({ leaf: this.nodeOf.push(node.id) - 1, rows: node.rows });
    // Two must be left for whichever node is divided next.
    const keeps = split !== null && this.store.room() >= 2;
    if (slot !== null && !keeps) this.store.release(slot);
    if (split !== null) this.open.push({ ...node, slot: keeps ? slot : null, split });
  }

  private allowed({ groups }: NewNode): readonly number[] {
    return groups === undefined ? this.features : this.features.filter((feature) => groups.some((group) => group.has(feature)));
  }

  private add(sums: NodeSums): number {
    const { tree } = this;
    const id = tree.left.push(-1) - 1;
    tree.right.push(-1);
    for (const name of ['feature', 'threshold', 'missingLeft', 'unseenLeft', 'gain'] as const) tree[name].push(0);
    tree.leftCodes.push(null);
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
    if (split.leftBins !== null) {
      this.recordSet(id, split, split.leftBins);
      return;
    }
    // Behind the last cut lies nothing but the missing: whatever is known goes left.
    tree.threshold[id] = (this.store.table.cuts[split.feature] as Float64Array)[split.bin] ?? Number.MAX_VALUE;
  }

  /** A category that the dictionary lacks goes with the grouped ones, or with the missing where none were grouped. */
  private recordSet(id: number, { feature, missingLeft }: Split, leftBins: readonly number[]): void {
    const rest = this.options.restBins[feature] ?? null;
    this.tree.leftCodes[id] = leftBins.filter((bin) => bin !== rest).sort((a, b) => a - b);
    this.tree.unseenLeft[id] = (rest === null ? missingLeft : leftBins.includes(rest)) ? 1 : 0;
  }
}

/** For each bin whether its rows go left. */
function goesLeft({ bin, leftBins, missingLeft }: Split): Uint8Array {
  const table = new Uint8Array(binSlots);
  if (leftBins === null) table.fill(1, 0, bin + 1);
  for (const one of leftBins ?? []) table[one] = 1;
  table[missingBin] = missingLeft ? 1 : 0;
  return table;
}
