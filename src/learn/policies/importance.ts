import type { LoggedRounds } from './logged-rounds.ts';

/** How far a log reaches the policy that is asked about. */
export interface Support {
  /** Rounds' worth of evidence, (Σw)² ÷ Σw² (Kish 1965); 0 where the policy never takes what was taken. */
  readonly effectiveRounds: number;
  readonly largestWeight: number;
  /** 1 but for chance where the propensities are true and every action of the policy could be taken. */
  readonly meanWeight: number;
  /** Share of the policy's choices that fall on actions the log never took (at that position). */
  readonly unsupportedShare: number;
}

/** w = chance under the policy ÷ logged chance, of the action taken in each round. */
export function importanceWeights({ action, actions }: LoggedRounds, propensity: ArrayLike<number>, target: ArrayLike<number>): Float64Array {
  return Float64Array.from(action, (taken, round) => (target[round * actions + taken] as number) / (propensity[round] as number));
}

/** What the weights of a log tell of its reach. */
export function supportOf(rounds: LoggedRounds, weights: Float64Array, target: ArrayLike<number>): Support {
  const largestWeight = weights.reduce((most, weight) => Math.max(most, weight), 0);
  const unit = largestWeight === 0 ? 1 : largestWeight;
  let [sum, squares] = [0, 0];
  for (const weight of weights) {
    sum += weight / unit;
    squares += (weight / unit) ** 2;
  }
  return { effectiveRounds: squares === 0 ? 0 : (sum * sum) / squares, largestWeight, meanWeight: (sum / weights.length) * unit, unsupportedShare: unsupportedShare(rounds, target) };
}

function unsupportedShare({ action, actions, position }: LoggedRounds, target: ArrayLike<number>): number {
  const placeOf = (round: number): number => (position ? (position[round] as number) : 0) * actions;
  const taken = new Set(Array.from(action, (one, round) => placeOf(round) + one));
  let share = 0;
  for (let round = 0; round < action.length; round += 1) {
    for (let a = 0; a < actions; a += 1) if (!taken.has(placeOf(round) + a)) share += target[round * actions + a] as number;
  }
  return share / action.length;
}
