/** Standard normal distribution function; absolute error below 1.2e-7 (Numerical Recipes, erfc by Chebyshev fit). */
export function normalCdf(x: number): number {
  const z = Math.abs(x) / Math.SQRT2;
  const t = 1 / (1 + 0.5 * z);
  const poly = -z * z - 1.26551223 + t * (1.00002368 + t * (0.37409196 + t * (0.09678418 + t * (-0.18628806 + t * (0.27886807 + t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277))))))));
  const tail = 0.5 * t * Math.exp(poly);
  return x >= 0 ? 1 - tail : tail;
}

/** Two-sided p value of a z score. */
export const twoSidedP = (z: number): number => Math.min(1, 2 * (1 - normalCdf(Math.abs(z))));

const lowerTail = 0.02425;
const central = [[-3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1, 2.506628277459239], [-5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1, 1]] as const;
const tail = [[-7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783], [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416, 1]] as const;
const polynomial = (coefficients: readonly number[], x: number): number => coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);

/** Quantile of the standard normal distribution, p in (0, 1); relative error below 1.2e-9 (Acklam's rational approximation, 2003). */
export function normalQuantile(p: number): number {
  if (p > 1 - lowerTail) return -normalQuantile(1 - p);
  if (p < lowerTail) {
    const q = Math.sqrt(-2 * Math.log(p));
    return polynomial(tail[0], q) / polynomial(tail[1], q);
  }
  const q = p - 0.5;
  return (polynomial(central[0], q * q) * q) / polynomial(central[1], q * q);
}

/**
 * Quantile of a normal distribution of which only what lies above zero is possible. Where that is less than one in a million of
 * it, zero.
 */
export function quantileAboveZero(p: number, mean: number, sd: number): number {
  if (sd === 0) return Math.max(0, mean);
  const below = normalCdf(-mean / sd);
  return below > 1 - 1e-6 ? 0 : Math.max(0, mean + sd * normalQuantile(below + p * (1 - below)));
}
