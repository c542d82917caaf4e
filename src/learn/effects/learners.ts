import { demandFinite, demandRows } from '../demand.ts';
import { fitLeastSquares } from '../linear/least-squares.ts';
import { fitLogistic, linear, logistic } from '../logistic.ts';
import { treeScorer } from '../trees/score-trees.ts';
import { trainTrees } from '../trees/train-trees.ts';
import type { TreeOptions } from '../trees/training-input.ts';

/** One array a feature, all as long as the rows are many. */
export type Columns = ReadonlyArray<ArrayLike<number>>;

/** One number a row. */
export type Predictor = (columns: Columns) => Float64Array;

/** Anything that learns to expect y from columns: of 0s and 1s, the chance. Must be the same for the same input. */
export interface Learner {
  fit(columns: Columns, y: ArrayLike<number>, weights?: ArrayLike<number>): Predictor;
}

/** The weighted mean, whatever the columns say. */
export const meanLearner: Learner = {
  fit(_, y, weights) {
    demandRows('Learner', y.length, weights ? [weights] : []);
    const mean = meanOf(y, weights);
    return (columns) => new Float64Array(columns[0]?.length ?? 1).fill(mean);
  },
};

function meanOf(y: ArrayLike<number>, weights: ArrayLike<number> | undefined): number {
  let [sum, total] = [0, 0];
  for (let row = 0; row < y.length; row += 1) {
    sum += (weights?.[row] ?? 1) * (y[row] as number);
    total += weights?.[row] ?? 1;
  }
  return total > 0 ? sum / total : 0;
}

/** Least squares with a ridge (Hoerl and Kennard 1970) on columns in units of their own spread; the penalty, 1 by default, is in rows. */
export const ridgeLearner = ({ penalty = 1 }: { penalty?: number } = {}): Learner => ({
  fit(columns, y, weights) {
    const table = standardised(columns, weights, y.length);
    const fit = fitLeastSquares(table.rowsOf(columns), Float64Array.from(y), columns.length + 1, { penalty: penalty + tiny, ...(weights ? { weights: Float64Array.from(weights) } : {}) });
    if ('refused' in fit) return meanLearner.fit(columns, y, weights);
    return (fresh) => predictions(table.rowsOf(fresh), columns.length + 1, fit.coefficients, (value) => value);
  },
});

/** Keeps constant and repeated columns harmless where the penalty is 0. */
const tiny = 1e-8;

/** Logistic regression with a ridge on columns in units of their own spread; outcomes 0 and 1. */
export const logisticLearner = ({ penalty = 1 }: { penalty?: number } = {}): Learner => ({
  fit(columns, y, weights) {
    if (!Array.from(y).every((outcome) => outcome === 0 || outcome === 1)) throw new RangeError('A logistic learner needs outcomes of 0 and 1');
    const table = standardised(columns, weights, y.length);
    const { coefficients } = fitLogistic(table.rowsOf(columns), Float64Array.from(y), columns.length + 1, { penalty: penalty + tiny, ...(weights ? { weights: Float64Array.from(weights) } : {}) });
    return (fresh) => predictions(table.rowsOf(fresh), columns.length + 1, coefficients, logistic);
  },
});

/** Boosted trees; missing values may be NaN. Few shallow rounds (60 of depth 3) unless told otherwise: effects are mostly noise. */
export const treesLearner = (options: Omit<TreeOptions, 'weights' | 'validation'>): Learner => ({
  fit(columns, y, weights) {
    const { model } = trainTrees(columns, y, { rounds: 60, depth: 3, ...options, ...(weights ? { weights } : {}) });
    const scorer = treeScorer(model);
    return (fresh) => scorer.batch(fresh);
  },
});

/** Means and spreads of the training rows, by which every table is made ready. */
function standardised(columns: Columns, weights: ArrayLike<number> | undefined, n: number): { rowsOf(columns: Columns): Float64Array } {
  demandRows('Learner', n, weights ? [...columns, weights] : columns);
  const scales = columns.map((column) => {
    const mean = meanOf(column, weights);
    const spread = Math.sqrt(meanOf(Float64Array.from(column, (value) => (value - mean) ** 2), weights));
    return { mean, spread: spread > 1e-12 * Math.abs(mean) ? spread : 0 };
  });
  return { rowsOf: (fresh) => laidOut(fresh, scales) };
}

function laidOut(columns: Columns, scales: ReadonlyArray<{ mean: number; spread: number }>): Float64Array {
  if (columns.length !== scales.length) throw new RangeError(`The learner knows ${scales.length} columns and is given ${columns.length}`);
  columns.forEach((column, j) => { demandFinite(`Column ${j}`, column); });
  const [n, p] = [columns[0]?.length ?? 0, columns.length + 1];
  const x = new Float64Array(n * p);
  for (let row = 0; row < n; row += 1) {
    x[row * p] = 1;
    scales.forEach(({ mean, spread }, j) => { x[row * p + j + 1] = spread === 0 ? 0 : ((columns[j] as ArrayLike<number>)[row] as number - mean) / spread; });
  }
  return x;
}

function predictions(x: Float64Array, p: number, coefficients: Float64Array, link: (value: number) => number): Float64Array {
  return Float64Array.from({ length: x.length / p }, (_, row) => link(linear(x, row, p, coefficients)));
}
