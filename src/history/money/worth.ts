import type { Leak } from '../../model/index.ts';
import type { DealLog, Log } from '../log.ts';
import { stateAt } from '../state-at.ts';

/** What a won deal brings: margin where costs are known, otherwise revenue, otherwise the deal itself is the unit. */
export interface Worth {
  readonly is: Leak['moneyIs'];
  readonly currency: string | null;
  /** Hundredths of a deal's worth; 1 per deal where deals are counted; null where this deal's amount is unknown. */
  readonly of: (deal: DealLog) => number | null;
}

/** Reads off the log what a deal is worth on a date. Mixed currencies without rates leave only counting. */
export function worthOf(log: Log, asOf: number): Worth {
  const hasAmounts = log.deals.some((deal) => stateAt(deal, asOf).amountCents);
  if (!hasAmounts || log.mixedCurrencies) return { is: 'deals', currency: null, of: () => 1 };
  const kept = marginShare(log, asOf);
  const revenue = (deal: DealLog): number | null => stateAt(deal, asOf).amountCents || null;
  if (kept === null) return { is: 'revenue', currency: log.reportingCurrency, of: revenue };
  const margin = (deal: DealLog): number | null => {
    const cents = revenue(deal);
    return cents === null ? null : cents * kept;
  };
  return { is: 'margin', currency: log.reportingCurrency, of: margin };
}

/**
 * Share of revenue that costs leave, from deals and accounts that carry costs: 1 − costs ÷ revenue, where revenue is the
 * amount of won deals that costs belong to. Null where no costs are imported or none belongs to a won deal.
 */
export function marginShare(log: Log, asOf: number): number | null {
  const costs = log.money.filter((money) => money.kind === 'cost' && money.at <= asOf);
  if (costs.length === 0) return null;
  const deals = new Set(costs.flatMap((cost) => cost.dealId ?? []));
  const accounts = new Set(costs.flatMap((cost) => (cost.dealId === null ? cost.accountId ?? [] : [])));
  const carrying = log.deals.filter((deal) => deals.has(deal.id) || (deal.accountId !== null && accounts.has(deal.accountId)));
  const revenue = carrying.reduce((sum, deal) => sum + (stateAt(deal, asOf).status === 'won' ? stateAt(deal, asOf).amountCents ?? 0 : 0), 0);
  const spent = costs.reduce((sum, cost) => sum + cost.amountCents, 0);
  return revenue <= 0 ? null : 1 - spent / revenue;
}
