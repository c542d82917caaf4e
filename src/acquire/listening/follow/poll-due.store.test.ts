import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Failure, workspaceSettingsSchema } from '../../../model/index.ts';
import { Store, type WorkspaceStore } from '../../../store/index.ts';
import { withEngines } from '../../../store/engines/testing.ts';
import { coverageAlerts } from '../keep/show-alerts.ts';
import { watchedInWorkspace } from '../keep/watched-in-workspace.ts';
import { watchList } from '../match/watch-list.ts';
import { followFeed, followedFeeds, unfollowFeed } from './followed-feeds.ts';
import { pollDue } from './poll-due.ts';
import type { FetchFeed } from './poll-feed.ts';

const engines = withEngines({}, process.env);
const settings = workspaceSettingsSchema.parse({ listening: { own: [{ name: 'Quandel' }], rivals: [{ name: 'Zalvendo' }] } });
let store: Store;
let workspace: WorkspaceStore;
let server: Server;
let origin = '';
let now = Date.parse('2026-11-26T12:00:00.000Z');
const asked: string[] = [];

const rss = '<rss><channel><language>en</language><item><guid isPermaLink="false">1</guid><title>Quandel recalls robots</title><pubDate>Thu, 26 Nov 2026 11:59:30 GMT</pubDate></item></channel></rss>';
const post = { uri: 'at://did:plc:a/app.bsky.feed.post/1', author: { did: 'did:plc:a', handle: 'jo.example' }, record: { text: 'Zalvendo is down', createdAt: '2026-11-26T11:00:00Z', langs: ['en'] } };
const answers: Readonly<Record<string, (etag: string | undefined) => readonly [status: number, headers: Record<string, string>, body: string]>> = {
  '/feed.xml': (etag) => (etag === '"1"' ? [304, {}, ''] : [200, { etag: '"1"', 'content-type': 'text/html' }, rss]),
  '/api/v1/timelines/tag/robots': () => [200, { 'content-type': 'application/json' }, JSON.stringify([{ id: '1', uri: 'https://m.example/1', url: 'https://m.example/@jo/1', content: '<p>I love my Zalvendo</p>', account: { acct: 'jo' }, created_at: '2026-11-26T11:00:00Z', visibility: 'public', language: 'en' }])],
  '/xrpc/app.bsky.feed.searchPosts': () => [200, {}, JSON.stringify({ posts: [post] })],
  '/api/v1/search_by_date': () => [200, {}, JSON.stringify({ hits: [{ objectID: '5', title: 'Show HN: Zalvendo', author: 'jo', created_at: '2026-11-26T11:00:00Z' }] })],
  '/api/v2/doc/doc': () => [200, { 'content-type': 'text/html' }, 'Your query was too short or too long.'],
  '/dead': () => [500, {}, 'oops'],
  '/gone': () => [410, {}, ''],
};

beforeAll(async () => {
  store = await Store.open({ engines: engines(), now: Date.now, newId: randomUUID, worker: 'test', log: () => undefined });
  workspace = await store.createWorkspace('following', false);
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://local');
    asked.push(url.pathname);
    const [status, headers, body] = answers[url.pathname]?.(request.headers['if-none-match']) ?? [404, {}, ''];
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, 60_000);
afterAll(async () => {
  server.close();
  await store.jobs.stop();
});

const parts = () => ({ now, check: async () => undefined });
const fetchFeed: FetchFeed = async (address, headers) => {
  const response = await fetch(address, { headers });
  return { status: response.status, headers: Object.fromEntries(response.headers), body: new Uint8Array(await response.arrayBuffer()) };
};
const poll = (name?: string) => pollDue({ store: workspace, fetchFeed, listOf: async () => watchList(await watchedInWorkspace(workspace.facts, settings)), now: () => now }, name);
const states = async () => Object.fromEntries((await followedFeeds(workspace.state)).map(({ name, state, kept, lastOutcome }) => [name, { state, kept, lastOutcome }]));

test('every service is read from a server that answers as it documents; one that fails stops no other', async () => {
  await followFeed(workspace.state, { name: 'news', service: 'feed', what: `${origin}/feed.xml` }, parts());
  await followFeed(workspace.state, { name: 'masto', service: 'mastodon', what: 'robots', server: origin }, parts());
  await followFeed(workspace.state, { name: 'bsky', service: 'bluesky', what: 'zalvendo', server: origin }, parts());
  await followFeed(workspace.state, { name: 'hn', service: 'hacker-news', what: 'zalvendo', server: origin }, parts());
  await followFeed(workspace.state, { name: 'world', service: 'gdelt', what: 'x', server: origin }, parts());
  await followFeed(workspace.state, { name: 'dead', service: 'feed', what: `${origin}/dead` }, parts());
  await followFeed(workspace.state, { name: 'gone', service: 'feed', what: `${origin}/gone` }, parts());
  const polled = await poll();
  expect(polled.map(({ name }) => name)).toEqual(['bsky', 'dead', 'gone', 'hn', 'masto', 'news', 'world']);
  expect(await states()).toMatchObject({
    news: { state: 'fine', kept: 1, lastOutcome: 'Items: 1, kept: 1, alerts: 1.' }, masto: { state: 'fine', kept: 1 }, bsky: { state: 'fine', kept: 1 }, hn: { state: 'fine', kept: 1 },
    world: { state: 'failing', lastOutcome: expect.stringMatching(/"Your query was too short/) as string }, dead: { state: 'failing', lastOutcome: 'The server has a fault (500).' }, gone: { state: 'gone' },
  });
  const alerts = await coverageAlerts(workspace.facts, 10);
  expect(alerts).toMatchObject([{ brand: 'Quandel', source: 'news', title: 'Quandel recalls robots' }]);
  expect(Date.parse(alerts[0]?.raisedAt ?? '') - now).toBeLessThan(60_000);
});

test('nobody is asked before the time has come; then by tag, and what is gone never again', async () => {
  asked.length = 0;
  expect(await poll()).toEqual([]);
  now += 16 * 60_000;
  await poll();
  expect(asked.sort()).toEqual(['/api/v1/search_by_date', '/api/v1/timelines/tag/robots', '/feed.xml', '/xrpc/app.bsky.feed.searchPosts']);
  expect((await states())['news']).toMatchObject({ kept: 1, lastOutcome: 'Nothing new.' });
  expect(await coverageAlerts(workspace.facts, 10)).toHaveLength(1);
});

test('two that look at once ask once', async () => {
  now += 16 * 60_000;
  asked.length = 0;
  await Promise.all([poll(), poll(), poll()]);
  expect(asked.filter((path) => path === '/feed.xml')).toHaveLength(1);
});

test('one by name is read at once; a change of address starts anew; what is not followed is no longer asked', async () => {
  asked.length = 0;
  expect(await poll('news')).toMatchObject([{ name: 'news', outcome: 'Nothing new.' }]);
  await followFeed(workspace.state, { name: 'dead', service: 'feed', what: `${origin}/feed.xml`, everyMinutes: 60 }, parts());
  expect((await followedFeeds(workspace.state)).find(({ name }) => name === 'dead')).toMatchObject({ state: 'new', failures: 0 });
  await unfollowFeed(workspace.state, 'dead');
  await expect(unfollowFeed(workspace.state, 'dead')).rejects.toThrow(Failure);
  for (const wrong of [{ name: 'A B', service: 'feed', what: 'https://a.example' }, { name: 'a', service: 'feed', what: 'https://a.example', everyMinutes: 1 }, { name: 'a', service: 'feed', what: 'javascript:x' }] as const) {
    await expect(followFeed(workspace.state, wrong, parts())).rejects.toThrow(Failure);
  }
});
