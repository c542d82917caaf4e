import { logistic, normalDraw, randomStream, type LoggedRounds, type RandomStream } from '../../src/learn/index.ts';

/** A log whose truth is known. */
export interface SimulatedLog {
  readonly rounds: LoggedRounds;
  readonly target: Float64Array;
  /** What the target policy is worth, exactly. */
  readonly value: number;
  /** Effective rounds that a log of this length has on average, n ÷ E w², which the log itself can only guess. */
  readonly expectedEffective: number;
}

const people = 400;
const width = 3;
const actionCounts = [2, 3, 5, 10, 20];

type Row = readonly number[];

/** Kinds of people, each with what they answer to each action and how both policies treat them; finitely many, so that sums over them are exact. */
interface World {
  readonly rows: readonly Row[];
  readonly chances: readonly Row[];
  readonly logging: readonly Row[];
  readonly target: readonly Row[];
}

const spread = (random: RandomStream, low: number, high: number): number => low * (high / low) ** random();

function worldOf(random: RandomStream): World {
  const actions = actionCounts[Math.floor(random() * actionCounts.length)] as number;
  const [rate, distance, effect] = [spread(random, 0.005, 0.5), 3 * random(), 0.3 + 0.7 * random()];
  const rows = Array.from({ length: people }, () => Array.from({ length: width }, () => normalDraw(random)));
  const scorer = (size: number): ((row: Row) => number[]) => {
    const slopes = Array.from({ length: actions }, () => Array.from({ length: width + 1 }, () => size * normalDraw(random)));
    return (row) => slopes.map((slope) => (slope[width] as number) + row.reduce((sum, value, j) => sum + value * (slope[j] as number), 0) / Math.sqrt(width));
  };
  const [worth, habit, change] = [scorer(effect), scorer(0.5), scorer(distance)];
  return {
    rows,
    chances: rows.map((row) => worth(row).map((score) => logistic(Math.log(rate / (1 - rate)) + score))),
    logging: rows.map((row) => softmax(habit(row))),
    target: rows.map((row) => { const changes = change(row); return softmax(habit(row).map((score, a) => score + (changes[a] as number))); }),
  };
}

function softmax(scores: Row): number[] {
  const raw = scores.map((score) => Math.exp(score - Math.max(...scores)));
  const all = raw.reduce((sum, value) => sum + value, 0);
  return raw.map((value) => value / all);
}

/** Mean over people and a policy's actions. */
const meanUnder = (policy: readonly Row[], valueOf: (person: number, action: number) => number): number =>
  policy.reduce((sum, row, person) => sum + row.reduce((all, chance, action) => all + chance * valueOf(person, action), 0) / policy.length, 0);

/** 300 to 10,000 rounds, 2 to 20 actions, rewards of 0.5 to 50 in a hundred, policies from near to far apart, all by the seed. */
export function simulateLog(seed: number): SimulatedLog {
  const random = randomStream('simulated log', seed);
  const n = Math.round(spread(random, 300, 10_000));
  const world = worldOf(random);
  const person = Array.from({ length: n }, () => Math.floor(random() * people));
  const action = person.map((one) => drawn(world.logging[one] as Row, random()));
  const ratio = (one: number, a: number): number => (world.target[one]?.[a] as number) / (world.logging[one]?.[a] as number);
  const rounds = {
    actions: (world.target[0] as Row).length, action,
    reward: person.map((one, round) => Number(random() < (world.chances[one]?.[action[round] as number] as number))),
    propensity: person.map((one, round) => world.logging[one]?.[action[round] as number] as number),
    columns: Array.from({ length: width }, (_, j) => person.map((one) => world.rows[one]?.[j] as number)),
  };
  return { rounds, target: Float64Array.from(person.flatMap((one) => world.target[one] as number[])), value: meanUnder(world.target, (one, a) => world.chances[one]?.[a] as number), expectedEffective: n / meanUnder(world.target, ratio) };
}

function drawn(chances: Row, at: number): number {
  let left = at;
  const found = chances.findIndex((chance) => (left -= chance) < 0);
  return found === -1 ? chances.length - 1 : found;
}
