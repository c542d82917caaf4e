import { demandBinary, demandRows } from '../demand.ts';
import { brier } from '../scores.ts';

/** brier = reliability − resolution + uncertainty + within. */
export interface BrierParts {
  readonly brier: number;
  /** How far probabilities lie from the shares that came; 0 is best. */
  readonly reliability: number;
  /** How far shares differ between bins; more is better. */
  readonly resolution: number;
  /** Of the outcome itself: share × (1 − share). */
  readonly uncertainty: number;
  /** What binning leaves out: 0 where each bin holds one probability only. */
  readonly within: number;
  readonly bins: number;
}

/**
 * Parts of the Brier score (Murphy 1973) over bins of about equal count, equal probabilities never parted; the remainder within bins as
 * Stephenson, Coelho and Jolliffe 2008, so that the parts sum exactly. On few rows reliability and resolution are both too large by chance.
 * Throws a RangeError on no rows, outcomes other than 0 and 1, probabilities outside [0, 1], no bins.
 */
export function brierParts(y: readonly number[], p: readonly number[], bins = 10): BrierParts {
  demandProbabilities(y, p);
  if (!Number.isInteger(bins) || bins < 1) throw new RangeError(`There must be a whole number of bins from 1 on, not ${bins}`);
  const groups = binned(y, p, bins);
  const share = y.reduce((sum, outcome) => sum + outcome, 0) / y.length;
  const mean = (of: (group: Bin) => number): number => groups.reduce((sum, group) => sum + group.n * of(group), 0) / y.length;
  const total = brier(y, p);
  const reliability = mean((group) => (group.p - group.y) ** 2);
  const resolution = mean((group) => (group.y - share) ** 2);
  const uncertainty = share * (1 - share);
  return { brier: total, reliability, resolution, uncertainty, within: total - reliability + resolution - uncertainty, bins: groups.length };
}

/** Throws a RangeError on no rows, columns of different length, outcomes other than 0 and 1, probabilities outside [0, 1]. */
export function demandProbabilities(y: readonly number[], p: readonly number[]): void {
  demandRows('Probabilities', y.length, [p]);
  demandBinary('Probabilities', y);
  const wrong = p.find((value) => !(value >= 0 && value <= 1));
  if (wrong !== undefined) throw new RangeError(`A probability is ${wrong}, not between 0 and 1`);
}

/** Means of a bin. */
export interface Bin {
  readonly n: number;
  readonly y: number;
  readonly p: number;
}

/** Bins of about equal count in order of probability, equal probabilities never parted. */
export function binned(y: readonly number[], p: readonly number[], bins: number): Bin[] {
  const order = p.map((value, row) => ({ value, outcome: y[row] as number })).sort((a, b) => a.value - b.value);
  const groups: Bin[] = [];
  for (let start = 0; start < order.length;) {
    let end = Math.max(start + 1, Math.ceil(((groups.length + 1) * order.length) / bins));
    while (end < order.length && order[end]?.value === order[end - 1]?.value) end += 1;
    const part = order.slice(start, end);
    groups.push({ n: part.length, y: part.reduce((sum, row) => sum + row.outcome, 0) / part.length, p: part.reduce((sum, row) => sum + row.value, 0) / part.length });
    start = end;
  }
  return groups;
}
