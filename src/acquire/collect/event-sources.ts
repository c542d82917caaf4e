import { createHash } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import { Failure, eventSourceSettingsSchema, sourceNameSchema, type EventSource, type EventSourceSettings } from '../../model/index.ts';
import type { SystemTables } from '../../store/index.ts';

/** A plain hash is enough: what it hashes is chance that nobody can guess their way through. */
const hashOfKey = (writeKey: string): string => createHash('sha256').update(writeKey).digest('hex');

export interface NewSource {
  readonly workspace: string;
  readonly name: string;
  readonly settings: Partial<EventSourceSettings>;
  readonly writeKey: string;
  /** Sealed. */
  readonly secrets?: Buffer | null;
  readonly by: string;
  readonly now: number;
}

/** Makes a source whose key is known to the caller alone. Throws `Failure`: `bad_request` for a name that cannot be one, `conflict` for one that is taken. */
export async function createEventSource(system: Kysely<SystemTables>, { workspace, name, settings, writeKey, secrets = null, by, now }: NewSource): Promise<EventSource> {
  const named = sourceNameSchema.safeParse(name);
  if (!named.success) throw new Failure('bad_request', `"${name}" cannot be a source's name.`, 'Use lower-case letters, digits, dots, dashes and underscores.');
  const row = await system.insertInto('event_sources').values({
    key_hash: hashOfKey(writeKey), key_start: writeKey.slice(0, 8), workspace, name: named.data, settings: JSON.stringify(checked(settings)), created_at: new Date(now), created_by: by, closed_at: null, secrets,
  }).onConflict((conflict) => conflict.columns(['workspace', 'name']).doNothing()).returningAll().executeTakeFirst();
  if (!row) throw new Failure('conflict', `There is a source "${name}" already.`, 'Choose another name; a closed source keeps its name, because its events stay.');
  return sourceFrom(row);
}

function checked(settings: Partial<EventSourceSettings>): EventSourceSettings {
  const read = eventSourceSettingsSchema.safeParse(settings);
  if (read.success) return read.data;
  const [place, index] = read.error.issues[0]?.path ?? [];
  const wrong = place === 'blockedRanges' && typeof index === 'number' ? settings.blockedRanges?.[index] : undefined;
  throw new Failure('bad_request', wrong === undefined ? `The settings cannot be read: ${String(place)}.` : `"${wrong.slice(0, 60)}" is no range of addresses.`, 'Write ranges such as 203.0.113.0/24 or 2001:db8::/32.');
}

/** Forgets the sources of a workspace that is gone: their keys open nothing. */
export async function forgetEventSourcesOf(system: Kysely<SystemTables>, workspace: string): Promise<void> {
  await system.deleteFrom('event_sources').where('workspace', '=', workspace).execute();
  await system.deleteFrom('subscriptions').where('workspace', '=', workspace).execute();
}

/** The source behind a key, also a closed one. */
export async function eventSourceOf(system: Kysely<SystemTables>, writeKey: string): Promise<EventSource | null> {
  const row = await system.selectFrom('event_sources').selectAll().where('key_hash', '=', hashOfKey(writeKey)).executeTakeFirst();
  return row ? sourceFrom(row) : null;
}

export async function listEventSources(system: Kysely<SystemTables>, workspace: string): Promise<EventSource[]> {
  return (await system.selectFrom('event_sources').selectAll().where('workspace', '=', workspace).orderBy('created_at').orderBy('name').execute()).map(sourceFrom);
}

/** Closes a source for good; twice is once. Throws `Failure('not_found')`. */
export async function closeEventSource(system: Kysely<SystemTables>, workspace: string, name: string, now: number): Promise<EventSource> {
  const row = await system.updateTable('event_sources').set((source) => ({ closed_at: source.fn.coalesce('closed_at', source.val(new Date(now))) })).where('workspace', '=', workspace).where('name', '=', name).returningAll().executeTakeFirst();
  if (!row) throw new Failure('not_found', `There is no event source "${name}".`, 'See "hindcast source list".');
  return sourceFrom(row);
}

const sourceFrom = (row: Selectable<SystemTables['event_sources']>): EventSource => ({
  name: row.name, workspace: row.workspace, keyStart: row.key_start, createdAt: row.created_at.toISOString(), closedAt: row.closed_at?.toISOString() ?? null, settings: eventSourceSettingsSchema.parse(row.settings),
});
