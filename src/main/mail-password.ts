import type { Kysely } from 'kysely';
import { openSecrets, sealSecrets } from '../acquire/index.ts';
import type { AccessTables } from '../store/index.ts';

const place = 'mail server';

export const sealedPassword = (password: string, key: Buffer): Buffer => sealSecrets(key, place, { password });

/** Throws `Failure('conflict')` where it was sealed with another key, as after a backup was brought back elsewhere. */
export const openMailPassword = (sealed: Buffer, key: Buffer): string => openSecrets(key, place, sealed, 'Give the password again: hindcast mail set')['password'] ?? '';

/** Seals a password that an earlier version kept as it was. True where there was one. */
export async function sealMailPassword(people: Kysely<AccessTables>, key: Buffer): Promise<boolean> {
  const row = await people.selectFrom('mail_settings').select('password').where('password', 'is not', null).executeTakeFirst();
  if (!row?.password) return false;
  await people.updateTable('mail_settings').set({ password: null, sealed: sealedPassword(row.password, key) }).execute();
  return true;
}
