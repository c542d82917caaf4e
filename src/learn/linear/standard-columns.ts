/** Columns in standard units, one after the other, and what they were. */
export interface StandardColumns {
  readonly z: Float64Array;
  readonly means: Float64Array;
  /** By n; 0 for a constant column, whose cells are then 0. */
  readonly sds: Float64Array;
}

/** A column whose spread is below this share of its size is constant. */
const constant = 1e-10;

/** Weights as shares of their sum. */
export function sharesOf(n: number, weights?: Float64Array): Float64Array {
  const total = weights ? weights.reduce((sum, weight) => sum + weight, 0) : n;
  return Float64Array.from({ length: n }, (_, row) => (weights ? (weights[row] as number) : 1) / total);
}

export const weightedMean = (values: Float64Array, shares: Float64Array): number => values.reduce((sum, value, row) => sum + value * (shares[row] as number), 0);

/** The columns of a row-major n × p table but the first, which is that of ones. */
export function standardised(x: Float64Array, n: number, p: number, shares: Float64Array): StandardColumns {
  const [z, means, sds] = [new Float64Array(n * p), new Float64Array(p), new Float64Array(p)];
  for (let j = 1; j < p; j += 1) {
    const column = Float64Array.from({ length: n }, (_, row) => x[row * p + j] as number);
    const mean = weightedMean(column, shares);
    const sd = Math.sqrt(column.reduce((sum, value, row) => sum + (shares[row] as number) * (value - mean) ** 2, 0));
    means[j] = mean;
    if (sd <= constant * Math.abs(mean)) continue;
    sds[j] = sd;
    z.set(column.map((value) => (value - mean) / sd), j * n);
  }
  return { z, means, sds };
}

/** Slopes per unit of the columns as given, the intercept first; a constant column has 0. */
export function inGivenUnits(slopes: Float64Array, centre: number, { means, sds }: StandardColumns): Float64Array {
  const coefficients = slopes.map((slope, j) => ((sds[j] as number) > 0 ? slope / (sds[j] as number) : 0));
  coefficients[0] = coefficients.reduce((sum, slope, j) => (j === 0 ? sum : sum - slope * (means[j] as number)), centre);
  return coefficients;
}
