/**
 * How the effect of carried-over spend levels off, as a share of its most: `hill` x^s / (κ^s + x^s) with fixed s (1 unless given) and half-saturation κ; `logistic`
 * (1 − e^(−λx)) / (1 + e^(−λx)) with λ = ln 3 / κ, so that κ is half-saturation here too.
 */
export interface Saturation {
  readonly kind: 'hill' | 'logistic';
  readonly shape: number;
}

/** Value at x ≥ 0, its slope by x, and by ln κ. */
export function saturated({ kind, shape }: Saturation, x: number, kappa: number): { value: number; slope: number; byLogKappa: number } {
  if (x <= 0) return { value: 0, slope: kind === 'logistic' ? Math.log(3) / (2 * kappa) : shape === 1 ? 1 / kappa : 0, byLogKappa: 0 };
  if (kind === 'logistic') {
    const z = (Math.log(3) / kappa) * x;
    const value = Math.tanh(z / 2);
    const slope = ((1 - value * value) / 2) * (Math.log(3) / kappa);
    return { value, slope, byLogKappa: -slope * x };
  }
  const value = 1 / (1 + (shape === 1 ? kappa / x : (kappa / x) ** shape));
  const bend = shape * value * (1 - value);
  return { value, slope: bend / x, byLogKappa: -bend };
}

/** ln κ is normal about half of the largest carried-over spend, so that 95 % lies between 0.13 and 2 times it: as wide as Jin et al. (2017), but not cut off at the largest. */
export const logKappaPrior = { centre: Math.log(0.5), sd: 0.7 };
