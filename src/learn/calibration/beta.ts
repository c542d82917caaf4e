import type { Refused } from '../refused.ts';
import { logistic } from '../logistic.ts';
import { checkOutcomes, isOneClass, oneClass, softened } from './outcomes.ts';
import { settled } from './platt.ts';

/** log odds = intercept + a · ln(chance) − b · ln(1 − chance), a and b not negative. */
export interface BetaCalibration {
  readonly a: number;
  readonly b: number;
  readonly intercept: number;
}

/** Chances closer to 0 or 1 than this count as this far from it. */
const edge = 1e-12;
const inside = (chance: number): number => Math.min(Math.max(chance, edge), 1 - edge);

/**
 * Chances from chances: minimises the log loss of logistic(c + a ln s − b ln(1 − s)) with a, b ≥ 0 (Kull, Silva Filho and Flach 2017,
 * eq. 5 and algorithm 1: a negative one is set to 0 and the others are fitted anew). a = b = 1, c = 0 leaves chances as they
 * are. One departure from the paper: outcomes are softened as Platt does, so that separated classes keep finite chances.
 * Throws a `RangeError` for bad input and chances outside [0, 1]; refuses one class only.
 */
export function fitBeta(chances: Float64Array, outcomes: Float64Array): BetaCalibration | Refused {
  checkOutcomes(chances, outcomes);
  if (chances.some((chance) => chance < 0 || chance > 1)) throw new RangeError('A chance lies between 0 and 1');
  if (isOneClass(outcomes)) return oneClass;
  const targets = softened(outcomes);
  let used = ['a', 'b'] as Array<'a' | 'b'>;
  for (;;) {
    const fit = fitTerms(chances, targets, used);
    const negative = used.find((term) => fit[term] < 0);
    if (negative === undefined) return fit;
    used = used.filter((term) => term !== negative);
  }
}

const terms = { a: (chance: number): number => Math.log(inside(chance)), b: (chance: number): number => -Math.log1p(-inside(chance)) };

/** The fit with some of the terms; the others are 0. */
function fitTerms(chances: Float64Array, targets: Float64Array, used: ReadonlyArray<'a' | 'b'>): BetaCalibration {
  const rows = Array.from(chances, (chance) => [1, ...used.map((term) => terms[term](chance))]);
  const [intercept = 0, ...slopes] = settled(Float64Array.from(rows.flat()), targets, used.length + 1);
  const slopeOf = (term: 'a' | 'b'): number => slopes[used.indexOf(term)] ?? 0;
  return { a: slopeOf('a'), b: slopeOf('b'), intercept };
}

/** The chance that a fit makes of a chance. */
export function betaAt({ a, b, intercept }: BetaCalibration, chance: number): number {
  if (!(chance >= 0 && chance <= 1)) throw new RangeError(`A chance lies between 0 and 1: ${chance}`);
  return logistic(intercept + a * Math.log(inside(chance)) - b * Math.log1p(-inside(chance)));
}
