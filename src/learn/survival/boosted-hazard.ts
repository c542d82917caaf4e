import { quantileOfSorted } from '../quantile.ts';
import type { Refused } from '../refused.ts';
import type { Cell } from '../trees/category-codes.ts';
import { treeScorer } from '../trees/score-trees.ts';
import type { TreeOptions } from '../trees/training-input.ts';
import { trainTrees, type TreeFit } from '../trees/train-trees.ts';
import type { TreeModel } from '../trees/tree-model.ts';
import { checkFollowUp, type FollowUp } from './follow-up.ts';

/** Of the trees, except what follows from the method. */
export interface HazardOptions extends Omit<TreeOptions, 'objective' | 'onRound'> {
  /** Ends of the intervals of time, rising; if left out at most 20, with about as many events in each. */
  readonly ends?: ArrayLike<number>;
}

/** Chances of the event by interval, as plain data. The model's last feature is the interval's end. */
export interface HazardFit {
  readonly model: TreeModel;
  readonly ends: readonly number[];
  readonly events: number;
  readonly rounds: number;
  readonly validationLosses: readonly number[];
  readonly categories: TreeFit['categories'];
}

export interface HazardStep {
  /** End of the interval. */
  readonly time: number;
  /** Chance of the event within the interval, for who is still without it at its start. */
  readonly hazard: number;
  /** Share still without the event at the end, of those without it at the start of the curve. */
  readonly survival: number;
}

const usualIntervals = 20;
/** Name of the column of time. */
const timeName = 'end of interval';

/**
 * Discrete-time hazard by boosted trees: minimises the log loss over one row for each subject and interval in which it was at risk (Cox 1972,
 * §6; Singer and Willett 1993; Tutz and Schmid 2016, ch. 3), with the interval's end as a further column, so hazards need not keep
 * their ratio over time. A subject is at risk from its entry (left truncation) to its time; an interval without the event that was seen in
 * part counts by that part. `columns` hold one value a subject, numbers or texts, as for `trainTrees`, whose options apply; columns
 * do not change with time. Weights are of subjects; validation is by subjects, the last ones. Assumes that censoring and entry tell
 * nothing beyond the columns, and a hazard that is even within an interval. After the last end nothing is said. Refuses
 * without an event. Throws a RangeError for bad follow-up, ends that do not rise from above zero, and what `trainTrees` throws.
 */
export function boostedHazard(seen: FollowUp, columns: ReadonlyArray<ArrayLike<Cell>>, options: HazardOptions = {}): HazardFit | Refused {
  checkFollowUp(seen);
  checkColumns(seen, columns, options);
  const events = Array.from(seen.event).filter((kind) => kind === 1).length;
  if (events === 0) return { refused: 'No event was seen' };
  const ends = options.ends ? checkedEnds(options.ends) : usualEnds(seen);
  const periods = periodsOf(seen, ends, options.weights);
  const validation = options.validation && { ...options.validation, from: periods.firstOf[options.validation.from] ?? periods.subject.length };
  const names = options.features ?? columns.map((_, index) => `f${index}`);
  const table: Array<ArrayLike<Cell>> = columns.map((column) => Array.from(periods.subject, (subject) => column[subject]));
  const { model, rounds, validationLosses, categories } = trainTrees([...table, periods.end], periods.event, {
    ...treeOptions(options, columns.length), objective: { kind: 'logistic' }, features: [...names, timeName], weights: periods.weight, ...(validation ? { validation } : {}),
  });
  return { model, ends, events, rounds, validationLosses, categories };
}

/** Time is free to raise and lower the hazard, and meets every group of columns that may meet. */
function treeOptions(options: HazardOptions, width: number): Omit<TreeOptions, 'objective'> {
  const { monotone, interactions } = options;
  const alone = Array.from({ length: width }, (_, feature) => [feature]).filter(([feature]) => !interactions?.some((group) => group.includes(feature as number)));
  return { ...options, ...(monotone ? { monotone: [...monotone, 0] } : {}), ...(interactions ? { interactions: [...interactions, ...alone].map((group) => [...group, width]) } : {}) };
}

function checkColumns({ time }: FollowUp, columns: ReadonlyArray<ArrayLike<Cell>>, { weights, monotone, features, validation }: HazardOptions): void {
  const odd = columns.findIndex((column) => column.length !== time.length);
  if (odd >= 0) throw new RangeError(`Column ${odd} has ${columns[odd]?.length} rows, the follow-up ${time.length}`);
  if (weights && weights.length !== time.length) throw new RangeError('There must be one weight for each subject');
  if (monotone && monotone.length !== columns.length) throw new RangeError('monotone must hold −1, 0 or 1 for each column');
  if (features && (features.length !== columns.length || features.includes(timeName))) throw new RangeError(`features must name each column, none of them "${timeName}"`);
  if (validation && !(Number.isInteger(validation.from) && validation.from > 0 && validation.from < time.length)) throw new RangeError('validation.from must leave subjects on both sides');
}

function checkedEnds(given: ArrayLike<number>): number[] {
  const ends = Array.from(given);
  const rises = ends.every((end, at) => Number.isFinite(end) && end > (at === 0 ? 0 : (ends[at - 1] as number)));
  if (ends.length === 0 || !rises) throw new RangeError('Ends of intervals must rise, from above zero');
  return ends;
}

/** Event times themselves where they are few, else their quantiles. */
function usualEnds({ time, event }: FollowUp): number[] {
  const sorted = Float64Array.from(time.filter((_, row) => event[row] === 1)).sort();
  const distinct = [...new Set(sorted)];
  return distinct.length <= usualIntervals ? distinct : [...new Set(Array.from({ length: usualIntervals }, (_, at) => quantileOfSorted(sorted, (at + 1) / usualIntervals)))];
}

/** One row for each subject and interval at risk, subjects in order. */
interface Periods {
  readonly subject: Int32Array;
  readonly end: Float64Array;
  readonly event: Float64Array;
  readonly weight: Float64Array;
  /** First row of each subject, or of the next that has one. */
  readonly firstOf: Int32Array;
}

function periodsOf({ time, event, entry }: FollowUp, ends: readonly number[], weights: ArrayLike<number> | undefined): Periods {
  const rows: { subject: number[]; end: number[]; event: number[]; weight: number[] } = { subject: [], end: [], event: [], weight: [] };
  const firstOf = new Int32Array(time.length);
  time.forEach((last, subject) => {
    firstOf[subject] = rows.subject.length;
    const from = entry?.[subject] ?? 0;
    for (let at = 0, start = 0; at < ends.length && start < last; start = ends[at] as number, at += 1) {
      const end = ends[at] as number;
      if (end <= from) continue;
      const isEvent = event[subject] === 1 && last <= end;
      const part = isEvent ? 1 : (Math.min(end, last) - Math.max(start, from)) / (end - start);
      rows.subject.push(subject);
      rows.end.push(end);
      rows.event.push(isEvent ? 1 : 0);
      rows.weight.push(part * (weights ? (weights[subject] as number) : 1));
    }
  });
  return { subject: Int32Array.from(rows.subject), end: Float64Array.from(rows.end), event: Float64Array.from(rows.event), weight: Float64Array.from(rows.weight), firstOf };
}

/** Curves of subjects, given as a table in columns, interval by interval. Makes the model ready once, so ask for many at once. */
export function hazardCurves({ model, ends }: HazardFit, columns: ReadonlyArray<ArrayLike<Cell>>): HazardStep[][] {
  const rows = columns[0]?.length ?? 0;
  const scorer = treeScorer(model);
  const byInterval = ends.map((end) => scorer.batch([...columns, new Float64Array(rows).fill(end)]));
  return Array.from({ length: rows }, (_, row) => {
    let survival = 1;
    return ends.map((time, at) => {
      const hazard = byInterval[at]?.[row] as number;
      survival *= 1 - hazard;
      return { time, hazard, survival };
    });
  });
}

/**
 * Share still without the event at `time` of those like this who were without it at `since` (0 if left out), the hazard spread
 * evenly within an interval. Null after the last end, where nothing was seen.
 */
export function hazardSurvival(curve: readonly HazardStep[], time: number, since = 0): number | null {
  if (!(since >= 0 && time >= since)) throw new RangeError('A time must not lie before the time since');
  if (time > (curve.at(-1)?.time ?? 0)) return null;
  let [logarithm, start] = [0, 0];
  for (const { time: end, hazard } of curve) {
    const part = Math.max(0, Math.min(end, time) - Math.max(start, since)) / (end - start);
    if (part > 0) logarithm += part * Math.log1p(-hazard);
    start = end;
  }
  return Math.exp(logarithm);
}
