import { normalCdf, normalQuantile } from '../normal.ts';
import { areaScores, clusteredError } from './area-scores.ts';
import type { ColumnCells } from './column-cells.ts';

/** What a column alone knows of the outcome. */
export interface Power {
  /** Area under the ROC curve for outcomes of 0 and 1, share of variance explained for others; both of rows that the encoding did not see. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Of knowing nothing: twice the upper tail, because which way the column points is learned from the same rows. */
  readonly p: number;
}

export interface Outcome {
  readonly y: ArrayLike<number>;
  readonly isBinary: boolean;
  readonly foldOf: Int32Array;
  readonly folds: number;
  readonly groups: ArrayLike<string | number> | undefined;
}

/** Power before its interval, and how each row moves it. */
export interface Measured {
  readonly value: number;
  readonly nothing: number;
  readonly influence: Float64Array;
}

/** Rows that the mean of all is worth beside a cell's own. */
const shrinkage = 5;

/** Each cell's mean outcome over the other folds, drawn to that of all: a row's own outcome, or its fold's, is never in its score. */
function meansElsewhere(cells: ColumnCells, { y, foldOf, folds }: Outcome): { score: Float64Array; base: Float64Array } {
  const { of, count } = cells;
  const [n, sum] = [new Float64Array(count * folds), new Float64Array(count * folds)];
  const [allN, allSum, foldN, foldSum] = [new Float64Array(count), new Float64Array(count), new Float64Array(folds), new Float64Array(folds)];
  let [rows, total] = [0, 0];
  const add = (into: Float64Array, at: number, by: number): void => { into[at] = (into[at] as number) + by; };
  for (let row = 0; row < of.length; row += 1) {
    const [cell, fold, outcome] = [of[row] as number, foldOf[row] as number, y[row] as number];
    add(n, cell * folds + fold, 1); add(sum, cell * folds + fold, outcome);
    add(allN, cell, 1); add(allSum, cell, outcome);
    add(foldN, fold, 1); add(foldSum, fold, outcome);
    rows += 1; total += outcome;
  }
  const base = foldN.map((own, fold) => (total - (foldSum[fold] as number)) / (rows - own));
  const score = Float64Array.from(of, (cell, row) => {
    const fold = foldOf[row] as number;
    const [outside, outsideSum] = [(allN[cell] as number) - (n[cell * folds + fold] as number), (allSum[cell] as number) - (sum[cell * folds + fold] as number)];
    return (outsideSum + shrinkage * (base[fold] as number)) / (outside + shrinkage);
  });
  return { score, base };
}

/** Null where it cannot be had: one class in every fold, or an outcome without spread. */
export function measurePower(cells: ColumnCells, outcome: Outcome): Measured | null {
  const { score, base } = meansElsewhere(cells, outcome);
  if (!outcome.isBinary) return varianceExplained(score, base, outcome);
  const area = areaScores(outcome.y, score, outcome.foldOf);
  return area && { value: area.auc, nothing: 0.5, influence: area.influence };
}

function varianceExplained(score: Float64Array, base: Float64Array, { y, foldOf }: Outcome): Measured | null {
  const plain = score.map((_, row) => ((y[row] as number) - (base[foldOf[row] as number] as number)) ** 2);
  const gain = score.map((value, row) => (plain[row] as number) - ((y[row] as number) - value) ** 2);
  const total = plain.reduce((sum, value) => sum + value, 0);
  if (!(total > 0)) return null;
  const value = gain.reduce((sum, one) => sum + one, 0) / total;
  return { value, nothing: 0, influence: gain.map((one, row) => (one - value * (plain[row] as number)) / total) };
}

/** Interval and p value of a power; those of a perfect order rest on the smaller class alone, as in `aucInterval`. */
export function powerOf({ value, nothing, influence }: Measured, outcome: Outcome, level: number): Power | null {
  const error = clusteredError(influence, outcome.groups);
  if (error === null) return null;
  const { standardError } = error;
  const alpha = (1 - level) / 2;
  if (standardError < 1e-12) return withoutError(value, nothing, outcome, alpha);
  const half = -normalQuantile(alpha) * standardError;
  const low = outcome.isBinary ? Math.max(0, value - half) : value - half;
  return { value, low, high: Math.min(1, value + half), p: Math.min(1, 2 * normalCdf((nothing - value) / standardError)) };
}

function withoutError(value: number, nothing: number, { y, isBinary }: Outcome, alpha: number): Power {
  if (!isBinary || value !== 1) return { value, low: value, high: value, p: 1 };
  const positives = Array.from(y).reduce((sum, one) => sum + one, 0);
  const smaller = Math.min(positives, y.length - positives);
  return { value, low: alpha ** (1 / smaller), high: 1, p: Math.min(1, 2 * nothing ** smaller) };
}
