import { normalCdf } from '../../learn/index.ts';
import { DAY_MS } from '../../model/index.ts';
import type { Log } from '../log.ts';
import type { StageVisit } from '../stages/stage-visits.ts';
import { compareRates, type RateComparison } from './compare-rates.ts';
import { exposuresOf, type Exposures, type ExposureOptions } from './exposures.ts';
import { segmentations, type Segmentation } from './segments.ts';
import { kindsOfLeak, tallyLevels, type LeakKind, type LevelTally } from './tally.ts';

/** One comparison that was made: a stage's deals of one segment against the others in the same stage at the same age. */
export interface Comparison {
  readonly kind: LeakKind;
  readonly stage: string;
  readonly column: string;
  readonly level: string;
  readonly whole: RateComparison;
  /** One-sided, on the whole log. */
  readonly pValue: number;
  /** Whether the later part shows it by itself; null where it holds too little to tell, or where the later part is the finding. */
  readonly confirmedLater: boolean | null;
}

export interface StagesCompared {
  readonly comparisons: readonly Comparison[];
  readonly exposures: Exposures;
}

/** A comparison with fewer events to expect than this on either side says nothing and is not made. */
const fewestEvents = 5;
const fewestLaterEvents = 3;
/** The later part shows it by itself at 1 in 10, one-sided. */
const confirmingZ = 1.2816;
export const recentDays = 182;
export const periodColumn = 'period';

/** Makes every comparison of the family. What is compared is fixed by time at risk, never by how it turned out. */
export function compareStages(log: Log, visits: readonly StageVisit[], options: Omit<ExposureOptions, 'cuts' | 'sameHalfYear'>): StagesCompared {
  const splitAt = splitInstant(visits, options.asOf);
  const exposures = exposuresOf(visits, { ...options, cuts: [splitAt], sameHalfYear: true });
  const comparisons = segmentations(log).flatMap((division) => compareDivision(division, visits, exposures, options.stageIndex, splitAt));
  return { comparisons: [...comparisons, ...comparePeriods(visits, options)], exposures };
}

/** Six in ten stays that ended did so before this instant: what is found must be there after it too. */
function splitInstant(visits: readonly StageVisit[], asOf: number): number {
  const ends = visits.flatMap((visit) => visit.leftAt ?? []).sort((a, b) => a - b);
  return ends[Math.floor(ends.length * 0.6)] ?? asOf;
}

function rowsByStage(exposures: Exposures, stages: number): number[][] {
  const rows = Array.from({ length: stages }, () => [] as number[]);
  exposures.cell.forEach((cell, row) => rows[Math.floor(cell / exposures.cellsPerStage)]?.push(row));
  return rows;
}

function compareDivision(division: Segmentation, visits: readonly StageVisit[], exposures: Exposures, stageIndex: ReadonlyMap<string, number>, splitAt: number): Comparison[] {
  const numberOf = new Map(division.levels.map((level, index) => [level, index]));
  const levelOfVisit = Int16Array.from(visits, (visit) => numberOf.get(division.levelOf(visit.deal) ?? '') ?? -1);
  const levelOfRow = (row: number): number => levelOfVisit[exposures.visit[row] as number] as number;
  const rows = rowsByStage(exposures, stageIndex.size);
  return [...stageIndex].flatMap(([stage, index]) => {
    const tallies = tallyLevels(exposures, rows[index] ?? [], index, division.levels.length, levelOfRow, splitAt);
    const all = tallies[division.levels.length] as LevelTally;
    return division.levels.flatMap((level, place) => kindsOfLeak.flatMap((kind) =>
      comparisonOf({ kind, stage, column: division.column, level }, tallies[place] as LevelTally, all)));
  });
}

type Named = Pick<Comparison, 'kind' | 'stage' | 'column' | 'level'>;

function comparisonOf(named: Named, segment: LevelTally, all: LevelTally): Comparison[] {
  const whole = compareRates(segment[named.kind].whole, all[named.kind].whole);
  if (whole === null || whole.expected < fewestEvents || whole.others < fewestEvents) return [];
  const later = compareRates(segment[named.kind].later, all[named.kind].later);
  const confirmed = later === null || later.expected < fewestLaterEvents ? null : leakScore(named.kind, later) > confirmingZ;
  return [{ ...named, whole, pValue: upperTail(leakScore(named.kind, whole)), confirmedLater: confirmed }];
}

/** A loss leak has a higher loss rate, a wait leak a lower rate of moving on. */
const leakScore = (kind: LeakKind, compared: RateComparison): number => (kind === 'loss' ? compared.z : -compared.z);
const upperTail = (z: number): number => 1 - normalCdf(z);

/** Each stage now against the same stage before, at the same age; earlier half-years show how much it varies anyway. */
function comparePeriods(visits: readonly StageVisit[], options: Omit<ExposureOptions, 'cuts' | 'sameHalfYear'>): Comparison[] {
  const cuts = periodCuts(visits, options.asOf);
  if (cuts.length < fewestPeriods) return [];
  const exposures = exposuresOf(visits, { ...options, cuts, sameHalfYear: false });
  const periodOfRow = (row: number): number => cuts.findLastIndex((cut) => cut <= (exposures.startsAt[row] as number));
  const rows = rowsByStage(exposures, options.stageIndex.size);
  return [...options.stageIndex].flatMap(([stage, index]) => {
    const tallies = tallyLevels(exposures, rows[index] ?? [], index, cuts.length, periodOfRow, Infinity);
    return kindsOfLeak.flatMap((kind) => periodComparison(kind, stage, tallies));
  });
}
const fewestPeriods = 4;

/** Starts of half-years, counted back from the date, oldest first. */
function periodCuts(visits: readonly StageVisit[], asOf: number): number[] {
  const first = visits.reduce((least, visit) => Math.min(least, visit.enteredAt), asOf);
  const count = Math.floor((asOf - first) / (recentDays * DAY_MS));
  return Array.from({ length: count }, (_, index) => asOf - (count - index) * recentDays * DAY_MS);
}

function periodComparison(kind: LeakKind, stage: string, tallies: readonly LevelTally[]): Comparison[] {
  const all = tallies[tallies.length - 1] as LevelTally;
  const compared = tallies.slice(0, -1).map((tally) => compareRates(tally[kind].whole, all[kind].whole));
  const last = compared[compared.length - 1];
  if (!last || last.expected < fewestEvents || last.others < fewestEvents) return [];
  const before = compared.slice(0, -1).filter((one): one is RateComparison => one !== null && one.expected >= fewestEvents);
  if (before.length < fewestPeriods - 1) return [];
  const unrest = Math.max(1, before.reduce((sum, one) => sum + one.z * one.z, 0) / (before.length - 1));
  const se = last.se * Math.sqrt(unrest);
  return [{ kind, stage, column: periodColumn, level: 'recent', whole: { ...last, se }, pValue: upperTail(leakScore(kind, last) / Math.sqrt(unrest)), confirmedLater: null }];
}
