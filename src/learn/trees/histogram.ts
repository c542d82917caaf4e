import { binSlots, blockWidth, type BinnedTable } from './bin-columns.ts';

/** Gradients and curvatures of rows as integers (see fixed-point.ts), with the scales that made them. */
export interface IntegerGradients {
  readonly gradients: Float64Array;
  readonly curvatures: Float64Array;
  readonly gradientScale: number;
  readonly curvatureScale: number;
}

/** Length of a histogram: per feature and bin, the sum of gradients and the sum of curvatures side by side. */
export const histogramLength = (table: BinnedTable): number => table.features * binSlots * 2;

/**
 * Sums integer gradients of rows[from…to) by feature and bin into `into`, which is cleared first. All sums are exact, so any
 * order of rows, and any division of them among threads whose sums are added, gives the same numbers.
 */
export function buildHistogram(table: BinnedTable, sums: IntegerGradients, rows: Int32Array, from: number, to: number, into: Float64Array): void {
  into.fill(0);
  table.blocks.forEach((bins, block) => {
    const first = block * blockWidth;
    addBlock(bins, Math.min(blockWidth, table.features - first), sums, rows, from, to, into.subarray(first * binSlots * 2));
  });
}

function addBlock(bins: Uint8Array, width: number, { gradients, curvatures }: IntegerGradients, rows: Int32Array, from: number, to: number, into: Float64Array): void {
  for (let at = from; at < to; at += 1) {
    const row = rows[at] as number;
    const gradient = gradients[row] as number;
    const curvature = curvatures[row] as number;
    const base = row * width;
    for (let feature = 0; feature < width; feature += 1) {
      const slot = (feature * binSlots + (bins[base + feature] as number)) * 2;
      into[slot] = (into[slot] as number) + gradient;
      into[slot + 1] = (into[slot + 1] as number) + curvature;
    }
  }
}

/** Turns a node's histogram into that of one child by taking away the other child's: exact, since all are integers. */
export function subtractHistogram(node: Float64Array, child: Float64Array): void {
  for (let at = 0; at < node.length; at += 1) node[at] = (node[at] as number) - (child[at] as number);
}
