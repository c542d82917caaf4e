import type { DealLog } from '../history/index.ts';

/** When a cluster was assigned, whether it was held out, and its deals at that moment. */
export interface Assignment {
  readonly cluster: string;
  readonly heldOut: boolean;
  /** UTC ms. */
  readonly at: number;
  /** Open deals of the cluster when it was assigned; empty in records from before they were written down. */
  readonly deals?: readonly string[];
}

/** Deals of one account are one cluster; a deal without an account stands for itself. */
export const clusterInLog = (deal: DealLog): string => deal.accountId ?? deal.accountName ?? `deal ${deal.id}`;

/**
 * Where each assigned cluster is today. An account that still has deals is itself. One that has none has become the account
 * to which all of its deals went: so it is after a merge in the CRM, when an account got an id where it had a name only, and
 * when ids were given anew. Deals that left it one by one do not take its assignment along, and one whose deals scattered is gone.
 */
export function followAccounts(assignments: readonly Assignment[], deals: readonly DealLog[]): (cluster: string) => string {
  const placeOf = new Map(deals.map((deal) => [deal.id, clusterInLog(deal)]));
  const here = new Set(placeOf.values());
  const byName = new Map(deals.flatMap((deal) => (deal.accountName !== null ? [[deal.accountName, clusterInLog(deal)] as const] : [])));
  const became = new Map<string, string>();
  for (const { cluster, deals: its = [] } of assignments) {
    if (here.has(cluster)) continue;
    const places = new Set(its.flatMap((deal) => placeOf.get(deal) ?? []));
    const place = its.length === 0 ? byName.get(cluster) : places.size === 1 ? [...places][0] : undefined;
    if (place !== undefined) became.set(cluster, place);
  }
  return (cluster) => became.get(cluster) ?? cluster;
}

/** One assignment a cluster as it is today: where accounts became one, the first word on any of them holds for all. */
export function firstWords(assignments: readonly Assignment[], accountOf: (cluster: string) => string = (cluster) => cluster): Assignment[] {
  const first = new Map<string, Assignment>();
  for (const assignment of [...assignments].sort((a, b) => a.at - b.at || (a.cluster < b.cluster ? -1 : 1))) {
    const account = accountOf(assignment.cluster);
    if (!first.has(account)) first.set(account, { ...assignment, cluster: account });
  }
  return [...first.values()];
}
