import { studentQuantile } from '../surveys/student-quantile.ts';

export interface SkewedInterval {
  /** Null where every round agrees, so that nothing is known of the spread. */
  readonly standardError: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Rounds' worth of evidence on the spread itself, (Σψ²)² ÷ Σψ⁴: the error of the error is about 1 ÷ √ of it. */
  readonly restsOn: number;
}

/**
 * Interval of an estimate whose influences ψ, which sum to zero, are skewed and heavy, as those of weighted rare rewards are. Student's
 * statistic is transformed to take its skewness away, t + at²/3 + a²t³/27 + a/6 with a = Σψ³ ÷ (Σψ²)^1.5 (Hall 1992, "On the removal of
 * skewness by transformation", J. R. Statist. Soc. B 54, eq. 2.4), and read against Student's distribution with 2 ÷ (Σψ⁴ ÷ (Σψ²)² − 1/n) degrees of freedom, as
 * far as the spread is known (Satterthwaite 1946). Influences of one group are added first. Assumes independent groups.
 */
export function skewedInterval(estimate: number, influence: Float64Array, level: number, groups?: ArrayLike<string | number>): SkewedInterval {
  const sums = groups ? sumsByGroup(influence, groups) : influence;
  const unit = sums.reduce((most, sum) => Math.max(most, Math.abs(sum)), 0);
  const [squares, cubes, fourths] = powers(sums.map((sum) => (unit === 0 ? 0 : sum / unit)));
  if (!(unit > 1e-12 * Math.abs(estimate)) || sums.length < 2) return { standardError: null, low: null, high: null, restsOn: 0 };
  const standardError = (unit * Math.sqrt((squares * sums.length) / (sums.length - 1))) / influence.length;
  const doubt = fourths / squares ** 2 - 1 / sums.length;
  const t = studentQuantile((1 + level) / 2, Math.min(1e6, Math.max(1, 2 / Math.max(doubt, 2e-6))));
  const skew = cubes / squares ** 1.5;
  return { standardError, low: estimate - standardError * untransformed(t, skew), high: estimate - standardError * untransformed(-t, skew), restsOn: squares ** 2 / fourths };
}

function sumsByGroup(influence: Float64Array, groups: ArrayLike<string | number>): Float64Array {
  const sums = new Map<string | number, number>();
  influence.forEach((value, round) => { const group = groups[round] as string | number; sums.set(group, (sums.get(group) ?? 0) + value); });
  return Float64Array.from(sums.values());
}

function powers(values: Float64Array): readonly [number, number, number] {
  let [squares, cubes, fourths] = [0, 0, 0];
  for (const value of values) {
    const square = value * value;
    squares += square;
    cubes += square * value;
    fourths += square * square;
  }
  return [squares, cubes, fourths];
}

/** The t at which Hall's transformation takes the value x. */
const untransformed = (x: number, skew: number): number => (Math.abs(skew) < 1e-8 ? x : (3 / skew) * (Math.cbrt(1 + skew * (x - skew / 6)) - 1));
