import { DAY_MS } from '../../model/index.ts';
import type { DealLog, Log } from '../log.ts';
import { quantileOf } from '../order.ts';

/** What deals looked like that were won: the yardsticks for open ones. Days; null where too few won deals show it. */
export interface WonPatterns {
  readonly wonDeals: number;
  /** Age at which the slowest win closed. */
  readonly oldestWinDays: number | null;
  /** Age at which the slowest deal of any outcome closed. */
  readonly oldestCloseDays: number | null;
  /** 9 of 10 won deals never went longer without a dated touch. */
  readonly quietDays: number | null;
  /** By stage: 9 of 10 won deals had left it within these days. */
  readonly waitDays: ReadonlyMap<string, number>;
}

/** Fewer won deals than this make no yardstick: the ninth of ten would rest on one deal. */
export const fewestWonDeals = 20;

export function wonPatterns(log: Log): WonPatterns {
  const closed = log.deals.filter((deal) => deal.outcome?.at != null && deal.createdAt !== null);
  const won = closed.filter((deal) => deal.outcome?.kind === 'won');
  return {
    wonDeals: won.length,
    oldestWinDays: oldest(won),
    oldestCloseDays: oldest(closed),
    quietDays: nineOfTen(won.filter((deal) => deal.touches.length > 0).map(longestQuiet)),
    waitDays: longestWaits(won),
  };
}

const oldest = (deals: readonly DealLog[]): number | null =>
  deals.length < fewestWonDeals ? null : deals.reduce((most, deal) => Math.max(most, ageAtClose(deal)), 0);

const ageAtClose = (deal: DealLog): number => ((deal.outcome?.at ?? 0) - (deal.createdAt ?? 0)) / DAY_MS;

const nineOfTen = (days: readonly number[]): number | null => (days.length < fewestWonDeals ? null : quantileOf(days, 0.9));

/** Longest time without a touch between creation and close, in days. */
function longestQuiet(deal: DealLog): number {
  const end = deal.outcome?.at ?? 0;
  let from = deal.createdAt ?? 0;
  let longest = 0;
  for (const at of [...deal.touches.filter((touch) => touch <= end), end]) {
    longest = Math.max(longest, at - from);
    from = Math.max(from, at);
  }
  return longest / DAY_MS;
}

function longestWaits(won: readonly DealLog[]): Map<string, number> {
  const waits = new Map<string, number[]>();
  for (const deal of won) {
    if (!deal.hasStageHistory) continue;
    const end = deal.outcome?.at ?? 0;
    deal.stage.forEach((entry, index) => {
      if (entry.at >= end) return;
      const left = Math.min(deal.stage[index + 1]?.at ?? end, end);
      const days = waits.get(entry.value);
      if (days) days.push((left - entry.at) / DAY_MS);
      else waits.set(entry.value, [(left - entry.at) / DAY_MS]);
    });
  }
  const limits = [...waits].map(([stage, days]) => [stage, nineOfTen(days)] as const);
  return new Map(limits.filter((limit): limit is readonly [string, number] => limit[1] !== null));
}

/** Whether a column holds anything for anyone: an empty cell says something only where the column exists. */
export const columnExists = (deals: readonly DealLog[], column: 'nextStep' | 'amountCents'): boolean =>
  deals.some((deal) => deal[column].some((entry) => entry.value !== null && entry.value !== ''));
