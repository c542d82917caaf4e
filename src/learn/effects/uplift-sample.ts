import { demandBinary, demandFinite, demandNotNegative, demandRows } from '../demand.ts';
import type { GroupLabel } from '../linear/members.ts';
import type { Refused } from '../refused.ts';

/** Subjects ranked by a score that saw none of their outcomes, treated by a draw. */
export interface UpliftSample {
  /** The greater, the sooner to be treated. */
  readonly ranking: ArrayLike<number>;
  /** Any numbers. */
  readonly outcomes: ArrayLike<number>;
  /** 1 treated, 0 held. */
  readonly treated: ArrayLike<number>;
  /** Chance that a subject was treated: one for all or one each; the share of the treated where left out. */
  readonly propensity?: number | ArrayLike<number>;
  /** How many times each subject counts. */
  readonly weights?: ArrayLike<number>;
  /** Subjects that share luck. */
  readonly groups?: ArrayLike<GroupLabel>;
  /** Where scores come from several models: subjects are ranked within these. */
  readonly folds?: ArrayLike<GroupLabel>;
}

/** The same where each subject's effect is scored already, doubly robustly: `crossFittedScores`, one action's scores less the other's. */
export type ScoredSample = Pick<UpliftSample, 'ranking' | 'weights' | 'groups' | 'folds'> & { readonly effects: ArrayLike<number> };

/** Γ per subject, whose mean is the average effect, and how Γ moves with an estimated chance. */
export interface EffectScores {
  readonly scores: Float64Array;
  /** Share of the treated where it was estimated: null where chances were given. */
  readonly estimatedShare: number | null;
  /** T / e (Y − μ₁) and (1 − T) / (1 − e) (Y − μ₀). */
  readonly treatedPart: Float64Array;
  readonly heldPart: Float64Array;
}

/** Throws a RangeError on bad ranking, weights, groups or folds. */
export function demandRanking({ ranking, weights, groups, folds }: Pick<UpliftSample, 'ranking' | 'weights' | 'groups' | 'folds'>, others: ReadonlyArray<ArrayLike<unknown>>): void {
  demandRows('Uplift', ranking.length, [...others, ...[weights, groups, folds].filter((column) => column !== undefined)]);
  demandFinite('Ranking', ranking);
  if (weights) demandNotNegative('Weights', weights);
  if (weights && Array.from(weights).every((weight) => weight === 0)) throw new RangeError('All weights are zero');
}

/** Throws a RangeError on a bad sample; says why where an arm is empty. */
export function demandUplift(sample: UpliftSample): Refused | null {
  const { outcomes, treated, propensity, weights } = sample;
  demandRanking(sample, [outcomes, treated, ...(typeof propensity === 'object' ? [propensity] : [])]);
  demandFinite('Outcomes', outcomes);
  demandBinary('Treatment', treated);
  const chances = typeof propensity === 'number' ? [propensity] : (propensity ?? []);
  for (let row = 0; row < chances.length; row += 1) if (!((chances[row] as number) > 0 && (chances[row] as number) < 1)) throw new RangeError(`Chance ${row} is ${chances[row]}, not between 0 and 1`);
  const arms = [0, 1].map((arm) => Array.from(treated).some((own, row) => own === arm && (weights?.[row] ?? 1) > 0));
  return arms.every(Boolean) ? null : { refused: 'One of the two arms is empty' };
}

/**
 * Γ = μ₁ − μ₀ + T / e (Y − μ₁) − (1 − T) / (1 − e) (Y − μ₀), μ the arms' means weighted by 1 / e: a constant added to all outcomes changes nothing,
 * and the weighted mean of Γ is exactly μ₁ − μ₀.
 */
export function effectScores({ outcomes, treated, propensity, weights }: UpliftSample): EffectScores {
  const n = outcomes.length;
  const given = (row: number): number => (typeof propensity === 'number' ? propensity : (propensity?.[row] as number));
  const estimatedShare = propensity === undefined ? shareTreated(treated, weights) : null;
  const chance = (row: number): number => estimatedShare ?? given(row);
  const inverse = (row: number, arm: 0 | 1): number => (treated[row] === arm ? (arm === 1 ? 1 / chance(row) : 1 / (1 - chance(row))) : 0);
  const mean = (arm: 0 | 1): number => {
    let [sum, total] = [0, 0];
    for (let row = 0; row < n; row += 1) {
      const weight = (weights?.[row] ?? 1) * inverse(row, arm);
      sum += weight * (outcomes[row] as number);
      total += weight;
    }
    return sum / total;
  };
  const [held, best] = [mean(0), mean(1)];
  const part = (arm: 0 | 1): Float64Array => Float64Array.from({ length: n }, (_, row) => inverse(row, arm) * ((outcomes[row] as number) - (arm === 1 ? best : held)));
  const [treatedPart, heldPart] = [part(1), part(0)];
  return { scores: treatedPart.map((value, row) => best - held + value - (heldPart[row] as number)), estimatedShare, treatedPart, heldPart };
}

function shareTreated(treated: ArrayLike<number>, weights: ArrayLike<number> | undefined): number {
  let [sum, total] = [0, 0];
  for (let row = 0; row < treated.length; row += 1) {
    sum += (weights?.[row] ?? 1) * (treated[row] as number);
    total += weights?.[row] ?? 1;
  }
  return sum / total;
}
