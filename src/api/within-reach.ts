import { reachesAll, withinReach } from '../access/index.ts';
import { Failure, type AccountPage, type Ask, type DealFilter, type Scope, type SearchHit, type User, type Workspace } from '../model/index.ts';

const moneyKinds: ReadonlySet<AccountPage['timeline'][number]['kind']> = new Set(['invoice', 'cost']);
const statuses = ['open', 'won', 'lost'] as const satisfies ReadonlyArray<DealFilter['status']>;

/** Throws `Failure('not_found')` where a deal lies beyond a person's reach: that it exists is not theirs to know either. */
export async function requireDeal(workspace: Workspace, user: User | null, id: string, scope: Scope = {}): Promise<void> {
  if (reachesAll(user)) return;
  for (const status of statuses) {
    const found = await workspace.deals({ ...withinReach(user, scope), ids: [id], status });
    if (found.some((deal) => deal.id === id)) return;
  }
  throw new Failure('not_found', `There is no deal "${id}" within your reach.`);
}

/**
 * An account's page within a person's reach: only while one of its deals is theirs, and without others' deals.
 * Throws `Failure('not_found')` beyond reach.
 */
export async function accountWithin(workspace: Workspace, user: User | null, id: string, scope: Scope): Promise<AccountPage> {
  if (reachesAll(user)) return workspace.account(id, scope);
  const found = await Promise.all(statuses.map((status) => workspace.deals({ ...withinReach(user, scope), status })));
  const accounts = new Set(found.flat().map(({ accountId }) => accountId));
  const own = new Set(found.flat().filter((deal) => deal.accountId === id).map((deal) => deal.id));
  if (own.size === 0) throw new Failure('not_found', `There is no account "${id}" within your reach.`);
  const page = await workspace.account(id, withinReach(user, scope));
  const isTheirs = (entry: AccountPage['timeline'][number]): boolean => (entry.dealId === null ? !moneyKinds.has(entry.kind) : own.has(entry.dealId));
  return { ...page, group: groupWithin(page.group, accounts), deals: page.deals.filter((deal) => own.has(deal.id)), timeline: page.timeline.filter(isTheirs) };
}

function groupWithin(group: AccountPage['group'], accounts: ReadonlySet<string | null>): AccountPage['group'] {
  const isHidden = group.parent !== null && !accounts.has(group.parent.id);
  return { ...group, ...(isHidden ? { parent: null, reason: null, by: null, at: null } : {}), below: group.below.filter(({ id }) => accounts.has(id)), notHeeded: [] };
}

/** Throws `Failure('not_found')` where an action concerns somebody else's deal. */
export async function requireAction(workspace: Workspace, user: User | null, actionId: string): Promise<void> {
  if (reachesAll(user)) return;
  const { actions } = await workspace.actions(withinReach(user, {}));
  if (!actions.some((action) => action.id === actionId)) throw new Failure('not_found', `There is no action "${actionId}" within your reach.`);
}

/** Asks about deals within a person's reach. */
export async function asksWithin(workspace: Workspace, user: User | null): Promise<Ask[]> {
  const asks = await workspace.buyers.asks();
  if (reachesAll(user) || asks.length === 0) return asks;
  const found = await Promise.all(statuses.map((status) => workspace.deals({ ...withinReach(user, {}), status })));
  const own = new Set(found.flat().map((deal) => deal.id));
  return asks.filter((ask) => own.has(ask.dealId));
}

/** Throws `Failure('not_found')` where an ask is about somebody else's deal. */
export async function requireAsk(workspace: Workspace, user: User | null, askId: string): Promise<void> {
  if (reachesAll(user)) return;
  const ask = (await workspace.buyers.asks()).find((one) => one.id === askId);
  if (!ask) throw new Failure('not_found', `There is no ask "${askId}" within your reach.`);
  await requireDeal(workspace, user, ask.dealId);
}

/** What a search finds within a person's reach. */
export async function searchWithin(workspace: Workspace, user: User | null, text: string): Promise<SearchHit[]> {
  if (reachesAll(user)) return workspace.search(text);
  const deals = await workspace.deals({ ...withinReach(user, {}), search: text });
  return deals.slice(0, 20).map((deal) => ({ kind: 'deal', id: deal.id, title: deal.name ?? deal.account ?? deal.id, detail: deal.stage }));
}
