import { demandModerate, demandRows } from '../demand.ts';

/** Rounds in which a policy chose one of `actions` actions and a reward came of it. Every column has one entry a round. */
export interface LoggedRounds {
  /** Number of actions, k; they are numbered from 0. */
  readonly actions: number;
  readonly action: ArrayLike<number>;
  readonly reward: ArrayLike<number>;
  /** Chance with which the action taken was chosen, as written down when it was; NaN where it was not, null where it never was. */
  readonly propensity: ArrayLike<number> | null;
  /** What was known of the round before the choice, one array a column. */
  readonly columns?: ReadonlyArray<ArrayLike<number>>;
  /** Place in a list for which the action was chosen: a whole number from 0. Actions at different places are different actions. */
  readonly position?: ArrayLike<number>;
  /** Rounds of one group share luck (one person, one visit); each round by itself where left out. */
  readonly groups?: ArrayLike<string | number>;
}

/** Throws a RangeError that names the round or setting with which nothing can be estimated. */
export function demandRounds(rounds: LoggedRounds): void {
  const { actions, action, reward, propensity, columns = [], position, groups } = rounds;
  const others = [reward, propensity, position, groups, ...columns].filter((column) => column !== undefined && column !== null);
  demandRows('Logged rounds', action.length, others);
  if (!Number.isInteger(actions) || actions < 1) throw new RangeError(`The number of actions is ${actions}, not a whole number above zero`);
  demandWhole('action', action, actions);
  demandModerate('Rewards', reward);
  columns.forEach((column, at) => { demandModerate(`Column ${at}`, column); });
  if (position) demandWhole('position', position, Infinity);
  if (propensity) demandPropensities(propensity);
}

function demandWhole(what: string, values: ArrayLike<number>, below: number): void {
  for (let round = 0; round < values.length; round += 1) {
    const value = values[round] as number;
    if (!(Number.isInteger(value) && value >= 0 && value < below)) throw new RangeError(`Round ${round}: its ${what} is ${value}, not a whole number from 0${below < Infinity ? ` to ${below - 1}` : ''}`);
  }
}

function demandPropensities(propensity: ArrayLike<number>): void {
  for (let round = 0; round < propensity.length; round += 1) {
    const chance = propensity[round] as number;
    if (!Number.isNaN(chance) && !(chance > 1e-60 && chance <= 1 + 1e-9)) throw new RangeError(`Round ${round}: an action with a chance of ${chance} cannot have been taken; chances lie above 0 and up to 1`);
  }
}

/** Throws a RangeError where a policy's chances are not n × k, not in [0, 1], or do not sum to 1 within 1e-6 in a round. */
export function demandChances(target: ArrayLike<number>, { actions, action }: LoggedRounds): void {
  if (target.length !== action.length * actions) throw new RangeError(`${target.length} chances are not ${action.length} rounds of ${actions} actions`);
  for (let round = 0; round < action.length; round += 1) {
    let sum = 0;
    for (let a = 0; a < actions; a += 1) {
      const chance = target[round * actions + a] as number;
      if (!(chance >= 0 && chance <= 1 + 1e-9)) throw new RangeError(`Round ${round}: the policy's chance of action ${a} is ${chance}, not between 0 and 1`);
      sum += chance;
    }
    if (Math.abs(sum - 1) > 1e-6) throw new RangeError(`Round ${round}: the policy's chances sum to ${sum}, not to 1`);
  }
}
