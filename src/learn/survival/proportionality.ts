import { chiSquareAbove } from '../gamma.ts';
import { solvePositive } from '../positive-definite.ts';
import { centred } from './columns.ts';
import type { CoxFit } from './cox.ts';
import type { FollowUp } from './follow-up.ts';
import { kaplanMeier, stepBefore } from './kaplan-meier.ts';
import { visitDraws } from './risk-sets.ts';

export interface ProportionalityTest {
  readonly chiSquare: number;
  readonly freedom: number;
  readonly p: number;
}

/**
 * Score test of β_j + θ_j g(t) against θ = 0 for each column and for all together, g(t) = 1 − Ŝ(t−) by Kaplan–Meier, centred over the events
 * (Grambsch and Therneau 1994, in the exact form of R's survival ≥ 3, `cox.zph`). A small p: the effect of that column changes over
 * time. With many rows trifles become small p too. Takes the data of the fit; throws a `RangeError` for a fit with weights or strata. A test whose information is singular (all events at one
 * time) is null.
 */
export function proportionality(seen: FollowUp, x: Float64Array, fit: CoxFit): { columns: Array<ProportionalityTest | null>; all: ProportionalityTest | null } {
  if (fit.weighted || fit.strata !== null) throw new RangeError('Proportionality is not tested here for fits with weights or strata');
  const p = fit.coefficients.length;
  const sums = scoresOf(seen, centred(x, seen.time.length, p).x, fit);
  const columns = Array.from({ length: p }, (_, j) => testOf(sums, p, [j]));
  return { columns, all: testOf(sums, p, Array.from({ length: p }, (_, j) => j)) };
}

/** Of the doubled model with columns x and x·g: the scores of θ, and the three blocks of the information. */
interface Scores { readonly score: Float64Array; readonly plain: Float64Array; readonly mixed: Float64Array; readonly timed: Float64Array }

function scoresOf(seen: FollowUp, x: Float64Array, fit: CoxFit): Scores {
  const p = fit.coefficients.length;
  const [score, plain, mixed, timed] = [new Float64Array(p), new Float64Array(p * p), new Float64Array(p * p), new Float64Array(p * p)];
  const clock = clockOf(seen, fit.events);
  visitDraws(seen, x, fit.coefficients, fit.ties, ({ time, drawn, mean, variance }) => {
    const g = clock(time);
    for (let j = 0; j < p; j += 1) score[j] = (score[j] as number) + g * ((drawn[j] as number) - (mean[j] as number));
    variance.forEach((value, index) => {
      plain[index] = (plain[index] as number) + value;
      mixed[index] = (mixed[index] as number) + g * value;
      timed[index] = (timed[index] as number) + g * g * value;
    });
  });
  return { score, plain, mixed, timed };
}

function clockOf(seen: FollowUp, events: number): (time: number) => number {
  const steps = kaplanMeier(seen);
  const before = steps.map((_, index) => 1 - (steps[index - 1]?.survival ?? 1));
  const mean = steps.reduce((sum, step, index) => sum + step.events * (before[index] as number), 0) / events;
  return (time) => (before[stepBefore(steps, time)] as number) - mean;
}

/** uᵀ V⁻¹ u with V the information of the chosen θ, all β profiled out. The score of β is zero at the fit. */
function testOf({ score, plain, mixed, timed }: Scores, p: number, chosen: readonly number[]): ProportionalityTest | null {
  const k = chosen.length;
  const u = Float64Array.from(chosen, (j) => score[j] as number);
  const v = new Float64Array(k * k);
  for (const [b, column] of chosen.entries()) {
    const profiled = solvePositive(plain, Float64Array.from({ length: p }, (_, j) => mixed[j * p + column] as number), p);
    if (!profiled) return null;
    for (const [a, row] of chosen.entries()) v[a * k + b] = (timed[row * p + column] as number) - profiled.reduce((sum, value, j) => sum + (mixed[row * p + j] as number) * value, 0);
  }
  const solved = solvePositive(v, u, k);
  if (!solved) return null;
  const chiSquare = solved.reduce((sum, value, j) => sum + value * (u[j] as number), 0);
  return { chiSquare, freedom: k, p: chiSquareAbove(chiSquare, k) };
}
