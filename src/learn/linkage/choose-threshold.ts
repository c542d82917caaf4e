import { chanceOfWeight, takenAtItsWord, type WeightScale } from './weight-scale.ts';

/** What linking every pair of at least `threshold` would find, as expected from the weights. */
export interface ThresholdOutlook {
  readonly threshold: number;
  /** Pairs of at least the threshold. */
  readonly found: number;
  /** How many of them are expected to be right. */
  readonly right: number;
  readonly precision: number;
  /** Among the pairs whose weights were given: what no block brought together is not in it. */
  readonly recall: number;
  readonly f1: number;
}

/** Every threshold at a weight that occurs, highest first; `weights` in any order. */
export const thresholdOutlooks = (weights: Float64Array, scale: WeightScale = takenAtItsWord): ThresholdOutlook[] => [...outlooksOf(weights, scale)];

/** One after the other: of millions only the best is kept. */
function* outlooksOf(weights: Float64Array, scale: WeightScale): Generator<ThresholdOutlook> {
  const sorted = Float64Array.from(weights).sort().reverse();
  const all = sorted.reduce((sum, weight) => sum + chanceOfWeight(scale, weight), 0);
  let right = 0;
  for (const [at, weight] of sorted.entries()) {
    right += chanceOfWeight(scale, weight);
    if (sorted[at + 1] === weight) continue;
    const found = at + 1;
    yield { threshold: weight, found, right, precision: right / found, recall: right / all, f1: (2 * right) / (found + all) };
  }
}

export interface ThresholdOptions {
  readonly scale?: WeightScale;
  /** Pairs above the threshold must be expected to be right in this share at least. */
  readonly precisionAtLeast?: number;
  /** The same of every single pair: where a wrong pair is n times as bad as a missed one, n ÷ (n + 1) (Fellegi and Sunter's rule by costs: Verykios and others 2003). */
  readonly chanceAtLeast?: number;
}

/**
 * The threshold with the highest expected F1: expected right pairs ÷ the mean of found and expected true pairs (Lewis 1995; Nan and others 2012: it lies
 * where the chance of a pair is half the F1 that is reached). Null where no threshold reaches what is asked for.
 */
export function chooseThreshold(weights: Float64Array, { scale = takenAtItsWord, precisionAtLeast = 0, chanceAtLeast = 0 }: ThresholdOptions = {}): ThresholdOutlook | null {
  let best: ThresholdOutlook | null = null;
  for (const outlook of outlooksOf(weights, scale)) {
    if (outlook.precision >= precisionAtLeast && chanceOfWeight(scale, outlook.threshold) >= chanceAtLeast && (best === null || outlook.f1 > best.f1)) best = outlook;
  }
  return best;
}
