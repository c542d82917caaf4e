import { demandFinite } from '../demand.ts';
import { chiSquareAbove } from '../gamma.ts';
import { quantileOfSorted } from '../quantile.ts';

export interface StabilityIndex {
  readonly psi: number;
  /** What chance alone shows on average at these sizes: (cells − 1)(1/n + 1/m). */
  readonly byChance: number;
  /** P value of no drift; 1 where there is one cell. */
  readonly p: number;
  readonly cells: number;
}

/**
 * Population stability index of a column, Σ (b − a) ln(b ÷ a) over cells, a and b the shares of the reference and of the current sample, half a
 * row added to each cell. The usual limits 0.1 and 0.25 forget the sample's size: under no drift PSI ÷ (1/n + 1/m) is chi-square with
 * cells − 1 degrees of freedom (Yurdakul 2018), which `byChance` and `p` use. Numbers are parted at the reference's quantiles, equal values together. Assumes independent rows.
 * Throws a RangeError on an empty sample and values that are not finite: give missing values as a category of their own.
 */
export function stabilityIndex(reference: readonly number[], current: readonly number[], bins = 10): StabilityIndex {
  demandSamples(reference, current);
  if (!Number.isInteger(bins) || bins < 1) throw new RangeError(`There must be a whole number of bins from 1 on, not ${bins}`);
  const sorted = Float64Array.from(reference).sort();
  const cuts = [...new Set(Array.from({ length: bins - 1 }, (_, at) => quantileOfSorted(sorted, (at + 1) / bins)))];
  // The cut belongs to the cell below it: a value that is cut and most is no empty cell above.
  const cellOf = (value: number): string => String(cuts.filter((cut) => cut < value).length);
  return stabilityOfCategories(reference.map(cellOf), current.map(cellOf));
}

/** The same for categories; one that occurs in either sample is a cell. */
export function stabilityOfCategories(reference: readonly string[], current: readonly string[]): StabilityIndex {
  if (reference.length === 0 || current.length === 0) throw new RangeError('Drift needs at least one row on either side');
  const [before, now] = [countsOf(reference), countsOf(current)];
  const cells = [...new Set([...before.keys(), ...now.keys()])].sort();
  const share = (counts: ReadonlyMap<string, number>, cell: string, n: number): number => ((counts.get(cell) ?? 0) + 0.5) / (n + cells.length / 2);
  const psi = cells.reduce((sum, cell) => {
    const [a, b] = [share(before, cell, reference.length), share(now, cell, current.length)];
    return sum + (b - a) * Math.log(b / a);
  }, 0);
  const scale = 1 / reference.length + 1 / current.length;
  return { psi, byChance: (cells.length - 1) * scale, p: cells.length === 1 ? 1 : chiSquareAbove(psi / scale, cells.length - 1), cells: cells.length };
}

function countsOf(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/**
 * Two-sample Kolmogorov–Smirnov: the largest distance of the distribution functions, and its asymptotic p value (Smirnov 1939), too
 * large where values tie. Throws a RangeError on an empty sample and values that are not finite.
 */
export function kolmogorovSmirnov(reference: readonly number[], current: readonly number[]): { distance: number; p: number } {
  demandSamples(reference, current);
  const [a, b] = [Float64Array.from(reference).sort(), Float64Array.from(current).sort()];
  let [i, j, distance] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i] as number, b[j] as number);
    while (i < a.length && a[i] === value) i += 1;
    while (j < b.length && b[j] === value) j += 1;
    distance = Math.max(distance, Math.abs(i / a.length - j / b.length));
  }
  return { distance, p: kolmogorovAbove(distance * Math.sqrt((a.length * b.length) / (a.length + b.length))) };
}

/** 2 Σ (−1)^(k−1) exp(−2k²λ²); below 0.2 it is 1 to twelve digits. */
function kolmogorovAbove(lambda: number): number {
  if (lambda < 0.2) return 1;
  let sum = 0;
  for (let k = 1; k <= 100; k += 1) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * lambda * lambda);
  return Math.min(1, Math.max(0, sum));
}

function demandSamples(reference: readonly number[], current: readonly number[]): void {
  if (reference.length === 0 || current.length === 0) throw new RangeError('Drift needs at least one row on either side');
  demandFinite('Reference', reference);
  demandFinite('Current sample', current);
}
