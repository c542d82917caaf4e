import { randomBytes } from 'node:crypto';
import { Kysely, PostgresDialect } from 'kysely';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { systemPrincipal, type Principal } from '../model/index.ts';
import type { AccessTables } from '../store/state/access-tables.ts';
import { withEngines } from '../store/engines/testing.ts';
import { migrateState } from '../store/state/migrate.ts';
import { Access, idempotencyKeys, mayDo, withinReach } from './index.ts';

const engines = withEngines();
const minuteMs = 60_000;
const dayMs = 86_400_000;
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
  for (const table of ['idempotency_keys', 'audit_entries', 'sessions', 'sign_in_links', 'users'] as const) await db.deleteFrom(table).execute();
});

const add = (email: string, change: Parameters<Access['addUser']>[1] = {}) => access.addUser(email, change, systemPrincipal);
const personOf = async (email: string): Promise<Principal> => ({ kind: 'user', user: (await access.users()).find((user) => user.email === email)! });

test('the first admin comes from the command line, and only the first', async () => {
  const link = await access.signInLink(undefined, systemPrincipal);
  expect(await access.users()).toMatchObject([{ email: link.email, role: 'admin', reach: 'all' }]);
  await expect(access.signInLink('stranger@example.com', systemPrincipal)).rejects.toMatchObject({ code: 'not_found' });
});

test('a link works once, within 15 minutes, also when two use it at the same moment', async () => {
  await add('ann@example.com', { role: 'admin' });
  const { token } = await access.signInLink('ann@example.com', systemPrincipal);
  const uses = await Promise.allSettled([1, 2, 3].map(() => access.openSession(token)));
  expect(uses.filter((use) => use.status === 'fulfilled')).toHaveLength(1);
  const late = await access.signInLink('ann@example.com', systemPrincipal);
  clock += 15 * minuteMs;
  await expect(access.openSession(late.token)).rejects.toMatchObject({ code: 'link_expired' });
});

test('no secret is stored as it is', async () => {
  await add('ann@example.com', { role: 'admin' });
  const { token } = await access.signInLink('ann@example.com', systemPrincipal);
  const { secret } = await access.openSession(token);
  const stored = JSON.stringify([await db.selectFrom('sign_in_links').selectAll().execute(), await db.selectFrom('sessions').selectAll().execute(), await db.selectFrom('audit_entries').selectAll().execute()]);
  expect([stored.includes(token), stored.includes(secret), Buffer.from(secret, 'base64url').length]).toEqual([false, false, 32]);
});

async function signedIn(email: string): Promise<string> {
  return (await access.openSession((await access.signInLink(email, systemPrincipal)).token)).secret;
}

test('a session ends after 14 days without use, and after 60 days in any case', async () => {
  await add('ann@example.com', { role: 'admin' });
  const [idle, used] = [await signedIn('ann@example.com'), await signedIn('ann@example.com')];
  for (let day = 0; day < 50; day += 10) {
    clock += 10 * dayMs;
    expect((await access.session(used))?.email).toBe('ann@example.com');
  }
  expect(await access.session(idle)).toBeNull();
  clock += 10 * dayMs;
  expect(await access.session(used)).toBeNull();
});

test('sessions that can no longer be used are removed at the next sign-in', async () => {
  await add('ann@example.com', { role: 'admin' });
  await signedIn('ann@example.com');
  clock += 61 * dayMs;
  await signedIn('ann@example.com');
  expect(await db.selectFrom('sessions').selectAll().execute()).toHaveLength(1);
});

test('each sign-in has a new secret; all sessions of a person can be ended', async () => {
  await add('ann@example.com', { role: 'admin' });
  const secrets = [await signedIn('ann@example.com'), await signedIn('ann@example.com')];
  expect(new Set(secrets).size).toBe(2);
  await access.closeSession(secrets[0]!);
  expect([await access.session(secrets[0]!), (await access.session(secrets[1]!))?.email]).toEqual([null, 'ann@example.com']);
  expect(await access.closeSessionsOf('ann@example.com', systemPrincipal)).toBe(1);
  expect(await access.session(secrets[1]!)).toBeNull();
});

test('only admins manage people, and one admin always stays', async () => {
  await add('ann@example.com', { role: 'admin' });
  await add('Max@Example.com');
  const max = await personOf('max@example.com');
  await expect(access.addUser('max@example.com', { role: 'admin' }, max)).rejects.toMatchObject({ code: 'not_allowed' });
  await expect(access.signInLink('ann@example.com', max)).rejects.toMatchObject({ code: 'not_allowed' });
  await expect(add('ann@example.com', { role: 'viewer' })).rejects.toMatchObject({ code: 'conflict' });
  expect((await personOf('ann@example.com')).user?.role).toBe('admin');
  await expect(add('no address')).rejects.toMatchObject({ code: 'bad_request' });
  await expect(add('kim@example.com', { reach: 'own' })).rejects.toMatchObject({ code: 'bad_request' });
});

test('what was done stands in the audit, newest first', async () => {
  await add('ann@example.com', { role: 'admin' });
  await signedIn('ann@example.com');
  await access.audit(await personOf('ann@example.com'), 'import undone', 'I1');
  expect((await access.entries(10)).map((entry) => [entry.by, entry.what, entry.subject])).toEqual([
    ['ann@example.com', 'import undone', 'I1'], ['ann@example.com', 'signed in', 'ann@example.com'], ['command line', 'sign-in link made', 'ann@example.com'], ['command line', 'user added', 'ann@example.com (admin, all)'],
  ]);
});

test('an idempotency key belongs to one request and is kept for a day', async () => {
  const keys = idempotencyKeys({ db, now: () => clock });
  expect(await keys.claim('k', 'a')).toBeNull();
  await expect(keys.claim('k', 'a')).rejects.toMatchObject({ code: 'conflict' });
  await keys.keep('k', { status: 201, body: '{}' });
  expect(await keys.claim('k', 'a')).toEqual({ status: 201, body: '{}' });
  await expect(keys.claim('k', 'b')).rejects.toMatchObject({ code: 'conflict' });
  clock += dayMs + 1;
  expect(await keys.claim('k', 'b')).toBeNull();
  await keys.release('k');
  expect(await keys.claim('k', 'c')).toBeNull();
});

test('roles mean what the table says, and reach overwrites what was asked for', async () => {
  const kim = await add('kim@example.com', { role: 'viewer', reach: 'own', ownerName: 'Kim' });
  const by: Principal = { kind: 'user', user: kim };
  expect([mayDo(by, 'read'), mayDo(by, 'work'), mayDo(by, 'manage_people'), mayDo(systemPrincipal, 'manage_people'), mayDo({ kind: 'user', user: null }, 'read')]).toEqual([true, false, false, true, false]);
  expect(withinReach(kim, { owner: 'Sam', team: 'North' })).toEqual({ owner: 'Kim', team: 'North' });
  expect(() => withinReach({ ...kim, ownerName: null }, {})).toThrow('not connected');
});
