import type { AccountPage, AccountRow, TimelineEntry } from '../../model/index.ts';
import type { Facts } from '../../store/index.ts';
import type { DealLog } from '../log.ts';
import { membershipsAt, peopleAt, type PersonAt } from './people-at.ts';
import { accountStatement, activitiesOfAccount, contactVersions, contactsOfAccount, costsOfAccount, invoicesOfAccount, stageChangesOfDeals, touchesByContact } from './statements.ts';

/** A deal as the account page needs it, on the date asked for. */
export interface AccountDeal {
  readonly id: string;
  readonly accountId: string | null;
  readonly name: string | null;
  readonly status: 'open' | 'won' | 'lost';
  readonly stage: string | null;
  readonly amountCents: number | null;
  readonly currency: string | null;
  readonly createdAt: number | null;
  readonly closedAt: number | null;
}

export interface AccountRecordName { readonly source: string; readonly id: string }

export interface AccountPageInput {
  readonly facts: Facts;
  readonly row: AccountRow;
  readonly deals: readonly AccountDeal[];
  /** Records of the company, the one known first before all. */
  readonly records: ReadonlyArray<AccountRecordName>;
  /** Records of other companies that have an id of one of these. */
  readonly others: ReadonlyArray<AccountRecordName>;
  readonly asOf: number;
}

const activitiesShown = 200;
const iso = (at: number): string => new Date(at).toISOString();

/** One account on a date: people, deals and everything that happened, newest first. */
export async function accountPage(input: AccountPageInput): Promise<Omit<AccountPage, 'people' | 'group'> & { readonly people: readonly PersonAt[] }> {
  const { facts, row, asOf } = input;
  const company = { accounts: input.records.map(({ id }) => id), others: input.others.map(({ source, id }) => `${source}:${id}`), asOf };
  const deals = input.deals.map((deal) => deal.id);
  const [details, contacts, versions, touches, activities, changes, invoices, costs] = await Promise.all([
    facts.query(accountStatement, company),
    facts.query(contactsOfAccount, company),
    facts.query(contactVersions, company),
    facts.query(touchesByContact, { ...company, deals }),
    facts.query(activitiesOfAccount, { ...company, deals, limit: activitiesShown + 1 }),
    facts.query(stageChangesOfDeals, { deals, asOf }),
    facts.query(invoicesOfAccount, { ...company, deals }),
    facts.query(costsOfAccount, { ...company, deals }),
  ]);
  const nameOf = new Map(input.deals.map((deal) => [deal.id, deal.name ?? deal.id]));
  const timeline: TimelineEntry[] = [
    ...activities.slice(0, activitiesShown).map((activity) => entry(activity.at_ms, 'activity', activity.type ?? 'Activity', { detail: activity.subject, dealId: activity.deal_id, by: activity.owner })),
    ...changes.map((change) => entry(change.at_ms, 'stage', `${nameOf.get(change.deal_id) ?? change.deal_id}: ${change.stage}`, { detail: change.from_stage ? `from ${change.from_stage}` : null, dealId: change.deal_id, by: change.by })),
    ...invoices.map((invoice) => entry(invoice.at_ms, 'invoice', invoice.product ?? 'Invoice', { amountCents: invoice.amount_cents, currency: invoice.currency, dealId: invoice.deal_id })),
    ...costs.map((cost) => entry(cost.at_ms, 'cost', cost.category ?? 'Cost', { amountCents: cost.amount_cents, currency: cost.currency, dealId: cost.deal_id })),
    ...input.deals.flatMap(dealEntries),
  ].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  return {
    account: row,
    people: peopleAt({ contacts, touches, memberships: membershipsAt(versions, company) }),
    records: input.records.map(({ source, id }) => `account:${source}:${id}`),
    deals: input.deals.map(shownDeal),
    timeline,
    more: activities.length > activitiesShown,
    attributes: attributesOf(details.find((one) => one.record_id === input.records[0]?.id) ?? details[0]),
    asOf: iso(asOf),
  };
}

type EntryExtras = { detail?: string | null; amountCents?: number | null; currency?: string | null; dealId?: string | null; by?: string | null };

const entry = (at: number, kind: TimelineEntry['kind'], title: string, extras: EntryExtras): TimelineEntry => ({
  at: iso(at), kind, title,
  detail: extras.detail ?? null,
  amount: extras.amountCents === null || extras.amountCents === undefined ? null : extras.amountCents / 100,
  currency: extras.currency ?? null, dealId: extras.dealId ?? null, by: extras.by ?? null,
});

function dealEntries(deal: AccountDeal): TimelineEntry[] {
  const extras = { amountCents: deal.amountCents, currency: deal.currency, dealId: deal.id };
  const created = deal.createdAt === null ? [] : [entry(deal.createdAt, 'deal_created', `Deal opened: ${deal.name ?? deal.id}`, { dealId: deal.id })];
  if (deal.status === 'open' || deal.closedAt === null) return created;
  return [...created, entry(deal.closedAt, deal.status, `${deal.status === 'won' ? 'Won' : 'Lost'}: ${deal.name ?? deal.id}`, extras)];
}

const shownDeal = (deal: AccountDeal): AccountPage['deals'][number] => ({
  id: deal.id, name: deal.name, status: deal.status, stage: deal.stage,
  amount: deal.amountCents === null ? null : deal.amountCents / 100,
  currency: deal.currency,
  createdAt: deal.createdAt === null ? null : iso(deal.createdAt),
  closedAt: deal.closedAt === null ? null : iso(deal.closedAt),
});

function attributesOf(details: { attributes: Record<string, string>; domain: string | null; employees: number | null; annual_revenue: number | null; region: string | null; parent: string | null } | undefined): Record<string, string> {
  if (!details) return {};
  const shown: Record<string, string> = {};
  if (details.domain) shown['Domain'] = details.domain;
  if (details.employees !== null) shown['Employees'] = String(details.employees);
  if (details.annual_revenue !== null) shown['Annual revenue'] = String(details.annual_revenue);
  if (details.region) shown['Region'] = details.region;
  if (details.parent) shown['Parent'] = details.parent;
  return { ...shown, ...details.attributes };
}

/** Deals of one account, from the log as of the date. */
export const dealsOfAccount = (deals: readonly DealLog[], accountId: string): DealLog[] => deals.filter((deal) => deal.accountId === accountId);
