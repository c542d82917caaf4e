import type { Selectable } from 'kysely';
import { apiKeyPrefix, apiKeyRequestSchema, DAY_MS, Failure, nameOfPrincipal, permissionSchema, type ApiKey, type ApiKeyRequest, type NewApiKey, type Principal } from '../model/index.ts';
import type { ApiKeyTable } from '../store/state/access-tables.ts';
import { writeAudit } from './audit.ts';
import type { AccessParts } from './parts.ts';
import { mayDo, requirePermission } from './permissions.ts';
import { hashOf, newId, newSecret } from './secrets.ts';

const usualDays = 90;
/** A key that ended is shown for this time, then forgotten. */
const keptMs = 365 * DAY_MS;
/** "Last used" is written at most this often, so that reading stays reading. */
const usedEveryMs = 5 * 60_000;
const shownLetters = apiKeyPrefix.length + 6;

/** A key of 256 bits of chance, shown once and stored hashed. Nobody gives a key what they do not hold. Throws `Failure`: `not_allowed`, `bad_request`. */
export async function createApiKey(parts: AccessParts, request: ApiKeyRequest, by: Principal): Promise<NewApiKey> {
  requirePerson(by);
  const { name, permissions, days = usualDays } = checked(request);
  const beyond = permissions.find((permission) => !mayDo(by, permission));
  if (beyond !== undefined) throw new Failure('not_allowed', `You cannot allow "${beyond}", because you are not allowed it.`, 'Ask an admin of this installation.');
  const secret = `${apiKeyPrefix}${newSecret(parts.randomBytes)}`;
  const row = {
    id: newId(parts.randomBytes), key_hash: hashOf(secret), key_start: secret.slice(0, shownLetters), name, permissions: [...new Set(permissions)],
    created_at: new Date(parts.now()), created_by: nameOfPrincipal(by), expires_at: new Date(parts.now() + days * DAY_MS), revoked_at: null, last_used_at: null,
  };
  await parts.db.deleteFrom('api_keys').where('expires_at', '<', new Date(parts.now() - keptMs)).execute();
  await parts.db.insertInto('api_keys').values(row).execute();
  await writeAudit(parts, by, 'API key made', `${name} (${row.permissions.join(', ')})`);
  return { secret, key: keyFrom(row) };
}

/** Newest first. Throws `Failure('not_allowed')`. */
export async function listApiKeys(parts: Pick<AccessParts, 'db'>, by: Principal): Promise<ApiKey[]> {
  requirePerson(by);
  return (await parts.db.selectFrom('api_keys').selectAll().orderBy('created_at', 'desc').orderBy('id').execute()).map(keyFrom);
}

/** Ends a key at once; doing it twice changes nothing. Throws `Failure`: `not_allowed`, `not_found`. */
export async function revokeApiKey(parts: AccessParts, id: string, by: Principal): Promise<ApiKey> {
  requirePerson(by);
  const held = await parts.db.selectFrom('api_keys').selectAll().where('id', '=', id).executeTakeFirst();
  if (!held) throw new Failure('not_found', `There is no key "${id.slice(0, 60)}".`, 'List the keys: hindcast key list');
  if (held.revoked_at) return keyFrom(held);
  const revoked_at = new Date(parts.now());
  await parts.db.updateTable('api_keys').set({ revoked_at }).where('id', '=', id).execute();
  await writeAudit(parts, by, 'API key taken back', held.name);
  return keyFrom({ ...held, revoked_at });
}

/**
 * The key behind a secret; null for a wrong, an old and a revoked one alike. It is found by its hash, so that the time
 * this takes says nothing of how close a guess came. The first use is audited.
 */
export async function openApiKey(parts: AccessParts, secret: string): Promise<ApiKey | null> {
  const now = new Date(parts.now());
  const row = await parts.db.selectFrom('api_keys').selectAll().where('key_hash', '=', hashOf(secret)).where('revoked_at', 'is', null).where('expires_at', '>', now).executeTakeFirst();
  if (!row) return null;
  if (row.last_used_at && row.last_used_at.getTime() > parts.now() - usedEveryMs) return keyFrom(row);
  await parts.db.updateTable('api_keys').set({ last_used_at: now }).where('id', '=', row.id).execute();
  if (!row.last_used_at) await writeAudit(parts, { kind: 'key', user: null, key: { name: row.name, permissions: [] } }, 'API key first used', row.name);
  return keyFrom(row);
}

/** A key makes no keys. */
function requirePerson(by: Principal): void {
  requirePermission(by, 'manage_people');
  if (by.kind === 'key') throw new Failure('not_allowed', 'Keys are made and taken back by people.', 'Sign in, or use the command line on the machine.');
}

function checked(request: ApiKeyRequest): ApiKeyRequest {
  const read = apiKeyRequestSchema.safeParse(request);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  throw new Failure('bad_request', `The key cannot be made: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'it is not complete'}.`, 'hindcast key create --help');
}

const keyFrom = (row: Omit<Selectable<ApiKeyTable>, 'key_hash'>): ApiKey => ({
  id: row.id, name: row.name, start: row.key_start, permissions: permissionSchema.array().parse(row.permissions), createdAt: row.created_at.toISOString(), createdBy: row.created_by,
  expiresAt: row.expires_at.toISOString(), lastUsedAt: row.last_used_at?.toISOString() ?? null, revokedAt: row.revoked_at?.toISOString() ?? null,
});
