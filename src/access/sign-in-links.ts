import { Failure, type Principal, type User } from '../model/index.ts';
import { writeAudit } from './audit.ts';
import type { AccessParts } from './parts.ts';
import { requirePermission } from './permissions.ts';
import { hashOf, newSecret } from './secrets.ts';
import { addUser, findUser, userFrom } from './users.ts';

const linkLifeMs = 15 * 60_000;
/** Address of the first admin where none was given. It reaches nobody; it can be replaced in Settings. */
const firstAdmin = 'admin@this-computer.local';

export interface SignInLink {
  readonly token: string;
  readonly email: string;
  readonly expiresAt: string;
}

/**
 * A link's token, shown once and stored hashed; it opens one session within 15 minutes. Without an address it is for the
 * longest-standing admin; in a house without people it makes the first admin, which only the command line can do.
 */
export async function makeSignInLink(parts: AccessParts, email: string | undefined, by: Principal): Promise<SignInLink> {
  requirePermission(by, 'manage_people');
  const user = await linkHolder(parts, email, by);
  const token = newSecret(parts.randomBytes);
  const expiresAt = new Date(parts.now() + linkLifeMs);
  await parts.db.insertInto('sign_in_links').values({ token_hash: hashOf(token), user_id: user.id, created_at: new Date(parts.now()), expires_at: expiresAt, used_at: null }).execute();
  await writeAudit(parts, by, 'sign-in link made', user.email);
  return { token, email: user.email, expiresAt: expiresAt.toISOString() };
}

/** Spends a token; a second use, a late one and a guessed one look alike. Throws `Failure('link_expired')`. */
export async function spendToken(parts: AccessParts, token: string): Promise<User> {
  const now = new Date(parts.now());
  const spent = await parts.db.updateTable('sign_in_links').set({ used_at: now })
    .where('token_hash', '=', hashOf(token)).where('used_at', 'is', null).where('expires_at', '>', now)
    .returning('user_id').executeTakeFirst();
  if (!spent) throw new Failure('link_expired', 'This link was used already, or is older than 15 minutes.', 'Ask for a new one: hindcast sign-in');
  return userFrom(await parts.db.selectFrom('users').selectAll().where('id', '=', spent.user_id).executeTakeFirstOrThrow());
}

/** Links that can no longer be used are removed after a day. */
export async function forgetOldLinks(parts: AccessParts): Promise<void> {
  await parts.db.deleteFrom('sign_in_links').where('expires_at', '<', new Date(parts.now() - 24 * 3_600_000)).execute();
}

async function linkHolder(parts: AccessParts, email: string | undefined, by: Principal): Promise<User> {
  const known = email === undefined ? await firstOfAdmins(parts) : await findUser(parts, email);
  if (known) return known;
  if (by.kind === 'system' && !(await anybodyThere(parts))) return addUser(parts, email ?? firstAdmin, { role: 'admin' }, by);
  throw new Failure('not_found', `Nobody with the address ${email ?? 'of an admin'} is known here.`, `Add the person first: hindcast users add ${email ?? 'EMAIL'}`);
}

async function firstOfAdmins(parts: AccessParts): Promise<User | null> {
  const row = await parts.db.selectFrom('users').selectAll().where('role', '=', 'admin').orderBy('created_at').orderBy('id').executeTakeFirst();
  return row ? userFrom(row) : null;
}

const anybodyThere = async (parts: AccessParts): Promise<boolean> => (await parts.db.selectFrom('users').select('id').limit(1).executeTakeFirst()) !== undefined;
