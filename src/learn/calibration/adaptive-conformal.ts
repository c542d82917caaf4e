import { checkMiss } from './conformal.ts';

export interface AdaptiveOptions {
  /** The share of outcomes that may fall outside in the long run. */
  readonly miss: number;
  /** γ: how far one outcome moves the share aimed at; 0.005 to 0.05 are usual. */
  readonly rate: number;
  /** How many of the last scores a bound is taken from. */
  readonly window: number;
}

/** One moment: the bound said before its outcome was known, and what came of it. */
export interface AdaptiveStep {
  /** Infinity: anything may come; −Infinity: nothing is within. */
  readonly bound: number;
  /** The share of misses that the bound aimed at. */
  readonly aimedAt: number;
  readonly missed: boolean;
}

/**
 * Conformal bounds that follow a world that changes: after a miss the next bound aims at fewer misses, after a hit at more,
 * α ← α + γ(miss − missed) (Gibbs and Candès 2021, eq. 2), each bound from the last scores before it. Scores in order of time,
 * such as |y − predicted|. Whatever the scores, the share of misses over T steps is within (max(miss, 1 − miss) + γ) / (Tγ) of
 * `miss` (their proposition 4.1): a promise over time, not for any one moment. Throws a `RangeError` for bad input.
 */
export function adaptiveConformal(scores: Float64Array, { miss, rate, window }: AdaptiveOptions): AdaptiveStep[] {
  checkMiss(miss);
  if (!(rate > 0 && rate < Infinity)) throw new RangeError(`A rate is finite and above zero: ${rate}`);
  if (!Number.isInteger(window) || window < 1) throw new RangeError(`A window is a whole number of scores: ${window}`);
  if (!scores.every(Number.isFinite)) throw new RangeError('A score is not a finite number');
  const sorted: number[] = [];
  let aimedAt = miss;
  return Array.from(scores, (score, at) => {
    const step = { bound: boundOf(sorted, aimedAt), aimedAt, missed: false };
    step.missed = score > step.bound;
    aimedAt += rate * (miss - Number(step.missed));
    sorted.splice(placeIn(sorted, score), 0, score);
    if (at >= window) sorted.splice(placeIn(sorted, scores[at - window] as number), 1);
    return step;
  });
}

function boundOf(sorted: readonly number[], miss: number): number {
  const place = Math.ceil((sorted.length + 1) * (1 - miss) - 1e-9);
  if (miss >= 1 || place < 1) return -Infinity;
  return miss <= 0 || place > sorted.length ? Infinity : (sorted[place - 1] as number);
}

/** Place of the first score that is not below one. */
function placeIn(sorted: readonly number[], score: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < score) low = middle + 1;
    else high = middle;
  }
  return low;
}
