import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { isoDate, personReadSchema, type PersonRead, type Purpose } from '../../model/index.ts';
import type { WorkspaceTables } from '../../store/index.ts';

export interface Read {
  /** The record that names the person. */
  readonly record: string;
  readonly by: string;
  readonly purpose: Purpose;
  readonly what: string;
}

/** Writes down that a profile was read. Reads of one day by one reader for one purpose are one line with a count. */
export async function noteRead(state: Kysely<WorkspaceTables>, { record, by, purpose, what }: Read, now: number): Promise<void> {
  const at = new Date(now);
  await state.insertInto('person_reads').values({ record, day: isoDate(now), by_user: by, purpose, what, times: 1, last_at: at })
    .onConflict((conflict) => conflict.columns(['record', 'day', 'by_user', 'purpose', 'what']).doUpdateSet({ times: sql<number>`person_reads.times + 1`, last_at: at })).execute();
}

const mostShown = 200;

/** Who read the profile that these records belong to, newest first. */
export async function readsOf(state: Kysely<WorkspaceTables>, records: readonly string[]): Promise<PersonRead[]> {
  const rows = await state.selectFrom('person_reads').selectAll().where('record', 'in', [...records]).orderBy('last_at', 'desc').orderBy('by_user').limit(mostShown).execute();
  return rows.map((row) => personReadSchema.parse({ by: row.by_user, purpose: row.purpose, what: row.what, day: row.day, times: row.times, lastAt: row.last_at.toISOString() }));
}
