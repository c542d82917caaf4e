import { createHmac, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { DAY_MS, WEEK_MS, isoDate, type Mention } from '../../../model/index.ts';
import type { WorkspaceTables } from '../../../store/index.ts';

/** Monday of the week of an instant, ISO, UTC. */
export function mondayOf(at: number): string {
  const day = Math.floor(at / DAY_MS);
  // 1 January 1970 was a Thursday.
  return isoDate((day - ((day + 3) % 7)) * DAY_MS);
}

/** Tells speakers of one week apart. Without the week's key nobody can be found again by the number. */
export type VoiceOf = (mention: Mention) => string;

/** Removes the keys of weeks that are two weeks over: from then on the numbers of their voices are nobody's. */
export async function forgetVoices(state: Kysely<WorkspaceTables>, now: number): Promise<void> {
  await state.deleteFrom('listening_salts').where('week', '<', mondayOf(now - 2 * WEEK_MS)).execute();
}

/**
 * Numbers for the voices of this week: the author where one is told, else the site. The key is random, kept in the state
 * database alone, and removed once its week is two weeks over.
 */
export async function voicesOfWeek(state: Kysely<WorkspaceTables>, now: number): Promise<VoiceOf> {
  const week = mondayOf(now);
  await forgetVoices(state, now);
  await state.insertInto('listening_salts').values({ week, salt: randomBytes(32) }).onConflict((conflict) => conflict.column('week').doNothing()).execute();
  const { salt } = await state.selectFrom('listening_salts').select('salt').where('week', '=', week).executeTakeFirstOrThrow();
  return (mention) => createHmac('sha256', salt).update(speakerOf(mention)).digest().readBigUInt64BE().toString();
}

const speakerOf = ({ author, source, url }: Mention): string => (author === null ? `site ${url === null ? source : new URL(url).hostname}` : `author ${source} ${author}`);
