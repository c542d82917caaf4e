import type { DealLog, LeadLog, Log } from '../log.ts';

/** An inquiry with the instant it was won (or converted, where no deals are linked). */
export interface Inquiry {
  readonly lead: LeadLog;
  readonly createdAt: number | null;
  /** Null while not won, or where the win has no date. */
  readonly wonAt: number | null;
  /** Won by what the log says, dated or not; null where it says nothing. */
  readonly won: boolean | null;
  readonly deal: DealLog | null;
}

/** Inquiries with their outcome. A linked deal decides: it counts once it is won, not when it was opened. */
export function inquiriesOf(log: Log): Inquiry[] {
  const deals = new Map(log.deals.map((deal) => [deal.id, deal]));
  return log.leads.map((lead) => {
    const deal = lead.dealId === null ? null : deals.get(lead.dealId) ?? null;
    return { lead, createdAt: lead.createdAt, deal, ...outcomeOf(lead, deal) };
  });
}

function outcomeOf(lead: LeadLog, deal: DealLog | null): Pick<Inquiry, 'wonAt' | 'won'> {
  if (deal === null) return { wonAt: lead.convertedAt, won: lead.convertedAt === null ? lead.converted : true };
  const isWon = deal.outcome?.kind === 'won';
  return { wonAt: isWon ? deal.outcome?.closedAt ?? deal.outcome?.at ?? null : null, won: isWon };
}

/** Days are compared, so that a win on the day of the inquiry is no negative lag. */
const dayOf = (at: number): number => Math.floor(at / 86_400_000);

export const lagDays = (inquiry: Inquiry): number | null =>
  inquiry.createdAt === null || inquiry.wonAt === null ? null : dayOf(inquiry.wonAt) - dayOf(inquiry.createdAt);

/**
 * From when conversions are recorded. They start where inquiries start, unless so many would be expected before the
 * first one seen that chance does not explain their absence: 5 or more expected means a chance below 1 in 100 of seeing
 * none (Poisson). Expected: for each earlier inquiry, the share of later inquiries that was won within as many days.
 */
export function conversionLogStart(inquiries: readonly Inquiry[]): number | null {
  const dated = inquiries.filter((inquiry) => inquiry.createdAt !== null);
  const wins = dated.flatMap((inquiry) => inquiry.wonAt ?? []);
  if (wins.length === 0) return null;
  const firstWin = wins.reduce((least, at) => Math.min(least, at), Infinity);
  const firstInquiry = dated.reduce((least, inquiry) => Math.min(least, inquiry.createdAt as number), Infinity);
  const before = dated.filter((inquiry) => (inquiry.createdAt as number) < firstWin);
  const after = dated.filter((inquiry) => (inquiry.createdAt as number) >= firstWin);
  const lags = after.flatMap((inquiry) => lagDays(inquiry) ?? []).sort((a, b) => a - b);
  if (after.length === 0) return firstInquiry;
  const expected = before.reduce((sum, inquiry) => sum + countUpTo(lags, dayOf(firstWin) - dayOf(inquiry.createdAt as number)) / after.length, 0);
  return expected >= 5 ? firstWin : firstInquiry;
}

function countUpTo(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
