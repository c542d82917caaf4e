import { randomBytes } from 'node:crypto';
import { Kysely, PostgresDialect } from 'kysely';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { DAY_MS, systemPrincipal, type PageKind, type Principal } from '../model/index.ts';
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
  for (const table of ['audit_entries', 'page_tokens'] as const) await db.deleteFrom(table).execute();
});

const about = { kind: 'ask', workspace: 'main', subject: 'K1' } as const;
const kinds = [['ask', 'ask link', 'me'], ['me', 'link to a personal page', 'ask']] as const;
const make = (days?: number, kind: PageKind = 'ask') => access.makePageToken({ ...about, kind, ...(days === undefined ? {} : { days }) }, systemPrincipal);
const withRole = (role: 'admin' | 'member' | 'viewer'): Principal => ({ kind: 'user', user: { id: 'u', email: 'u@example.com', name: null, role, reach: 'all', lens: 'leader', ownerName: null, teamName: null } });

test.each(kinds)('a secret of /%s opens its own page, again and again, and its use is counted', async (kind, named) => {
  const { secret } = await make(30, kind);
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(await access.openPageToken(kind, secret)).toMatchObject({ workspace: 'main', subject: 'K1', uses: 1 });
  clock += 60_000;
  expect(await access.openPageToken(kind, secret)).toMatchObject({ uses: 2, lastUsedAt: new Date(clock).toISOString() });
  expect((await access.entries(10)).map((entry) => entry.what)).toEqual([`${named} opened`, `${named} made`]);
});

test.each(kinds)('a secret of /%s opens no other kind of page, and nothing that resembles it opens anything', async (kind, _named, other) => {
  const { secret, token } = await make(30, kind);
  expect(await access.openPageToken(other, secret)).toBeNull();
  for (const wrong of [secret.slice(1), secret.toLowerCase(), `${secret}=`, token.id, '', '%']) expect(await access.openPageToken(kind, wrong)).toBeNull();
});

test.each(kinds)('a link to /%s ends when its days are over, and when it is taken back, once and for all', async (kind, named) => {
  const old = await make(2, kind);
  clock += 2 * DAY_MS;
  expect(await access.openPageToken(kind, old.secret)).toBeNull();
  const { secret, token } = await make(30, kind);
  expect((await access.revokePageToken(token.id, systemPrincipal)).revokedAt).not.toBeNull();
  const again = await access.revokePageToken(token.id, systemPrincipal);
  expect(again.revokedAt).not.toBeNull();
  expect(await access.openPageToken(kind, secret)).toBeNull();
  expect((await access.entries(10)).filter((entry) => entry.what === `${named} taken back`)).toHaveLength(1);
  await expect(access.revokePageToken('nothing', systemPrincipal)).rejects.toMatchObject({ code: 'not_found' });
});

test('nobody can read a secret out of the tables', async () => {
  const { secret } = await make();
  await access.openPageToken('ask', secret);
  const stored = JSON.stringify([await db.selectFrom('page_tokens').selectAll().execute(), await access.entries(10), await access.pageTokens('main', 'ask')]);
  expect(stored).not.toContain(secret);
});

test('who may work may ask; only an admin opens a person\'s page to somebody', async () => {
  await expect(access.makePageToken(about, withRole('viewer'))).rejects.toMatchObject({ code: 'not_allowed' });
  await access.makePageToken(about, withRole('member'));
  await expect(access.makePageToken({ ...about, kind: 'me' }, withRole('member'))).rejects.toMatchObject({ code: 'not_allowed' });
  await access.makePageToken({ ...about, kind: 'me' }, withRole('admin'));
  for (const days of [0, 366, 1.5, Number.NaN]) await expect(make(days)).rejects.toMatchObject({ code: 'bad_request' });
});

test('links are listed by subject, newest first, and go with their workspace', async () => {
  await make();
  clock += 1000;
  await access.makePageToken({ ...about, subject: 'K2' }, systemPrincipal);
  expect((await access.pageTokens('main', 'ask')).map((token) => token.subject)).toEqual(['K2', 'K1']);
  expect(await access.pageTokens('main', 'ask', 'K1')).toHaveLength(1);
  await access.forgetPageTokensOf('main');
  expect(await access.pageTokens('main', 'ask')).toEqual([]);
});
