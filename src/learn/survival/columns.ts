import type { Refused } from '../refused.ts';

/** Columns less their means, with the means and variances (over n rows) that were taken. */
export interface Centred {
  readonly x: Float64Array;
  readonly means: Float64Array;
  readonly variances: Float64Array;
}

/** `x` is row-major, n × p. Throws a `RangeError` for another size or a number that is not finite. */
export function centred(x: Float64Array, n: number, p: number): Centred {
  if (!Number.isInteger(p) || p < 1 || x.length !== n * p) throw new RangeError('There must be p columns for each time');
  if (x.some((value) => !Number.isFinite(value))) throw new RangeError('Every cell must be a finite number');
  const means = new Float64Array(p);
  x.forEach((value, index) => { means[index % p] = (means[index % p] as number) + value / n; });
  const moved = x.map((value, index) => value - (means[index % p] as number));
  const variances = new Float64Array(p);
  moved.forEach((value, index) => { variances[index % p] = (variances[index % p] as number) + (value * value) / n; });
  return { x: moved, means, variances };
}

/** Why a regression on these columns is not tried; null where it can be. */
export function reasonAgainst({ means, variances }: Centred, events: number): Refused | null {
  const p = means.length;
  if (events === 0) return { refused: 'No event was seen' };
  const constant = variances.findIndex((variance, j) => variance <= 1e-20 * (1 + (means[j] as number) ** 2));
  if (constant >= 0) return { refused: `Column ${constant} is constant` };
  return events < p ? { refused: `There are ${events} events for ${p} columns` } : null;
}

export const noOneValue: Refused = { refused: 'A column is a combination of the others, or separates the events from the rest: its coefficient has no one finite value' };

/** Standard errors from a covariance. */
export const errorsOf = (covariance: Float64Array, p: number): Float64Array => Float64Array.from({ length: p }, (_, j) => Math.sqrt(covariance[j * p + j] as number));
