import { fitLeastSquares } from '../linear/least-squares.ts';
import { fitLogistic, logistic } from '../logistic.ts';
import { treeScorer } from '../trees/score-trees.ts';
import { trainTrees } from '../trees/train-trees.ts';
import type { TreeOptions } from '../trees/training-input.ts';
import { foldsOf } from './folds-of.ts';
import { demandRounds, type LoggedRounds } from './logged-rounds.ts';

/** The reward that is expected of an action in a round, by number. */
export type RewardPredictor = (round: number, action: number) => number;

/** Learns from the rounds listed alone; the predictor is then asked of other rounds of the same table. */
export type RewardLearner = (rounds: LoggedRounds, learnFrom: Int32Array) => RewardPredictor;

export interface CrossFitOptions {
  readonly seed: number;
  /** 5 by default, at least 2; as many as there are groups at most. */
  readonly folds?: number;
}

/**
 * Expected rewards of every action in every round, n × k row by row, each round predicted by a model that has not seen it nor its group
 * (cross-fitting: Chernozhukov et al. 2018, definition 3.1), which estimators that are corrected by the log need. Throws a RangeError on bad
 * rounds (`demandRounds`), fewer than two rounds or groups, and a prediction that is not finite.
 */
export function crossFitRewards(rounds: LoggedRounds, learner: RewardLearner, { seed, folds = 5 }: CrossFitOptions): Float64Array {
  demandRounds(rounds);
  if (!Number.isInteger(folds) || folds < 2) throw new RangeError(`Cross-fitting needs at least 2 folds, not ${folds}`);
  const n = rounds.action.length;
  const foldOf = foldsOf(n, rounds.groups, folds, seed);
  const rewards = new Float64Array(n * rounds.actions);
  for (const fold of new Set(foldOf)) {
    const predict = learner(rounds, Int32Array.from(foldOf.keys()).filter((round) => foldOf[round] !== fold));
    foldOf.forEach((own, round) => { if (own === fold) predictRound(rewards, round, rounds.actions, predict); });
  }
  return rewards;
}

function predictRound(rewards: Float64Array, round: number, actions: number, predict: RewardPredictor): void {
  for (let a = 0; a < actions; a += 1) {
    const reward = predict(round, a);
    if (!(Math.abs(reward) <= 1e60)) throw new RangeError(`The reward predicted of action ${a} in round ${round} is ${reward}, not a finite number`);
    rewards[round * actions + a] = reward;
  }
}

export interface LinearRewardOptions {
  /** Ridge penalty in units of rounds, on columns in standard units; 1 by default. */
  readonly penalty?: number;
}

/**
 * A reward model for `crossFitRewards`: each action its own level, each position too, columns alike for all actions; logistic where all
 * rewards are 0 or 1, else least squares within the range of rewards seen, both with a ridge (`fitLogistic`, `fitLeastSquares`).
 */
export const linearRewards = ({ penalty = 1 }: LinearRewardOptions = {}): RewardLearner => (rounds, learnFrom) => {
  if (!(penalty > 0 && penalty < Infinity)) throw new RangeError(`A penalty is finite and above zero: ${penalty}`);
  const { x, p, units, places } = designOf(rounds, learnFrom);
  const y = Float64Array.from(learnFrom, (round) => rounds.reward[round] as number);
  const isBinary = y.every((reward) => reward === 0 || reward === 1);
  const beta = isBinary ? fitLogistic(x, y, p, { penalty }).coefficients : leastSquares(x, y, p, penalty);
  const { actions, columns = [], position } = rounds;
  const [least, most] = [y.reduce((one, other) => Math.min(one, other), Infinity), y.reduce((one, other) => Math.max(one, other), -Infinity)];
  return (round, action) => {
    let sum = (beta[0] as number) + (beta[1 + action] as number);
    if (position && (position[round] as number) < places) sum += beta[1 + actions + (position[round] as number)] as number;
    columns.forEach((column, at) => { sum += (beta[1 + actions + places + at] as number) * inUnits(column[round] as number, units[at] as Unit); });
    return isBinary ? logistic(sum) : Math.min(most, Math.max(least, sum));
  };
};

/** Too few rounds to learn from leave the mean of all. */
function leastSquares(x: Float64Array, y: Float64Array, p: number, penalty: number): Float64Array {
  const fit = fitLeastSquares(x, y, p, { penalty });
  if (!('refused' in fit)) return fit.coefficients;
  const level = new Float64Array(p);
  level[0] = y.reduce((sum, reward) => sum + reward / y.length, 0);
  return level;
}

interface Unit {
  readonly mean: number;
  /** 0 for a constant column. */
  readonly sd: number;
}

const inUnits = (value: number, { mean, sd }: Unit): number => (sd > 0 ? (value - mean) / sd : 0);

function unitOf(values: readonly number[]): Unit {
  const mean = values.reduce((sum, value) => sum + value / values.length, 0);
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2 / values.length, 0));
  return { mean, sd: sd > 1e-10 * Math.abs(mean) ? sd : 0 };
}

/** Row by row: one, the action, the position, and the columns in standard units of the rounds learned from. */
function designOf({ actions, action, columns = [], position }: LoggedRounds, learnFrom: Int32Array): { x: Float64Array; p: number; units: Unit[]; places: number } {
  const places = position ? learnFrom.reduce((most, round) => Math.max(most, (position[round] as number) + 1), 0) : 0;
  const units = columns.map((column) => unitOf(Array.from(learnFrom, (round) => column[round] as number)));
  const p = 1 + actions + places + columns.length;
  const x = new Float64Array(learnFrom.length * p);
  learnFrom.forEach((round, row) => {
    x[row * p] = 1;
    x[row * p + 1 + (action[round] as number)] = 1;
    if (position) x[row * p + 1 + actions + (position[round] as number)] = 1;
    columns.forEach((column, at) => { x[row * p + 1 + actions + places + at] = inUnits(column[round] as number, units[at] as Unit); });
  });
  return { x, p, units, places };
}

const oneOf = (count: number, which: number): number[] => Array.from({ length: count }, (_, at) => Number(at === which));

/** A reward model by boosted trees (`trainTrees`; logistic where all rewards are 0 or 1, else squared), for effects of columns that differ by action. */
export const treeRewards = (options: Omit<TreeOptions, 'objective' | 'features' | 'monotone' | 'weights'> = {}): RewardLearner => (rounds, learnFrom) => {
  const cells = treeColumns(rounds, learnFrom);
  const y = Float64Array.from(learnFrom, (round) => rounds.reward[round] as number);
  const objective = y.every((reward) => reward === 0 || reward === 1) ? 'logistic' as const : 'squared' as const;
  const { model } = trainTrees(cells, y, { rounds: 50, depth: 3, ...options, objective: { kind: objective } });
  const scorer = treeScorer(model);
  return (round, action) => scorer.row([...oneOf(rounds.actions, action), rounds.position?.[round] ?? 0, ...(rounds.columns ?? []).map((column) => column[round] as number)])[0] as number;
};

function treeColumns({ actions, action, columns = [], position }: LoggedRounds, learnFrom: Int32Array): Float64Array[] {
  const of = (valueOf: (round: number) => number): Float64Array => Float64Array.from(learnFrom, valueOf);
  return [
    ...Array.from({ length: actions }, (_, a) => of((round) => Number(action[round] === a))),
    of((round) => position?.[round] ?? 0),
    ...columns.map((column) => of((round) => column[round] as number)),
  ];
}
