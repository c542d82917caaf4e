import type { AccountRow, RollUp } from '../../model/index.ts';
import { rollUp } from '../../resolve/index.ts';
import type { AccountLog, DealLog, Log, MoneyLog } from '../log.ts';
import { lastBefore, stateAt } from '../state-at.ts';
import type { AccountDeal } from './account-page.ts';

const iso = (at: number): string => new Date(at).toISOString();

/** A deal as it stood on a date, for lists and pages. */
export function accountDeal(deal: DealLog, asOf: number): AccountDeal {
  const state = stateAt(deal, asOf);
  const status = state.status === 'won' ? 'won' : state.status === 'lost' || state.status === 'no_decision' ? 'lost' : 'open';
  return {
    id: deal.id, accountId: deal.accountId, name: deal.name, status, stage: state.stage, amountCents: state.amountCents, currency: deal.currency,
    createdAt: deal.createdAt, closedAt: status === 'open' ? null : deal.outcome?.closedAt ?? deal.outcome?.at ?? null,
  };
}

/** All accounts on a date, those with most open money first, then by name. Sums are left out where currencies are mixed; `level` says how far up they are added, by parents known at `parentsAsOf`. */
export function accountRows(log: Log, asOf: number, level: RollUp = 'none', parentsAsOf: number = asOf): AccountRow[] {
  const under = level === 'none' ? null : rollUp(log.accounts.map(({ id }) => id), log.parents ?? [], level, parentsAsOf).under;
  const headOf = (id: string | null): string | null => (id === null ? null : under?.get(id) ?? id);
  const deals = groupBy(log.deals, (deal) => headOf(deal.accountId));
  const money = groupBy(log.money, (entry) => headOf(entry.accountId));
  const dealMoney = groupBy(log.money.filter((entry) => entry.accountId === null), (entry) => entry.dealId);
  const below = groupBy(log.accounts, ({ id }) => headOf(id));
  return log.accounts.filter(({ id }) => headOf(id) === id)
    .map((account) => ({ ...accountRow(account, deals.get(account.id) ?? [], moneyOf(account, money, dealMoney, deals), log, asOf), ...(under === null ? {} : { below: (below.get(account.id)?.length ?? 1) - 1 }) }))
    .sort((a, b) => (b.openAmount ?? 0) - (a.openAmount ?? 0) || b.openDeals - a.openDeals || (a.name < b.name ? -1 : 1));
}

function moneyOf(account: AccountLog, byAccount: Map<string, MoneyLog[]>, byDeal: Map<string, MoneyLog[]>, deals: Map<string, DealLog[]>): MoneyLog[] {
  const own = byAccount.get(account.id) ?? [];
  return [...own, ...(deals.get(account.id) ?? []).flatMap((deal) => byDeal.get(deal.id) ?? [])];
}

function accountRow(account: AccountLog, deals: readonly DealLog[], money: readonly MoneyLog[], log: Log, asOf: number): AccountRow {
  const shown = deals.map((deal) => accountDeal(deal, asOf));
  const open = shown.filter((deal) => deal.status === 'open');
  const won = shown.filter((deal) => deal.status === 'won');
  const invoices = money.filter((entry) => entry.kind === 'invoice');
  const costs = money.filter((entry) => entry.kind === 'cost');
  const lastTouch = Math.max(...deals.map((deal) => lastBefore(deal.touches, asOf) ?? -Infinity), -Infinity);
  return {
    id: account.id, source: account.source, name: account.name,
    industry: account.stable['industry'] ?? null, country: account.stable['country'] ?? null,
    owner: ownerOf(deals, asOf),
    openDeals: open.length, openAmount: sumOf(open, log),
    wonDeals: won.length, wonAmount: sumOf(won, log),
    invoiced: invoices.length === 0 || log.mixedCurrencies ? null : cents(invoices),
    margin: costs.length === 0 || invoices.length === 0 || log.mixedCurrencies ? null : cents(invoices) - cents(costs),
    currency: log.reportingCurrency,
    lastTouchAt: lastTouch === -Infinity ? null : iso(lastTouch),
  };
}

const cents = (entries: readonly MoneyLog[]): number => entries.reduce((sum, entry) => sum + entry.amountCents, 0) / 100;

function sumOf(deals: readonly AccountDeal[], log: Log): number | null {
  const amounts = deals.flatMap((deal) => (deal.amountCents === null ? [] : [deal.amountCents]));
  return amounts.length === 0 || log.mixedCurrencies ? null : amounts.reduce((sum, amount) => sum + amount, 0) / 100;
}

/** Who holds the newest deal holds the account, as far as deals tell. */
function ownerOf(deals: readonly DealLog[], asOf: number): string | null {
  const newest = [...deals].sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0))[0];
  return newest ? stateAt(newest, asOf).owner : null;
}

function groupBy<T>(rows: readonly T[], key: (row: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const name = key(row);
    if (name === null) continue;
    const group = groups.get(name);
    if (group) group.push(row);
    else groups.set(name, [row]);
  }
  return groups;
}
