import type { User } from '../model/index.ts';
import type { AccessParts } from './parts.ts';
import { hashOf, newSecret } from './secrets.ts';
import { userFrom } from './users.ts';

const dayMs = 86_400_000;
const idleLifeMs = 14 * dayMs;
const absoluteLifeMs = 60 * dayMs;
/** "Last seen" is written at most this often, so that reading stays reading. */
const seenEveryMs = 5 * 60_000;

/** Opens a session; its secret is new each time, is shown once and stored hashed. */
export async function openSessionFor(parts: AccessParts, user: User): Promise<{ secret: string; expiresAt: string }> {
  const secret = newSecret(parts.randomBytes);
  const now = new Date(parts.now());
  const expiresAt = new Date(parts.now() + absoluteLifeMs);
  await parts.db.insertInto('sessions').values({ secret_hash: hashOf(secret), user_id: user.id, created_at: now, last_seen_at: now, expires_at: expiresAt }).execute();
  return { secret, expiresAt: expiresAt.toISOString() };
}

/** Whose session this is; null when it is unknown, closed, unused for 14 days or older than 60. */
export async function userOfSession(parts: AccessParts, secret: string): Promise<User | null> {
  const now = parts.now();
  const row = await parts.db.selectFrom('sessions').innerJoin('users', 'users.id', 'sessions.user_id')
    .selectAll('users').select('sessions.last_seen_at')
    .where('secret_hash', '=', hashOf(secret)).where('expires_at', '>', new Date(now)).where('last_seen_at', '>', new Date(now - idleLifeMs))
    .executeTakeFirst();
  if (!row) return null;
  if (now - row.last_seen_at.getTime() > seenEveryMs) await noteSeen(parts, secret);
  return userFrom(row);
}

export async function closeSession(parts: AccessParts, secret: string): Promise<void> {
  await parts.db.deleteFrom('sessions').where('secret_hash', '=', hashOf(secret)).execute();
}

/** Ends every session of a person, on every device. Returns how many there were. */
export async function closeSessionsOf(parts: AccessParts, userId: string): Promise<number> {
  const done = await parts.db.deleteFrom('sessions').where('user_id', '=', userId).executeTakeFirst();
  return Number(done.numDeletedRows);
}

/** Sessions that can no longer be used are removed. */
export async function forgetOldSessions(parts: AccessParts): Promise<void> {
  const now = parts.now();
  await parts.db.deleteFrom('sessions').where((row) => row.or([row('expires_at', '<=', new Date(now)), row('last_seen_at', '<=', new Date(now - idleLifeMs))])).execute();
}

async function noteSeen(parts: AccessParts, secret: string): Promise<void> {
  await parts.db.updateTable('sessions').set({ last_seen_at: new Date(parts.now()) }).where('secret_hash', '=', hashOf(secret)).execute();
}
