import { DAY_MS } from '../../model/index.ts';
import type { Log } from '../log.ts';
import type { Worth } from '../money/worth.ts';
import type { StageVisit } from '../stages/stage-visits.ts';
import type { Comparison } from './comparisons.ts';

/** What is needed to price leaks of one log: how often deals pass, how many of those that go on are won, what a win brings. */
export interface Pricing {
  readonly quarters: number;
  /** Share won among closed deals that went on from a stage, by stage. */
  readonly wonAfter: ReadonlyMap<string, number>;
  /** Losses per day at risk in a stage. */
  readonly lossesPerDay: ReadonlyMap<string, number>;
  /** Mean worth of a win in hundredths, or 1 where deals are counted; null where no win has an amount. */
  readonly worthOfWin: number | null;
}

const daysPerQuarter = 91.3125;

export function pricingOf(stays: readonly StageVisit[], wins: Log['deals'], worth: Worth, asOf: number, isForward: (visit: StageVisit) => boolean): Pricing {
  const first = stays.reduce((least, stay) => Math.min(least, stay.enteredAt), asOf);
  const values = wins.flatMap((deal) => worth.of(deal) ?? []);
  return {
    quarters: Math.max(1, (asOf - first) / DAY_MS / daysPerQuarter),
    wonAfter: shareByStage(stays, (stay) => isForward(stay) && stay.deal.outcome !== null, (stay) => stay.deal.outcome?.kind === 'won'),
    lossesPerDay: lossRates(stays, asOf),
    worthOfWin: values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length,
  };
}

function shareByStage(stays: readonly StageVisit[], counts: (stay: StageVisit) => boolean, hits: (stay: StageVisit) => boolean): Map<string, number> {
  const tallies = new Map<string, [number, number]>();
  for (const stay of stays) {
    if (!counts(stay)) continue;
    const tally = tallies.get(stay.stage) ?? [0, 0];
    tallies.set(stay.stage, [tally[0] + (hits(stay) ? 1 : 0), tally[1] + 1]);
  }
  return new Map([...tallies].map(([stage, [hit, all]]) => [stage, hit / all]));
}

function lossRates(stays: readonly StageVisit[], asOf: number): Map<string, number> {
  const tallies = new Map<string, [number, number]>();
  for (const stay of stays) {
    const tally = tallies.get(stay.stage) ?? [0, 0];
    const lost = stay.outcome === 'lost' || stay.outcome === 'no_decision' ? 1 : 0;
    tallies.set(stay.stage, [tally[0] + lost, tally[1] + ((stay.leftAt ?? asOf) - stay.enteredAt) / DAY_MS]);
  }
  return new Map([...tallies].map(([stage, [lost, days]]) => [stage, days === 0 ? 0 : lost / days]));
}

/** Extra losses among those observed: the others' share lost is `exp(−logRatio)` of the segment's. */
export const extraLosses = (comparison: Comparison, logRatio: number): number => comparison.whole.observed * (1 - Math.exp(-logRatio));

/** Extra days a stay lasts: its mean (days at risk ÷ steps forward) less that of comparable deals. */
export const extraDays = (comparison: Comparison, logRatio: number): number =>
  (comparison.whole.atRisk / Math.max(1, comparison.whole.observed)) * (1 - Math.exp(-logRatio));

/**
 * Worth lost a quarter, in the unit of the worth. Loss: extra losses × share of deals going on from here that are won ×
 * mean win. Wait: stays × extra days × losses per day in the stage × the same. Null where no win has an amount.
 */
export function pricePerQuarter(comparison: Comparison, logRatio: number, deals: number, pricing: Pricing): number | null {
  if (pricing.worthOfWin === null) return null;
  const lost = comparison.kind === 'loss'
    ? extraLosses(comparison, logRatio)
    : deals * extraDays(comparison, logRatio) * (pricing.lossesPerDay.get(comparison.stage) ?? 0);
  return (lost / pricing.quarters) * (pricing.wonAfter.get(comparison.stage) ?? 0) * pricing.worthOfWin;
}
