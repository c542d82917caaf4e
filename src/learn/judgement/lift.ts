import { demandJudged, stepsDown, type ScoreStep } from './pr-auc.ts';

export interface Lift {
  /** Share of rows taken, from the highest score down. */
  readonly share: number;
  /** Share of all positives found among them. */
  readonly captured: number;
  /** captured ÷ share: 1 is what chance finds. */
  readonly lift: number;
}

/**
 * Lift at shares of rows in (0, 1]. Of rows that tie at the edge a part is taken, with its part of the positives: what any random order of them
 * gives on average. Null without positives. Throws a RangeError on no rows, outcomes other than 0 and 1, scores that are not finite, shares outside (0, 1].
 */
export function lift(y: readonly number[], score: readonly number[], shares: readonly number[] = [0.1, 0.2, 0.3, 0.5]): Lift[] | null {
  demandJudged(y, score);
  if (shares.some((share) => !(share > 0 && share <= 1))) throw new RangeError('Shares lie above 0 and up to 1');
  const all = y.reduce((sum, outcome) => sum + outcome, 0);
  if (all === 0) return null;
  const steps = stepsDown(y, score);
  return shares.map((share) => {
    const captured = foundIn(steps, share * y.length) / all;
    return { share, captured, lift: captured / share };
  });
}

function foundIn(steps: readonly ScoreStep[], rows: number): number {
  let [left, found] = [rows, 0];
  for (const step of steps) {
    const taken = Math.min(left, step.rows);
    found += (taken / step.rows) * step.positives;
    left -= taken;
    if (left <= 0) break;
  }
  return found;
}
