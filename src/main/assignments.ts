import { z } from 'zod';
import type { DealAnswer } from '../model/index.ts';
import type { Facts } from '../store/index.ts';
import type { Log } from '../history/index.ts';
import { clusterOf, firstWords, followAccounts, holdOutAssignments, policy, usualHeldShare, type Assignment } from '../prescribe/index.ts';

const datedStatement = {
  name: 'dated_assignments',
  text: 'SELECT cluster_id, held_out, deals, toUnixTimestamp64Milli(occurred_at) AS at FROM assignments ORDER BY occurred_at, cluster_id',
  parameters: z.object({}),
  row: z.object({ cluster_id: z.string(), held_out: z.boolean(), deals: z.array(z.string()), at: z.coerce.number() }),
} as const;

/** Every assignment with its day and its deals, oldest first. */
export const datedAssignments = async (facts: Facts): Promise<Assignment[]> =>
  (await facts.query(datedStatement, {})).map((row) => ({ cluster: row.cluster_id, heldOut: row.held_out, deals: row.deals, at: row.at }));

export interface Assigning {
  readonly log: Log;
  /** Open deals, whose accounts are to be assigned. */
  readonly deals: readonly DealAnswer[];
  readonly seed: number;
  readonly now: number;
}

/**
 * Which accounts are in the comparison group. What was assigned before stands, under whatever name or id the account has
 * now; accounts that are new are drawn, and written down before anything is suggested for them.
 */
export async function frozenAssignments(facts: Facts, { log, deals, seed, now }: Assigning): Promise<Map<string, boolean>> {
  const written = await datedAssignments(facts);
  const frozen = new Map(firstWords(written, followAccounts(written, log.deals)).map(({ cluster, heldOut }) => [cluster, heldOut]));
  const assigned = holdOutAssignments(deals, { seed, share: usualHeldShare, frozen });
  const dealsOf = Map.groupBy(deals, clusterOf);
  const fresh = [...assigned].filter(([cluster]) => !frozen.has(cluster));
  if (fresh.length > 0) await facts.insert('assignments', fresh.map(([cluster, out]) => ({ cluster_id: cluster, held_out: out, deals: (dealsOf.get(cluster) ?? []).map(({ id }) => id), policy, occurred_at: now })));
  return assigned;
}
