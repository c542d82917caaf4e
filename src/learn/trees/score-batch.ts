import type { Team } from './kernel/team.ts';
import { withThreads } from './kernel/team.ts';
import type { Tree, TreeModel } from './tree-model.ts';

/** Rows that are in the kernel's memory at one time, for each thread. */
const rowsAtOnce = 8192;
/** A block of four rows must fit a thread's scratch memory. */
const mostFeatures = 2048;
/** Below this many rows the kernel is not worth its memory; below so many rows × trees no other thread is. */
const leastRows = 512;
const leastWalksForThreads = 2 ** 22;

/** Trees laid out for the kernel: see its scoreRows. */
interface Layout {
  /** 16 bytes a node: threshold, place of the feature, left child. */
  readonly nodes: DataView;
  readonly sides: Uint8Array;
  readonly values: Float64Array;
  /** Root, steps and output of each tree. */
  readonly trees: Int32Array;
}

/**
 * Adds to `result`, which holds the base of each row's margins, what the trees give: each row's leaves in the order of the
 * trees, so the numbers are those of walking tree by tree. False, and nothing added, where walking in TypeScript is called for:
 * few rows, categories, many features, or trees whose nodes share children.
 */
export function addMargins(model: TreeModel, columns: ReadonlyArray<ArrayLike<number>>, result: Float64Array, threads: number): boolean {
  const rows = result.length / model.base.length;
  const isForKernel = rows >= leastRows && model.categories === undefined && columns.length <= mostFeatures;
  const layout = isForKernel ? layoutOf(model) : null;
  if (layout === null) return false;
  addByKernel(model, layout, columns, result, rows * model.trees.length < leastWalksForThreads ? 1 : threads);
  return true;
}

function addByKernel(model: TreeModel, layout: Layout, columns: ReadonlyArray<ArrayLike<number>>, result: Float64Array, threads: number): void {
  const rows = result.length / model.base.length;
  withThreads(threads, (team) => {
    const places = placed(team, layout);
    const width = columns.length;
    const step = rowsAtOnce * team.threads;
    const outputs = model.base.length;
    const [table, margins] = [team.arena.take(step * width * 8), team.arena.take(step * outputs * 8)];
    for (let from = 0; from < rows; from += step) {
      const count = Math.min(step, rows - from);
      columns.forEach((column, feature) => { copyPart(team.arena.doubles(table + feature * step * 8, count), column, from); });
      const held = team.arena.doubles(margins, count * outputs);
      const part = result.subarray(from * outputs, (from + count) * outputs);
      held.set(part);
      team.run(Array.from({ length: Math.ceil(count / shareOf(count, team.threads)) }, (_, at) => {
        const share = shareOf(count, team.threads);
        return ['scoreRows', table, step * 8, at * share, Math.min(count, (at + 1) * share), width, places.nodes, places.sides, places.values, places.trees, model.trees.length, margins, outputs] as const;
      }));
      part.set(held);
    }
  });
}

/** Rows of one call: two calls a thread, so that a slow one holds up little. */
const shareOf = (count: number, threads: number): number => (threads === 1 ? count : Math.ceil(count / (2 * threads)));

function copyPart(into: Float64Array, column: ArrayLike<number>, from: number): void {
  if (column instanceof Float64Array || column instanceof Float32Array) into.set(column.subarray(from, from + into.length));
  else for (let i = 0; i < into.length; i += 1) into[i] = column[from + i] as number;
}

function placed({ arena }: Team, { nodes, sides, values, trees }: Layout): Record<keyof Layout, number> {
  const put = ({ buffer }: ArrayBufferView): number => {
    const place = arena.take(buffer.byteLength);
    arena.bytes(place, buffer.byteLength).set(new Uint8Array(buffer as ArrayBuffer));
    return place;
  };
  const places = { nodes: put(nodes), sides: put(sides), values: put(values), trees: put(trees) };
  // Numbers of left children become places.
  const words = arena.integers(places.nodes, sides.length * 4);
  for (let at = 3; at < words.length; at += 4) words[at] = places.nodes + (words[at] as number) * 16;
  return places;
}

function layoutOf({ trees }: TreeModel): Layout | null {
  const total = trees.reduce((sum, { left }) => sum + left.length, 0);
  const layout = { nodes: new DataView(new ArrayBuffer(total * 16)), sides: new Uint8Array(total), values: new Float64Array(total), trees: new Int32Array(trees.length * 3) };
  let root = 0;
  for (const [index, tree] of trees.entries()) {
    const steps = layTree(tree, root, layout);
    if (steps === null) return null;
    layout.trees.set([root, steps, tree.output], index * 3);
    root += tree.left.length;
  }
  return layout;
}

/** Lays out a tree from `root` on, both children of a node side by side; answers the steps to its deepest leaf, or null where a node has two parents. */
function layTree(tree: Tree, root: number, { nodes, sides, values }: Layout): number | null {
  const waiting = [{ node: 0, depth: 0 }];
  for (let at = 0; at < waiting.length; at += 1) {
    const { node, depth } = waiting[at] as { node: number; depth: number };
    const isLeaf = tree.left[node] === -1;
    const place = root + at;
    nodes.setFloat64(place * 16, isLeaf ? NaN : (tree.threshold[node] as number), true);
    nodes.setUint32(place * 16 + 8, isLeaf ? 0 : (tree.feature[node] as number) * 8, true);
    nodes.setUint32(place * 16 + 12, isLeaf ? place : root + waiting.length, true);
    sides[place] = isLeaf || tree.missingLeft[node] === 1 ? 0 : 1;
    values[place] = tree.value[node] as number;
    if (waiting.length > tree.left.length) return null;
    if (!isLeaf) waiting.push({ node: tree.left[node] as number, depth: depth + 1 }, { node: tree.right[node] as number, depth: depth + 1 });
  }
  return waiting.at(-1)?.depth ?? 0;
}
