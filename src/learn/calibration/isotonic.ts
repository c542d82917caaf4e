import { checkPairs } from './outcomes.ts';

/** A function that never falls: knots in ascending order, straight between them, level outside. */
export interface IsotonicFit {
  readonly scores: Float64Array;
  readonly values: Float64Array;
}

/** Neighbouring scores that share one value. */
interface Block {
  from: number;
  to: number;
  sum: number;
  weight: number;
}

/**
 * Minimises Σ w (y − f(score))² over all f that never fall, by pooling adjacent violators (Ayer et al. 1955; Robertson, Wright and
 * Dykstra 1988 §1.2), in n log n. Rows of equal score share their mean first. With y ∈ {0, 1} the values are chances (Zadrozny
 * and Elkan 2002), 0 and 1 among them: too sure for log loss in small samples. Throws a `RangeError` for bad input.
 */
export function fitIsotonic(scores: Float64Array, y: Float64Array, weights?: Float64Array): IsotonicFit {
  checkPairs(scores, y);
  if (weights && (weights.length !== y.length || !weights.every((weight) => Number.isFinite(weight) && weight > 0))) throw new RangeError('Weights are one a row, finite and above zero');
  const blocks: Block[] = [];
  for (const next of levels(scores, y, weights)) {
    let block = next;
    for (let last = blocks.at(-1); last && last.sum * block.weight >= block.sum * last.weight; last = blocks.at(-1)) {
      blocks.pop();
      block = { from: last.from, to: block.to, sum: last.sum + block.sum, weight: last.weight + block.weight };
    }
    blocks.push(block);
  }
  const knots = blocks.flatMap(({ from, to, sum, weight }) => (from === to ? [[from, sum / weight]] : [[from, sum / weight], [to, sum / weight]]) as Array<[number, number]>);
  return { scores: Float64Array.from(knots, ([score]) => score), values: Float64Array.from(knots, ([, value]) => value) };
}

/** One block per distinct score, ascending. */
function levels(scores: Float64Array, y: Float64Array, weights?: Float64Array): Block[] {
  const order = Array.from(scores, (_, row) => row).sort((a, b) => (scores[a] as number) - (scores[b] as number));
  const found: Block[] = [];
  for (const row of order) {
    const [score, weight] = [scores[row] as number, weights ? (weights[row] as number) : 1];
    const last = found.at(-1);
    if (last?.from === score) { last.sum += weight * (y[row] as number); last.weight += weight; } else found.push({ from: score, to: score, sum: weight * (y[row] as number), weight });
  }
  return found;
}

/** The value of a fit at a score: by a straight line between knots, that of the first or last outside. Throws on a score that is not a number. */
export function isotonicAt(fit: IsotonicFit, score: number): number {
  if (Number.isNaN(score)) throw new RangeError('A score that is not a number has no chance');
  const { scores, values } = fit;
  const above = firstAbove(scores, score);
  if (above === 0) return values[0] as number;
  if (above === scores.length) return values[above - 1] as number;
  const [low, high] = [scores[above - 1] as number, scores[above] as number];
  // Halves, because the distance of two finite numbers can be too large for one.
  const share = (score / 2 - low / 2) / (high / 2 - low / 2);
  return (values[above - 1] as number) * (1 - share) + (values[above] as number) * share;
}

/** Place of the first knot above a score. */
function firstAbove(knots: Float64Array, score: number): number {
  let [low, high] = [0, knots.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((knots[middle] as number) <= score) low = middle + 1;
    else high = middle;
  }
  return low;
}
