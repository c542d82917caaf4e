import { logGamma } from './gamma.ts';

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

/** A Beta(a, b) distribution, a and b above zero: its density, and its share below x (regularised incomplete beta function). */
export function betaDistribution(a: number, b: number): { density(x: number): number; below(x: number): number } {
  const logScale = logGamma(a + b) - logGamma(a) - logGamma(b);
  const powers = (x: number, more: number): number => Math.exp(logScale + (a - 1 + more) * Math.log(x) + (b - 1 + more) * Math.log1p(-x));
  return {
    density: (x) => powers(x, 0),
    below: (x) => {
      if (x <= 0) return 0;
      if (x >= 1) return 1;
      return x < (a + 1) / (a + b + 2) ? (powers(x, 1) * betaFraction(x, a, b)) / a : 1 - (powers(x, 1) * betaFraction(1 - x, b, a)) / b;
    },
  };
}

/** Share of a Beta(a, b) distribution that lies below x. */
export const betaBelow = (x: number, a: number, b: number): number => betaDistribution(a, b).below(x);
