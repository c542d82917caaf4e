/** A mean over companies, with its 95 % interval from the spread between companies. */
export interface Clustered {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const z95 = 1.959964;

/** Mean of one value per company. */
export function overCompanies(values: readonly number[]): Clustered {
  return shareOverCompanies(values.map((value) => ({ part: value, of: 1 })));
}

/** Ratio of sums, each company one cluster: linearised variance of a ratio estimator (Cochran, Sampling Techniques, 3rd ed., eq. 6.13). */
export function shareOverCompanies(counts: ReadonlyArray<{ readonly part: number; readonly of: number }>): Clustered {
  const n = counts.length;
  const whole = counts.reduce((sum, count) => sum + count.of, 0);
  const mean = counts.reduce((sum, count) => sum + count.part, 0) / whole;
  const squares = counts.reduce((sum, count) => sum + (count.part - mean * count.of) ** 2, 0);
  const se = Math.sqrt((n / Math.max(1, n - 1)) * squares) / whole;
  return { mean, low: mean - z95 * se, high: mean + z95 * se };
}
