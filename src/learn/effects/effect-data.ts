import { demandFinite, demandNotNegative, demandRows } from '../demand.ts';
import type { GroupLabel } from '../linear/members.ts';
import type { Refused } from '../refused.ts';
import type { Columns, Learner } from './learners.ts';

/** What was known, done and seen: one entry a subject in every column. */
export interface EffectData {
  /** Known before the action. */
  readonly columns: Columns;
  /** 0 … actions − 1; with two, 0 is held and 1 treated. */
  readonly actions: ArrayLike<number>;
  readonly outcomes: ArrayLike<number>;
  /** How many times each subject counts. */
  readonly weights?: ArrayLike<number>;
  /** Subjects of one group share luck and stay in one fold. */
  readonly groups?: ArrayLike<GroupLabel>;
}

/**
 * Chances of the actions: 'drawn' where all subjects had the same (their shares are taken), known ones (per action one number, or one a subject),
 * or a learner of 0s and 1s that estimates them from the columns; then nothing outside the columns may have moved action and outcome together.
 */
export type Propensity = 'drawn' | ReadonlyArray<number | ArrayLike<number>> | Learner;

export interface CrossFitting {
  /** Expects the outcome, for each action by itself. */
  readonly outcome: Learner;
  readonly propensity: Propensity;
  readonly seed: number;
  /** 5 by default. */
  readonly folds?: number;
  /** Chances below this are raised to it: 0.02 by default. */
  readonly clip?: number;
  /** Refused where more than this share of the subjects had an action with a chance below `clip`: 0.1 by default. */
  readonly mostClipped?: number;
}

/** Could each subject have met each action? */
export interface Overlap {
  /** Least chance of any action, before clipping. */
  readonly least: number;
  /** Share of the subjects that had an action with a chance below the clip. */
  readonly clippedShare: number;
  /** Per action, how many evenly drawn subjects those who met it are worth: (Σ 1/e)² ÷ Σ 1/e² (Kish 1965). */
  readonly effective: readonly number[];
}

/** Number of actions. Throws a RangeError on bad data and settings. */
export function demandEffectData({ columns, actions, outcomes, weights, groups }: EffectData, { clip = 0.02, mostClipped = 0.1, propensity }: CrossFitting): number {
  demandRows('Effects', outcomes.length, [actions, ...columns, ...(weights ? [weights] : []), ...(groups ? [groups] : [])]);
  demandFinite('Outcomes', outcomes);
  if (columns.length === 0) throw new RangeError('Effects by subject need at least one column');
  if (weights) demandNotNegative('Weights', weights);
  if (!(clip > 0 && clip < 0.5 && mostClipped >= 0 && mostClipped <= 1)) throw new RangeError('The clip lies between 0 and 0.5, the share that may be clipped within 0 and 1');
  const count = Math.max(2, 1 + Array.from(actions).reduce((most, action) => Math.max(most, action), 0));
  for (let row = 0; row < actions.length; row += 1) {
    if (!Number.isInteger(actions[row]) || (actions[row] as number) < 0) throw new RangeError(`Action ${row} is ${actions[row]}, not a whole number from 0 on`);
  }
  if (count > 10_000) throw new RangeError(`Actions are numbered from 0 on without gaps; there is one of number ${count - 1}`);
  if (Array.isArray(propensity)) demandKnown(propensity as ReadonlyArray<number | ArrayLike<number>>, count, outcomes.length);
  return count;
}

function demandKnown(known: ReadonlyArray<number | ArrayLike<number>>, count: number, n: number): void {
  if (known.length !== count) throw new RangeError(`Chances of ${known.length} actions for ${count}`);
  const chances = known.map((chance) => (typeof chance === 'number' ? new Float64Array(n).fill(chance) : chance));
  chances.forEach((column, action) => {
    if (column.length !== n) throw new RangeError(`Action ${action}: ${column.length} chances for ${n} subjects`);
    demandNotNegative(`Chances of action ${action}`, column);
  });
  for (let row = 0; row < n; row += 1) {
    const whole = chances.reduce((sum, column) => sum + (column[row] as number), 0);
    if (Math.abs(whole - 1) > 1e-6) throw new RangeError(`Chances of subject ${row} sum to ${whole}, not to 1`);
  }
}

/** Why an action cannot be learned of, or null. */
export function thinAction(actions: ArrayLike<number>, count: number, fewest: number): Refused | null {
  const counts = new Array<number>(count).fill(0);
  for (let row = 0; row < actions.length; row += 1) counts[actions[row] as number] = (counts[actions[row] as number] as number) + 1;
  const thin = counts.findIndex((subjects) => subjects < fewest);
  return thin < 0 ? null : { refused: `Action ${thin} was met by ${counts[thin]} subjects; at least ${fewest} are needed` };
}

export const pickRows = <T>(values: ArrayLike<T>, rows: ArrayLike<number>): T[] => Array.from(rows, (row) => values[row] as T);
export const pickNumbers = (values: ArrayLike<number>, rows: ArrayLike<number>): Float64Array => Float64Array.from(rows, (row) => values[row] as number);

/** The same data of some subjects alone. */
export function subjectsOf({ columns, actions, outcomes, weights, groups }: EffectData, rows: ArrayLike<number>): EffectData {
  return {
    columns: columns.map((column) => pickNumbers(column, rows)), actions: pickNumbers(actions, rows), outcomes: pickNumbers(outcomes, rows),
    ...(weights ? { weights: pickNumbers(weights, rows) } : {}), ...(groups ? { groups: pickRows(groups, rows) } : {}),
  };
}

/** Known chances of some subjects alone; what is not known stays as it is. */
export function propensityOf(propensity: Propensity, rows: ArrayLike<number>): Propensity {
  if (propensity === 'drawn' || 'fit' in propensity) return propensity;
  return propensity.map((chance) => (typeof chance === 'number' ? chance : pickNumbers(chance, rows)));
}

/** Rows where a test holds. */
export const rowsWhere = (n: number, test: (row: number) => boolean): Int32Array => Int32Array.from({ length: n }, (_, row) => row).filter(test);
