import { logGamma } from '../gamma.ts';

/** Continued fraction of the incomplete beta function, modified Lentz (Press et al., Numerical Recipes, §6.4); tiny values stand in for zero. */
function betaFraction(x: number, a: number, b: number): number {
  const safe = (value: number): number => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let [c, d] = [1, 1 / safe(1 - ((a + b) * x) / (a + 1))];
  let h = d;
  for (let m = 1; m <= 10_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / safe(1 + even * d);
    c = safe(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / safe(1 + odd * d);
    c = safe(1 + odd / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return h;
}

/** P(T > t) of Student's t distribution with `df` > 0 degrees of freedom. */
export function studentAbove(t: number, df: number): number {
  return t >= 0 ? upperTail(t, df) : 1 - upperTail(-t, df);
}

/** The same for t ≥ 0. */
function upperTail(t: number, df: number): number {
  const [a, b, x] = [df / 2, 0.5, df / (df + t * t)];
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log((t * t) / (df + t * t)));
  const regular = x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(1 - x, b, a)) / b;
  return regular / 2;
}

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
