import { logistic, normalDraw, randomStream } from '../../src/learn/index.ts';
import type { Row } from './real-tables.ts';

export interface Planted {
  readonly seed: number;
  readonly columns: readonly string[];
  /** Standard deviation of a level's effect on the log-odds; 0 plants nothing. */
  readonly spread: number;
  /** Mean chance over all rows. */
  readonly mean: number;
}

/** The known function: log-odds that add up over columns, each level's effect drawn from a stream of its own, around a mean chance. */
export function knownChances(rows: readonly Row[], planted: Planted): number[] {
  const effectOf = (column: string, level: string): number => planted.spread * normalDraw(randomStream('plasmode effect', planted.seed, column, level));
  const sums = rows.map((row) => planted.columns.reduce((sum, column) => sum + effectOf(column, row[column] ?? ''), 0));
  const base = baseFor(sums, planted.mean);
  return sums.map((sum) => logistic(base + sum));
}

/** The intercept that gives the mean chance, by bisection. */
function baseFor(sums: readonly number[], mean: number): number {
  let [low, high] = [-20, 20];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    const share = sums.reduce((total, sum) => total + logistic(middle + sum), 0) / sums.length;
    if (share < mean) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
