import { normalDraw, randomStream } from '../../src/learn/index.ts';

/** A made-up table: single-precision columns, and an outcome of 0 or 1 that is drawn from a known chance. */
export interface MadeTable {
  readonly columns: Float32Array[];
  readonly y: Float32Array;
}

export const features = 30;
/** Two columns that matter only together. */
const pair = [10, 11] as const;

/**
 * Standard normal columns; the log odds are −0.5, eight main effects that fall off, and, where `interaction` says so, the product
 * of the signs of two more columns, neither of which matters alone.
 */
export function madeTable(seed: number, rows: number, interaction: boolean): MadeTable {
  const random = randomStream('trees bench', seed);
  const columns = Array.from({ length: features }, () => {
    const column = new Float32Array(rows);
    for (let row = 0; row < rows; row += 1) column[row] = normalDraw(random);
    return column;
  });
  const y = new Float32Array(rows);
  for (let row = 0; row < rows; row += 1) y[row] = random() < 1 / (1 + Math.exp(-logOdds(columns, row, interaction))) ? 1 : 0;
  return { columns, y };
}

function logOdds(columns: readonly Float32Array[], row: number, interaction: boolean): number {
  const at = (feature: number): number => (columns[feature] as Float32Array)[row] as number;
  let sum = -0.5;
  for (let feature = 0; feature < 8; feature += 1) sum += (0.6 / (feature + 1)) * at(feature);
  return interaction ? sum + Math.sign(at(pair[0])) * Math.sign(at(pair[1])) : sum;
}
