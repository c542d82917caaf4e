import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import { blockedValueSchema, identityLimitsSchema, type BlockedValue, type IdentityLimits } from '../../model/index.ts';
import type { Facts, WorkspaceTables } from '../../store/index.ts';
import type { GraphRecord, Identifier, Limits } from '../fold/graph.ts';
import { readWithColumns } from '../runs/read-contacts.ts';
import { identifierReader, identifiersInKey, isInKey } from './identifiers.ts';

type State = Kysely<WorkspaceTables>;

/** More records than any person has: an entity that would grow beyond it stays in parts, and that is told. */
const mostRecords = 200;
/** Nobody set any. */
export const noLimits: Limits = { identifiers: {}, records: mostRecords };

/** The limits in force as a column of a statement that is asked anyway; null where nobody set any. */
export const limitsColumn = sql<unknown>`(SELECT limits FROM identity_limits ORDER BY id DESC LIMIT 1)`;

/** Limits as the column holds them. */
export const limitsIn = (column: unknown): IdentityLimits => identityLimitsSchema.parse(column ?? []);

/** Runs whose edges count, and limits, in one look. */
export async function readInForce(state: State): Promise<{ readonly runs: number[]; readonly limits: IdentityLimits }> {
  const { rows: [row] } = await sql<{ runs: string[]; limits: unknown }>`SELECT (SELECT coalesce(array_agg(id ORDER BY id), '{}') FROM identity_runs WHERE state = 'in_force') AS runs, ${limitsColumn} AS limits`.execute(state);
  return { runs: (row?.runs ?? []).map(Number), limits: limitsIn(row?.limits) };
}

export interface Limited {
  readonly records: readonly GraphRecord[];
  readonly limits: Limits;
}

/** Records with what they bear of limited kinds. Nothing is read where there are no limits. `isAll`: of so many records that reading everybody's is the shorter way. */
export async function limitedBy(state: State, facts: Facts, limits: IdentityLimits, { records, isAll }: { records: readonly GraphRecord[]; isAll: boolean }): Promise<Limited> {
  if (limits.length === 0) return { records, limits: noLimits };
  const bears = await readIdentifiers(state, facts, limits.map(({ kind }) => kind), { keys: records.map(({ key }) => key), isAll });
  return {
    records: records.map((record) => ({ ...record, bears: bears.get(record.key) ?? [] })),
    limits: { identifiers: Object.fromEntries(limits.flatMap(({ kind, most }) => (most === null ? [] : [[kind, most]]))), order: limits.map(({ kind }) => kind), records: mostRecords },
  };
}

/** More of them are read with everybody's. */
const mostBound = 500;

/** What some records bear of some kinds, by record; of whoever refuses to be analysed nothing but the record itself. */
export async function readIdentifiers(state: State, facts: Facts, kinds: readonly string[], { keys, isAll }: { keys: readonly string[]; isAll: boolean }): Promise<Map<string, Identifier[]>> {
  const found = new Map(keys.map((key) => [key, identifiersInKey(kinds, key)]));
  if (keys.length === 0 || kinds.every(isInKey)) return found;
  const read = identifierReader(kinds, await blockedNow(state));
  for await (const some of readWithColumns(facts, isAll || keys.length > mostBound ? null : keys)) {
    for (const record of some) if (found.has(record.contact.key)) found.set(record.contact.key, read(record));
  }
  return found;
}

const heldBlocked = z.array(blockedValueSchema.pick({ kind: true }).extend({ pattern: z.string() })).catch([]);

/** Values that the comparison in force did not heed. */
async function blockedNow(state: State): Promise<BlockedValue[]> {
  const { rows: [row] } = await sql<{ blocked: unknown }>`SELECT model -> 'blocked' AS blocked FROM identity_runs WHERE state = 'in_force' AND scope = 'all' ORDER BY id DESC LIMIT 1`.execute(state);
  return heldBlocked.parse(row?.blocked ?? []);
}
