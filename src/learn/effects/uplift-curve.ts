import type { Refused } from '../refused.ts';
import { tiedBlocks, weightOf } from './rank-shares.ts';
import { demandUplift, effectScores, type UpliftSample } from './uplift-sample.ts';

/**
 * Curves by name, of the best share φ of the subjects by rank; R sums outcomes and N weights of those among them, t treated and c held.
 * - `hindcast`: G(φ) = 1/n Σ Γ 1[u ≤ φ], effect scores summed: per subject. The one that `qini` judges.
 * - `gain`: φ (R_t/N_t − R_c/N_c), the cumulative gain of Gutiérrez and Gérardy (2017, eq. 8), per subject; h2o's "gain" is this times n; causalml's `get_cumgain` too, per subject.
 * - `lift`: R_t/N_t − R_c/N_c, h2o's "lift" and scikit-uplift's uplift@k "overall".
 * - `radcliffe`: R_t − R_c N_t/N_c, the Qini curve of Radcliffe (2007), in outcomes of all treated; h2o's "qini" and scikit-uplift's `qini_curve`.
 * - `separate`: R_t(φ)/n_t − R_c(φ)/n_c, each arm ranked by itself, n_t and n_c whole arms (Rzepakowski and Jaroszewicz 2012); divided by φ it is scikit-uplift's uplift@k "by group".
 * A mean of nobody counts as 0. Tied subjects enter together by shares, as they do on average over their orders.
 */
export type CurveKind = 'hindcast' | 'gain' | 'lift' | 'radcliffe' | 'separate';

export interface UpliftCurve {
  /** From 0 to 1 in equal steps. */
  readonly shares: Float64Array;
  readonly values: Float64Array;
}

/** The curve at `steps` equal steps of the share (100 by default). Throws a RangeError on bad input; refuses an empty arm. Folds of a ranking are not known here: a curve is of one ranking. */
export function upliftCurve(sample: UpliftSample, kind: CurveKind, steps = 100): UpliftCurve | Refused {
  const refused = demandUplift(sample);
  if (refused) return refused;
  if (!(Number.isInteger(steps) && steps >= 1 && steps <= 100_000)) throw new RangeError(`A curve has 1 to 100,000 steps, not ${steps}`);
  return curveOf(sample, kind, steps);
}

/** As `upliftCurve`, of a sample that was checked. */
export const curveOf = (sample: UpliftSample, kind: CurveKind, steps: number): UpliftCurve => curveAt(sample, kind, Float64Array.from({ length: steps + 1 }, (_, step) => step / steps));

/** The curve of a checked sample at rising shares, the last of them 1. */
export function curveAt(sample: UpliftSample, kind: CurveKind, shares: Float64Array): UpliftCurve {
  const all = Array.from(sample.ranking, (_, row) => row).filter((row) => (sample.weights?.[row] ?? 1) > 0);
  if (kind === 'separate') {
    const [held, treated] = [0, 1].map((arm) => walk(sample, all.filter((row) => sample.treated[row] === arm), null, shares)) as [Sums[], Sums[]];
    const [allTreated, allHeld] = [(treated.at(-1) as Sums).treated, (held.at(-1) as Sums).held];
    return { shares, values: shares.map((_, step) => (treated[step] as Sums).outcomeTreated / allTreated - (held[step] as Sums).outcomeHeld / allHeld) };
  }
  const sums = walk(sample, all, kind === 'hindcast' ? effectScores(sample).scores : null, shares);
  return { shares, values: shares.map((share, step) => valueOf[kind](sums[step] as Sums, share)) };
}

interface Sums {
  readonly treated: number;
  readonly held: number;
  readonly outcomeTreated: number;
  readonly outcomeHeld: number;
  /** Mean effect score of all, times the share that is among the best. */
  readonly score: number;
}

const mean = (sum: number, weight: number): number => (weight > 0 ? sum / weight : 0);

const valueOf: Record<Exclude<CurveKind, 'separate'>, (sums: Sums, share: number) => number> = {
  hindcast: ({ score }) => score,
  gain: ({ treated, held, outcomeTreated, outcomeHeld }, share) => share * (mean(outcomeTreated, treated) - mean(outcomeHeld, held)),
  lift: ({ treated, held, outcomeTreated, outcomeHeld }) => mean(outcomeTreated, treated) - mean(outcomeHeld, held),
  radcliffe: ({ treated, held, outcomeTreated, outcomeHeld }) => outcomeTreated - mean(outcomeHeld, held) * treated,
};

const nothing: Sums = { treated: 0, held: 0, outcomeTreated: 0, outcomeHeld: 0, score: 0 };

function plus(a: Sums, b: Sums, times: number): Sums {
  return {
    treated: a.treated + times * b.treated, held: a.held + times * b.held, score: a.score + times * b.score,
    outcomeTreated: a.outcomeTreated + times * b.outcomeTreated, outcomeHeld: a.outcomeHeld + times * b.outcomeHeld,
  };
}

/** Sums over the best share of the rows, a block of ties entering in proportion. */
function walk(sample: UpliftSample, rows: readonly number[], scores: Float64Array | null, shares: Float64Array): Sums[] {
  const { ranking, weights, treated, outcomes } = sample;
  const total = weightOf(rows, weights);
  const blocks = tiedBlocks(ranking, rows);
  const sumsOf = (block: readonly number[]): Sums => block.reduce<Sums>((sums, row) => {
    const weight = weights?.[row] ?? 1;
    const [arm, outcome] = [treated[row] as number, outcomes[row] as number];
    return plus(sums, { treated: arm, held: 1 - arm, outcomeTreated: arm * outcome, outcomeHeld: (1 - arm) * outcome, score: (scores?.[row] ?? 0) / total }, weight);
  }, nothing);
  let [before, at, passed] = [nothing, 0, 0];
  let block = blocks.length > 0 ? sumsOf(blocks[0] as number[]) : nothing;
  return Array.from(shares, (share) => {
    const wanted = share * total;
    while (at < blocks.length - 1 && passed + block.treated + block.held <= wanted) {
      before = plus(before, block, 1);
      passed += block.treated + block.held;
      at += 1;
      block = sumsOf(blocks[at] as number[]);
    }
    const own = block.treated + block.held;
    return plus(before, block, own > 0 ? Math.min(1, (wanted - passed) / own) : 0);
  });
}
