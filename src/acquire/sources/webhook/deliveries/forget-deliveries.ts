import { sql, type Kysely } from 'kysely';
import type { WorkspaceTables } from '../../../../store/index.ts';
import { ForgottenPeople } from '../../../recall/leave-out.ts';
import { readForgotten } from '../../../recall/kept-out.ts';
import { settingsOf } from '../../common-settings.ts';
import { webhook } from '../index.ts';

const dayMs = 86_400_000;
/** What tells deliveries apart is kept for this time, so that nothing old is taken for new. */
const hashKeptMs = 400 * dayMs;
const looksBackMs = 2 * 3_600_000;

/**
 * Lets go of deliveries as they came, once their time is over and their records count; those in quarantine too. Later deliveries in which
 * somebody stands who was forgotten go as soon as they are read: of their records nothing was taken of that person.
 */
export async function forgetDeliveries(state: Kysely<WorkspaceTables>, now: number): Promise<void> {
  const sources = await state.selectFrom('live_sources').select(['name', 'settings']).where('kind', '=', 'webhook').execute();
  for (const { name, settings } of sources) {
    const { keepDays } = settingsOf(webhook, settings).own;
    await sql`UPDATE hook_deliveries SET payload = NULL, code = NULL WHERE source = ${name} AND payload IS NOT NULL AND received_at < ${new Date(now - keepDays * dayMs)} AND number <= ${cursorOf(name)}`.execute(state);
    await forgetForgotten(state, name, now);
  }
  await state.deleteFrom('hook_deliveries').where('payload', 'is', null).where('received_at', '<', new Date(now - hashKeptMs)).execute();
}

const cursorOf = (source: string) => sql`coalesce((SELECT (value #>> '{}')::bigint FROM live_cursors WHERE source = ${source} AND stream = ''), 0)`;

async function forgetForgotten(state: Kysely<WorkspaceTables>, source: string, now: number): Promise<void> {
  const { list } = await readForgotten(state);
  if (!list) return;
  const people = new ForgottenPeople(list);
  const { rows } = await sql<{ id: string; payload: string }>`SELECT id, payload FROM hook_deliveries WHERE source = ${source} AND payload IS NOT NULL AND received_at > ${new Date(now - looksBackMs)} AND number <= ${cursorOf(source)}`.execute(state);
  const naming = rows.filter(({ payload }) => textsIn(payload).some((text) => people.cleaned(text) !== text)).map(({ id }) => id);
  if (naming.length > 0) await state.updateTable('hook_deliveries').set({ payload: null, code: null }).where('id', 'in', naming).execute();
}

/** Every text of a delivery as it reads, however its letters are escaped. */
function textsIn(payload: string): string[] {
  const texts: string[] = [];
  JSON.parse(payload, (name, value: unknown) => { texts.push(name, typeof value === 'string' ? value : ''); return value; });
  return texts;
}
