import { expect, test } from 'vitest';
import { Failure } from '../../../model/index.ts';
import { addressOf } from './address-of.ts';
import { pollFeed, type FeedMemory, type FeedResponse, type FetchFeed } from './poll-feed.ts';

const now = Date.parse('2026-11-26T12:00:00.000Z');
const minutes = (at: number): number => (at - now) / 60_000;
const memory = (change: Partial<FeedMemory> = {}): FeedMemory => ({ address: 'https://news.example/feed', everyMinutes: 15, etag: null, lastModified: null, bodyHash: null, failures: 0, ...change });
const answering = (status: number, headers: FeedResponse['headers'] = {}, body = 'x'): FetchFeed => async () => ({ status, headers, body: Buffer.from(body) });
const poll = (fetchFeed: FetchFeed, change: Partial<FeedMemory> = {}) => pollFeed(memory(change), fetchFeed, () => now);

test('it asks by the tag and date of the last answer, and reads what is new', async () => {
  const asked: Array<Readonly<Record<string, string>>> = [];
  const fetchFeed: FetchFeed = async (_address, headers) => { asked.push(headers); return { status: 200, headers: { etag: 'W/"2"', 'last-modified': 'Thu, 26 Nov 2026 11:00:00 GMT', 'content-type': 'text/xml' }, body: Buffer.from('new') }; };
  const polled = await poll(fetchFeed, { etag: 'W/"1"', lastModified: 'Thu, 26 Nov 2026 10:00:00 GMT', failures: 3 });
  expect(asked).toMatchObject([{ 'if-none-match': 'W/"1"', 'if-modified-since': 'Thu, 26 Nov 2026 10:00:00 GMT' }]);
  expect(polled).toMatchObject({ state: 'read', etag: 'W/"2"', lastModified: 'Thu, 26 Nov 2026 11:00:00 GMT', contentType: 'text/xml', failures: 0 });
  expect(minutes(polled.nextAt)).toBe(15);
});

test('304 and the same bytes again are nothing new', async () => {
  expect(await poll(answering(304))).toMatchObject({ state: 'unchanged' });
  const first = await poll(answering(200, {}, 'same'));
  if (first.state !== 'read') throw new Error(first.outcome);
  expect(await poll(answering(200, {}, 'same'), { bodyHash: first.bodyHash })).toMatchObject({ state: 'unchanged' });
});

test('a failing server is asked later and later, up to a day, and not before it wants', async () => {
  const waits: number[] = [];
  for (const failures of [0, 1, 2, 5, 30]) waits.push(minutes((await poll(answering(500), { failures })).nextAt));
  expect(waits).toEqual([30, 60, 120, 960, 1440]);
  expect(minutes((await poll(answering(429, { 'retry-after': '7200' }))).nextAt)).toBe(120);
  expect(minutes((await poll(answering(503, { 'retry-after': 'Thu, 26 Nov 2026 15:00:00 GMT' }))).nextAt)).toBe(180);
  expect(minutes((await poll(answering(503, { 'retry-after': '999999999' }))).nextAt)).toBe(1440);
  expect(minutes((await poll(answering(503, { 'retry-after': 'soon' }))).nextAt)).toBe(30);
});

test('what goes wrong is said in words, and what is gone stays gone', async () => {
  expect(await poll(answering(403))).toMatchObject({ state: 'failing', outcome: 'The server does not let everybody read it (403).' });
  expect(await poll(answering(404))).toMatchObject({ state: 'failing', outcome: 'There is nothing at this address (404).' });
  expect(await poll(answering(410))).toMatchObject({ state: 'gone' });
  expect(await poll(async () => ({ reason: 'The address leads into the own network.' }))).toMatchObject({ state: 'failing', outcome: 'The address leads into the own network.', failures: 1 });
});

test('tags that could not be sent back are not kept', async () => {
  expect(await poll(answering(200, { etag: '"a\r\nx: y"', 'last-modified': 'x'.repeat(600) }))).toMatchObject({ state: 'read', etag: null, lastModified: null });
});

test('addresses of services, and what is none', () => {
  expect(addressOf({ service: 'feed', what: 'https://news.example/feed.xml#top' })).toBe('https://news.example/feed.xml');
  expect(addressOf({ service: 'mastodon', what: '#Pumpen', server: 'https://m.example/about' })).toBe('https://m.example/api/v1/timelines/tag/Pumpen?limit=40');
  expect(addressOf({ service: 'bluesky', what: '"Quandel Robotik" & more' })).toBe('https://public.api.bsky.app/xrpc/app.bsky.feed.searchPosts?q=%22Quandel+Robotik%22+%26+more&sort=latest&limit=100');
  expect(addressOf({ service: 'hacker-news', what: 'quandel' })).toBe('https://hn.algolia.com/api/v1/search_by_date?query=quandel&tags=%28story%2Ccomment%29&hitsPerPage=100');
  expect(new URL(addressOf({ service: 'gdelt', what: '"Quandel"' })).searchParams.get('query')).toBe('"Quandel"');
  for (const [service, what, server] of [['feed', 'news.example'], ['feed', 'file:///etc/passwd'], ['feed', 'https://user:word@news.example/'], ['mastodon', 'pumps'], ['mastodon', 'two words', 'https://m.example'], ['mastodon', '../../admin', 'https://m.example'], ['bluesky', 'x', 'ftp://m.example']] as const) {
    expect(() => addressOf({ service, what, server })).toThrow(Failure);
  }
});
