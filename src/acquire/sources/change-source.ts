import { sql, type Kysely } from 'kysely';
import { Failure, liveSourceChangeSchema, type LiveSourceChange } from '../../model/index.ts';
import type { WorkspaceTables } from '../../store/index.ts';
import { findLiveSource, forgetReading, refuseUnfit, scheduleColumns, scheduleOf, secretsOf, type CreateSource, type LiveSourceRow } from './book.ts';
import { changedSettings, leadElsewhere, readOtherwise } from './goes-on.ts';
import { sourceKind } from './kinds.ts';
import type { Schedule } from './next-try.ts';
import { sealSecrets } from './seal-secrets.ts';

type State = Kysely<WorkspaceTables>;
type Texts = Readonly<Record<string, string>>;

export interface ChangeSource extends Pick<CreateSource, 'key' | 'now' | 'rules'> {
  readonly isAlive: (worker: string) => boolean;
  /** Somebody who does not sit at the machine: where secrets are sent to changes only with the secrets given again, so that nobody has them sent to himself. */
  readonly fromApp: boolean;
}

export interface ChangedSource {
  readonly row: LiveSourceRow;
  /** Where it was left is forgotten: everything is read and recognised again. */
  readonly beginsAnew: boolean;
}

/**
 * Changes settings, secrets and schedule of a source, all or nothing, checked as at creation. Secrets that are not given are kept. Throws `Failure`: `bad_request`,
 * `conflict` while it is being read, and `not_confirmed` where the new settings may read something else and it is not said what to do with where it was left.
 */
export async function changeLiveSource(state: State, name: string, given: LiveSourceChange, parts: ChangeSource): Promise<ChangedSource> {
  const read = liveSourceChangeSchema.safeParse(given);
  if (!read.success) throw new Failure('bad_request', read.error.issues.map((issue) => [...issue.path, issue.message].join(': ')).join('; '), 'See docs/guides/live-sources.md.');
  const change = read.data;
  const row = await findLiveSource(state, name);
  if (row.worker !== null && parts.isAlive(row.worker)) throw beingRead(name);
  const settings = withChange(row.settings, change.settings);
  const secrets = Object.keys(change.secrets).length === 0 && !hasSettings(change) ? null : withChange(heldSecrets(row, parts.key, change.secrets), change.secrets);
  if (secrets !== null) await refuseUnfit(row.kind, settings, secrets, parts.rules);
  const changed = changedSettings(row.settings, settings);
  if (parts.fromApp) requireSecretsAgain(row.kind, changed, Object.keys(secrets ?? {}), change.secrets);
  const beginsAnew = await whetherAnew(state, row, readOtherwise(sourceKind(row.kind), changed), change.reading);
  return { beginsAnew, row: await kept(state, row, { settings, secrets, schedule: scheduleAfter(row, change), beginsAnew }, parts) };
}

const beingRead = (name: string): Failure => new Failure('conflict', `The source "${name}" is being read.`, 'Wait for it, or cancel the run; nothing was changed.');
const hasSettings = ({ settings }: { settings: object }): boolean => Object.keys(settings).length > 0;
const withChange = (held: Texts, change: Readonly<Record<string, string | null>>): Texts => Object.fromEntries(Object.entries({ ...held, ...change }).filter((one): one is [string, string] => one[1] !== null));

/** Secrets that were sealed on another machine are lost: then those that are given are all there are. Throws `Failure('conflict')` where none are. */
function heldSecrets(row: LiveSourceRow, key: Buffer, given: object): Texts {
  try {
    return secretsOf(row, key);
  } catch (error) {
    if (Object.keys(given).length === 0) throw error;
    return {};
  }
}

function requireSecretsAgain(kind: string, changed: readonly string[], has: readonly string[], given: Readonly<Record<string, unknown>>): void {
  const leading = leadElsewhere(sourceKind(kind), changed);
  const kept = has.filter((name) => given[name] === undefined);
  if (leading.length > 0 && kept.length > 0) throw new Failure('bad_request', `${leading.join(', ')}: the secrets would go elsewhere, so they have to be given again (${kept.join(', ')}).`, 'Give them with the change; nothing was changed.');
}

/** Whether where it was left is to be forgotten. Throws `Failure('not_confirmed')` where somebody has to say. */
async function whetherAnew(state: State, { name }: LiveSourceRow, otherwise: readonly string[], reading: 'ask' | 'goes_on' | 'anew'): Promise<boolean> {
  if (otherwise.length === 0) return false;
  if (reading !== 'ask') return reading === 'anew';
  const { left } = await state.selectFrom((inner) => inner.selectFrom('live_cursors').select('source').where('source', '=', name).unionAll(inner.selectFrom('live_mappings').select('source').where('source', '=', name)).as('held')).select(({ fn }) => fn.countAll<string>().as('left')).executeTakeFirstOrThrow();
  if (Number(left) === 0) return false;
  throw new Failure('not_confirmed', `With another ${otherwise.join(', ')} something else may be read than was: where it was left, and how it was understood, would be forgotten, and everything read again. What is held stays, and nothing doubles.`, 'Say that it begins anew (--anew), or that it is the same thing and goes on where it was left (--goes-on); nothing was changed.');
}

/** One kind of schedule takes the place of the other. */
function scheduleAfter(row: LiveSourceRow, { everyMinutes, daily }: { everyMinutes?: Schedule['everyMinutes'] | undefined; daily?: Schedule['daily'] | undefined }): Schedule {
  if (everyMinutes === undefined && daily === undefined) return scheduleOf(row);
  return { everyMinutes: everyMinutes ?? null, daily: daily ?? null };
}

interface Kept {
  readonly settings: Texts;
  readonly secrets: Texts | null;
  readonly schedule: Schedule;
  readonly beginsAnew: boolean;
}

async function kept(state: State, row: LiveSourceRow, { settings, secrets, schedule, beginsAnew }: Kept, { key, now }: ChangeSource): Promise<LiveSourceRow> {
  const sealed = secrets === null ? row.secrets : Object.keys(secrets).length === 0 ? null : sealSecrets(key, row.name, secrets);
  return state.transaction().execute(async (transaction) => {
    const changed = await transaction.updateTable('live_sources').set({ settings: JSON.stringify(settings), secrets: sealed, ...scheduleColumns(schedule, now) })
      .where('name', '=', row.name).where(sql<boolean>`worker IS NOT DISTINCT FROM ${row.worker}`).returningAll().executeTakeFirst();
    if (!changed) throw beingRead(row.name);
    if (beginsAnew) await forgetReading(transaction, row.name);
    return changed;
  });
}
