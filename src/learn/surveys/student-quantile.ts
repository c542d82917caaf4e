import { betaBelow } from '../incomplete-beta.ts';

/** P(T > t) of Student's t distribution with `df` > 0 degrees of freedom. */
export function studentAbove(t: number, df: number): number {
  return t >= 0 ? upperTail(t, df) : 1 - upperTail(-t, df);
}

/** The same for t ≥ 0. */
const upperTail = (t: number, df: number): number => betaBelow(df / (df + t * t), df / 2, 0.5) / 2;

/** Quantile of Student's t distribution with `df` ≥ 1 degrees of freedom, p in (0, 1), by bisection to 1e-12. */
export function studentQuantile(p: number, df: number): number {
  if (p < 0.5) return -studentQuantile(1 - p, df);
  if (p === 0.5) return 0;
  let [low, high] = [0, 1];
  while (upperTail(high, df) > 1 - p && high < 1e12) high *= 2;
  for (let step = 0; step < 100 && high - low > 1e-12 * high; step += 1) {
    const middle = (low + high) / 2;
    if (upperTail(middle, df) > 1 - p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
