import { isNumeric, type Blocks, type DividingColumn, type Line } from './columns.ts';

/** Up to so many categories every way to divide them in two is tried. */
const fewCategories = 10;

/** Ways to put blocks on two sides. Ordered: a cut after block i of `order`. Otherwise masks of the blocks that go left. */
export type Sides = { readonly order: Int32Array; readonly masks: null } | { readonly order: null; readonly masks: Int32Array };

/**
 * Numbers are cut in their order. Up to ten categories: all 2^(J−1) − 1 ways. More: in the order of `scores` only (J − 1 ways), which for one number
 * a category is where the best division lies (Fisher 1958), and otherwise a search for it (Coppersmith, Hong and Hosking 1999).
 */
export function sidesOf(column: DividingColumn, blocks: Blocks, scores: () => Float64Array): Sides {
  const count = blocks.keys.length;
  const inOrder = Int32Array.from({ length: count }, (_, at) => at);
  if (isNumeric(column)) return { order: inOrder, masks: null };
  if (count <= fewCategories) return { order: null, masks: Int32Array.from({ length: 2 ** (count - 1) - 1 }, (_, at) => at + 1) };
  const value = scores();
  return { order: inOrder.sort((a, b) => (value[a] as number) - (value[b] as number) || a - b), masks: null };
}

/** What a mask or a cut puts left and right, as indices of blocks. */
export function divided(sides: Sides, choice: number, count: number): { left: number[]; right: number[] } {
  const left: number[] = [];
  const right: number[] = [];
  for (let at = 0; at < count; at += 1) {
    if (sides.order) (at <= choice ? left : right).push(sides.order[at] as number);
    else (((sides.masks[choice] as number) >> at) & 1 ? left : right).push(at);
  }
  return { left, right };
}

export function lineOf(column: DividingColumn, blocks: Blocks, { left, right }: { left: readonly number[]; right: readonly number[] }): Line {
  const size = (side: readonly number[]): number => side.reduce((sum, at) => sum + (blocks.rows[at] as Int32Array).length, 0);
  const missing = size(left) >= size(right) ? 'left' : 'right';
  if (isNumeric(column)) return { column: column.name, kind: 'number', atMost: Math.max(...left.map((at) => blocks.keys[at] as number)), missing };
  const names = (side: readonly number[]): string[] => side.map((at) => blocks.keys[at] as string).sort();
  return { column: column.name, kind: 'category', left: names(left), right: names(right), missing };
}

/**
 * One number for each block from its p mean scores: along the direction in which the blocks' means spread most (first principal component, weighted by rows, by
 * power iteration). `means` is blocks × p.
 */
export function alongLargestSpread(means: Float64Array, sizes: readonly number[], p: number): Float64Array {
  const spread = new Float64Array(p * p);
  sizes.forEach((size, block) => {
    for (let j = 0; j < p; j += 1) for (let k = 0; k < p; k += 1) spread[j * p + k] = (spread[j * p + k] as number) + size * (means[block * p + j] as number) * (means[block * p + k] as number);
  });
  let direction = Float64Array.from({ length: p }, (_, j) => 1 / (1 + j));
  for (let round = 0; round < 200; round += 1) {
    const next = direction.map((_, j) => direction.reduce((sum, value, k) => sum + (spread[j * p + k] as number) * value, 0));
    const length = Math.hypot(...next);
    if (length === 0) break;
    direction = next.map((value) => value / length);
  }
  return Float64Array.from(sizes, (_, block) => direction.reduce((sum, value, j) => sum + value * (means[block * p + j] as number), 0));
}
