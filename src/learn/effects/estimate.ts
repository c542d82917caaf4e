import { normalQuantile, twoSidedP } from '../normal.ts';
import { studentAbove, studentQuantile } from '../surveys/student-quantile.ts';

/** A number with its error and interval. */
export interface Estimate {
  readonly estimate: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  /** Of Student's t; null where the interval is normal. */
  readonly degreesOfFreedom: number | null;
  /** Two-sided, of zero; null where the error is 0 and nothing can be said. */
  readonly p: number | null;
}

const usualLevel = 0.95;

/** Throws a RangeError unless the level lies between 0 and 1. */
export function demandLevel(level: number): void {
  if (!(level > 0 && level < 1)) throw new RangeError(`The level lies between 0 and 1, it is ${level}`);
}

/** An estimate with its interval by Student's t, or by the normal distribution where `degreesOfFreedom` is null. */
export function estimateWith(estimate: number, standardError: number, degreesOfFreedom: number | null, level = usualLevel): Estimate {
  demandLevel(level);
  const share = (1 + level) / 2;
  const half = standardError === 0 ? 0 : standardError * (degreesOfFreedom === null ? normalQuantile(share) : studentQuantile(share, degreesOfFreedom));
  return { estimate, standardError, low: estimate - half, high: estimate + half, degreesOfFreedom, p: pOf(estimate, standardError, degreesOfFreedom) };
}

function pOf(estimate: number, standardError: number, degreesOfFreedom: number | null): number | null {
  if (standardError <= 1e-14 * Math.abs(estimate) || standardError === 0) return null;
  const t = Math.abs(estimate) / standardError;
  return degreesOfFreedom === null ? twoSidedP(t) : Math.min(1, 2 * studentAbove(t, degreesOfFreedom));
}
