import { demandBinary, demandFinite, demandRows } from '../demand.ts';

/** Rows of one score, from the highest down. */
export interface ScoreStep {
  readonly score: number;
  readonly positives: number;
  readonly rows: number;
}

/** Throws a RangeError on no rows, columns of different length, outcomes other than 0 and 1, scores that are not finite. */
export function demandJudged(y: readonly number[], score: readonly number[]): void {
  demandRows('Scores', y.length, [score]);
  demandBinary('Scores', y);
  demandFinite('Scores', score);
}

/** Rows of equal score together, so that their order changes nothing. */
export function stepsDown(y: readonly number[], score: readonly number[]): ScoreStep[] {
  const steps = new Map<number, { score: number; positives: number; rows: number }>();
  score.forEach((value, row) => {
    const step = steps.get(value) ?? { score: value, positives: 0, rows: 0 };
    step.positives += y[row] as number;
    step.rows += 1;
    steps.set(value, step);
  });
  return [...steps.values()].sort((a, b) => b.score - a.score);
}

/**
 * Average precision, the area under the precision–recall curve by steps: Σ (recall gained) · precision, from the highest score down (Davis
 * and Goadrich 2006 on why not by trapezoids). A score that says nothing gives the share of positives. Null without positives. Throws a
 * RangeError on no rows, outcomes other than 0 and 1, scores that are not finite.
 */
export function prAuc(y: readonly number[], score: readonly number[]): number | null {
  demandJudged(y, score);
  const all = y.reduce((sum, outcome) => sum + outcome, 0);
  if (all === 0) return null;
  let [seen, found, area] = [0, 0, 0];
  for (const { positives, rows } of stepsDown(y, score)) {
    seen += rows;
    found += positives;
    area += (positives / all) * (found / seen);
  }
  return area;
}
