import { fixedPointScale, largestOf, toIntegers } from './fixed-point.ts';

/** Bin of a missing value; known values have bins 0 to 254. */
export const missingBin = 255;
/** Histogram slots of one feature: 255 bins and the missing one. */
export const binSlots = 256;
/** Features whose bins lie side by side for one row, so that a block's histogram fits a core's first cache. */
export const blockWidth = 16;

/** A table in bins, kept twice: by column to divide rows, and by row in blocks of features to build histograms. */
export interface BinnedTable {
  readonly rows: number;
  readonly features: number;
  /** Per feature, ascending: a value lies in the bin whose number is the count of cuts at or below it. */
  readonly cuts: readonly Float64Array[];
  readonly columns: readonly Uint8Array[];
  readonly blocks: readonly Uint8Array[];
}

/**
 * Bins of equal weight, at most `maxBins` a column (XGBoost's weighted quantiles, Chen and Guestrin 2016 §3.3, but exact: every
 * value is sorted). Where a column has no more distinct values than bins, each has its own. A cut lies midway between two
 * neighbouring values. Only order and weight of values count, never the order of rows.
 */
export function binColumns(columns: ReadonlyArray<ArrayLike<number>>, rows: number, weights: Float64Array | undefined, maxBins: number): BinnedTable {
  const integerWeights = weights && toIntegers(weights, fixedPointScale(largestOf(weights), weights.length));
  const cuts = columns.map((column) => cutsOf(column, rows, integerWeights, maxBins));
  const binned = columns.map((column, feature) => binsOf(column, rows, cuts[feature] as Float64Array));
  return { rows, features: columns.length, cuts, columns: binned, blocks: blocksOf(binned, rows) };
}

function cutsOf(column: ArrayLike<number>, rows: number, weights: Float64Array | undefined, maxBins: number): Float64Array {
  const { values, masses, total } = weights ? weightedDistinct(column, rows, weights) : countedDistinct(column, rows);
  const cuts: number[] = [];
  let [before, nextShare] = [0, 1];
  for (let j = 0; j + 1 < values.length; j += 1) {
    before += masses[j] as number;
    if (values.length > maxBins && before * maxBins < nextShare * total) continue;
    cuts.push(between(values[j] as number, values[j + 1] as number));
    nextShare = Math.floor((before * maxBins) / total) + 1;
  }
  return Float64Array.from(cuts);
}

/** A number above `low` and not above `high`, midway where there is room. */
function between(low: number, high: number): number {
  const middle = low / 2 + high / 2;
  return middle > low && middle <= high ? middle : high;
}

interface Distinct {
  readonly values: number[];
  readonly masses: number[];
  readonly total: number;
}

function countedDistinct(column: ArrayLike<number>, rows: number): Distinct {
  const known = new Float64Array(rows);
  let count = 0;
  for (let i = 0; i < rows; i += 1) if (!Number.isNaN(column[i])) known[count++] = column[i] as number;
  const sorted = known.subarray(0, count).sort();
  return merged(sorted.length, (at) => sorted[at] as number, () => 1);
}

function weightedDistinct(column: ArrayLike<number>, rows: number, weights: Float64Array): Distinct {
  const order = Uint32Array.from({ length: rows }, (_, i) => i).filter((i) => !Number.isNaN(column[i])).sort((a, b) => (column[a] as number) - (column[b] as number));
  return merged(order.length, (at) => column[order[at] as number] as number, (at) => weights[order[at] as number] as number);
}

function merged(length: number, valueAt: (at: number) => number, massAt: (at: number) => number): Distinct {
  const [values, masses]: [number[], number[]] = [[], []];
  let total = 0;
  for (let at = 0; at < length; at += 1) {
    const [value, mass] = [valueAt(at), massAt(at)];
    total += mass;
    if (values.length > 0 && values.at(-1) === value) masses[masses.length - 1] = (masses.at(-1) as number) + mass;
    else { values.push(value); masses.push(mass); }
  }
  return { values, masses, total };
}

function binsOf(column: ArrayLike<number>, rows: number, cuts: Float64Array): Uint8Array {
  const bins = new Uint8Array(rows);
  for (let i = 0; i < rows; i += 1) bins[i] = binOf(column[i] as number, cuts);
  return bins;
}

/** Count of cuts at or below a value. */
function binOf(value: number, cuts: Float64Array): number {
  if (Number.isNaN(value)) return missingBin;
  let [from, to] = [0, cuts.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((cuts[middle] as number) <= value) from = middle + 1;
    else to = middle;
  }
  return from;
}

function blocksOf(columns: readonly Uint8Array[], rows: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(columns.length / blockWidth) }, (_, block) => {
    const within = columns.slice(block * blockWidth, (block + 1) * blockWidth);
    const bins = new Uint8Array(rows * within.length);
    within.forEach((column, at) => { for (let i = 0; i < rows; i += 1) bins[i * within.length + at] = column[i] as number; });
    return bins;
  });
}
