import { demandFinite } from '../demand.ts';

/** What a plan may use of one thing: places of an action, money, how many of a group are reached. */
export interface Limit {
  readonly name: string;
  readonly least?: number;
  readonly most?: number;
  /** What doing an action for a subject uses: one number for each action, or for each subject and action, row by row; 1 where left out. None below zero. */
  readonly uses?: Float64Array;
  /** The actions that count; all where left out. */
  readonly actions?: readonly number[];
  /** 1 for each subject that counts; all where left out. */
  readonly members?: Uint8Array;
}

/** Each subject gets at most one action. */
export interface PlanProblem {
  readonly subjects: number;
  readonly actions: number;
  /** What each action would bring with each subject, row by row: `gains[subject * actions + action]`. Doing nothing brings 0. */
  readonly gains: Float64Array;
  /** 1 where an action may be done for a subject; all where left out. */
  readonly eligible?: Uint8Array;
  readonly limits: readonly Limit[];
}

/** No action. */
export const nothing = -1;

/** What an action for a subject uses of a limit; 0 where it does not count. */
export function useOf({ uses, actions, members }: Limit, count: number, subject: number, action: number): number {
  if ((members && members[subject] !== 1) || (actions && !actions.includes(action))) return 0;
  return uses === undefined ? 1 : (uses[uses.length === count ? action : subject * count + action] as number);
}

/** Throws a RangeError that names what is wrong with a problem. */
export function demandProblem({ subjects, actions, gains, eligible, limits }: PlanProblem): void {
  if (!Number.isInteger(subjects) || subjects < 1 || !Number.isInteger(actions) || actions < 1) throw new RangeError(`A plan needs at least one subject and one action: ${subjects}, ${actions}`);
  if (gains.length !== subjects * actions) throw new RangeError(`${gains.length} gains for ${subjects} subjects and ${actions} actions`);
  demandFinite('Gains', gains);
  if (eligible && eligible.length !== gains.length) throw new RangeError(`${eligible.length} marks of who may get what for ${gains.length} gains`);
  for (const limit of limits) demandLimit(limit, subjects, actions);
}

function demandLimit({ name, least, most, uses, actions, members }: Limit, n: number, k: number): void {
  if (least === undefined && most === undefined) throw new RangeError(`Limit "${name}": neither least nor most`);
  for (const bound of [least, most]) if (bound !== undefined && !(bound >= 0 && Number.isFinite(bound))) throw new RangeError(`Limit "${name}": ${bound} is no bound; it is a finite number from 0`);
  if (least !== undefined && most !== undefined && least > most) throw new RangeError(`Limit "${name}": at least ${least} and at most ${most}`);
  if (uses && uses.length !== k && uses.length !== n * k) throw new RangeError(`Limit "${name}": ${uses.length} uses; one for each of ${k} actions, or of ${n * k} pairs`);
  if (uses) demandFinite(`Limit "${name}"`, uses);
  const below = uses ? uses.findIndex((value) => value < 0) : -1;
  if (below >= 0) throw new RangeError(`Limit "${name}": use ${below} is below zero`);
  if (members && members.length !== n) throw new RangeError(`Limit "${name}": ${members.length} members for ${n} subjects`);
  if (actions?.some((action) => !Number.isInteger(action) || action < 0 || action >= k)) throw new RangeError(`Limit "${name}": an action that is not there`);
}
