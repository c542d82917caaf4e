import type { Refused } from '../refused.ts';

/** Why chances cannot be learned where nothing differs. */
export const oneClass: Refused = { refused: 'All outcomes are the same: chances cannot be learned from one class' };
export const isOneClass = (outcomes: Float64Array): boolean => outcomes.every((outcome) => outcome === outcomes[0]);

/** Throws a `RangeError` that says what is wrong with scores and the outcomes (0 or 1) that came of them. */
export function checkOutcomes(scores: Float64Array, outcomes: Float64Array): void {
  checkPairs(scores, outcomes);
  if (!outcomes.every((outcome) => outcome === 0 || outcome === 1)) throw new RangeError('An outcome is 0 or 1');
}

/** Throws unless both are finite, of one length, and not empty. */
export function checkPairs(a: Float64Array, b: Float64Array): void {
  if (a.length === 0) throw new RangeError('Calibration needs at least one row');
  if (a.length !== b.length) throw new RangeError(`${a.length} and ${b.length} values are not pairs`);
  if (!a.every(Number.isFinite) || !b.every(Number.isFinite)) throw new RangeError('A value is not a finite number');
}

/**
 * Outcomes as Platt (1999, p. 5) softens them: (n₊ + 1) / (n₊ + 2) and 1 / (n₋ + 2), so that scores which separate the
 * classes keep finite chances.
 */
export function softened(outcomes: Float64Array): Float64Array {
  const positives = outcomes.reduce((sum, outcome) => sum + outcome, 0);
  const [high, low] = [(positives + 1) / (positives + 2), 1 / (outcomes.length - positives + 2)];
  return outcomes.map((outcome) => (outcome === 1 ? high : low));
}
