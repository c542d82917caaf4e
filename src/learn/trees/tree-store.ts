import { binSlots, type BinnedTable } from './bin-columns.ts';
import type { KernelCall } from './kernel/kernel.ts';
import type { Team } from './kernel/team.ts';

/** Where a node's rows lie in the list of rows: those that the tree learns from, and the rest, which only take its leaves. */
export interface NodeRows {
  readonly from: number;
  readonly to: number;
  readonly restFrom: number;
  readonly restTo: number;
}

/** How to divide a node: `goesLeft` holds 1 for each bin of the feature whose rows go left, 0 for the others. */
export interface Division {
  readonly rows: NodeRows;
  readonly feature: number;
  readonly goesLeft: Uint8Array;
}

/** A histogram to be summed over a node's rows; and, where the parent's is at hand, the sibling's by taking it away from that. */
export interface HistogramJob {
  readonly rows: NodeRows;
  readonly into: number;
  /** The parent's histogram, which becomes the sibling's. */
  readonly parent: number | null;
}

const slotBytesOfFeature = binSlots * 2 * 8;
const mostSlotBytes = 2 ** 28;
/** Rows of one part, where several threads divide or sum a node. */
const partRows = 32_768;

/**
 * What a growing tree works on, in the kernel's memory: the binned table, gradient pairs (integers in doubles, see
 * fixed-point.ts), the list of rows in the order of nodes, and histograms. All sums are exact, so neither the order of rows nor
 * the division among threads changes any of them.
 */
export class TreeStore {
  readonly table: BinnedTable;
  /** Gradient and curvature of each row, side by side. */
  readonly pairs: number;
  private readonly team: Team;
  private readonly list: number;
  private readonly spare: number;
  private readonly free: number[] = [];
  private made = 0;
  private readonly most: number;
  private readonly slotBytes: number;

  /** `learning`: rows that have gradients; `depth`: of the deepest tree. */
  constructor(team: Team, table: BinnedTable, learning: number, depth: number) {
    this.team = team;
    this.table = table;
    this.pairs = team.arena.take(learning * 16);
    this.list = team.arena.take(table.rows * 4);
    this.spare = team.arena.take(table.rows * 4);
    this.slotBytes = table.features * slotBytesOfFeature;
    this.most = Math.max(4, Math.min(2 ** depth, Math.floor(mostSlotBytes / this.slotBytes)));
  }

  /** The list of rows; nodes hold parts of it. */
  rows(from: number, to: number): Int32Array {
    return this.team.arena.integers(this.list + from * 4, to - from);
  }

  /** Sums of a histogram: per feature and bin, gradient and curvature side by side. */
  histogram(slot: number): Float64Array {
    return this.team.arena.doubles(slot, this.slotBytes / 8);
  }

  /** How many histograms may still be asked for. */
  room(): number {
    return this.free.length + this.most - this.made;
  }

  take(): number {
    return this.free.pop() ?? this.make();
  }

  private make(): number {
    this.made += 1;
    return this.team.arena.take(this.slotBytes);
  }

  release(slot: number): void {
    this.free.push(slot);
  }

  /** Divides nodes; answers the children of each. */
  divide(divisions: readonly Division[]): Array<{ readonly left: NodeRows; readonly right: NodeRows }> {
    return this.team.arena.during(() => {
      const ranges = divisions.flatMap(({ rows, feature, goesLeft }) => {
        const table = this.team.arena.take(binSlots);
        this.team.arena.bytes(table, binSlots).set(goesLeft);
        return [this.range(rows.from, rows.to, feature, table), this.range(rows.restFrom, rows.restTo, feature, table)];
      });
      this.team.run(ranges.flatMap(({ calls }) => calls));
      this.team.run(ranges.flatMap(({ parts, count }): KernelCall[] => (count > 0 ? [['joinRows', this.list, this.spare, parts, count]] : [])));
      return divisions.map(({ rows }, at) => this.children(rows, this.lefts(ranges[at * 2] as Range), this.lefts(ranges[at * 2 + 1] as Range)));
    });
  }

  private range(from: number, to: number, feature: number, goesLeft: number): Range {
    const { arena, threads } = this.team;
    const length = threads === 1 ? to - from : partRows;
    const count = to > from ? Math.ceil((to - from) / length) : 0;
    const parts = arena.take(count * 12);
    const calls = Array.from({ length: count }, (_, part): KernelCall => {
      arena.integers(parts + part * 12, 2).set([from + part * length, Math.min(to, from + (part + 1) * length)]);
      return ['divideRows', this.list, this.spare, parts + part * 12, this.table.columns[feature] as number, goesLeft];
    });
    return { parts, count, calls };
  }

  private lefts({ parts, count }: Range): number {
    const held = this.team.arena.integers(parts, count * 3);
    let sum = 0;
    for (let part = 0; part < count; part += 1) sum += held[part * 3 + 2] as number;
    return sum;
  }

  private children({ from, to, restFrom, restTo }: NodeRows, lefts: number, restLefts: number): { left: NodeRows; right: NodeRows } {
    return {
      left: { from, to: from + lefts, restFrom, restTo: restFrom + restLefts },
      right: { from: from + lefts, to, restFrom: restFrom + restLefts, restTo },
    };
  }

  /** Fills histograms. */
  sum(jobs: readonly HistogramJob[]): void {
    this.team.run(jobs.flatMap(({ rows, into }) => this.sumCalls(rows.from, rows.to, into)));
    this.team.run(jobs.flatMap(({ into, parent }): KernelCall[] => (parent === null ? [] : [['subtractHistogram', parent, into, this.slotBytes]])));
  }

  private sumCalls(from: number, to: number, into: number): KernelCall[] {
    return this.table.groups.map(({ at, stride, first, features }) => ['sumHistogram', at, stride, features, this.pairs, this.list, from, to, into + first * slotBytesOfFeature]);
  }

  /** Adds a leaf's value to the margins of its rows. */
  addLeaf({ from, to, restFrom, restTo }: NodeRows, margins: number, outputs: number, output: number, value: number): KernelCall[] {
    return [['addToRows', this.list, from, to, margins, outputs, output, value], ['addToRows', this.list, restFrom, restTo, margins, outputs, output, value]];
  }
}

interface Range {
  /** Place of the parts: first and last row and, once divided, the count of those that went left. */
  readonly parts: number;
  readonly count: number;
  readonly calls: readonly KernelCall[];
}
