import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import { blockedValueSchema, identityLimitsSchema, type BlockedValue, type IdentityLimits } from '../../model/index.ts';
import type { Facts, WorkspaceTables } from '../../store/index.ts';
import type { GraphRecord, Identifier, Limits } from '../fold/graph.ts';
import { ruledColumn } from '../rules/held-rules.ts';
import { everyRecord, recordsWithColumns, type ValuesFor } from '../runs/read-contacts.ts';
import { identifierReader, identifiersInKey, isInKey } from './identifiers.ts';

type State = Kysely<WorkspaceTables>;

/** More records than any person has: an entity that would grow beyond it stays in parts, and that is told. */
const mostRecords = 200;
/** Nobody set any. */
export const noLimits: Limits = { identifiers: {}, records: mostRecords };

/** What outranks evidence, beside people's words on records. */
export interface Heeded {
  readonly limits: IdentityLimits;
  /** Whether any rule is in force. */
  readonly isRuled: boolean;
}

/** What is heeded, as a column of a statement that is asked anyway. */
export const heededColumn = sql<unknown>`jsonb_build_object('limits', (SELECT limits FROM identity_limits ORDER BY id DESC LIMIT 1), 'isRuled', ${ruledColumn})`;
const heededSchema = z.object({ limits: identityLimitsSchema.nullable(), isRuled: z.boolean() });

/** What is heeded, as the column holds it. */
export function heededIn(column: unknown): Heeded {
  const { limits, isRuled } = heededSchema.parse(column);
  return { limits: limits ?? [], isRuled };
}

/** Limits as a row holds them. */
export const limitsIn = (column: unknown): IdentityLimits => identityLimitsSchema.parse(column);

export const isAnything = ({ limits, isRuled }: Heeded): boolean => limits.length > 0 || isRuled;

/** Runs whose edges count, and what outranks them, in one look. */
export async function readInForce(state: State): Promise<Heeded & { readonly runs: number[] }> {
  const { rows: [row] } = await sql<{ runs: string[]; heeded: unknown }>`SELECT (SELECT coalesce(array_agg(id ORDER BY id), '{}') FROM identity_runs WHERE state = 'in_force') AS runs, ${heededColumn} AS heeded`.execute(state);
  return { runs: (row?.runs ?? []).map(Number), ...heededIn(row?.heeded) };
}

export interface Limited {
  readonly records: readonly GraphRecord[];
  readonly limits: Limits;
}

/** Records with what they bear of limited kinds. Nothing is read where there are no limits. `isAll`: of so many records that reading everybody's is the shorter way. */
export async function limitedBy(state: State, facts: Facts, limits: IdentityLimits, { records, isAll }: { records: readonly GraphRecord[]; isAll: boolean }): Promise<Limited> {
  if (limits.length === 0) return { records, limits: noLimits };
  const bears = await readIdentifiers(state, facts, limits.map(({ kind }) => kind), { keys: records.map(({ key }) => key), isAll, purpose: 'store' });
  return {
    records: records.map((record) => ({ ...record, bears: bears.get(record.key) ?? [] })),
    limits: { identifiers: Object.fromEntries(limits.flatMap(({ kind, most }) => (most === null ? [] : [[kind, most]]))), order: limits.map(({ kind }) => kind), records: mostRecords },
  };
}

export interface IdentifiersOf {
  readonly keys: readonly string[];
  /** So many that reading everybody's is the shorter way. */
  readonly isAll: boolean;
  readonly purpose: ValuesFor;
}

/** What some records bear of some kinds, by record; of whoever refuses the purpose nothing but the record itself. */
export async function readIdentifiers(state: State, facts: Facts, kinds: readonly string[], { keys, isAll, purpose }: IdentifiersOf): Promise<Map<string, Identifier[]>> {
  const found = new Map(keys.map((key) => [key, identifiersInKey(kinds, key)]));
  if (keys.length === 0 || kinds.every(isInKey)) return found;
  const read = identifierReader(kinds, await blockedNow(state));
  for await (const some of isAll ? everyRecord(facts, purpose) : recordsWithColumns(facts, purpose, keys)) {
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
