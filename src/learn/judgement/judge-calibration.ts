import { quantile } from '../quantile.ts';
import { randomStream } from '../random.ts';
import { calibrationError } from '../scores.ts';
import { demandProbabilities } from './brier-parts.ts';

export interface CalibrationJudged {
  /** Expected calibration error over bins of equal count. */
  readonly error: number;
  /** What a perfect model with these probabilities shows on average at this n: sampling alone makes it positive. */
  readonly perfect: number;
  /** What a perfect model exceeds one time in twenty. */
  readonly perfectHigh: number;
  /** Share of perfect models with an error as large, itself counted. */
  readonly p: number;
}

/**
 * Calibration error (`calibrationError`) beside the distribution it has under a perfectly calibrated model with the same probabilities, by
 * drawing outcomes from them (consistency resampling, Bröcker and Smith 2007). Assumes independent outcomes. Throws a RangeError on no rows,
 * outcomes other than 0 and 1, probabilities outside [0, 1], fewer than 19 draws.
 */
export function judgeCalibration(y: readonly number[], p: readonly number[], { seed, bins = 10, draws = 199 }: { readonly seed: number; readonly bins?: number; readonly draws?: number }): CalibrationJudged {
  demandProbabilities(y, p);
  if (!(draws >= 19)) throw new RangeError('At least 19 draws are needed');
  if (!Number.isInteger(bins) || bins < 1) throw new RangeError(`There must be a whole number of bins from 1 on, not ${bins}`);
  const random = randomStream('perfect model', seed, p.length);
  const error = calibrationError(y, p, bins);
  const shown = Array.from({ length: draws }, () => calibrationError(p.map((value) => Number(random() < value)), p, bins));
  const asLarge = shown.filter((value) => value >= error - 1e-12).length;
  return { error, perfect: shown.reduce((sum, value) => sum + value, 0) / draws, perfectHigh: quantile(shown, 0.95), p: (1 + asLarge) / (1 + draws) };
}
