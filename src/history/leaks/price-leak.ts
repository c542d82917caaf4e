import { quantileAboveZero } from '../../learn/index.ts';
import { DAY_MS } from '../../model/index.ts';
import type { Log } from '../log.ts';
import type { Worth } from '../money/worth.ts';
import type { StageVisit } from '../stages/stage-visits.ts';
import type { RateComparison } from './compare-rates.ts';

/** What is needed to price leaks of one log: over how long, how many of those that go on from a stage are won, what a win brings. */
export interface Pricing {
  readonly quarters: number;
  /** Share won among closed deals that went on from a stage, by stage. */
  readonly wonAfter: ReadonlyMap<string, number>;
  /** Mean worth of a win in hundredths (1 where deals are counted) and its coefficient of variation; null where no win has an amount. */
  readonly win: { readonly mean: number; readonly variation: number } | null;
  readonly isForward: (visit: StageVisit) => boolean;
}

/** A place of a leak: deals lost beyond comparable ones with the variance of that, and the stays it holds. */
export interface Place {
  readonly extra: Estimate;
  readonly stays: readonly StageVisit[];
  /** Quarters over which the losses were seen. */
  readonly quarters: number;
}

export interface Estimate {
  readonly mean: number;
  readonly variance: number;
}

/** Hundredths a quarter, or deals a quarter, with its 8-in-10 range. */
export interface Price {
  readonly middle: number;
  readonly low: number;
  readonly high: number;
}

const daysPerQuarter = 91.3125;
export const quartersIn = (days: number): number => Math.max(1, days / daysPerQuarter);

export function pricingOf(stays: readonly StageVisit[], wins: Log['deals'], worth: Worth, asOf: number, isForward: (visit: StageVisit) => boolean): Pricing {
  const first = stays.reduce((least, stay) => Math.min(least, stay.enteredAt), asOf);
  const values = wins.flatMap((deal) => worth.of(deal) ?? []);
  return { quarters: quartersIn((asOf - first) / DAY_MS), wonAfter: wonAfterByStage(stays, isForward), win: values.length === 0 ? null : spreadOf(values), isForward };
}

function spreadOf(values: readonly number[]): { mean: number; variation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1);
  return { mean, variation: mean === 0 ? 0 : Math.sqrt(variance) / Math.abs(mean) };
}

function wonAfterByStage(stays: readonly StageVisit[], isForward: (visit: StageVisit) => boolean): Map<string, number> {
  const wentOn = Map.groupBy(stays.filter((stay) => isForward(stay) && stay.deal.outcome !== null), (stay) => stay.stage);
  return new Map([...wentOn].map(([stage, own]) => [stage, own.filter(isWon).length / own.length]));
}

const isWon = (stay: StageVisit): boolean => stay.deal.outcome?.kind === 'won';

/** Extra losses among those observed: the others' share lost is `exp(−logRatio)` of the segment's. */
export const extraLosses = (losses: RateComparison, logRatio: number): number => losses.observed * (1 - Math.exp(-logRatio));

/**
 * Extra days a stay lasts: its mean, less what it would be if deals moved on at the others' rate, `exp(logRatio)` times this
 * place's, and left otherwise (lost, sent back) as they do. So it is never longer than the stay.
 */
export function extraDays(stays: readonly StageVisit[], logRatio: number, asOf: number, isForward: (visit: StageVisit) => boolean): number {
  const days = stays.reduce((sum, stay) => sum + ((stay.leftAt ?? asOf) - stay.enteredAt) / DAY_MS, 0);
  const ended = stays.filter((stay) => stay.leftAt !== null);
  const forward = ended.filter(isForward).length;
  return days / Math.max(1, ended.length) - days / Math.max(1, ended.length - forward + forward * Math.exp(logRatio));
}

/** 8 in 10 of a normal distribution lie within this many standard deviations. */
const z80 = 1.2816;
/** Deals of the whole stage, and wins of the whole log, that stand in where a segment has few of its own. */
const dealsLent = 10;
const winsLent = 5;

/**
 * Worth lost a quarter at a place: deals lost beyond comparable ones × share won of those that go on from there × worth of
 * a win, the last two of the segment itself, helped by the whole where it is small. The range adds up the uncertainty of
 * all three to first order. A leak brings nothing: what lies below zero is ruled out. Null where no win has an amount.
 */
export function pricePerQuarter(place: Place, stage: string, worth: Worth, pricing: Pricing): Price | null {
  if (pricing.win === null) return null;
  const extra = place.extra.mean / place.quarters;
  const extraSd = Math.sqrt(place.extra.variance) / place.quarters;
  const passing = passingOf(place.stays, pricing.wonAfter.get(stage) ?? 0, pricing.isForward);
  const win = winOf(place.stays, worth, pricing.win);
  const middle = extra * passing.mean * win.mean;
  const variance = (passing.mean * win.mean * extraSd) ** 2 + extra ** 2 * (win.mean ** 2 * passing.variance + passing.mean ** 2 * win.variance);
  return aboveZero(middle, Math.sqrt(variance));
}

/** Median and 8-in-10 range of what lies above zero; all zero where nine in ten lie below it. */
function aboveZero(mean: number, sd: number): Price {
  if (mean + z80 * sd <= 0) return { middle: 0, low: 0, high: 0 };
  const [low, middle, high] = [0.1, 0.5, 0.9].map((p) => quantileAboveZero(p, mean, sd)) as [number, number, number];
  return { middle, low, high };
}

function passingOf(stays: readonly StageVisit[], usual: number, isForward: (visit: StageVisit) => boolean): Estimate {
  const wentOn = stays.filter((stay) => isForward(stay) && stay.deal.outcome !== null);
  const n = wentOn.length + dealsLent;
  const mean = (wentOn.filter(isWon).length + dealsLent * usual) / n;
  return { mean, variance: (mean * (1 - mean)) / n };
}

function winOf(stays: readonly StageVisit[], worth: Worth, usual: NonNullable<Pricing['win']>): Estimate {
  const won = new Set(stays.filter(isWon).map((stay) => stay.deal));
  const values = [...won].flatMap((deal) => worth.of(deal) ?? []);
  const n = values.length + winsLent;
  const mean = (values.reduce((sum, value) => sum + value, 0) + winsLent * usual.mean) / n;
  return { mean, variance: (usual.variation * mean) ** 2 / n };
}
