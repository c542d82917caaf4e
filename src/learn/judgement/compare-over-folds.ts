import { demandFinite } from '../demand.ts';
import { studentAbove, studentQuantile } from '../surveys/student-quantile.ts';

/** Scores of two models on the rows of one fold that both were fitted without; more is better: give a loss with its sign turned. */
export interface FoldScores {
  readonly simple: number;
  readonly complex: number;
  readonly trainRows: number;
  readonly testRows: number;
}

export interface FoldComparison {
  readonly chosen: 'simple' | 'complex';
  /** Mean score of the complex model less that of the simple one. */
  readonly gain: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  /** Two-sided, of no gain; null where the gain is not 0 and the same in every fold, so that nothing can be said. */
  readonly p: number | null;
  readonly folds: number;
}

/**
 * Paired comparison over the folds of a repeated cross-validation by the corrected resampled t test: gain ± t · √((1/J + n_test ÷ n_train) s²), s² the
 * variance of the J gains, J − 1 degrees of freedom (Nadeau and Bengio 2003, eq. 9; Bouckaert and Frank 2004 for r × k folds). The second
 * term is there because folds share rows: more repeats make the interval no narrower than the sample allows. The complex model is chosen only where the
 * interval lies above `margin`, so the simple one on a tie. Rough where there are few rows: the correction takes the correlation of folds to be n_test ÷ (n_test + n_train).
 * Throws a RangeError on fewer than two folds, scores that are not finite, folds without rows, a margin below 0, a level outside (0, 1).
 */
export function compareOverFolds(scores: readonly FoldScores[], { margin = 0, level = 0.95 }: { readonly margin?: number; readonly level?: number } = {}): FoldComparison {
  demandFolds(scores);
  if (!(margin >= 0)) throw new RangeError(`The margin is ${margin}, not a number from 0 on`);
  if (!(level > 0 && level < 1)) throw new RangeError('The level lies between 0 and 1');
  const folds = scores.length;
  const gains = scores.map(({ simple, complex }) => complex - simple);
  const gain = meanOf(gains);
  const variance = gains.reduce((sum, one) => sum + (one - gain) ** 2, 0) / (folds - 1);
  const standardError = Math.sqrt((1 / folds + meanOf(scores.map(({ testRows, trainRows }) => testRows / trainRows))) * variance);
  const half = standardError === 0 ? 0 : studentQuantile((1 + level) / 2, folds - 1) * standardError;
  return { chosen: gain - half > margin ? 'complex' : 'simple', gain, standardError, low: gain - half, high: gain + half, p: pOf(gain, standardError, folds - 1), folds };
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function pOf(gain: number, standardError: number, df: number): number | null {
  if (standardError > 0) return Math.min(1, 2 * studentAbove(Math.abs(gain / standardError), df));
  return gain === 0 ? 1 : null;
}

function demandFolds(scores: readonly FoldScores[]): void {
  if (scores.length < 2) throw new RangeError('Two folds are needed to tell a gain from luck');
  demandFinite('Scores of the simple model', scores.map(({ simple }) => simple));
  demandFinite('Scores of the complex model', scores.map(({ complex }) => complex));
  const empty = scores.findIndex(({ trainRows, testRows }) => !(trainRows > 0 && testRows > 0));
  if (empty >= 0) throw new RangeError(`Fold ${empty} has no rows to fit or to judge on`);
}
