import { mkdtempSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { problemSchema, type DealFilter, type User } from '../model/index.ts';
import { admin, deal, fakeApplication, fakeWorkspace, refusedDeal } from '../model/testing.ts';
import { buildServer } from './index.ts';
import { routes } from './routes/index.ts';
import { roleMatrix } from './role-matrix.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'hindcast-api-'));
const webFolder = path.join(folder, 'web');
const uploads = path.join(folder, 'uploads');
mkdirSync(path.join(webFolder, 'assets'), { recursive: true });
writeFileSync(path.join(webFolder, 'index.html'), '<!doctype html><title>Hindcast</title>');
writeFileSync(path.join(webFolder, 'assets', 'app-1a2b.js'), 'export const app = 1;');
const large = `export const words = '${'long '.repeat(10_000)}';`;
writeFileSync(path.join(webFolder, 'assets', 'large-3c4d.js'), large);
writeFileSync(path.join(folder, 'secret.txt'), 'not for you');

const asked: DealFilter[] = [];
const logged: string[] = [];
const notes: string[] = [];
const rep: User = { ...admin, id: 'u2', email: 'kim@example.com', role: 'member', reach: 'own', ownerName: 'Kim' };
const viewer: User = { ...admin, id: 'u3', email: 'vi@example.com', role: 'viewer' };
const people: Record<string, User> = { secret: admin, rep, viewer };
const workspace = fakeWorkspace({
  deals: async (filter) => { asked.push(filter); return [deal, refusedDeal].filter((one) => !filter.ids || filter.ids.includes(one.id)); },
  journey: async () => { throw new TypeError('a fault inside'); },
  inquiries: async () => ({ wrong: true }) as never,
  addNote: async (dealId, text) => { notes.push(text); return { id: `N${notes.length}`, dealId, text, by: null, at: '2026-11-20T09:00:00.000Z' }; },
});
let app: FastifyInstance;
let clock = 0;
beforeAll(async () => {
  app = await buildServer({
    application: fakeApplication({ session: async (secret) => people[secret] ?? null, uploadFolder: async () => uploads }, workspace),
    webFolder, publicUrl: undefined, now: () => clock, log: (line) => { logged.push(line); }, secureCookies: false, newId: () => 'id-1',
  });
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

const ours = { 'x-hindcast': '1', 'sec-fetch-site': 'same-origin' };
const as = (who: string, request: InjectOptions) => app.inject({ ...request, headers: { ...request.headers, cookie: `hindcast=${who}` } });
const read = (url: string, who = 'secret') => as(who, { method: 'GET', url });
const send = (url: string, payload: object, who = 'secret', headers: Record<string, string> = ours, method: 'POST' | 'PATCH' = 'POST') => as(who, { method, url, payload, headers });

test('every question is answered by its schema', async () => {
  for (const path_ of ['overview', 'deals', 'deals/D-1', 'forecast', 'backtest', 'leaks', 'changes?since=2026-11-13', 'actions', 'columns', 'coverage', 'accounts', 'accounts/A-1', 'search?q=acme', 'imports', 'imports/I1', 'deals/D-1/notes', 'filters?screen=deals', 'settings', 'buyers', 'unseen?misnaming=0.1', 'claims', 'comparisons', 'asks', 'deals/D-1/asks', 'deals/D-1/delay?asOf=2026-11-20']) {
    expect([path_, (await read(`/api/w/main/${path_}`)).statusCode]).toEqual([path_, 200]);
  }
  for (const url of ['/api/me', '/api/workspaces', '/api/jobs', '/api/jobs/J1', '/api/definitions', '/api/users', '/api/keys', '/api/audit']) expect([url, (await read(url)).statusCode]).toEqual([url, 200]);
});

test('health needs no session and does not say where the engines are', async () => {
  const answer = await app.inject('/health');
  expect(answer.json()).toEqual({ ok: true, version: '0.1.0', engines: { postgres: { ok: true, version: '18' } } });
});

test('every route stands in the role matrix, and nothing else does', () => {
  expect(routes.map((route) => route.key).sort()).toEqual(Object.keys(roleMatrix).sort());
});

test('without a session every route of the matrix but the open ones is closed', async () => {
  for (const [key, rule] of Object.entries(roleMatrix)) {
    if (rule.permission === null) continue;
    const [method, url = ''] = key.split(' ');
    const answer = await app.inject({ method: method as 'GET', url: url.replaceAll(/:\w+/g, 'main'), headers: ours });
    expect([key, answer.statusCode]).toEqual([key, 401]);
  }
});

test('a viewer changes nothing and a rep sees no users', async () => {
  expect((await send('/api/w/main/deals/D-1/notes', { text: 'x' }, 'viewer')).statusCode).toBe(403);
  expect((await send('/api/w/main/settings', {}, 'rep', ours, 'PATCH')).statusCode).toBe(403);
  expect((await read('/api/users', 'rep')).statusCode).toBe(403);
  expect((await send('/api/w/main/sql', { statement: 'SELECT 1' }, 'rep')).statusCode).toBe(403);
  expect((await send('/api/w/main/sql', { statement: 'SELECT 1' }, 'viewer')).statusCode).toBe(200);
});

test('reach overwrites the owner that was asked for', async () => {
  asked.length = 0;
  await read('/api/w/main/deals?owner=Sam', 'rep');
  expect(asked).toEqual([{ owner: 'Kim' }]);
  expect((await read('/api/w/main/deals/D-77', 'rep')).statusCode).toBe(404);
  expect((await read('/api/w/main/accounts/A-1', 'rep')).json().timeline).toHaveLength(1);
  expect((await read('/api/w/main/accounts/A-2', 'rep')).statusCode).toBe(404);
});

test('a change without our header, or from another site, is refused', async () => {
  const url = '/api/w/main/calls';
  const call = { quarter: '2026Q4', value: 1 };
  const refusals: Array<Record<string, string>> = [{}, { 'x-hindcast': '1' }, { 'sec-fetch-site': 'same-origin' }, { ...ours, 'sec-fetch-site': 'cross-site' }, { 'x-hindcast': '1', origin: 'https://evil.example' }, { 'x-hindcast': '1', origin: 'null' }];
  for (const headers of refusals) expect([headers, (await send(url, call, 'secret', headers)).statusCode]).toEqual([headers, 403]);
  expect((await send(url, call)).statusCode).toBe(200);
  expect((await send(url, call, 'secret', { 'x-hindcast': '1', origin: 'http://localhost:4700', host: 'localhost:4700' })).statusCode).toBe(200);
});

test('problems have their shape, with pointers to what is wrong', async () => {
  const answer = await read('/api/w/main/changes?since=yesterday');
  expect(answer.statusCode).toBe(400);
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(problemSchema.parse(answer.json())).toMatchObject({ code: 'bad_request', errors: [{ pointer: '/querystring/since' }] });
  expect(problemSchema.parse((await read('/api/w/main/deals/none')).json())).toMatchObject({ code: 'not_found', status: 404 });
  expect(problemSchema.parse((await read('/api/nothing')).json()).code).toBe('not_found');
  expect((await read('/api/w/..%2Fmain/deals')).statusCode).toBe(400);
});

test('a fault is logged under the id that its answer carries, and tells nothing of the inside', async () => {
  const answer = await read('/api/w/main/journey');
  expect(answer.statusCode).toBe(500);
  expect(answer.json().instance).toBe('urn:hindcast:fault:id-1');
  expect(answer.body).not.toContain('a fault inside');
  expect(logged.at(-1)).toContain('id-1');
  expect((await read('/api/w/main/inquiries')).statusCode).toBe(500);
});

test('a link opens a session in a cookie that scripts cannot read', async () => {
  clock += 120_000;
  const answer = await app.inject('/sign-in/good');
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/']);
  expect(answer.headers['set-cookie']).toMatch(/^hindcast=secret; .*HttpOnly; SameSite=Lax/);
  expect((await app.inject('/sign-in/old')).statusCode).toBe(410);
  expect((await app.inject({ method: 'HEAD', url: '/sign-in/good' })).statusCode).toBe(404);
});

test('sign-in attempts are limited', async () => {
  clock += 120_000;
  const codes = [];
  for (let n = 0; n < 12; n += 1) codes.push((await app.inject('/sign-in/guess')).statusCode);
  expect(codes).toEqual([...Array.from({ length: 10 }, () => 410), 429, 429]);
});

test('a repeated request with its key answers as the first did', async () => {
  const url = '/api/w/main/deals/D-1/notes';
  const headers = { ...ours, 'idempotency-key': 'k1' };
  const [first, second] = [await send(url, { text: 'once' }, 'secret', headers), await send(url, { text: 'once' }, 'secret', headers)];
  expect([first.statusCode, second.statusCode, second.headers['idempotency-replayed']]).toEqual([201, 201, 'true']);
  expect(second.json()).toEqual(first.json());
  expect(notes.filter((text) => text === 'once')).toHaveLength(1);
  expect((await send(url, { text: 'other' }, 'secret', headers)).statusCode).toBe(409);
});

test('the app is served under every page address, its hashed files for a year', async () => {
  const page = await app.inject('/deals/D-1');
  expect([page.statusCode, page.headers['cache-control']]).toEqual([200, 'no-cache']);
  expect(page.headers['content-security-policy']).toContain("script-src 'self';");
  expect((await app.inject('/assets/app-1a2b.js')).headers['cache-control']).toContain('immutable');
  expect((await app.inject('/assets/gone.js')).statusCode).toBe(404);
});

test('no address leads out of the folder of the app', async () => {
  for (const url of ['/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/assets/..%2f..%2fsecret.txt', '/..%5csecret.txt', '/%2fetc%2fpasswd', '/.env']) {
    const answer = await app.inject(url);
    expect([url, answer.body.includes('not for you'), answer.body.includes('root:'), answer.statusCode < 500]).toEqual([url, false, false, true]);
  }
});

const boundary = 'cut';
const multipart = (...names: string[]): string =>
  `${names.map((name) => `--${boundary}\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\na,b\r\n`).join('')}--${boundary}--\r\n`;

test('uploads stay in their folder, whatever their names say', async () => {
  const headers = { ...ours, 'content-type': `multipart/form-data; boundary=${boundary}` };
  const answer = await as('secret', { method: 'POST', url: '/api/w/main/uploads', headers, payload: multipart('../../secret.txt', 'deals.csv', 'DEALS.csv', '..', 'C:\\x\\y.csv') });
  expect(answer.statusCode).toBe(201);
  expect(answer.json().files.map((file: { name: string }) => file.name)).toEqual(['secret.txt', 'deals.csv', 'DEALS (2).csv', 'file', 'y.csv']);
  expect(readdirSync(path.join(uploads, 'id-1')).sort()).toEqual(['DEALS (2).csv', 'deals.csv', 'file', 'secret.txt', 'y.csv']);
});

test('only admins import files that lie on the server', async () => {
  expect((await send('/api/w/main/imports/plan', { paths: ['/etc'] })).statusCode).toBe(200);
  people['member'] = { ...admin, role: 'member' };
  expect((await send('/api/w/main/imports/plan', { paths: ['/etc'] }, 'member')).statusCode).toBe(403);
});

test('rejects come as a file in which no cell starts a formula', async () => {
  const answer = await read('/api/w/main/imports/I1/rejects.csv');
  expect(answer.body).toBe('file,line,column,reason,value\r\n"deals.csv","21","","\'=too long","\'=1+1"\r\n');
});

test('large files and answers are compressed as the client takes it, and come out whole', async () => {
  const brotli = await app.inject({ url: '/assets/large-3c4d.js', headers: { 'accept-encoding': 'gzip, br' } });
  expect([brotli.headers['content-encoding'], brotliDecompressSync(brotli.rawPayload).toString()]).toEqual(['br', large]);
  const gzip = await app.inject({ url: '/openapi.json', headers: { 'accept-encoding': 'gzip' } });
  expect([gzip.headers['content-encoding'], JSON.parse(gunzipSync(gzip.rawPayload).toString()).openapi]).toEqual(['gzip', '3.1.0']);
  expect((await app.inject('/assets/large-3c4d.js')).body).toBe(large);
});

test('progress comes as events', async () => {
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const stream = await fetch(`${url}/api/events`, { headers: { cookie: 'hindcast=secret' } });
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
  let read_ = '';
  while (!read_.includes('event: job')) read_ += (await reader.read()).value ?? '';
  await reader.cancel();
  expect(stream.headers.get('content-type')).toContain('text/event-stream');
  expect(read_).toMatch(/event: import\ndata: {"id":"I1"/);
});

test('the tracker is served to any site, for a year under its version', async () => {
  const trackerFolder = path.join(folder, 'tracker');
  mkdirSync(trackerFolder);
  writeFileSync(path.join(trackerFolder, 'tracker.js'), '(function(){})();');
  const own = await buildServer({ application: fakeApplication({}, workspace), webFolder, trackerFolder, publicUrl: undefined, now: () => clock, log: (line) => { logged.push(line); }, secureCookies: false });
  const plain = await own.inject({ url: '/tracker.js' });
  expect([plain.statusCode, plain.body, plain.headers['access-control-allow-origin'], plain.headers['cross-origin-resource-policy'], plain.headers['content-type']]).toEqual([200, '(function(){})();', '*', 'cross-origin', 'text/javascript; charset=utf-8']);
  expect(plain.headers['cache-control']).toContain('max-age=3600');
  const version = String(plain.headers['x-version']);
  const packed = await own.inject({ url: `/tracker.js?v=${version}`, headers: { 'accept-encoding': 'gzip' } });
  expect([packed.headers['cache-control'], gunzipSync(packed.rawPayload).toString()]).toEqual(['public, max-age=31536000, immutable', '(function(){})();']);
  expect((await own.inject({ url: '/tracker.js?v=older' })).headers['cache-control']).toContain('max-age=3600');
  expect((await own.inject({ url: '/tracker.js', headers: { 'if-none-match': `"${version}"` } })).statusCode).toBe(304);
  await own.close();
});
