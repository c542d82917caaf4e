import type { RandomStream } from '../random.ts';
import { chanceOfWeight, takenAtItsWord, type WeightScale } from './weight-scale.ts';

/** Share of the draws that goes by doubt; the rest is spread over all weights alike, so that a scale that is far off is found out. */
const byDoubt = 0.75;

/**
 * Which pairs to ask a person about: positions in `weights`. Pairs are laid out by weight, each as long as its doubt p(1 − p) and a part of all
 * (so that no weight goes unasked), and taken at even steps from a random start: doubtful weights are asked about often, and neighbours seldom twice
 * (systematic sampling by size, Madow 1949). Ask some, fit the scale anew, ask again. Ties keep their order.
 */
export function pairsToAsk(weights: Float64Array, count: number, random: RandomStream, { scale = takenAtItsWord, asked = new Set<number>() }: { scale?: WeightScale; asked?: ReadonlySet<number> } = {}): number[] {
  const free = Array.from(weights, (_, at) => at).filter((at) => !asked.has(at)).sort((a, b) => (weights[a] as number) - (weights[b] as number) || a - b);
  if (free.length <= count) return free;
  const doubts = free.map((at) => { const chance = chanceOfWeight(scale, weights[at] as number); return chance * (1 - chance); });
  const doubt = doubts.reduce((sum, value) => sum + value, 0);
  const steps = gaps(free.map((at) => weights[at] as number));
  const lengths = doubts.map((value, at) => (doubt > 0 ? byDoubt * (value / doubt) : 0) + (1 - byDoubt) * (steps[at] as number));
  return taken(free, lengths, count, random);
}

/** The range of weights that each pair stands for, as a share of the whole range. */
function gaps(sorted: readonly number[]): number[] {
  const range = (sorted.at(-1) as number) - (sorted[0] as number);
  if (range === 0) return sorted.map(() => 1 / sorted.length);
  return sorted.map((_, at) => ((sorted[Math.min(at + 1, sorted.length - 1)] as number) - (sorted[Math.max(at - 1, 0)] as number)) / 2 / range);
}

function taken(free: readonly number[], lengths: readonly number[], count: number, random: RandomStream): number[] {
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const step = total / count;
  const chosen: number[] = [];
  let next = random() * step;
  let end = 0;
  lengths.forEach((length, at) => {
    end += length;
    if (end <= next || chosen.length >= count) return;
    chosen.push(free[at] as number);
    while (next < end) next += step;
  });
  return chosen;
}
