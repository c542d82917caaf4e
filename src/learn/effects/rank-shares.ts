import { membersOf, type GroupLabel } from '../linear/members.ts';

/** Rows by falling rank, those of one rank together. */
export function tiedBlocks(ranking: ArrayLike<number>, rows: readonly number[]): number[][] {
  const order = [...rows].sort((a, b) => (ranking[b] as number) - (ranking[a] as number));
  const blocks: number[][] = [];
  for (const row of order) {
    const last = blocks.at(-1);
    if (last !== undefined && ranking[last[0] as number] === ranking[row]) last.push(row);
    else blocks.push([row]);
  }
  return blocks;
}

/** Rows of each fold; all rows in one where no folds are given. */
export function rowsByFold(n: number, folds: ArrayLike<GroupLabel> | undefined): number[][] {
  return folds === undefined ? [Array.from({ length: n }, (_, row) => row)] : membersOf(folds, n).map(({ rows }) => [...rows]);
}

/** Share of the weight that ranks above a row, ties counted half: 0 is first, 1 last; within folds where given. The middle of a tied block is what a random order gives on average. */
export function rankShares(ranking: ArrayLike<number>, weights: ArrayLike<number> | undefined, folds: ArrayLike<GroupLabel> | undefined): Float64Array {
  const shares = new Float64Array(ranking.length);
  for (const rows of rowsByFold(ranking.length, folds)) {
    const total = weightOf(rows, weights);
    let above = 0;
    for (const block of tiedBlocks(ranking, rows)) {
      const own = weightOf(block, weights);
      for (const row of block) shares[row] = (above + own / 2) / total;
      above += own;
    }
  }
  return shares;
}

export const weightOf = (rows: readonly number[], weights: ArrayLike<number> | undefined): number => (weights === undefined ? rows.length : rows.reduce((sum, row) => sum + (weights[row] as number), 0));
