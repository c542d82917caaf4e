import type { EtsForm } from './ets-path.ts';

/**
 * Does what a model makes of old values fade (Hyndman, Koehler, Ord and Snyder 2008 §10.2)? Outside, forecasts hang on the first values
 * for ever. The usual bounds lie inside but for seasons, where the roots of the characteristic polynomial decide:
 * z^{m+1} + (α + β − φ) z^m + (α + β − αφ)(z^{m−1} + … + z²) + (α + β − αφ + γ − 1) z + φ (1 − α − γ).
 */
export function isAdmissible({ season }: EtsForm, period: number, at: Float64Array): boolean {
  if (season === 'none') return true;
  const [alpha, share, gamma, phi] = at as unknown as [number, number, number, number];
  const both = alpha + alpha * share;
  const middle = both - alpha * phi;
  const upwards = [phi * (1 - alpha - gamma), middle + gamma - 1, ...Array.from({ length: Math.max(0, period - 2) }, () => middle), both - phi, 1];
  return rootsWithin(upwards);
}

/** A root this close to the unit circle counts as on it, and is allowed: seasons without a trend have one. */
const allowed = 1 + 1e-4;

/** Do all roots lie within the unit circle (Schur and Cohn)? Coefficients from the constant upwards, not all of the last one zero. */
function rootsWithin(upwards: readonly number[]): boolean {
  let polynomial = upwards.map((coefficient, power) => coefficient * allowed ** power);
  while (polynomial.length > 1) {
    const [constant, leading] = [polynomial[0] as number, polynomial.at(-1) as number];
    if (!(Math.abs(constant) < Math.abs(leading))) return false;
    const ratio = constant / leading;
    const size = polynomial.length;
    polynomial = Array.from({ length: size - 1 }, (_, power) => (polynomial[power + 1] as number) - ratio * (polynomial[size - 2 - power] as number));
  }
  return true;
}

/** How many numbers of a form are estimated, the variance among them: what AIC counts. Seasons lose one, which the level stands for. */
export function countOf({ trend, season }: EtsForm, period: number): number {
  return 3 + (trend === 'none' ? 0 : 2) + (trend === 'damped' ? 1 : 0) + (season === 'none' ? 0 : period);
}

/** Weight of each error in the forecast j steps on: α + β (φ + … + φ^{j}) with φ^{j−1} first, + γ at each round (ibid. table 6.1, class 1). */
export function weightAfter(form: EtsForm, period: number, at: Float64Array, j: number, withSeason: boolean): number {
  const [alpha, share, gamma, phi] = at as unknown as [number, number, number, number];
  const trend = form.trend === 'none' ? 0 : phi === 1 ? j : (phi * (1 - phi ** j)) / (1 - phi);
  return alpha + alpha * share * trend + (withSeason && j % period === 0 ? gamma : 0);
}
