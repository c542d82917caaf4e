import { linear, logistic } from '../logistic.ts';
import type { Refused } from '../refused.ts';
import { logLossOf } from '../scores.ts';
import { splitsOf } from '../splits/repeated-folds.ts';
import { elasticNetLogisticPath, fitsAtPenalties, type ElasticNetLogisticFit, type ElasticNetPathOptions } from './elastic-net-logistic.ts';

export interface PenaltyJudged {
  readonly penalty: number;
  /** Mean log loss of rows outside the fold, and its standard error over folds. */
  readonly logLoss: number;
  readonly standardError: number;
}

export interface PenaltyChoice {
  /** The largest penalty within one standard error of the best, fitted on all rows: the simpler model on a tie. */
  readonly fit: ElasticNetLogisticFit;
  readonly best: PenaltyJudged;
  readonly judged: readonly PenaltyJudged[];
}

/**
 * Chooses the penalty of the elastic-net logistic regression by folds (`groupedFolds`): the path of all rows, fitted anew without each fold and judged on it,
 * folds weighted by their rows (cv.glmnet with foldid); then the one-standard-error rule (Breiman, Friedman, Olshen and Stone 1984, §3.4.3). The
 * loss of the chosen one is a little too good, being the best of many: judge it on rows outside. Throws a RangeError as
 * `elasticNetLogisticPath` and on folds too many or too few; refuses one class only, in all rows or outside a fold.
 */
export function chooseElasticNetPenalty(x: Float64Array, y: Float64Array, p: number, foldOf: ArrayLike<number>, options: Omit<ElasticNetPathOptions, 'weights'>): PenaltyChoice | Refused {
  if (foldOf.length !== y.length) throw new RangeError(`${foldOf.length} folds for ${y.length} rows`);
  const path = elasticNetLogisticPath(x, y, p, options);
  if ('refused' in path) return path;
  const penalties = path.map(({ penalty }) => penalty);
  const splits = splitsOf(foldOf);
  if (splits.length < 2) throw new RangeError('Two folds are needed to choose a penalty');
  const losses: Array<{ rows: number; losses: number[] }> = [];
  for (const { train, test } of splits) {
    const fits = fitsAtPenalties(rowsOf(x, train, p), rowsOf(y, train, 1), p, options, penalties);
    if ('refused' in fits) return { refused: `Without one fold: ${fits.refused}` };
    losses.push({ rows: test.length, losses: fits.map(({ coefficients }) => lossOn(x, y, p, coefficients, test)) });
  }
  return chosen(path, penalties.slice(0, Math.min(...losses.map((fold) => fold.losses.length))).map((penalty, at) => judgedAt(penalty, losses.map((fold) => ({ rows: fold.rows, loss: fold.losses[at] as number })))));
}

const rowsOf = (table: Float64Array, rows: Int32Array, width: number): Float64Array => Float64Array.from({ length: rows.length * width }, (_, at) => table[(rows[Math.floor(at / width)] as number) * width + (at % width)] as number);

const lossOn = (x: Float64Array, y: Float64Array, p: number, beta: Float64Array, rows: Int32Array): number => rows.reduce((sum, row) => sum + logLossOf(y[row] as number, logistic(linear(x, row, p, beta))), 0) / rows.length;

function judgedAt(penalty: number, folds: ReadonlyArray<{ rows: number; loss: number }>): PenaltyJudged {
  const all = folds.reduce((sum, { rows }) => sum + rows, 0);
  const logLoss = folds.reduce((sum, { rows, loss }) => sum + (rows * loss) / all, 0);
  return { penalty, logLoss, standardError: Math.sqrt(folds.reduce((sum, { rows, loss }) => sum + (rows * (loss - logLoss) ** 2) / all, 0) / (folds.length - 1)) };
}

function chosen(path: readonly ElasticNetLogisticFit[], judged: readonly PenaltyJudged[]): PenaltyChoice {
  const best = judged.reduce((one, other) => (other.logLoss < one.logLoss ? other : one));
  const at = judged.findIndex(({ logLoss }) => logLoss <= best.logLoss + best.standardError);
  return { fit: path[at] as ElasticNetLogisticFit, best, judged };
}
