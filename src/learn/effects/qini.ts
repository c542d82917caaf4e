import { demandFinite } from '../demand.ts';
import type { Refused } from '../refused.ts';
import { estimateWith, type Estimate } from './estimate.ts';
import { influenceError } from './influence-error.ts';
import { rankShares, rowsByFold, tiedBlocks, weightOf } from './rank-shares.ts';
import { demandRanking, demandUplift, effectScores, type EffectScores, type ScoredSample, type UpliftSample } from './uplift-sample.ts';

export interface Qini extends Estimate {
  /** Effect of treating all, at which the curve ends. */
  readonly averageEffect: number;
  /** Subjects by weight. */
  readonly n: number;
}

/**
 * The Qini of this library: the area between the gain of treating the best share by rank and that of treating as many at random,
 *
 *   Q = ∫₀¹ (G(φ) − φ G(1)) dφ = 1/n Σ Γᵢ (½ − uᵢ),   G(φ) = 1/n Σ Γᵢ 1[uᵢ ≤ φ],
 *
 * Γ a subject's effect score (`effectScores`, or doubly robust ones), u the share of subjects ranked above it, ties counted half. It is QINI of Yadlowsky, Fleming, Shah, Brunskill
 * and Wager (2025, JASA, eq. 4 with
 * weight φ), in units of the outcome per subject. Any outcome; no order of rows matters; a random ranking has 0 on average. The interval is normal, from the influence function of the U-statistic
 * ½ E Γᵢ sign(sᵢ − sⱼ), with that of the estimated share of the treated; by groups where given. The ranking must come from other subjects' outcomes, or from
 * `forwardEffects`.
 * Throws a RangeError on bad input; refuses an empty arm and fewer than two subjects or groups.
 */
export function qini(sample: UpliftSample | ScoredSample, level = 0.95): Qini | Refused {
  const parts = scoresOf(sample);
  if ('refused' in parts) return parts;
  const { weights, folds, groups, ranking } = sample;
  const shares = rankShares(ranking, weights, folds);
  const mean = (values: Float64Array): number => values.reduce((sum, value, row) => sum + (weights?.[row] ?? 1) * value, 0) / total;
  const total = weightOf(Array.from(shares, (_, row) => row), weights);
  const estimate = mean(parts.scores.map((score, row) => score * (0.5 - (shares[row] as number))));
  const gaps = gapsAround(parts.scores, ranking, weights, folds);
  const drift = driftOf(parts, shares, mean);
  const influences = parts.scores.map((score, row) => score * (0.5 - (shares[row] as number)) + (gaps[row] as number) - 2 * estimate - drift(row));
  const error = influenceError(influences, weights, groups);
  if (error === null) return { refused: 'A Qini needs at least two subjects, and two groups where they are grouped' };
  return { ...estimateWith(estimate, error.standardError, null, level), averageEffect: mean(parts.scores), n: total };
}

type Parts = Pick<EffectScores, 'scores'> & Partial<EffectScores> & { readonly treated?: ArrayLike<number> };

/** A subject's effect scores, from outcomes or as given. */
export function scoresOf(sample: UpliftSample | ScoredSample): Parts | Refused {
  if ('effects' in sample) {
    demandRanking(sample, [sample.effects]);
    demandFinite('Effects', sample.effects);
    return { scores: Float64Array.from(sample.effects) };
  }
  return demandUplift(sample) ?? { ...effectScores(sample), treated: sample.treated };
}

/** Half of what those ranked above a row score less what those below do, per subject. */
function gapsAround(scores: Float64Array, ranking: ArrayLike<number>, weights: ArrayLike<number> | undefined, folds: UpliftSample['folds']): Float64Array {
  const gaps = new Float64Array(scores.length);
  for (const rows of rowsByFold(scores.length, folds)) {
    const sumOf = (some: readonly number[]): number => some.reduce((sum, row) => sum + (weights?.[row] ?? 1) * (scores[row] as number), 0);
    const [all, total] = [sumOf(rows), weightOf(rows, weights)];
    let above = 0;
    for (const block of tiedBlocks(ranking, rows)) {
      const own = sumOf(block);
      for (const row of block) gaps[row] = total > 0 ? (above - (all - above - own)) / total / 2 : 0;
      above += own;
    }
  }
  return gaps;
}

/** How a subject moves Q by moving the estimated share of the treated. */
function driftOf({ estimatedShare, treatedPart, heldPart, treated }: Parts, shares: Float64Array, mean: (values: Float64Array) => number): (row: number) => number {
  if (estimatedShare == null || !treatedPart || !heldPart || !treated) return () => 0;
  const against = (part: Float64Array): number => mean(part.map((value, row) => value * (0.5 - (shares[row] as number))));
  const slope = against(treatedPart) / estimatedShare + against(heldPart) / (1 - estimatedShare);
  return (row) => slope * ((treated[row] as number) - estimatedShare);
}
