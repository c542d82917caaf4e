import { demandModerate } from '../demand.ts';
import { solvePositive } from '../positive-definite.ts';

/** What is known of one action: precision A, d × d row by row, and Σ r x. Plain data. */
interface LinearArm {
  readonly precision: readonly number[];
  readonly pull: readonly number[];
  readonly rounds: number;
}

/** One linear model of rewards for each action. Plain data: what is saved as JSON and read again goes on the same. */
export interface LinearArms {
  readonly width: number;
  readonly arms: readonly LinearArm[];
}

/**
 * Nothing known yet: every coefficient is about zero, as if rewards had been seen along each column with a sum of squares of `penalty` (1 by default), in units of the noise of
 * rewards. `width` counts the columns of a context; give it a column of ones for a level. Throws a RangeError on settings out of range.
 */
export function startLinearArms({ actions, width, penalty = 1 }: { readonly actions: number; readonly width: number; readonly penalty?: number }): LinearArms {
  if (!(Number.isInteger(actions) && actions >= 1 && Number.isInteger(width) && width >= 1)) throw new RangeError(`${actions} actions and ${width} columns are not whole numbers above zero`);
  if (!(penalty > 0 && penalty < Infinity)) throw new RangeError(`A penalty is finite and above zero: ${penalty}`);
  const precision = Array.from({ length: width * width }, (_, at) => (at % (width + 1) === 0 ? penalty : 0));
  return { width, arms: Array.from({ length: actions }, () => ({ precision, pull: new Array<number>(width).fill(0), rounds: 0 })) };
}

/** The same with one more round known: A + x xᵀ, b + r x (Li, Chu, Langford and Schapire 2010, algorithm 1). The state given is not changed. Throws a RangeError on numbers that are not finite and an action that there is not. */
export function learnLinearArms(state: LinearArms, round: { readonly context: ArrayLike<number>; readonly action: number; readonly reward: number }): LinearArms {
  const { context, action, reward } = round;
  demandContext(state.width, context);
  demandModerate('Reward', [reward]);
  const arm = state.arms[action];
  if (arm === undefined) throw new RangeError(`Action ${action} is not one of ${state.arms.length}`);
  const learned = { precision: addedSquare(arm.precision, context, 1), pull: arm.pull.map((value, j) => value + reward * (context[j] as number)), rounds: arm.rounds + 1 };
  return { ...state, arms: state.arms.with(action, learned) };
}

/** Throws a RangeError unless a context has `width` finite numbers. */
export function demandContext(width: number, context: ArrayLike<number>): void {
  if (context.length !== width) throw new RangeError(`The context has ${context.length} columns, not ${width}`);
  demandModerate('Context', context);
}

/** A + weight x xᵀ. */
export function addedSquare(precision: readonly number[], x: ArrayLike<number>, weight: number): number[] {
  const d = x.length;
  return precision.map((value, at) => value + weight * (x[Math.floor(at / d)] as number) * (x[at % d] as number));
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => Array.from(a).reduce((sum, value, j) => sum + value * (b[j] as number), 0);

/** A⁻¹x. Throws where A is not positive definite: a state that was not made here. */
export function spreadOf(precision: readonly number[], x: ArrayLike<number>): { along: Float64Array; variance: number } {
  const along = solvePositive(Float64Array.from(precision), Float64Array.from(x), x.length);
  if (along === null) throw new RangeError('The precision of an action is not positive definite: this is no state of arms');
  return { along, variance: Math.max(0, dot(along, x)) };
}

/** Mean and variance (in units of the noise) of what each action is worth in a context. */
export function linearBeliefs(state: LinearArms, context: ArrayLike<number>): Array<{ mean: number; variance: number }> {
  demandContext(state.width, context);
  return state.arms.map(({ precision, pull }) => {
    const { along, variance } = spreadOf(precision, context);
    return { mean: dot(along, pull), variance };
  });
}
