import { demandFinite, demandRows } from '../demand.ts';
import type { GroupLabel } from '../linear/members.ts';
import type { Refused } from '../refused.ts';
import { averageEffect, type AverageEffect } from './average-effect.ts';
import { estimateWith, type Estimate } from './estimate.ts';
import { experimentEffect } from './experiment-effect.ts';
import { fitRobust, type RobustFit, type RobustOptions } from './fit-robust.ts';
import type { Columns } from './learners.ts';
import { rankShares, rowsByFold, weightOf } from './rank-shares.ts';

/** Effects learned of other subjects (`forwardEffects`, with its rows' scores), beside each subject's doubly robust score (`crossFittedScores`, one action's less the other's). */
export interface JudgedEffects {
  readonly effects: ArrayLike<number>;
  readonly scores: ArrayLike<number>;
  /** How many times each subject counts. */
  readonly weights?: ArrayLike<number>;
  /** Subjects that share luck. */
  readonly groups?: ArrayLike<GroupLabel>;
  /** Folds in which the effects were learned: they are centred and ranked within them. */
  readonly folds?: ArrayLike<GroupLabel>;
}

export interface EffectCalibration {
  readonly averageEffect: Estimate;
  /** How much the true effect rises as the learned one rises by 1: 1 where they are right, 0 where they say nothing. */
  readonly slope: Estimate;
}

/**
 * Best linear predictor of the effect by the learned ones: Γ = β₁ + β₂ (τ̂ − mean τ̂), HC2 or CR2 errors (Chernozhukov, Demirer, Duflo and Fernández-Val 2025, Econometrica, eq. 3.2;
 * on doubly robust scores as
 * Semenova and Chernozhukov 2021). An interval of β₂ above 0 shows that effects differ and the learner finds it. Refuses learned effects that are all alike. Throws a RangeError on bad input.
 */
export function effectCalibration(judged: JudgedEffects, level = 0.95): EffectCalibration | Refused {
  demandJudged(judged);
  const centred = centredEffects(judged);
  if (centred.every((value) => Math.abs(value) < 1e-12)) return { refused: 'The learned effects are all alike: there is no difference to judge' };
  const x = Float64Array.from({ length: 2 * centred.length }, (_, at) => (at % 2 === 0 ? 1 : (centred[(at - 1) / 2] as number)));
  const fit = fitRobust(x, Float64Array.from(judged.scores), 2, robustOf(judged));
  if ('refused' in fit) return fit;
  return { averageEffect: coefficient(fit, 0, level), slope: coefficient(fit, 1, level) };
}

const coefficient = ({ coefficients, standardErrors, degreesOfFreedom }: RobustFit, j: number, level: number): Estimate =>
  estimateWith(coefficients[j] as number, standardErrors[j] as number, degreesOfFreedom[j] as number, level);
const robustOf = ({ weights, groups }: JudgedEffects): RobustOptions => ({ ...(weights ? { weights: Float64Array.from(weights) } : {}), ...(groups ? { clusters: groups } : {}) });

function demandJudged({ effects, scores, weights, groups, folds }: JudgedEffects): void {
  demandRows('Learned effects', effects.length, [scores, ...[weights, groups, folds].filter((column) => column !== undefined)]);
  demandFinite('Learned effects', effects);
  demandFinite('Scores', scores);
}

function centredEffects({ effects, weights, folds }: JudgedEffects): Float64Array {
  const centred = Float64Array.from(effects);
  for (const rows of rowsByFold(effects.length, folds)) {
    const mean = rows.reduce((sum, row) => sum + (weights?.[row] ?? 1) * (effects[row] as number), 0) / Math.max(weightOf(rows, weights), Number.MIN_VALUE);
    for (const row of rows) centred[row] = (centred[row] as number) - mean;
  }
  return centred;
}

export interface EffectGroups {
  /** Of each group of subjects by learned effect, the least first: what the effect in it is (GATES). */
  readonly groups: readonly AverageEffect[];
  /** Effect of the last group less that of the first. */
  readonly difference: Estimate;
  /** Per column: its mean in the last group less that in the first (CLAN); who gains is not why. Null where that cannot be had. */
  readonly columns: ReadonlyArray<Estimate | null>;
}

/**
 * Sorted group average effects and what tells the groups apart (Chernozhukov, Demirer, Duflo and Fernández-Val 2025, §3.2–3.3): subjects in `count` groups (5 by default) by learned
 * effect, within folds, ties on the side of their middle.
 * Throws a RangeError on bad input and fewer than two groups; refuses where a group would be empty, and learned effects that are all alike.
 */
export function effectGroups(judged: JudgedEffects, { count = 5, columns = [], level = 0.95 }: { readonly count?: number; readonly columns?: Columns; readonly level?: number } = {}): EffectGroups | Refused {
  demandJudged(judged);
  columns.forEach((column, index) => { demandFinite(`Column ${index}`, column); });
  if (!(Number.isInteger(count) && count >= 2)) throw new RangeError(`Effects are compared in at least two groups, not ${count}`);
  const shares = rankShares(judged.effects, judged.weights, judged.folds);
  const groupOf = shares.map((share) => Math.min(count - 1, Math.floor((1 - share) * count)));
  const weights = judged.weights && Array.from(judged.weights);
  const scores = [new Float64Array(groupOf.length), Float64Array.from(judged.scores)];
  const shared = { level, ...(weights ? { weights } : {}), ...(judged.groups ? { groups: judged.groups } : {}) };
  const groups = Array.from({ length: count }, (_, group) => averageEffect({ scores }, { ...shared, within: groupOf.map((own) => Number(own === group)) }));
  const refused = groups.find((group) => 'refused' in group);
  if (refused) return { refused: 'A group by learned effect holds fewer than two subjects: take fewer groups' };
  const ends = Array.from(groupOf, (_, row) => row).filter((row) => groupOf[row] === 0 || groupOf[row] === count - 1);
  const apart = (values: ArrayLike<number>): Estimate | Refused => experimentEffect({
    outcomes: ends.map((row) => values[row] as number), treated: ends.map((row) => Number(groupOf[row] === count - 1)),
    ...(weights ? { weights: ends.map((row) => weights[row] as number) } : {}),
    ...(judged.groups ? { clusters: ends.map((row) => judged.groups?.[row] as GroupLabel) } : {}),
  }, { level });
  const difference = apart(judged.scores);
  if ('refused' in difference) return difference;
  return { groups: groups as AverageEffect[], difference, columns: columns.map((column) => { const answer = apart(column); return 'refused' in answer ? null : answer; }) };
}
