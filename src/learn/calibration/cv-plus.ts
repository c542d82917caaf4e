import type { Refused } from '../refused.ts';
import { groupedFolds } from '../splits/grouped-folds.ts';
import { checkMiss, type Interval } from './conformal.ts';

/** Learns from some rows; what it gives predicts any row. */
export type RowLearner<Row> = (rows: readonly Row[], y: Float64Array) => (row: Row) => number;

export interface CvPlus<Row> {
  /** The model of each fold, which has not seen that fold. */
  readonly predictors: ReadonlyArray<(row: Row) => number>;
  readonly foldOf: Int32Array;
  /** |y − predicted| of each row by the model that has not seen it. */
  readonly residuals: Float64Array;
}

export interface CvPlusOptions {
  /** As many as rows for the jackknife+, which needs no seed; 10 by default. */
  readonly folds?: number;
  readonly seed?: number;
  /** Rows of one group stay together. */
  readonly groups?: ArrayLike<string | number>;
}

/**
 * What intervals by CV+ (with as many folds as rows: jackknife+) rest on: a model for each fold, and how far each row was from the model that has not seen it (Barber, Candès, Ramdas
 * and Tibshirani 2021, Annals of Statistics 49). No row is lost to calibration, as in `splitConformal`; each fold costs a fit. Assumes rows that could have come in any order,
 * and a learner that does not mind their order. Refuses more folds than rows or groups. Throws a `RangeError` on bad columns, and on a prediction that is not finite.
 */
export function fitCvPlus<Row>(rows: readonly Row[], y: Float64Array, learner: RowLearner<Row>, { folds = 10, seed = 0, groups }: CvPlusOptions = {}): CvPlus<Row> | Refused {
  if (rows.length !== y.length) throw new RangeError(`${rows.length} rows and ${y.length} outcomes are not pairs`);
  if (!y.every(Number.isFinite)) throw new RangeError('An outcome is not a finite number');
  const foldOf = groupedFolds(rows.length, { folds, seed, ...(groups && { groups }) });
  if ('refused' in foldOf) return foldOf;
  const predictors = Array.from({ length: folds }, (_, fold) => {
    const others = [...foldOf.keys()].filter((row) => foldOf[row] !== fold);
    return learner(others.map((row) => rows[row] as Row), Float64Array.from(others, (row) => y[row] as number));
  });
  return { predictors, foldOf, residuals: y.map((value, row) => Math.abs(value - finite((predictors[foldOf[row] as number] as (one: Row) => number)(rows[row] as Row)))) };
}

function finite(predicted: number): number {
  if (!Number.isFinite(predicted)) throw new RangeError(`A prediction is ${predicted}, not a finite number`);
  return predicted;
}

/**
 * The interval of a row that no model has seen: from the ⌊miss (n + 1)⌋-th smallest of μ₋ᵢ(x) − Rᵢ to the ⌈(1 − miss)(n + 1)⌉-th smallest of μ₋ᵢ(x) + Rᵢ (Barber et al. 2021, eqs. 1.5 and 1.8).
 * Holds at least 1 − 2 miss whatever the learner (their theorem 1; CV+ a little less with few rows a fold, theorem 4), and nearly always about 1 − miss. Without limits where n + 1 < 1 ÷ miss.
 */
export function cvPlusInterval<Row>({ predictors, foldOf, residuals }: CvPlus<Row>, row: Row, miss: number): Interval {
  checkMiss(miss);
  const said = predictors.map((predict) => finite(predict(row)));
  const place = Math.floor((residuals.length + 1) * miss + 1e-9);
  if (place < 1) return { low: -Infinity, high: Infinity };
  const moved = (sign: number): Float64Array => residuals.map((residual, at) => (said[foldOf[at] as number] as number) + sign * residual).sort();
  return { low: moved(-1)[place - 1] as number, high: moved(1)[residuals.length - place] as number };
}
