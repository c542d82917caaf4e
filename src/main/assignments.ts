import { z } from 'zod';
import type { Facts } from '../store/index.ts';
import { policy, type Assignment } from '../prescribe/index.ts';

const assignmentsStatement = {
  name: 'assignments',
  text: 'SELECT cluster_id, argMin(held_out, occurred_at) AS held FROM assignments GROUP BY cluster_id',
  parameters: z.object({}),
  row: z.object({ cluster_id: z.string(), held: z.boolean() }),
} as const;

const datedStatement = {
  name: 'dated_assignments',
  text: 'SELECT cluster_id, held_out, toUnixTimestamp64Milli(occurred_at) AS at FROM assignments ORDER BY occurred_at, cluster_id',
  parameters: z.object({}),
  row: z.object({ cluster_id: z.string(), held_out: z.boolean(), at: z.coerce.number() }),
} as const;

/** Every assignment with its day, oldest first. */
export const datedAssignments = async (facts: Facts): Promise<Assignment[]> =>
  (await facts.query(datedStatement, {})).map((row) => ({ cluster: row.cluster_id, heldOut: row.held_out, at: row.at }));

/** Which clusters of accounts are in the comparison group: the first word on each holds for good. */
export async function readAssignments(facts: Facts): Promise<Map<string, boolean>> {
  return new Map((await facts.query(assignmentsStatement, {})).map((row) => [row.cluster_id, row.held]));
}

/** Writes down assignments that are new, and returns all of them. */
export async function frozenAssignments(facts: Facts, assigned: ReadonlyMap<string, boolean>, now: number): Promise<Map<string, boolean>> {
  const held = await readAssignments(facts);
  const fresh = [...assigned].filter(([cluster]) => !held.has(cluster));
  if (fresh.length > 0) await facts.insert('assignments', fresh.map(([cluster, out]) => ({ cluster_id: cluster, held_out: out, policy, occurred_at: now })));
  return new Map([...assigned, ...held]);
}
