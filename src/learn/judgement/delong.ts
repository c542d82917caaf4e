import { normalQuantile, twoSidedP } from '../normal.ts';
import { demandJudged } from './pr-auc.ts';

export interface AucInterval {
  readonly auc: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
}

export interface AucComparison {
  readonly aucA: number;
  readonly aucB: number;
  /** A less B. */
  readonly difference: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  /** Two-sided, of no difference; null where the areas differ and the error is 0, so that nothing can be said. */
  readonly p: number | null;
}

/**
 * Area under the ROC curve with DeLong's interval (DeLong, DeLong and Clarke-Pearson 1988; in n log n by mid-ranks, Sun and Xu 2014):
 * normal, cut to [0, 1]. At an area of exactly 0 or 1 the estimated error is 0: the interval is then that of the smaller class in which every member agrees
 * (Clopper and Pearson 1934). Assumes independent rows. Null where a class has fewer than two rows. Throws a RangeError
 * on no rows, outcomes other than 0 and 1, scores that are not finite.
 */
export function aucInterval(y: readonly number[], score: readonly number[], level = 0.95): AucInterval | null {
  demandJudged(y, score);
  demandLevel(level);
  const parts = placements(y, score);
  if (parts === null) return null;
  const { auc, ofPositives, ofNegatives } = parts;
  const standardError = Math.sqrt(variance(ofPositives) / ofPositives.length + variance(ofNegatives) / ofNegatives.length);
  const certain = ((1 - level) / 2) ** (1 / Math.min(ofPositives.length, ofNegatives.length));
  if (auc === 1) return { auc, standardError, low: certain, high: 1 };
  if (auc === 0) return { auc, standardError, low: 0, high: 1 - certain };
  const half = -normalQuantile((1 - level) / 2) * standardError;
  return { auc, standardError, low: Math.max(0, auc - half), high: Math.min(1, auc + half) };
}

/** DeLong's test and interval for the difference of two scores' areas over the same rows. As `aucInterval` otherwise. */
export function compareAuc(y: readonly number[], a: readonly number[], b: readonly number[], level = 0.95): AucComparison | null {
  demandJudged(y, a);
  demandJudged(y, b);
  demandLevel(level);
  const [one, other] = [placements(y, a), placements(y, b)];
  if (one === null || other === null) return null;
  const differences = (kind: 'ofPositives' | 'ofNegatives'): number[] => one[kind].map((value, at) => value - (other[kind][at] as number));
  const [positives, negatives] = [differences('ofPositives'), differences('ofNegatives')];
  const standardError = Math.sqrt(variance(positives) / positives.length + variance(negatives) / negatives.length);
  const difference = one.auc - other.auc;
  const half = -normalQuantile((1 - level) / 2) * standardError;
  return { aucA: one.auc, aucB: other.auc, difference, standardError, low: difference - half, high: difference + half, p: pOf(difference, standardError) };
}

function pOf(difference: number, standardError: number): number | null {
  if (standardError > 1e-12) return twoSidedP(difference / standardError);
  return Math.abs(difference) < 1e-12 ? 1 : null;
}

function demandLevel(level: number): void {
  if (!(level > 0 && level < 1)) throw new RangeError('The level lies between 0 and 1');
}

interface Placements {
  readonly auc: number;
  /** Share of the negatives that each positive stands above; ties half. */
  readonly ofPositives: number[];
  /** Share of the positives that each negative stands below. */
  readonly ofNegatives: number[];
}

function placements(y: readonly number[], score: readonly number[]): Placements | null {
  const of = (outcome: number): number[] => score.filter((_, row) => y[row] === outcome);
  const [positives, negatives] = [of(1), of(0)];
  if (positives.length < 2 || negatives.length < 2) return null;
  const [sortedPositives, sortedNegatives] = [Float64Array.from(positives).sort(), Float64Array.from(negatives).sort()];
  const ofPositives = positives.map((value) => below(sortedNegatives, value) / negatives.length);
  const ofNegatives = negatives.map((value) => 1 - below(sortedPositives, value) / positives.length);
  return { auc: ofPositives.reduce((sum, value) => sum + value, 0) / positives.length, ofPositives, ofNegatives };
}

/** How many of a sorted sample lie below a value, ties counted half. */
const below = (sorted: Float64Array, value: number): number => (countWhere(sorted, (other) => other < value) + countWhere(sorted, (other) => other <= value)) / 2;

function countWhere(sorted: Float64Array, isBefore: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(sorted[middle] as number)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function variance(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
