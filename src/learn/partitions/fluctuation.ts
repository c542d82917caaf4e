import { chiSquareAbove } from '../gamma.ts';
import { cholesky, solveLower } from '../linear/cholesky.ts';
import { isNumeric, type Blocks, type DividingColumn } from './columns.ts';
import { supLmP } from './sup-lm.ts';

/** Does the model stay the same along one column? */
export interface StabilityTest {
  readonly column: string;
  /** Supremum LM for numbers, chi-square for categories; null where it cannot be had: one value only, too few rows, a perfect fit. */
  readonly statistic: number | null;
  /** Of this test alone. */
  readonly p: number | null;
  /** 1 − (1 − p)^m over the m columns tested: the chance that one of them would look like this (Šidák; nearly Bonferroni's m p). */
  readonly adjusted: number | null;
}

/** Share of rows at each end of a number column where no change is looked for. */
const trim = 0.1;

/**
 * M-fluctuation test (Zeileis and Hornik 2007; Zeileis, Hothorn and Hornik 2008, eqs. 2–4): the scores of a fit (rows × p), turned to unit covariance by their
 * outer product, sum to zero over all rows; where one model holds they also nearly do over any stretch along the column. Numbers: the largest of
 * ‖W(t)‖² / (t (1 − t)), ends trimmed by a tenth and by `minRows`, looked at between distinct values. Categories: Σ ‖sum over the category‖² / its share, chi-square with
 * p (J − 1) degrees. Rows whose value is missing are left out, and the sums made to vanish again over those that stay.
 */
export function stabilityAlong(column: DividingColumn, blocks: Blocks, scoreAt: (row: number) => Float64Array, p: number, minRows: number): { statistic: number; p: number } | null {
  const sums = blocks.rows.map((rows) => sumOf(rows, scoreAt, p));
  const n = blocks.rows.reduce((sum, rows) => sum + rows.length, 0);
  if (blocks.keys.length < 2) return null;
  const factor = cholesky(outerProduct(blocks, scoreAt, p), p);
  if (!factor) return null;
  const mean = sums.reduce((all, sum) => all.map((value, j) => value + (sum[j] as number) / n), new Float64Array(p));
  const centred = sums.map((sum, block) => sum.map((value, j) => value - (mean[j] as number) * (blocks.rows[block] as Int32Array).length));
  const norm = (sum: Float64Array): number => solveLower(factor, sum, p).reduce((total, value) => total + value * value, 0);
  return isNumeric(column) ? supremum(centred, blocks, n, p, minRows, norm) : chiSquare(centred, blocks, n, p, norm);
}

function sumOf(rows: Int32Array, scoreAt: (row: number) => Float64Array, p: number): Float64Array {
  const sum = new Float64Array(p);
  for (const row of rows) scoreAt(row).forEach((value, j) => { sum[j] = (sum[j] as number) + value; });
  return sum;
}

function outerProduct(blocks: Blocks, scoreAt: (row: number) => Float64Array, p: number): Float64Array {
  const outer = new Float64Array(p * p);
  for (const rows of blocks.rows) for (const row of rows) {
    const score = scoreAt(row);
    for (let j = 0; j < p; j += 1) for (let k = 0; k < p; k += 1) outer[j * p + k] = (outer[j * p + k] as number) + (score[j] as number) * (score[k] as number);
  }
  return outer;
}

function supremum(sums: readonly Float64Array[], blocks: Blocks, n: number, p: number, minRows: number, norm: (sum: Float64Array) => number): { statistic: number; p: number } | null {
  const from = Math.max(Math.ceil(trim * n), minRows);
  if (2 * from > n) return null;
  const walk = new Float64Array(p);
  let [seen, statistic] = [0, -1];
  sums.forEach((sum, block) => {
    sum.forEach((value, j) => { walk[j] = (walk[j] as number) + value; });
    seen += (blocks.rows[block] as Int32Array).length;
    if (seen >= from && seen <= n - from) statistic = Math.max(statistic, norm(walk) / ((seen / n) * (1 - seen / n)));
  });
  return statistic < 0 ? null : { statistic, p: supLmP(statistic, p, ((n - from) / from) ** 2) };
}

function chiSquare(sums: readonly Float64Array[], blocks: Blocks, n: number, p: number, norm: (sum: Float64Array) => number): { statistic: number; p: number } {
  const statistic = sums.reduce((total, sum, block) => total + (norm(sum) * n) / (blocks.rows[block] as Int32Array).length, 0);
  return { statistic, p: chiSquareAbove(statistic, p * (sums.length - 1)) };
}

/** The tests in their order, each with its p value corrected for how many there are. */
export function withAdjusted(tests: ReadonlyArray<{ column: string; found: { statistic: number; p: number } | null }>): StabilityTest[] {
  const count = tests.filter((test) => test.found !== null).length;
  return tests.map(({ column, found }) => ({ column, statistic: found?.statistic ?? null, p: found?.p ?? null, adjusted: found ? -Math.expm1(count * Math.log1p(-Math.min(found.p, 1))) : null }));
}
