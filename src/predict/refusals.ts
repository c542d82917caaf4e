import { DAY_MS, isoDate, type Refusal } from '../model/index.ts';
import type { Log } from '../history/index.ts';

/** The forecast opens at this many closed deals, with at least this many won and lost. */
export const openingAt = { closed: 100, won: 20, lost: 20 } as const;

const rule = `Planning rule: with ${openingAt.closed} closed deals a win rate is known to about ±10 points (95 %), and ${openingAt.won} won and ${openingAt.lost} lost leave room for one comparison.`;
const worksNow = ['reconciliation', 'ages', 'waiting times'];

/** Why there is no forecast, or null where there is enough. `log` is as of the date. */
export function tooFew(log: Log, asOf: number): Refusal | null {
  const closed = log.deals.filter((deal) => deal.outcome !== null);
  const won = closed.filter((deal) => deal.outcome?.kind === 'won').length;
  const lost = closed.length - won;
  if (closed.length >= openingAt.closed && won >= openingAt.won && lost >= openingAt.lost) return null;
  return {
    code: 'too_few_closed',
    reason: `Not enough to forecast. ${closed.length} closed deals.`,
    needed: `This opens at ${openingAt.closed} closed deals with at least ${openingAt.won} won and ${openingAt.lost} lost.${pace(log, closed.length, asOf)}`,
    rule, worksNow,
  };
}

/** "At your pace: about March 2027." from the closings of the last year. */
function pace(log: Log, closed: number, asOf: number): string {
  const lastYear = log.deals.filter((deal) => deal.outcome?.at != null && deal.outcome.at > asOf - 365 * DAY_MS).length;
  if (lastYear === 0 || closed >= openingAt.closed) return '';
  const days = ((openingAt.closed - closed) / lastYear) * 365;
  if (days > 3650) return '';
  const month = new Date(asOf + days * DAY_MS).toLocaleString('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return ` At your pace: about ${month}.`;
}

export const noDates: Refusal = {
  code: 'no_dates',
  reason: 'The file has no usable date, so time order is impossible.',
  needed: 'When each deal was created and when it closed.',
  rule: 'A forecast says when deals close; without dates it would be a guess.',
  worksNow: ['win rates by column, checked on deals left out', 'reconciliation'],
};

export const mixedCurrencies: Refusal = {
  code: 'mixed_currencies',
  reason: 'Amounts are in several currencies and no rate table joins them.',
  needed: 'A reporting currency and a rate for each other currency, in Settings.',
  rule: 'Mixed currencies are never summed without rates.',
  worksNow: ['counts of deals', 'chances', 'ages'],
};

export const noDeals: Refusal = {
  code: 'no_rows', reason: 'No deals yet.', needed: 'Drop a deals export here, or see it in the demo.', rule: 'A forecast needs deals.', worksNow: ['import'],
};

/** A deal that has outlived every deal that ever ended. */
export function olderThanEvidence(ageDays: number, oldestDays: number): Refusal {
  return {
    code: 'older_than_evidence',
    reason: `Open for ${Math.round(ageDays)} days; no deal that ended was older than ${Math.round(oldestDays)}.`,
    needed: 'A check with the buyer: close it or date it anew.',
    rule: 'No chance is given beyond the oldest age at which a deal was seen to end.',
    worksNow: ['its timeline', 'its account'],
  };
}

export function undatedDeal(asOf: number): Refusal {
  return {
    code: 'no_dates', reason: 'No creation date, so its age is unknown.', needed: 'The day it was created.',
    rule: `Chances depend on age on ${isoDate(asOf)}.`, worksNow: ['its account'],
  };
}
