import { randomStream } from '../random.ts';
import type { Refused } from '../refused.ts';
import { checkMiss, conformalBound, type Interval } from './conformal.ts';
import type { RowLearner } from './cv-plus.ts';

export interface BootstrappedEnsemble<Row> {
  readonly predictors: ReadonlyArray<(row: Row) => number>;
  /** Share of each model in the mean of what is predicted without each row; sums to 1. */
  readonly shares: Float64Array;
  /** |y − predicted| of each row, in order of time, by the models that have not seen it. */
  readonly residuals: Float64Array;
}

export interface EnsembleOptions {
  readonly seed: number;
  /** 30 by default. */
  readonly models?: number;
  /** Neighbours in time that are drawn together: 1 by default; more where what follows depends on what was. */
  readonly block?: number;
}

/** One moment: the interval said before its outcome was known, and what came of it. */
export interface EnsembleStep extends Interval {
  readonly predicted: number;
  readonly missed: boolean;
}

/**
 * Models of bootstrapped rows, and how far each row was from those that have not seen it (EnbPI: Xu and Xie 2021, "Conformal prediction interval for dynamic time-series", algorithm 1, the mean as aggregation). Rows in order
 * of time. No rows are lost to calibration, and no model is fitted anew as time goes on. Refuses where a row is in every model. Throws a RangeError on bad columns and settings, and on a prediction that is not finite.
 */
export function fitEnbPi<Row>(rows: readonly Row[], y: Float64Array, learner: RowLearner<Row>, { seed, models = 30, block = 1 }: EnsembleOptions): BootstrappedEnsemble<Row> | Refused {
  demandSeries(rows, y);
  if (!(Number.isInteger(models) && models >= 2)) throw new RangeError(`An ensemble has at least two models, not ${models}`);
  if (!(Number.isInteger(block) && block >= 1 && block <= y.length)) throw new RangeError(`A block is a whole number of rows from 1 to ${y.length}, not ${block}`);
  const random = randomStream('enbpi', seed, y.length);
  const drawn = Array.from({ length: models }, () => drawnRows(y.length, block, random));
  const predictors = drawn.map((own) => learner(own.map((row) => rows[row] as Row), Float64Array.from(own, (row) => y[row] as number)));
  const seen = drawn.map((own) => new Set(own));
  const without = rows.map((_, row) => [...predictors.keys()].filter((model) => !seen[model]?.has(row)));
  const crowded = without.findIndex((list) => list.length === 0);
  if (crowded !== -1) return { refused: `Row ${crowded} is in every one of ${models} models: take more models, or smaller blocks` };
  const shares = new Float64Array(models);
  for (const list of without) for (const model of list) shares[model] = (shares[model] as number) + 1 / list.length / rows.length;
  return { predictors, shares, residuals: y.map((value, row) => Math.abs(value - meanOf((without[row] as number[]).map((model) => predicted(predictors[model] as (one: Row) => number, rows[row] as Row))))) };
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value / values.length, 0);

function demandSeries(rows: readonly unknown[], y: Float64Array): void {
  if (rows.length === 0 || rows.length !== y.length) throw new RangeError(`${rows.length} rows and ${y.length} outcomes are not pairs`);
  if (!y.every(Number.isFinite)) throw new RangeError('An outcome is not a finite number');
}

function predicted<Row>(predict: (row: Row) => number, row: Row): number {
  const value = predict(row);
  if (!Number.isFinite(value)) throw new RangeError(`A prediction is ${value}, not a finite number`);
  return value;
}

/** As many rows as there are, in whole blocks drawn with replacement and cut at the end. */
function drawnRows(n: number, block: number, random: () => number): number[] {
  return Array.from({ length: Math.ceil(n / block) }, () => Math.floor(random() * (n - block + 1))).flatMap((start) => Array.from({ length: block }, (_, at) => start + at)).slice(0, n);
}

/**
 * Intervals for the moments that follow, each said before its outcome is known: what the ensemble predicts, give or take the conformal bound of the last residuals, as many as there were rows; after every
 * `batch` moments (1 by default) the oldest give way to the newest (Xu and Xie 2021, algorithm 1). Covers about 1 − miss over time where errors are alike enough over a window (their theorem 1); Infinity where the window is too short to promise anything. Throws as `fitEnbPi`.
 */
export function enbPiCourse<Row>({ predictors, shares, residuals }: BootstrappedEnsemble<Row>, rows: readonly Row[], y: Float64Array, { miss, batch = 1 }: { readonly miss: number; readonly batch?: number }): EnsembleStep[] {
  checkMiss(miss);
  demandSeries(rows, y);
  if (!(Number.isInteger(batch) && batch >= 1)) throw new RangeError(`A batch is a whole number of moments, not ${batch}`);
  let window = Array.from(residuals);
  let waiting: number[] = [];
  let bound = conformalBound(residuals, miss);
  return rows.map((row, at) => {
    const middle = predictors.reduce((sum, predict, model) => sum + (shares[model] as number) * predicted(predict, row), 0);
    const residual = Math.abs((y[at] as number) - middle);
    const step = { predicted: middle, low: middle - bound, high: middle + bound, missed: residual > bound };
    waiting.push(residual);
    if (waiting.length === batch) {
      window = [...window, ...waiting].slice(-residuals.length);
      waiting = [];
      bound = conformalBound(Float64Array.from(window), miss);
    }
    return step;
  });
}
