import { demandFinite, demandRows } from '../demand.ts';
import type { Refused } from '../refused.ts';
import type { Split } from './repeated-folds.ts';

export interface TimeSplitOptions {
  /** Cuts that begin a period to judge on, in rising order; by count where left out. */
  readonly cuts?: readonly number[];
  /** How many periods of about equal count, where no cuts are given, the first of `folds` + 1 parts only fitting; 5 by default. */
  readonly folds?: number;
  /** How long after `at` the outcome of a row is known; 0 by default. */
  readonly horizon?: number;
  /** When the outcome of each row was known, in place of `horizon`; Infinity where it never was: such a row neither fits nor judges. */
  readonly knownAt?: ArrayLike<number>;
  /** Time left free between the last outcome known and the cut; 0 by default. */
  readonly gap?: number;
  /** Sliding: fit only on rows of this much time before the cut. Expanding, so all rows before, where left out. */
  readonly window?: number;
}

export interface TimeSplit extends Split {
  /** Rows fit whose outcome was known at cut − gap or before; rows with at ≥ cut judge, up to the next cut. */
  readonly cut: number;
}

/**
 * Splits in order of time. `at` is when each row's prediction would be made, in any unit; rows may come in any order, and rows of one time are never parted.
 * A row fits only where its outcome was known by cut − gap, so that nothing is learned from what came after (Bergmeir and Benítez 2012 on
 * rolling origins; López de Prado 2018, ch. 7, on purging). A row made before the cut whose outcome came later is in neither part. Splits with
 * nothing to fit or to judge on are left out; refuses where none remains. Throws a RangeError on no rows, times that are not finite, outcomes known before
 * their prediction, settings below zero, a window of zero, cuts that do not rise.
 */
export function timeOrderedSplits(at: ArrayLike<number>, options: TimeSplitOptions = {}): TimeSplit[] | Refused {
  demandRows('Splits in time', at.length, options.knownAt === undefined ? [] : [options.knownAt]);
  demandFinite('Times', at);
  const { gap = 0, window = Infinity } = options;
  if (!(gap >= 0)) throw new RangeError(`The gap is ${gap}, not a number from 0 on`);
  if (!(window > 0)) throw new RangeError(`The window is ${window}, not a number above 0`);
  const known = knownTimes(at, options);
  const cuts = options.cuts === undefined ? cutsByCount(at, options.folds ?? 5) : risingCuts(options.cuts);
  const rows = Int32Array.from({ length: at.length }, (_, row) => row);
  const splits = cuts.map((cut, index): TimeSplit => {
    const end = cuts[index + 1] ?? Infinity;
    const isFitted = (row: number): boolean => (at[row] as number) < cut && (known[row] as number) <= cut - gap && (at[row] as number) >= cut - gap - window;
    const isJudged = (row: number): boolean => (at[row] as number) >= cut && (at[row] as number) < end && (known[row] as number) < Infinity;
    return { cut, train: rows.filter(isFitted), test: rows.filter(isJudged) };
  }).filter(({ train, test }) => train.length > 0 && test.length > 0);
  return splits.length > 0 ? splits : { refused: 'No cut leaves rows with known outcomes before it and rows after it' };
}

function knownTimes(at: ArrayLike<number>, { horizon = 0, knownAt }: TimeSplitOptions): ArrayLike<number> {
  if (!(horizon >= 0 && horizon < Infinity)) throw new RangeError(`The horizon is ${horizon}, not a finite number from 0 on`);
  if (knownAt === undefined) return Float64Array.from({ length: at.length }, (_, row) => (at[row] as number) + horizon);
  for (let row = 0; row < at.length; row += 1) if (!((knownAt[row] as number) >= (at[row] as number))) throw new RangeError(`The outcome of row ${row} is known at ${knownAt[row]}, not at ${at[row]} or later`);
  return knownAt;
}

function risingCuts(cuts: readonly number[]): readonly number[] {
  if (cuts.length === 0) throw new RangeError('At least one cut is needed');
  demandFinite('Cuts', cuts);
  if (cuts.some((cut, index) => index > 0 && cut <= (cuts[index - 1] as number))) throw new RangeError('Cuts rise from one to the next');
  return cuts;
}

/** Times that part the rows into folds + 1 parts of about equal count, each once. */
function cutsByCount(at: ArrayLike<number>, folds: number): number[] {
  if (!(Number.isInteger(folds) && folds >= 1)) throw new RangeError(`There must be a whole number of folds from 1 on, not ${folds}`);
  const sorted = Float64Array.from(at).sort();
  return [...new Set(Array.from({ length: folds }, (_, fold) => sorted[Math.floor(((fold + 1) * sorted.length) / (folds + 1))] as number))];
}
