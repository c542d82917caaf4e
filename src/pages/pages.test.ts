import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Failure, influenceNames, type AskPage, type Reply } from '../model/index.ts';
import { deal, fakeApplication, fakeWorkspace } from '../model/testing.ts';
import { ask, fakeBuyers } from '../model/answers/testing.ts';
import { buildServer } from '../api/index.ts';
import { html } from './html.ts';
import { servePages } from './index.ts';
import { styleAddress } from './page-style.ts';

const options = influenceNames.map((kind) => ({ kind, label: kind, hint: null }));
let page: AskPage;
let replies: Reply[];
let declined: number;
let opened: string[];
let clock = 0;
let broken = false;
const logged: string[] = [];
const buyers = fakeBuyers({
  page: async (id) => {
    if (broken) throw new TypeError('a fault inside');
    if (id !== 'S1') throw new Failure('not_found', 'gone');
    return page;
  },
  reply: async (_id, reply) => { replies.push(reply); },
  decline: async () => { declined += 1; },
});
const application = fakeApplication({}, fakeWorkspace({ buyers }));
const open = application.pageTokens.open;
let app: FastifyInstance;
beforeAll(async () => {
  const watched = { ...application, pageTokens: { ...application.pageTokens, open: async (kind: 'ask' | 'me', secret: string) => { opened.push(secret); return kind === 'ask' ? open(kind, secret) : null; } } };
  app = await buildServer({
    application: watched, webFolder: '/nowhere', publicUrl: 'https://sales.example.com', now: () => clock, log: () => undefined, secureCookies: false,
    pages: (server) => servePages(server, { application: watched, publicUrl: 'https://sales.example.com', now: () => clock, log: (line) => { logged.push(line); } }),
  });
});
afterAll(() => app.close());
beforeEach(() => {
  clock += 600_000;
  [page, replies, declined, opened, broken] = [{ company: 'Example AG', asker: 'Ann Lee', expiresAt: ask.expiresAt, declined: false, given: null, options }, [], 0, [], false];
});

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ method: 'GET', url, headers });
const post = (url: string, form: Record<string, string>, headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' }) =>
  app.inject({ method: 'POST', url, payload: new URLSearchParams(form).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } });

test('a page is whole without script, names nobody else, and may be kept by nobody', async () => {
  const answer = await get('/ask/good');
  expect(answer.statusCode).toBe(200);
  expect(answer.body).not.toMatch(/<script|javascript:|\son\w+=|style="|https?:/i);
  expect(answer.headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store', 'x-robots-tag': expect.stringContaining('noindex'), 'x-frame-options': 'DENY', 'x-content-type-options': 'nosniff' });
  const policy = String(answer.headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('script-src');
  expect(policy).not.toContain('unsafe');
  expect(answer.headers['set-cookie']).toBeUndefined();
});

test('page and stylesheet together are far below 60 kB', async () => {
  const [one, style] = [await get('/ask/good'), await get(styleAddress)];
  expect(style.headers['cache-control']).toContain('immutable');
  expect(Buffer.byteLength(one.body) + Buffer.byteLength(style.body)).toBeLessThan(20_000);
});

test('every option is there, "other" last, and nothing is chosen before it is', async () => {
  const values = [...(await get('/ask/good')).body.matchAll(/name="said" value="(\w+)"/g)].map((match) => match[1]);
  expect(values).toHaveLength(16);
  expect(values.at(-1)).toBe('other');
  expect((await get('/ask/good')).body).not.toContain(' checked');
});

test('nothing of the deal reaches the page', async () => {
  const { body } = await get('/ask/good?kept');
  for (const secret of [deal.id, deal.name, deal.account, deal.accountId, deal.stage, deal.owner, '48', '62', 'Called.', 'C-1', 'K1', 'S1']) expect(body.replaceAll(/<option.*|value="[^"]*"/g, '')).not.toContain(String(secret));
});

test('an answer is kept, leads back to the page, and can be sent again', async () => {
  const sent = await post('/ask/good', { said: 'colleague', wanted: 'no', text: 'one\r\ntwo' });
  expect([sent.statusCode, sent.headers.location]).toEqual([303, '/ask/good?kept']);
  expect(replies).toEqual([{ said: 'colleague', offerWanted: false, text: 'one\ntwo' }]);
  page = { ...page, given: { said: 'colleague', offerWanted: false, text: '<b>"one" & two</b>' } };
  const { body } = await get('/ask/good?kept');
  expect(body).toContain('your answer is kept');
  expect(body).toMatch(/value="colleague" checked/);
  expect(body).toContain('&lt;b&gt;&quot;one&quot; &amp; two&lt;/b&gt;');
});

test('an answer without a choice, or of none of the sixteen, is asked for again and keeps nothing', async () => {
  for (const form of [{}, { said: 'nobody' }, { text: 'x' }]) expect((await post('/ask/good', form)).statusCode).toBe(422);
  expect((await post('/ask/good', { said: 'colleague', text: 'x'.repeat(5_000) })).statusCode).toBe(303);
  expect(replies.map((reply) => reply.text.length)).toEqual([1_000]);
  expect((await post('/ask/good', { said: 'colleague', text: 'x'.repeat(50_000) })).statusCode).toBe(413);
});

test('saying no is one button', async () => {
  expect((await post('/ask/good/decline', {})).headers.location).toBe('/ask/good?kept');
  expect(declined).toBe(1);
});

test('forms of other sites change nothing', async () => {
  const foreign: Array<Record<string, string>> = [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { 'sec-fetch-site': 'none' }, { origin: 'https://evil.example' }, { origin: 'https://sales.example.com.evil.example' }];
  for (const headers of foreign) expect([headers, (await post('/ask/good', { said: 'boss' }, headers)).statusCode]).toEqual([headers, 403]);
  expect(replies).toEqual([]);
  const ours: Array<Record<string, string>> = [{}, { origin: 'null' }, { origin: 'https://sales.example.com' }, { 'sec-fetch-site': 'same-origin', origin: 'null' }];
  for (const headers of ours) expect([headers, (await post('/ask/good', { said: 'boss' }, headers)).statusCode]).toEqual([headers, 303]);
});

test('a wrong link, a link without a secret, one to something gone and one of another kind look alike', async () => {
  const wrong = await get('/ask/wrong');
  expect(wrong.statusCode).toBe(404);
  expect(wrong.body).toContain('Ask the person who sent it');
  for (const url of ['/ask', '/ask/', '/ask/good/more', '/me/good', '/ask/%00']) {
    const answer = await get(url);
    expect([url, answer.statusCode, answer.body === wrong.body]).toEqual([url, 404, true]);
  }
  expect((await post('/ask/wrong', { said: 'boss' })).body).toBe(wrong.body);
});

test('guessing ends after ten tries a minute, and good links of the address still work', async () => {
  for (let guess = 0; guess < 10; guess += 1) expect((await get(`/ask/guess-${guess}`)).statusCode).toBe(404);
  expect((await get('/ask/guess-11')).statusCode).toBe(429);
  expect((await get('/ask/good')).statusCode).toBe(200);
  clock += 60_000;
  expect((await get('/ask/guess-12')).statusCode).toBe(404);
});

test('one link is opened thirty times a minute at most', async () => {
  for (let visit = 0; visit < 30; visit += 1) await get('/ask/good');
  expect((await get('/ask/good')).statusCode).toBe(429);
  expect(opened).toHaveLength(30);
});

test('what the browser says of sharing is heard', async () => {
  expect((await get('/ask/good', { 'sec-gpc': '1' })).body).toContain('your browser asks for that too');
  expect((await get('/ask/good')).body).not.toContain('your browser');
});

test('a fault is logged under an id and tells nothing else', async () => {
  broken = true;
  const answer = await get('/ask/good');
  expect(answer.statusCode).toBe(500);
  expect(answer.body).not.toContain('a fault inside');
  expect(logged.at(-1)).toContain('a fault inside');
  expect(logged.at(-1)).not.toContain('good');
});

test('the app\'s own rules stay as they were beside the pages', async () => {
  expect((await app.inject({ method: 'POST', url: '/api/session/close' })).statusCode).toBe(403);
  expect((await get('/api/me')).statusCode).toBe(401);
  expect(String((await get('/health')).headers['content-security-policy'])).toContain("script-src 'self'");
});

test('values never become markup', () => {
  expect(html`<p title="${'"><script>'}">${['a', html`<b>${'<'}</b>`, null, false, 3]}</p>`.text).toBe('<p title="&quot;&gt;&lt;script&gt;">a<b>&lt;</b>3</p>');
});
