import { demandNotNegative } from '../demand.ts';
import { betaDistribution } from '../incomplete-beta.ts';
import { logistic } from '../logistic.ts';
import { normalCdf } from '../normal.ts';
import { chancesToBeBest, type Belief } from './chance-to-be-best.ts';
import { withFloor } from './draw-action.ts';
import { addedSquare, demandContext, linearBeliefs, spreadOf, type LinearArms } from './linear-arms.ts';

export interface ThompsonOptions {
  /** Least chance of any action: a hundredth of an equal share by default. What is never taken can never be judged. */
  readonly floor?: number;
}

const usualFloor = (actions: number): number => 0.01 / actions;

const normalBelief = (mean: number, sd: number): Belief => ({
  mean, sd,
  density: (at) => Math.exp(-0.5 * ((at - mean) / sd) ** 2) / (sd * Math.sqrt(2 * Math.PI)),
  below: (at) => normalCdf((at - mean) / sd),
});

function floored(chances: Float64Array, { floor = usualFloor(chances.length) }: ThompsonOptions): Float64Array {
  return withFloor(chances, floor);
}

/** Beliefs without spread leave one action, or those that tie. */
function chancesOf(beliefs: ReadonlyArray<{ mean: number; variance: number }>, options: ThompsonOptions): Float64Array {
  const least = 1e-12 * (1 + Math.max(...beliefs.map(({ mean }) => Math.abs(mean))));
  return floored(chancesToBeBest(beliefs.map(({ mean, variance }) => normalBelief(mean, Math.max(Math.sqrt(variance), least)))), options);
}

/**
 * The chance of each action in a context under Thompson sampling with a linear model each and normal noise of standard deviation `noise` (1 by default): the chance to be
 * best under the posterior N(A⁻¹b, noise² A⁻¹) (Agrawal and Goyal 2013, with disjoint models), by quadrature and with a floor, instead of by one draw, so that it can be logged. Draw from
 * it with `drawAction`; learn with `learnLinearArms`. Throws a RangeError on a context or settings out of range.
 */
export function linearThompsonChances(state: LinearArms, context: ArrayLike<number>, options: ThompsonOptions & { readonly noise?: number } = {}): Float64Array {
  const { noise = 1 } = options;
  if (!(noise > 0 && noise < Infinity)) throw new RangeError(`noise is ${noise}, not a finite number above 0`);
  return chancesOf(linearBeliefs(state, context).map(({ mean, variance }) => ({ mean, variance: variance * noise ** 2 })), options);
}

/** One logistic model for each action: its mode, and the precision around it, d × d row by row. Plain data. */
export interface LogisticArms {
  readonly width: number;
  readonly arms: ReadonlyArray<{ readonly mode: readonly number[]; readonly precision: readonly number[]; readonly rounds: number }>;
}

/** Nothing known yet: log odds about zero, with a precision of `penalty` (1 by default) for each coefficient. Throws a RangeError on settings out of range. */
export function startLogisticArms({ actions, width, penalty = 1 }: { readonly actions: number; readonly width: number; readonly penalty?: number }): LogisticArms {
  if (!(Number.isInteger(actions) && actions >= 1 && Number.isInteger(width) && width >= 1)) throw new RangeError(`${actions} actions and ${width} columns are not whole numbers above zero`);
  if (!(penalty > 0 && penalty < Infinity)) throw new RangeError(`A penalty is finite and above zero: ${penalty}`);
  const precision = Array.from({ length: width * width }, (_, at) => (at % (width + 1) === 0 ? penalty : 0));
  return { width, arms: Array.from({ length: actions }, () => ({ mode: new Array<number>(width).fill(0), precision, rounds: 0 })) };
}

/**
 * The same with one more round of reward 0 or 1 known: the posterior so far is the prior, its new mode is found exactly (it moves along A⁻¹x, by c with c = r − logistic(xᵀm + c xᵀA⁻¹x)),
 * and the curvature there is added to the precision (Laplace; Chapelle and Li 2011, algorithm 3, with the whole precision instead of its diagonal). The state given is not
 * changed. Throws a RangeError on a reward other than 0 and 1, a context out of range, and an action that there is not.
 */
export function learnLogisticArms(state: LogisticArms, round: { readonly context: ArrayLike<number>; readonly action: number; readonly reward: number }): LogisticArms {
  const { context, action, reward } = round;
  demandContext(state.width, context);
  if (reward !== 0 && reward !== 1) throw new RangeError(`The reward is ${reward}, neither 0 nor 1`);
  const arm = state.arms[action];
  if (arm === undefined) throw new RangeError(`Action ${action} is not one of ${state.arms.length}`);
  const { along, variance } = spreadOf(arm.precision, context);
  const odds = arm.mode.reduce((sum, value, j) => sum + value * (context[j] as number), 0);
  const move = moveOf(reward, odds, variance);
  const chance = logistic(odds + move * variance);
  const learned = { mode: arm.mode.map((value, j) => value + move * (along[j] as number)), precision: addedSquare(arm.precision, context, chance * (1 - chance)), rounds: arm.rounds + 1 };
  return { ...state, arms: state.arms.with(action, learned) };
}

/** The c of c = reward − logistic(odds + c · variance), which falls on the right as c rises: by halving, between −1 and 1. */
function moveOf(reward: number, odds: number, variance: number): number {
  let [low, high] = [reward - 1, reward];
  for (let halving = 0; halving < 60; halving += 1) {
    const middle = (low + high) / 2;
    if (middle < reward - logistic(odds + middle * variance)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The chance of each action in a context under Thompson sampling with a logistic model each, as `linearThompsonChances`: the order of log odds is that of chances of a reward. */
export function logisticThompsonChances(state: LogisticArms, context: ArrayLike<number>, options: ThompsonOptions = {}): Float64Array {
  demandContext(state.width, context);
  const beliefs = state.arms.map(({ mode, precision }) => ({ mean: mode.reduce((sum, value, j) => sum + value * (context[j] as number), 0), variance: spreadOf(precision, context).variance }));
  return chancesOf(beliefs, options);
}

/**
 * The chance of each action under Thompson sampling without contexts and with rewards of 0 or 1: the chance to be best under Beta(successes + 1, failures + 1) each (Thompson 1933; Chapelle and Li 2011, algorithm 2),
 * by quadrature and with a floor. The state is the counts themselves, which need not be whole. Throws a RangeError on no actions, counts below zero or of unlike number, and a floor out of range.
 */
export function bernoulliThompsonChances({ successes, failures }: { readonly successes: ArrayLike<number>; readonly failures: ArrayLike<number> }, options: ThompsonOptions = {}): Float64Array {
  if (successes.length === 0 || successes.length !== failures.length) throw new RangeError(`${successes.length} counts of successes and ${failures.length} of failures are not pairs`);
  demandNotNegative('Successes', successes);
  demandNotNegative('Failures', failures);
  return floored(chancesToBeBest(Array.from(successes, (won, a) => betaBelief(won + 1, (failures[a] as number) + 1)), 0, 1), options);
}

const betaBelief = (a: number, b: number): Belief => ({ mean: a / (a + b), sd: Math.sqrt((a * b) / ((a + b) ** 2 * (a + b + 1))), ...betaDistribution(a, b) });
