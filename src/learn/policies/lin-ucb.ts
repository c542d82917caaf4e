import { withFloor } from './draw-action.ts';
import { linearBeliefs, type LinearArms } from './linear-arms.ts';

export interface LinUcbOptions {
  /** α: how many standard deviations of hope count; 1 by default. */
  readonly alpha?: number;
  /** ε: share of rounds in which any action is taken alike; 0.05 by default. With 0 the log cannot tell what other actions would have got. */
  readonly explore?: number;
}

/** Scores that differ by less than this share are equal. */
const tie = 1e-9;

/**
 * The chance of each action in a context: the action with the largest θᵀx + α √(xᵀA⁻¹x) (LinUCB with disjoint models: Li, Chu, Langford and Schapire 2010, algorithm 1),
 * those that tie alike, and in a share ε of rounds any action alike. The vector is exact: draw from it with `drawAction`, and log it. Throws a
 * RangeError on a context or settings out of range.
 */
export function linUcbChances(state: LinearArms, context: ArrayLike<number>, { alpha = 1, explore = 0.05 }: LinUcbOptions = {}): Float64Array {
  if (!(alpha >= 0 && alpha < Infinity)) throw new RangeError(`alpha is ${alpha}, not a finite number from 0`);
  if (!(explore >= 0 && explore <= 1)) throw new RangeError(`explore is ${explore}, not between 0 and 1`);
  const hopes = linearBeliefs(state, context).map(({ mean, variance }) => mean + alpha * Math.sqrt(variance));
  const most = Math.max(...hopes);
  const best = hopes.map((hope) => Number(most - hope <= tie * (1 + Math.abs(most))));
  const ties = best.reduce((sum, one) => sum + one, 0);
  return withFloor(Float64Array.from(best, (one) => one / ties), explore / hopes.length);
}
