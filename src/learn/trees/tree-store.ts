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

/** Where margins lie, and to which of a row's outputs a tree adds. */
export interface Margins {
  readonly place: number;
  readonly outputs: number;
  readonly output: number;
}

const slotBytesOfFeature = binSlots * 2 * 8;
const mostSlotBytes = 2 ** 28;
/** Rows of one part, where several threads divide or sum a node. */
const partRows = 32_768;

/**
 * What a growing tree works on, in the kernel's memory: the binned table, gradient pairs (integers, see
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
  private readonly leaves: number;
  private readonly cutCounts: number;
  private readonly free: number[] = [];
  private made = 0;
  private readonly most: number;
  private readonly sumBytes: number;
  private readonly slotBytes: number;

  /** `learning`: rows that have gradients; `depth`: of the deepest tree. */
  constructor(team: Team, table: BinnedTable, learning: number, depth: number) {
    this.team = team;
    this.table = table;
    this.pairs = team.arena.take(learning * 8);
    this.list = team.arena.take(table.rows * 4);
    this.spare = team.arena.take(table.rows * 4);
    this.leaves = team.arena.take(table.rows * 2);
    this.cutCounts = team.arena.take(table.features * 4);
    team.arena.integers(this.cutCounts, table.features).set(table.cuts.map(({ length }) => length));
    this.sumBytes = table.features * slotBytesOfFeature;
    this.slotBytes = this.sumBytes + table.features * 8;
    this.most = Math.max(4, Math.min(2 ** depth, Math.floor(mostSlotBytes / this.slotBytes)));
  }

  /** The list of rows; nodes hold parts of it. */
  rows(from: number, to: number): Int32Array {
    return this.team.arena.integers(this.list + from * 4, to - from);
  }

  /** Sums of a histogram: per feature and bin, gradient and curvature side by side. */
  histogram(slot: number): Float64Array {
    return this.team.arena.doubles(slot, this.sumBytes / 8);
  }

  /** Per feature of numbers, the most that one of its cuts can bring: see the kernel's screenCuts. */
  screen(slot: number): Float64Array {
    return this.team.arena.doubles(slot + this.sumBytes, this.table.features);
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
        const table = this.placed(goesLeft);
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

  /** Fills histograms and screens them; `lambda` in the units of curvature. */
  sum(jobs: readonly HistogramJob[], lambda: number): void {
    this.team.arena.during(() => this.sumInParts(jobs));
    this.team.run(jobs.flatMap(({ into, parent }): KernelCall[] => (parent === null ? [] : [['subtractHistogram', parent, into, this.sumBytes]])));
    this.team.run(jobs.flatMap(({ into, parent }) => (parent === null ? [into] : [into, parent]))
      .map((slot): KernelCall => ['screenCuts', slot, this.cutCounts, this.table.features, lambda, slot + this.sumBytes]));
  }

  /** Large nodes in parts, so that threads have equal shares; the parts' sums are added afterwards, feature by feature. */
  private sumInParts(jobs: readonly HistogramJob[]): void {
    const { threads, arena } = this.team;
    const all = jobs.reduce((sum, { rows }) => sum + rows.to - rows.from, 0);
    const length = threads === 1 ? Infinity : Math.max(partRows / 4, Math.ceil(all / (2 * threads)));
    const parts = jobs.flatMap(({ rows: { from, to }, into }) => {
      const count = Math.max(1, Math.ceil((to - from) / length));
      return Array.from({ length: count }, (_, part) => ({ from: from + Math.floor(((to - from) * part) / count), to: from + Math.floor(((to - from) * (part + 1)) / count), into, own: part === 0 ? into : arena.take(this.sumBytes) }));
    });
    parts.sort((a, b) => b.to - b.from - (a.to - a.from));
    this.team.run(parts.flatMap(({ from, to, own }) => this.sumCalls(from, to, own)));
    for (let round = 0; ; round += 1) {
      const adds = jobs.flatMap(({ into }) => parts.filter((part) => part.into === into && part.own !== into).slice(round, round + 1));
      if (adds.length === 0) break;
      this.team.run(adds.flatMap(({ into, own }) => this.shares((at, bytes) => ['addHistogram', into + at, own + at, bytes])));
    }
  }

  /** Calls over a histogram, one for each thread. */
  private shares(call: (at: number, bytes: number) => KernelCall): KernelCall[] {
    const step = Math.ceil(this.table.features / this.team.threads) * slotBytesOfFeature;
    const calls: KernelCall[] = [];
    for (let at = 0; at < this.sumBytes; at += step) calls.push(call(at, Math.min(step, this.sumBytes - at)));
    return calls;
  }

  private sumCalls(from: number, to: number, into: number): KernelCall[] {
    return this.table.groups.map(({ at, stride, first, features }) => ['sumHistogram', at, stride, features, this.pairs, this.list, from, to, into + first * slotBytesOfFeature]);
  }

  /** Notes which leaf the rows of a node are in: a number below 2^16. */
  mark(rows: NodeRows, leaf: number): KernelCall[] {
    return this.inParts(rows, (from, to) => ['markRows', this.list, from, to, this.leaves, leaf]);
  }

  /** Notes it for nodes whose children are leaves for certain, `leaf` the left and the next the right one; their rows are not put into order any more. */
  markDivided(divisions: ReadonlyArray<Division & { readonly leaf: number }>): void {
    this.team.arena.during(() => {
      this.team.run(divisions.flatMap(({ rows, feature, goesLeft, leaf }) => {
        const table = this.placed(goesLeft);
        return this.inParts(rows, (from, to) => ['markDivided', this.list, from, to, this.table.columns[feature] as number, table, this.leaves, leaf]);
      }));
    });
  }

  private inParts({ from, to, restFrom, restTo }: NodeRows, call: (from: number, to: number) => KernelCall): KernelCall[] {
    const most = this.team.threads === 1 ? Infinity : partRows;
    const calls: KernelCall[] = [];
    for (let at = from; at < to; at += most) calls.push(call(at, Math.min(to, at + most)));
    for (let at = restFrom; at < restTo; at += most) calls.push(call(at, Math.min(restTo, at + most)));
    return calls;
  }

  /** Adds the values of leaves to the margins of all rows, by what was noted. */
  addLeaves(leaves: ReadonlyArray<{ readonly rows: NodeRows; readonly leaf: number }>, values: Float64Array, { place, outputs, output }: Margins): void {
    this.team.run(leaves.flatMap(({ rows, leaf }) => this.mark(rows, leaf)));
    this.team.arena.during(() => {
      const held = this.team.arena.take(values.length * 8);
      this.team.arena.doubles(held, values.length).set(values);
      this.team.run(this.inParts({ from: 0, to: this.table.rows, restFrom: 0, restTo: 0 }, (from, to) => ['addLeaves', from, to, this.leaves, held, place, outputs, output]));
    });
  }

  private placed(goesLeft: Uint8Array): number {
    const place = this.team.arena.take(binSlots);
    this.team.arena.bytes(place, binSlots).set(goesLeft);
    return place;
  }
}

interface Range {
  /** Place of the parts: first and last row and, once divided, the count of those that went left. */
  readonly parts: number;
  readonly count: number;
  readonly calls: readonly KernelCall[];
}
