/** Made-up logs whose true values are known, for tests. */
import { logistic } from '../logistic.ts';
import { randomStream, type RandomStream } from '../random.ts';
import type { LoggedRounds } from './logged-rounds.ts';

/** The place at which a running sum of chances passes `at`. */
export function drawn(chances: readonly number[], at: number): number {
  let left = at;
  for (let a = 0; a < chances.length - 1; a += 1) if ((left -= chances[a] as number) < 0) return a;
  return chances.length - 1;
}

export interface KnownLog {
  readonly rounds: LoggedRounds;
  readonly target: Float64Array;
  /** The target's true value. */
  readonly value: number;
}

/** Three actions, one column of five levels, rewards of 0 or 1; the logging policy leans the other way than the target by `distance`. */
export function knownLog(seed: number, n: number, distance: number): KnownLog {
  const random = randomStream('known log', seed);
  const levels = [-1, -0.5, 0, 0.5, 1];
  const softmax = (slope: number, x: number): number[] => { const raw = [Math.exp(slope * x), 1, Math.exp(-slope * x)]; const all = raw.reduce((sum, value) => sum + value, 0); return raw.map((value) => value / all); };
  const chance = (x: number, a: number): number => logistic(-1 + (a - 1) * x);
  const rows = Array.from({ length: n }, () => rowOf(random, levels, (x) => softmax(distance / 2, x), chance));
  const value = levels.reduce((sum, x) => sum + softmax(-distance / 2, x).reduce((all, p, a) => all + p * chance(x, a), 0) / levels.length, 0);
  return {
    rounds: { actions: 3, action: rows.map((row) => row.action), reward: rows.map((row) => row.reward), propensity: rows.map((row) => row.propensity), columns: [rows.map((row) => row.x)] },
    target: Float64Array.from(rows.flatMap((row) => softmax(-distance / 2, row.x))),
    value,
  };
}

function rowOf(random: RandomStream, levels: readonly number[], policy: (x: number) => number[], chance: (x: number, a: number) => number): { x: number; action: number; propensity: number; reward: number } {
  const x = levels[Math.floor(random() * levels.length)] as number;
  const chances = policy(x);
  const action = drawn(chances, random());
  return { x, action, propensity: chances[action] as number, reward: Number(random() < chance(x, action)) };
}
