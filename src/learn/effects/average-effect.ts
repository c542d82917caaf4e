import { demandBinary, demandRows } from '../demand.ts';
import type { GroupLabel } from '../linear/members.ts';
import type { Refused } from '../refused.ts';
import type { ActionScores } from './cross-fitted-scores.ts';
import { rowsWhere } from './effect-data.ts';
import { estimateWith, type Estimate } from './estimate.ts';
import { influenceError } from './influence-error.ts';

export interface AverageOptions {
  /** 1 by default. */
  readonly action?: number;
  /** 0 by default. */
  readonly against?: number;
  /** 1 for subjects to average over, 0 for others; chosen by columns, never by outcomes. All where left out. */
  readonly within?: ArrayLike<number>;
  /** The data's own weights and groups again. */
  readonly weights?: ArrayLike<number>;
  readonly groups?: ArrayLike<GroupLabel>;
  readonly level?: number;
}

export interface AverageEffect extends Estimate {
  readonly n: number;
}

/**
 * Average effect of one action against another: the mean of Γ(action) − Γ(against), with the error of its influence function, the scores themselves (augmented inverse probability weighting;
 * Robins, Rotnitzky and Zhao 1994; Chernozhukov et al. 2018, theorem 5.1), clustered by group. Throws a RangeError on unknown actions and columns of wrong length; refuses fewer than
 * two subjects or groups.
 */
export function averageEffect({ scores }: Pick<ActionScores, 'scores'>, { action = 1, against = 0, within, weights, groups, level = 0.95 }: AverageOptions = {}): AverageEffect | Refused {
  const [one, other] = [scores[action], scores[against]];
  if (!one || !other) throw new RangeError(`There are actions 0 to ${scores.length - 1}, not ${one ? against : action}`);
  demandRows('Average', one.length, [within, weights, groups].filter((column) => column !== undefined));
  if (within) demandBinary('Part of the subjects', within);
  const rows = rowsWhere(one.length, (row) => (within?.[row] ?? 1) === 1 && (weights?.[row] ?? 1) > 0);
  const own = weights && Float64Array.from(rows, (row) => weights[row] as number);
  const total = own ? own.reduce((sum, weight) => sum + weight, 0) : rows.length;
  const values = Float64Array.from(rows, (row) => (one[row] as number) - (other[row] as number));
  const mean = values.reduce((sum, value, at) => sum + (own?.[at] ?? 1) * value, 0) / total;
  const error = influenceError(values.map((value) => value - mean), own, groups && Array.from(rows, (row) => groups[row] as GroupLabel));
  if (error === null) return { refused: 'An average effect needs at least two subjects, and two groups where they are grouped' };
  return { ...estimateWith(mean, error.standardError, error.degreesOfFreedom, level), n: total };
}
