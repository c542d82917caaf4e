import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Permission, Principal } from '../model/index.ts';
import { apiKey, fakeApplication, fakeWorkspace } from '../model/testing.ts';
import { buildServer } from './index.ts';
import { roleMatrix } from './role-matrix.ts';

let app: FastifyInstance;
let clock = 0;
let held: Permission[] = ['read', 'work'];
const acted: Principal[] = [];
const workspace = fakeWorkspace({ addNote: async (dealId, text, by) => { acted.push(by); return { id: 'N1', dealId, text, by: null, at: '2026-11-20T09:00:00.000Z' }; } });
beforeAll(async () => {
  const application = fakeApplication({}, workspace);
  app = await buildServer({
    application: { ...application, keys: { ...application.keys, open: async (secret) => (secret === 'hk_good' ? { ...apiKey, permissions: held } : null) } },
    webFolder: '/nowhere', publicUrl: undefined, now: () => clock, log: () => undefined, secureCookies: false,
  });
});
afterAll(() => app.close());

const call = (method: 'GET' | 'POST', url: string, change: Partial<InjectOptions> = {}) => app.inject({ method, url, headers: { authorization: 'Bearer hk_good' }, ...change });
const note = { payload: { text: 'x' } };

test('a key reads and writes without a session and without our own pages', async () => {
  expect((await call('GET', '/api/w/main/deals')).statusCode).toBe(200);
  expect((await call('POST', '/api/w/main/deals/D-1/notes', note)).statusCode).toBeLessThan(300);
  expect(acted).toEqual([{ kind: 'key', user: null, key: { name: 'warehouse', permissions: ['read', 'work'] } }]);
});

test('a key does what its permissions say, whatever cookie comes with it', async () => {
  held = ['read'];
  const headers = { authorization: 'Bearer hk_good', cookie: 'hindcast=secret', 'x-hindcast': '1', 'sec-fetch-site': 'same-origin' };
  expect((await call('POST', '/api/w/main/deals/D-1/notes', { ...note, headers })).statusCode).toBe(403);
  held = ['read', 'work'];
});

test('a key with every permission still makes no keys and has no session', async () => {
  held = ['read', 'work', 'import', 'manage_people', 'manage_settings', 'read_audit'];
  for (const [method, url] of [['GET', '/api/keys'], ['POST', '/api/keys'], ['POST', '/api/keys/P1/revoke'], ['GET', '/api/me'], ['POST', '/api/session/close'], ['POST', '/api/w/main/digest']] as const) {
    expect([url, (await call(method, url)).statusCode]).toEqual([url, 403]);
  }
  expect((await call('POST', '/api/w/main/imports/plan', { payload: { paths: ['/etc/passwd'] } })).statusCode).toBe(403);
  held = ['read', 'work'];
});

test('a wrong key opens no guarded route, even beside a good cookie; the twenty-first within a minute is told to wait', async () => {
  const wrong = { headers: { authorization: 'Bearer hk_wrong', cookie: 'hindcast=secret' } };
  for (let tries = 0; tries < 20; tries += 1) expect((await call('GET', '/api/w/main/deals', wrong)).statusCode).toBe(401);
  expect((await call('GET', '/api/w/main/deals', wrong)).statusCode).toBe(429);
  expect((await call('GET', '/api/w/main/deals')).statusCode).toBe(200);
  clock += 61_000;
  for (const [key, rule] of Object.entries(roleMatrix)) {
    clock += 61_000;
    const [method, url = ''] = key.split(' ');
    if (rule.permission !== null) expect([key, (await call(method as 'GET', url.replaceAll(/:\w+/g, 'main'), wrong)).statusCode]).toEqual([key, 401]);
  }
});

test('without a key or our header a change is refused, whatever else authorizes it', async () => {
  for (const authorization of ['Basic aGtfZ29vZDo=', 'Bearer', 'hk_good']) {
    expect((await call('POST', '/api/w/main/deals/D-1/notes', { ...note, headers: { authorization, cookie: 'hindcast=secret' } })).statusCode).toBe(403);
  }
});
