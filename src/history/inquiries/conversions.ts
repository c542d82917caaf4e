import { recordedFrom } from '../health/recorded-from.ts';
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

/** From when conversions are recorded: where inquiries start, or later where the log of conversions starts later. */
export const conversionLogStart = (inquiries: readonly Inquiry[]): number | null =>
  recordedFrom(inquiries.flatMap(({ createdAt, wonAt }) => (createdAt === null ? [] : [{ from: createdAt, until: wonAt }])));
