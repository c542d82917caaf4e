import type { Kysely, Selectable, Transaction } from 'kysely';
import { Failure, liveSourceInputSchema, type LiveSource, type LiveSourceInput, type LiveSourceKind, type TablePlan } from '../../model/index.ts';
import type { AddressRules } from '../../net/index.ts';
import type { LiveSourceTable, WorkspaceTables } from '../../store/index.ts';
import { settingsOf } from './common-settings.ts';
import { sourceKind } from './kinds.ts';
import { firstTry, type Schedule } from './next-try.ts';
import { openSecrets, sealSecrets } from './seal-secrets.ts';

type State = Kysely<WorkspaceTables> | Transaction<WorkspaceTables>;
export type LiveSourceRow = Selectable<LiveSourceTable>;

export async function findLiveSource(state: State, name: string): Promise<LiveSourceRow> {
  const row = await state.selectFrom('live_sources').selectAll().where('name', '=', name).executeTakeFirst();
  if (!row) throw new Failure('not_found', `There is no live source "${name}".`, 'See "hindcast source health" for those there are.');
  return row;
}

/** A source as it is shown: of its secrets the names alone. */
export const liveSourceOf = (row: LiveSourceRow, key: Buffer): LiveSource => ({
  name: row.name, kind: row.kind as LiveSourceKind, settings: row.settings, ...shownSecrets(row, key), ...scheduleOf(row), createdAt: row.created_at.toISOString(),
});

/** When a source is read by itself. */
export const scheduleOf = ({ every_minutes: everyMinutes, daily_at: at, daily_zone: zone }: Pick<LiveSourceRow, 'every_minutes' | 'daily_at' | 'daily_zone'>): Schedule => ({ everyMinutes, daily: at === null || zone === null ? null : { at, zone } });

/** Columns that hold it, with the first time. */
export const scheduleColumns = ({ everyMinutes, daily }: Schedule, now: number): { every_minutes: number | null; daily_at: string | null; daily_zone: string | null; next_try_at: Date | null } =>
  ({ every_minutes: everyMinutes, daily_at: daily?.at ?? null, daily_zone: daily?.zone ?? null, next_try_at: firstTry(now, { everyMinutes, daily }) });

/** A lost key hides the names too; the source can still be seen and removed. */
function shownSecrets(row: LiveSourceRow, key: Buffer): Pick<LiveSource, 'secrets' | 'secretsLost'> {
  try {
    return { secrets: Object.keys(secretsOf(row, key)), secretsLost: false };
  } catch {
    return { secrets: [], secretsLost: true };
  }
}

export const secretsOf = (row: LiveSourceRow, key: Buffer): Readonly<Record<string, string>> => (row.secrets === null ? {} : openSecrets(key, row.name, row.secrets));

export interface CreateSource {
  readonly key: Buffer;
  readonly now: number;
  readonly by: string | null;
  /** What sources may call over HTTP. */
  readonly rules: AddressRules;
}

export async function createLiveSource(state: State, given: LiveSourceInput, { key, now, by, rules }: CreateSource): Promise<LiveSourceRow> {
  const input = liveSourceInputSchema.safeParse(given);
  if (!input.success) throw new Failure('bad_request', input.error.issues.map((issue) => [...issue.path, issue.message].join(': ')).join('; '), 'See docs/guides/live-sources.md.');
  const { name, kind, settings, secrets, everyMinutes, daily } = input.data;
  await refuseUnfit(kind, settings, secrets, rules);
  const row = await state.insertInto('live_sources').values({
    name, kind, settings: JSON.stringify(settings), secrets: Object.keys(secrets).length === 0 ? null : sealSecrets(key, name, secrets),
    ...scheduleColumns({ everyMinutes, daily }, now), created_at: new Date(now), by_user: by,
  }).onConflict((conflict) => conflict.column('name').doNothing()).returningAll().executeTakeFirst();
  if (!row) throw new Failure('conflict', `There is a live source "${name}" already.`, 'Choose another name, or remove it first: what it brought stays.');
  return row;
}

/** Gives secrets anew. Throws `Failure`: `not_found`, `bad_request`. */
export async function setSecrets(state: State, name: string, secrets: Texts, { key, rules }: Pick<CreateSource, 'key' | 'rules'>): Promise<LiveSourceRow> {
  const { kind, settings } = await findLiveSource(state, name);
  await refuseUnfit(kind, settings, secrets, rules);
  return state.updateTable('live_sources').set({ secrets: sealSecrets(key, name, secrets) }).where('name', '=', name).returningAll().executeTakeFirstOrThrow();
}

type Texts = Readonly<Record<string, string>>;

/** Checks settings and secrets as at creation. Throws `Failure('bad_request')`. */
export async function refuseUnfit(kind: string, settings: Texts, secrets: Texts, rules: AddressRules): Promise<void> {
  const { own } = settingsOf(sourceKind(kind), settings);
  refuseSecrets(kind, Object.keys(secrets));
  await sourceKind(kind).check?.(own, { secrets, rules });
}

function refuseSecrets(kind: string, secrets: readonly string[]): void {
  const of = sourceKind(kind);
  const lacking = of.needs?.find((name) => !secrets.includes(name));
  if (lacking !== undefined) throw new Failure('bad_request', `A source of kind ${kind} needs the secret "${lacking}".`, `Give it: --secret ${lacking}`);
  const unknown = secrets.find((name) => !of.secrets.includes(name));
  if (unknown !== undefined) throw new Failure('bad_request', `A source of kind ${kind} has no secret "${unknown}".`, `It may have: ${of.secrets.join(', ')}.`);
}

/** Forgets a source with everything of it but its records and the list of its runs. */
export async function removeLiveSource(state: Kysely<WorkspaceTables>, name: string): Promise<void> {
  await findLiveSource(state, name);
  await state.transaction().execute(async (transaction) => {
    for (const table of ['hook_sources', 'hook_deliveries', 'hook_mappings'] as const) await transaction.deleteFrom(table).where('source', '=', name).execute();
    await transaction.deleteFrom('live_sources').where('name', '=', name).execute();
    await forgetReading(transaction, name);
  });
}

/** The next run reads and recognises everything again. */
export async function forgetReading(state: State, source: string): Promise<void> {
  await state.deleteFrom('live_cursors').where('source', '=', source).execute();
  await state.deleteFrom('live_mappings').where('source', '=', source).execute();
}

export async function readCursors(state: State, source: string): Promise<Map<string, unknown>> {
  const rows = await state.selectFrom('live_cursors').select(['stream', 'value']).where('source', '=', source).execute();
  return new Map(rows.map(({ stream, value }) => [stream, value]));
}

export async function readMappings(state: State, source: string): Promise<Map<string, readonly TablePlan[]>> {
  const rows = await state.selectFrom('live_mappings').select(['stream', 'tables']).where('source', '=', source).execute();
  return new Map(rows.map(({ stream, tables }) => [stream, tables as TablePlan[]]));
}

export interface KeptReading {
  readonly states: ReadonlyMap<string, unknown>;
  readonly mappings: ReadonlyMap<string, readonly TablePlan[]>;
}

/** Keeps where streams were left and how they are understood. Call it in the transaction that makes their records count. */
export async function keepReading(transaction: Transaction<WorkspaceTables>, source: string, { states, mappings }: KeptReading, now: number): Promise<void> {
  for (const [stream, value] of states) {
    const held = { value: JSON.stringify(value), at: new Date(now) };
    await transaction.insertInto('live_cursors').values({ source, stream, ...held }).onConflict((conflict) => conflict.columns(['source', 'stream']).doUpdateSet(held)).execute();
  }
  for (const [stream, tables] of mappings) {
    const held = { tables: JSON.stringify(tables) };
    await transaction.insertInto('live_mappings').values({ source, stream, ...held }).onConflict((conflict) => conflict.columns(['source', 'stream']).doUpdateSet(held)).execute();
  }
}
