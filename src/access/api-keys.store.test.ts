import { randomBytes } from 'node:crypto';
import { Kysely, PostgresDialect } from 'kysely';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { DAY_MS, systemPrincipal, type Permission, type Principal } from '../model/index.ts';
import type { AccessTables } from '../store/state/access-tables.ts';
import { withEngines } from '../store/engines/testing.ts';
import { migrateState } from '../store/state/migrate.ts';
import { Access } from './index.ts';

const engines = withEngines();
let clock = Date.parse('2026-11-20T09:00:00Z');
let db: Kysely<AccessTables>;
let access: Access;
beforeAll(async () => {
  await engines().createStateDatabase('hindcast_system');
  const pool = engines().postgres('hindcast_system');
  await migrateState(pool, 'system');
  db = new Kysely<AccessTables>({ dialect: new PostgresDialect({ pool }) });
  access = new Access({ db, now: () => clock, randomBytes });
}, 60_000);
beforeEach(async () => {
  for (const table of ['audit_entries', 'api_keys'] as const) await db.deleteFrom(table).execute();
});

const make = (permissions: Permission[] = ['read'], days?: number, by: Principal = systemPrincipal) => access.createApiKey({ name: 'warehouse', permissions, ...(days === undefined ? {} : { days }) }, by);
const withRole = (role: 'admin' | 'member' | 'viewer'): Principal => ({ kind: 'user', user: { id: 'u', email: 'u@example.com', name: null, role, reach: 'all', lens: 'leader', ownerName: null, teamName: null } });

test('a key opens what it may do, and is stored as its hash only', async () => {
  const { secret, key } = await make(['read', 'read', 'import']);
  expect(secret).toMatch(/^hk_[\w-]{43}$/);
  expect(await access.openApiKey(secret)).toMatchObject({ id: key.id, permissions: ['read', 'import'] });
  const stored = JSON.stringify([await db.selectFrom('api_keys').selectAll().execute(), await access.entries(10)]);
  expect([stored.includes(secret), stored.includes(secret.slice(12))]).toEqual([false, false]);
});

test('a key ends by its date and at once when it is taken back', async () => {
  const [old, taken] = [await make(['read'], 2), await make(['read'], 30)];
  clock += 2 * DAY_MS - 1;
  expect(await access.openApiKey(old.secret)).not.toBeNull();
  clock += 1;
  expect(await access.openApiKey(old.secret)).toBeNull();
  const revoked = await access.revokeApiKey(taken.key.id, systemPrincipal);
  expect(await access.openApiKey(taken.secret)).toBeNull();
  expect(await access.revokeApiKey(taken.key.id, systemPrincipal)).toEqual(revoked);
  expect(await access.openApiKey(`${taken.secret}x`)).toBeNull();
});

test('the last use is written at most every five minutes, the first is audited', async () => {
  const { secret } = await make();
  const used = async () => { await access.openApiKey(secret); return (await access.apiKeys(systemPrincipal))[0]?.lastUsedAt; };
  const first = await used();
  clock += 60_000;
  expect(await used()).toBe(first);
  clock += 5 * 60_000;
  expect(await used()).not.toBe(first);
  expect((await access.entries(10)).filter(({ what }) => what === 'API key first used')).toMatchObject([{ by: 'key "warehouse"' }]);
});

test('only who manages people makes keys, and no key makes another', async () => {
  for (const by of [withRole('member'), withRole('viewer'), { kind: 'key', user: null, key: { name: 'k', permissions: ['manage_people', 'read'] } } as const]) {
    await expect(make(['read'], 1, by as Principal)).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(access.apiKeys(by as Principal)).rejects.toMatchObject({ code: 'not_allowed' });
  }
  expect((await make(['manage_settings'], 1, withRole('admin'))).key.createdBy).toBe('u@example.com');
  await expect(make([])).rejects.toMatchObject({ code: 'bad_request' });
  await expect(make(['read'], 0)).rejects.toMatchObject({ code: 'bad_request' });
  await expect(access.revokeApiKey('none', systemPrincipal)).rejects.toMatchObject({ code: 'not_found' });
});
