import type { Refused } from '../refused.ts';
import { betaAt, fitBeta, type BetaCalibration } from './beta.ts';
import { checkChances, checkClasses } from './class-chances.ts';
import { fitIsotonic, isotonicAt, type IsotonicFit } from './isotonic.ts';
import { fitPlatt, plattAt, type PlattFit } from './platt.ts';

/** One curve a class. */
export type OneVsRest =
  | { readonly kind: 'platt'; readonly curves: readonly PlattFit[] }
  | { readonly kind: 'beta'; readonly curves: readonly BetaCalibration[] }
  | { readonly kind: 'isotonic'; readonly curves: readonly IsotonicFit[] };

/**
 * Chances of several classes from chances (n × k, row by row): a curve for each class against all others, scaled to sum to 1 (Zadrozny and Elkan 2002, §5). Better than
 * `fitTemperature` where classes are off in different ways, with enough rows of each. Throws a `RangeError` for bad input; refuses where a class never came, or nothing else did.
 */
export function fitOneVsRest(chances: Float64Array, classes: ArrayLike<number>, k: number, kind: OneVsRest['kind']): OneVsRest | Refused {
  checkClasses(chances, classes, k);
  checkChances(chances, k);
  const seen = new Set(Array.from(classes));
  const never = Array.from({ length: k }, (_, c) => c).find((c) => !seen.has(c));
  if (never !== undefined) return { refused: `Class ${never} never came: its chances cannot be learned` };
  const columns = Array.from({ length: k }, (_, c) => ({ said: Float64Array.from(classes, (_one, row) => Math.min(1, chances[row * k + c] as number)), came: Float64Array.from(classes, (one) => Number(one === c)) }));
  if (kind === 'isotonic') return { kind, curves: columns.map(({ said, came }) => fitIsotonic(said, came)) };
  // Every class came and so did another: no curve is refused.
  if (kind === 'platt') return { kind, curves: columns.map(({ said, came }) => fitPlatt(said, came) as PlattFit) };
  return { kind, curves: columns.map(({ said, came }) => fitBeta(said, came) as BetaCalibration) };
}

/** The chances that a fit makes of the chances of one row; all alike where every curve says 0. Throws a `RangeError` for a row that is not one chance a class. */
export function oneVsRestAt(fit: OneVsRest, chances: Float64Array): Float64Array {
  if (chances.length !== fit.curves.length) throw new RangeError(`${chances.length} chances for ${fit.curves.length} classes`);
  checkChances(chances, chances.length);
  const raw = chances.map((chance, c) => curveAt(fit, c, Math.min(1, chance)));
  const whole = raw.reduce((sum, value) => sum + value, 0);
  return raw.map((value) => (whole > 0 ? value / whole : 1 / raw.length));
}

function curveAt(fit: OneVsRest, c: number, chance: number): number {
  if (fit.kind === 'isotonic') return isotonicAt(fit.curves[c] as IsotonicFit, chance);
  return fit.kind === 'platt' ? plattAt(fit.curves[c] as PlattFit, chance) : betaAt(fit.curves[c] as BetaCalibration, chance);
}
