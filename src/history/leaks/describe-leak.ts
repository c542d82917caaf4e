import { DAY_MS, type Leak } from '../../model/index.ts';
import type { Worth } from '../money/worth.ts';
import { sayCount, sayDays, sayDeals, sayMoney } from '../say.ts';
import { wholeLife, type StageVisit } from '../stages/stage-visits.ts';
import { periodColumn, recentDays, type Comparison } from './comparisons.ts';
import { extraDays, extraLosses, pricePerQuarter, quartersIn, type Price, type Pricing } from './price-leak.ts';
import { lostBeyond } from './lost-beyond.ts';

/** A comparison that was picked, with its shrunken log rate ratio in the direction that leaks. */
export interface FoundLeak extends Comparison {
  readonly qValue: number;
  readonly size: number;
  readonly sizeSd: number;
  /** Part of the extra losses that is left after shrinkage: 1 where the place was found by its wait, so that nobody selected its losses. */
  readonly lossesKept: number;
}

/** A leak with the deals behind it. */
export interface LeakWithDeals {
  readonly leak: Leak;
  readonly dealIds: readonly string[];
}

export interface LeakSetting {
  readonly stays: readonly StageVisit[];
  readonly levelOf: (column: string) => (stay: StageVisit) => string | null;
  readonly pricing: Pricing;
  readonly worth: Worth;
  readonly asOf: number;
  /** The stage that most deals go on to. */
  readonly nextOf: (stage: string) => string | null;
}

/** 8 in 10 of a normal distribution lie within this many standard deviations. */
const z80 = 1.2816;

export function describeLeak(found: FoundLeak, setting: LeakSetting): LeakWithDeals {
  const inStage = setting.stays.filter((stay) => stay.stage === found.stage);
  const levelOf = setting.levelOf(found.column);
  const own = inStage.filter((stay) => levelOf(stay) === found.level);
  const dealsHere = distinct(own);
  const dealIds = found.kind === 'loss' ? distinct(own.filter(isLost)) : dealsHere;
  const sizes = [found.size - z80 * found.sizeSd, found.size, found.size + z80 * found.sizeSd] as const;
  const excess = sizes.map((size) => (found.kind === 'wait' ? extraDays(own, size, setting.asOf, setting.pricing.isForward) : extraLosses(found.whole, size) / Math.max(1, dealsHere.length)));
  const price = priceOf(found, inStage, own, setting);
  const to = found.kind === 'loss' ? 'Lost' : setting.nextOf(found.stage);
  const leak: Omit<Leak, 'sentence'> = {
    id: leakId(found), kind: found.kind, from: found.stage, to, segment: segmentWords(found),
    deals: dealIds.length, comparableDeals: distinct(inStage.filter((stay) => levelOf(stay) !== found.level)).length,
    excess: excess[1] as number, excessLow: excess[0] as number, excessHigh: excess[2] as number,
    moneyPerQuarter: major(price?.middle, setting.worth), moneyLow: major(price?.low, setting.worth), moneyHigh: major(price?.high, setting.worth),
    currency: setting.worth.currency, moneyIs: setting.worth.is,
    pValue: found.pValue, qValue: found.qValue, confirmedLater: found.confirmedLater,
    rows: { list: 'deals', filter: { leak: leakId(found) } },
  };
  return { leak: { ...leak, sentence: sentenceOf(found, leak, dealsHere.length) }, dealIds };
}

function priceOf(found: FoundLeak, inStage: readonly StageVisit[], own: readonly StageVisit[], { pricing, worth, levelOf }: LeakSetting): Price | null {
  const isPeriod = found.column === periodColumn;
  const { mean, variance } = lostBeyond(inStage, (stay) => levelOf(found.column)(stay) === found.level, !isPeriod);
  const extra = { mean: mean * found.lossesKept, variance: variance * found.lossesKept };
  return pricePerQuarter({ extra, stays: own, quarters: isPeriod ? quartersIn(recentDays) : pricing.quarters }, found.stage, worth, pricing);
}

const distinct = (stays: readonly StageVisit[]): string[] => [...new Set(stays.map((stay) => stay.deal.id))];
const isLost = (stay: StageVisit): boolean => stay.outcome === 'lost' || stay.outcome === 'no_decision';
const major = (amount: number | null | undefined, worth: Worth): number | null =>
  amount === null || amount === undefined ? null : worth.is === 'deals' ? amount : amount / 100;

/** One id for one place and kind. */
export const leakId = (found: Comparison): string => [found.kind, found.stage, found.column, found.level].map(encodeURIComponent).join(':');
const segmentWords = (found: Comparison): string => (found.column === periodColumn ? `last ${recentDays} days` : `${found.column}: ${found.level}`);

function sentenceOf(found: FoundLeak, leak: Omit<Leak, 'sentence'>, deals: number): string {
  const place = found.stage === wholeLife ? leak.segment : `${found.stage}${leak.to === null ? '' : ` → ${leak.to}`}, ${leak.segment}`;
  const fact = found.kind === 'wait'
    ? `${sayDeals(deals)} wait ${sayDays(leak.excess)} longer than comparable ones`
    : `${sayCount(leak.deals)} of ${sayDeals(deals)} were lost, about ${Math.max(1, Math.round(leak.excess * deals))} more than comparable ones at the same age`;
  return `${place}: ${fact}.${moneyWords(leak)}`;
}

function moneyWords(leak: Omit<Leak, 'sentence'>): string {
  const { moneyPerQuarter: money, moneyLow: low, moneyHigh: high } = leak;
  if (money === null || low === null || high === null) return ' It has no price: too few losses there, or no won deal with an amount.';
  if (high <= 0) return ' No more are lost there than elsewhere.';
  if (leak.moneyIs === 'deals') return ` About ${money.toFixed(1)} won deals a quarter (${low.toFixed(1)} to ${high.toFixed(1)}).`;
  const say = (amount: number): string => sayMoney(Math.round(amount * 100), leak.currency);
  return ` About ${say(money)} of ${leak.moneyIs} a quarter (${say(low)} to ${say(high)}).`;
}

/** Where a stay's deal stood in time, for leaks of the recent period. */
export const periodOf = (stay: StageVisit, asOf: number): string | null =>
  ((stay.leftAt ?? asOf) >= asOf - recentDays * DAY_MS ? 'recent' : null);
