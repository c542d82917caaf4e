import { sql, type Kysely } from 'kysely';
import { Failure, hookMappingSchema, quarantineCodeSchema, quarantineCodes, type HookMapping, type HookTotals, type KeptMapping, type QuarantinedEvent, type TablePlan } from '../../../../model/index.ts';
import type { WorkspaceTables } from '../../../../store/index.ts';
import { findLiveSource, readMappings } from '../../book.ts';
import { wholeSource } from '../../source-kind.ts';
import { recognisedMapping } from '../mapping/recognised-mapping.ts';
import { deliveryTurn } from './delivery-keeper.ts';
import { keptMapping } from './stored-deliveries.ts';

type State = Kysely<WorkspaceTables>;
const looksAt = 500;

/** A fed source of this name. Throws `Failure`: `not_found`, `bad_request` where nothing is delivered to it. */
export async function findFedSource(state: State, source: string): Promise<void> {
  const { kind } = await findLiveSource(state, source);
  if (kind !== 'webhook') throw new Failure('bad_request', `"${source}" is a source of kind ${kind}: nothing is delivered to it.`, 'See "hindcast source health".');
}

/** What became of the deliveries of every fed source. */
export async function hookTotals(state: State): Promise<HookTotals[]> {
  const { rows } = await sql<HookTotals>`
    SELECT h.source, h.duplicates::float8 AS duplicates, h.not_signed::float8 AS "notSigned",
      (SELECT count(*)::float8 FROM hook_deliveries AS d WHERE d.source = h.source) AS kept,
      (SELECT count(*)::float8 FROM hook_deliveries AS d WHERE d.source = h.source AND d.payload IS NOT NULL AND d.number > ${cursorOf}) AS waiting,
      (SELECT count(*)::float8 FROM hook_deliveries AS d WHERE d.source = h.source AND d.code IS NOT NULL) AS quarantined,
      (SELECT max(version) FROM hook_mappings AS m WHERE m.source = h.source) AS "mappingVersion"
    FROM hook_sources AS h ORDER BY h.source`.execute(state);
  return rows;
}

/** The number of the last delivery whose records count. */
const cursorOf = sql`coalesce((SELECT (c.value #>> '{}')::bigint FROM live_cursors AS c WHERE c.source = h.source AND c.stream = ${wholeSource}), 0)`;

/** Fed sources for which something waits, that are not being read and do not wait after a failure. */
export async function fedSourcesDue(state: State): Promise<string[]> {
  const { rows } = await sql<{ source: string }>`
    SELECT h.source FROM hook_sources AS h JOIN live_sources AS l ON l.name = h.source
    WHERE l.worker IS NULL AND l.errors_in_row = 0 AND EXISTS (SELECT 1 FROM hook_deliveries AS d WHERE d.source = h.source AND d.payload IS NOT NULL AND d.number > ${cursorOf})`.execute(state);
  return rows.map(({ source }) => source);
}

/** How deliveries are understood: as somebody said, or as they were recognised. */
export async function hookMapping(state: State, source: string): Promise<KeptMapping | { version: null; mapping: HookMapping } | null> {
  await findFedSource(state, source);
  const kept = await keptMapping(state, source);
  if (kept) return kept;
  const recognised: ReadonlyMap<string, readonly TablePlan[]> = await readMappings(state, source);
  if (recognised.size === 0) return null;
  const rows = await state.selectFrom('hook_deliveries').select('payload').where('source', '=', source).where('payload', 'is not', null).orderBy('number', 'desc').limit(looksAt).execute();
  return { version: null, mapping: recognisedMapping(recognised, rows.map(({ payload }) => JSON.parse(payload ?? 'null') as unknown)) };
}

/** Keeps a new version of a mapping; what was understood before is planned anew. Throws `Failure('bad_request')` with the places of what is wrong. */
export async function setHookMapping(state: State, source: string, given: unknown, said: { readonly now: number; readonly by: string }): Promise<KeptMapping> {
  await findFedSource(state, source);
  const read = hookMappingSchema.safeParse(given);
  if (!read.success) throw new Failure('bad_request', `The mapping cannot be read: ${read.error.issues.slice(0, 5).map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}.`, 'See docs/guides/webhooks-in.md.');
  const version = await state.transaction().execute(async (transaction) => {
    const { last } = await transaction.selectFrom('hook_mappings').select((row) => row.fn.max('version').as('last')).where('source', '=', source).executeTakeFirstOrThrow();
    const next = Number(last ?? 0) + 1;
    await transaction.insertInto('hook_mappings').values({ source, version: next, mapping: JSON.stringify(read.data), at: new Date(said.now), by_user: said.by }).execute();
    await transaction.deleteFrom('live_mappings').where('source', '=', source).execute();
    return next;
  });
  return { version, mapping: read.data, at: new Date(said.now).toISOString() };
}

/** Lets stored deliveries be read again: all of a source, or one, as it is or repaired. Returns how many wait now. */
export async function replayDeliveries(state: State, source: string, { id, payload }: { readonly id?: string | undefined; readonly payload?: string | undefined }): Promise<number> {
  await findFedSource(state, source);
  if (id === undefined) {
    await state.deleteFrom('live_cursors').where('source', '=', source).execute();
    const { waiting } = await state.selectFrom('hook_deliveries').select((row) => row.fn.countAll<string>().as('waiting')).where('source', '=', source).where('payload', 'is not', null).executeTakeFirstOrThrow();
    return Number(waiting);
  }
  if (payload !== undefined) refuseUnreadable(payload);
  return moveToTheEnd(state, source, [id], payload);
}

/** Deliveries that are read next, as if they had come just now. */
export async function moveToTheEnd(state: State, source: string, ids: readonly string[], payload?: string): Promise<number> {
  return state.transaction().execute(async (transaction) => {
    await sql`SELECT pg_advisory_xact_lock(${deliveryTurn})`.execute(transaction);
    const { rows } = await sql`UPDATE hook_deliveries SET number = nextval('hook_deliveries_number_seq'), payload = coalesce(${payload ?? null}, payload) WHERE source = ${source} AND payload IS NOT NULL AND id = ANY (${ids}::uuid[]) RETURNING 1`.execute(transaction);
    if (rows.length === 0) throw new Failure('not_found', 'This delivery is not stored, or what was delivered is no longer kept.', 'See "hindcast quarantine list".');
    return rows.length;
  });
}

function refuseUnreadable(payload: string): void {
  try {
    const value: unknown = JSON.parse(payload);
    if (typeof value === 'object' && value !== null) return;
  } catch (error) {
    throw new Failure('bad_request', `The repaired delivery is not JSON: ${(error as Error).message}`, 'Repair it and send it again; it still waits in quarantine.');
  }
  throw new Failure('bad_request', 'The repaired delivery is neither an object nor a list.', 'Repair it and send it again; it still waits in quarantine.');
}

export interface HookQuarantineFilter {
  readonly last: number;
  readonly code?: string | undefined;
  readonly source?: string | undefined;
  readonly id?: string | undefined;
}

/** Deliveries that wait for repair, oldest first. */
export async function readHookQuarantine(state: State, { last, code, source, id }: HookQuarantineFilter): Promise<QuarantinedEvent[]> {
  const { rows } = await sql<{ id: string; source: string; received_at: Date; payload: string; code: string; path: string | null; mapping_version: number | null; attempts: number }>`
    SELECT id, source, received_at, payload, code, path, mapping_version, attempts FROM hook_deliveries WHERE code IS NOT NULL AND payload IS NOT NULL
      AND (${id ?? null}::uuid IS NULL OR id = ${id ?? null}) AND (${code || null}::text IS NULL OR code = ${code || null}) AND (${source || null}::text IS NULL OR source = ${source || null})
    ORDER BY number LIMIT ${last}`.execute(state);
  return rows.map((row) => {
    const read = quarantineCodeSchema.parse(row.code);
    return { id: row.id, source: row.source, receivedAt: row.received_at.toISOString(), code: read, why: quarantineCodes[read], path: row.path ?? '', schemaVersion: `mapping-${row.mapping_version ?? 0}`, payload: row.payload, attempts: row.attempts };
  });
}
