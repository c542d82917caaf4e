import { benjaminiHochberg } from '../benjamini-hochberg.ts';
import { demandFinite, demandRows } from '../demand.ts';
import { groupedFolds } from '../splits/grouped-folds.ts';
import { columnCells, missingCells, withoutUnknown, type ColumnCells, type ColumnValue } from './column-cells.ts';
import { clusteredError } from './area-scores.ts';
import { measurePower, powerOf, type Measured, type Outcome, type Power } from './out-of-fold-power.ts';

export interface PowerColumn {
  readonly name: string;
  /** Numbers, or categories as text or booleans; NaN, null and undefined are missing. */
  readonly values: ArrayLike<ColumnValue>;
  /** When each value was written down, in the unit of `predictedAt`; null or NaN where nobody knows: it then counts as not known in time. */
  readonly knownAt?: ArrayLike<number | null>;
}

export interface PowerOptions {
  readonly seed: number;
  readonly folds?: number;
  /** Rows of one group stay in one fold and count as one draw of luck. */
  readonly groups?: ArrayLike<string | number>;
  readonly level?: number;
  /** When each row would be predicted, and when its outcome came (null while unknown): both for `knownAt`. */
  readonly predictedAt?: ArrayLike<number>;
  readonly outcomeAt?: ArrayLike<number | null>;
  /** An area or share of variance that no honest column reaches alone: 0.9 by default. */
  readonly tooGood?: number;
  /** Share of columns said to tell something that may be false: 0.05 by default. */
  readonly falseDiscoveryRate?: number;
}

export interface KnownCheck {
  /** Shares of the values held: written after the prediction, after the outcome, nobody knows when. */
  readonly lateShare: number;
  readonly afterOutcomeShare: number;
  readonly undatedShare: number;
  /** Power of what was known by the prediction, all else taken as missing. */
  readonly power: Power | null;
  /** The column tells the outcome, what was known in time does not, and the two differ by more than luck. */
  readonly vanishes: boolean;
}

export type LeakSign = 'too good' | 'missing too good' | 'power vanishes' | 'written after the outcome';

export interface ColumnPower {
  readonly name: string;
  /** `identifier`: a category of its own on nearly every row, which tells nothing of others. */
  readonly kind: ColumnCells['kind'];
  readonly missingShare: number;
  readonly distinct: number;
  /** Null where it cannot be had: one class, an outcome without spread, fewer rows or groups than folds. */
  readonly power: Power | null;
  /** Of whether the value is missing, alone. */
  readonly missingPower: Power | null;
  /** Whether the column, or its missingness, tells something, the false discovery rate held over all columns and both questions. */
  readonly tells: boolean;
  readonly missingTells: boolean;
  readonly known: KnownCheck | null;
  /** Why the column is likely written by the outcome, or after it; empty where nothing says so. */
  readonly leak: readonly LeakSign[];
}

/**
 * What each column alone knows of the outcome, out of fold: a row's score is the mean outcome of its cell (category, or number parted at up to 20
 * quantiles, the missing a cell of their own) in the other folds, drawn to that of all by five rows. Scores are compared within folds, because leaving out
 * a row or a fold moves the mean the other way, and a useless column would seem to rank backwards. Area under the ROC curve, with errors by clusters
 * (Obuchowski 1997), where all outcomes are 0 and 1; else 1 − Σ(y − ŷ)² ÷ Σ(y − ȳ)². P values of power and missingness are one family for Benjamini and Hochberg
 * 1995; the lower end that makes a column `too good` is Bonferroni's over all columns. Assumes independent rows, or groups.
 * Throws a RangeError on no rows, no columns, lengths that differ, outcomes that are not finite, infinite cells, settings out of range.
 */
export function columnPowers(columns: readonly PowerColumn[], y: ArrayLike<number>, options: PowerOptions): ColumnPower[] {
  demandInput(columns, y, options);
  const outcome = outcomeOf(y, options);
  const drafts = columns.map((column) => draftOf(column, outcome, options, columns.length));
  const adjusted = benjaminiHochberg(drafts.flatMap(({ power, missingPower }) => [power?.p ?? 1, missingPower?.p ?? 1]));
  const rate = options.falseDiscoveryRate ?? 0.05;
  return drafts.map((draft, at) => ({ ...draft, tells: (adjusted[2 * at] as number) <= rate, missingTells: (adjusted[2 * at + 1] as number) <= rate }));
}

function demandInput(columns: readonly PowerColumn[], y: ArrayLike<number>, { groups, level = 0.95, predictedAt, outcomeAt, tooGood = 0.9, falseDiscoveryRate = 0.05 }: PowerOptions): void {
  const beside = [groups, predictedAt, outcomeAt, ...columns.map(({ knownAt }) => knownAt)].filter((one) => one !== undefined);
  demandRows('Power of columns', y.length, [...columns.map(({ values }) => values), ...beside]);
  if (columns.length === 0) throw new RangeError('Power of columns: at least one column is needed');
  demandFinite('Outcomes', y);
  if (predictedAt !== undefined) demandFinite('Times of prediction', predictedAt);
  const dated = columns.find(({ knownAt }) => knownAt !== undefined);
  if (dated && predictedAt === undefined) throw new RangeError(`Column ${dated.name} says when it was known: give predictedAt too`);
  for (const share of [level, tooGood, falseDiscoveryRate]) if (!(share > 0 && share < 1)) throw new RangeError('The level, tooGood and the rate of false discoveries lie between 0 and 1');
}

/** Null where there are fewer rows or groups than folds. */
function outcomeOf(y: ArrayLike<number>, { seed, folds = 5, groups }: PowerOptions): Outcome | null {
  const isBinary = Array.from(y).every((value) => value === 0 || value === 1);
  const foldOf = groupedFolds(y.length, { seed, folds, ...(groups === undefined ? {} : { groups }), ...(isBinary ? { strata: y } : {}) });
  return 'refused' in foldOf ? null : { y: isBinary ? y : inUnits(y), isBinary, foldOf, folds, groups };
}

/** By the largest, so that no square is beyond bounds; a share of variance knows no unit. */
function inUnits(y: ArrayLike<number>): Float64Array {
  const values = Float64Array.from(y);
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return largest > 0 ? values.map((value) => value / largest) : values;
}

type Draft = Omit<ColumnPower, 'tells' | 'missingTells'>;

function draftOf(column: PowerColumn, outcome: Outcome | null, options: PowerOptions, family: number): Draft {
  const { level = 0.95 } = options;
  const cells = columnCells(column.name, column.values);
  const facts = { name: column.name, kind: cells.kind, missingShare: cells.missing / column.values.length, distinct: cells.distinct };
  if (outcome === null) return { ...facts, power: null, missingPower: null, known: null, leak: [] };
  const whole = measurePower(cells, outcome);
  const missing = measurePower(missingCells(cells), outcome);
  const known = knownCheck(column, cells, whole, outcome, options);
  const at = (measured: Measured | null, confidence: number): Power | null => measured && powerOf(measured, outcome, confidence);
  const strict = 1 - (1 - level) / family;
  const isTooGood = (measured: Measured | null): boolean => (at(measured, strict)?.low ?? 0) >= (options.tooGood ?? 0.9);
  const signs: ReadonlyArray<readonly [LeakSign, boolean]> = [
    ['too good', isTooGood(whole)], ['missing too good', isTooGood(missing)], ['power vanishes', known?.vanishes === true], ['written after the outcome', (known?.afterOutcomeShare ?? 0) > 0.5],
  ];
  return { ...facts, power: at(whole, level), missingPower: at(missing, level), known, leak: signs.filter(([, holds]) => holds).map(([sign]) => sign) };
}

function knownCheck({ knownAt }: PowerColumn, cells: ColumnCells, whole: Measured | null, outcome: Outcome, { predictedAt, outcomeAt, level = 0.95 }: PowerOptions): KnownCheck | null {
  if (knownAt === undefined || predictedAt === undefined) return null;
  const isUndated = (row: number): boolean => !Number.isFinite(knownAt[row] ?? Number.NaN);
  const isLate = (row: number): boolean => !isUndated(row) && (knownAt[row] as number) > (predictedAt[row] as number);
  const isAfter = (row: number): boolean => !isUndated(row) && outcomeAt?.[row] != null && (knownAt[row] as number) >= (outcomeAt[row] as number);
  const share = (holds: (row: number) => boolean): number => cells.of.reduce((count, cell, row) => count + Number(cell > 0 && holds(row)), 0) / Math.max(1, cells.of.length - cells.missing);
  const inTime = measurePower(withoutUnknown(cells, (row) => isUndated(row) || isLate(row)), outcome);
  const power = inTime && powerOf(inTime, outcome, level);
  return { lateShare: share(isLate), afterOutcomeShare: share(isAfter), undatedShare: share(isUndated), power, vanishes: hasVanished(whole, inTime, power, outcome, level) };
}

function hasVanished(whole: Measured | null, inTime: Measured | null, power: Power | null, outcome: Outcome, level: number): boolean {
  if (whole === null || inTime === null || power === null || power.low > inTime.nothing) return false;
  const before = powerOf(whole, outcome, level);
  const error = clusteredError(whole.influence.map((one, row) => one - (inTime.influence[row] as number)), outcome.groups);
  return before !== null && before.low > whole.nothing && error !== null && whole.value - inTime.value > 1.96 * error.standardError;
}
