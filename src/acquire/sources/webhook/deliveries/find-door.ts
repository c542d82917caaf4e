import { createHash, randomBytes } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { Failure } from '../../../../model/index.ts';
import type { WorkspaceTables } from '../../../../store/index.ts';
import { findLiveSource, secretsOf } from '../../book.ts';
import { settingsOf } from '../../common-settings.ts';
import { webhook } from '../index.ts';
import type { HookDoor } from './take-delivery.ts';

type State = Kysely<WorkspaceTables> | Transaction<WorkspaceTables>;
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** A new address of a source: its last part is chance that nobody can guess, kept as a hash. An earlier address is closed. */
export async function openDoor(state: State, source: string): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const row = { token_hash: hashOf(token) };
  await state.insertInto('hook_sources').values({ source, ...row }).onConflict((conflict) => conflict.column('source').doUpdateSet(row)).execute();
  return token;
}

/** Whose deliveries an address is for; null where it is nobody's. Throws `Failure('conflict')` where the secrets cannot be opened. */
export async function findDoor(state: State, token: string, key: Buffer): Promise<HookDoor | null> {
  const held = await state.selectFrom('hook_sources').select('source').where('token_hash', '=', hashOf(token)).executeTakeFirst();
  if (!held) return null;
  const row = await findLiveSource(state, held.source);
  const keys = Object.values(secretsOf(row, key)).filter((one) => one !== '');
  if (keys.length === 0) throw new Failure('conflict', `The source "${row.name}" has no key.`, `hindcast source secret ${row.name} --secret key`);
  return { source: row.name, settings: settingsOf(webhook, row.settings).own, keys };
}
