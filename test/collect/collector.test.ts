/** The collector over HTTP, on real engines: what becomes of each event, and that the sums hold. */
import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/model/index.ts';
import { runCollector, type RunningCollector } from './running-collector.ts';

let collector: RunningCollector;
beforeAll(async () => { collector = await runCollector(); }, 60_000);
afterAll(() => collector.close());

// Node's own agent is a robot's.
const asBrowser = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36' };
const track = (more: object): Record<string, unknown> => ({ type: 'track', event: 'Price list opened', messageId: randomUUID(), userId: 'u-1', timestamp: new Date().toISOString(), ...more });
const fatesOf = async (events: readonly unknown[]): Promise<Array<string | undefined>> => (await collector.send(events)).body.results.map(({ fate, reason }) => [fate, reason].filter(Boolean).join(' '));
const found = async (messageId: unknown) => collector.workspace.events.list({ message: String(messageId) });

test('each event of a batch gets its fate and its reason, in the order of the batch, and the sums hold', async () => {
  const kept = track({});
  const fates = await fatesOf([kept, kept, track({ userId: 'null' }), track({ userId: undefined }), track({ event: '' }), 7, track({ properties: 'text' }), track({ timestamp: 'yesterday' }), { type: 'nothing', userId: 'u-1' }]);
  expect(fates).toEqual(['accepted', 'duplicate', 'quarantined illegal_id', 'quarantined no_identity', 'quarantined no_event_name', 'quarantined not_an_object', 'quarantined wrong_shape', 'quarantined unreadable_time', 'quarantined wrong_shape']);
  const [totals] = await collector.workspace.events.totals();
  expect(totals?.received).toBe((totals?.accepted ?? 0) + (totals?.dropped ?? 0) + (totals?.quarantined ?? 0) + (totals?.duplicate ?? 0));
  expect(totals).toMatchObject({ received: 9, accepted: 1, quarantined: 7, duplicate: 1 });
});

test('the same message again is kept once, also in another request', async () => {
  const event = track({});
  expect(await fatesOf([event])).toEqual(['accepted']);
  expect(await fatesOf([event, track({})])).toEqual(['duplicate', 'accepted']);
  expect((await found(event['messageId'])).map(({ fate }) => fate).sort()).toEqual(['accepted', 'duplicate']);
});

test('fifty batches that all come again at once are each told as repetitions', async () => {
  const batches = Array.from({ length: 50 }, () => Array.from({ length: 100 }, () => track({})));
  for (const fate of ['accepted', 'duplicate']) {
    const fates = await Promise.all(batches.map((batch) => fatesOf(batch)));
    expect(new Set(fates.flat())).toEqual(new Set([fate]));
  }
});

test('people are known by exact ids, and their accounts by when they joined them', async () => {
  const [anonymousId, messageId] = ['a-77', randomUUID()];
  await collector.send([
    { type: 'page', messageId, anonymousId, name: 'Prices', timestamp: '2026-01-10T10:00:00Z' },
    { type: 'identify', messageId: randomUUID(), anonymousId, userId: 'u-77', traits: { plan: 'pro' } },
    { type: 'group', messageId: randomUUID(), userId: 'u-77', groupId: 'acme', traits: { name: 'Acme' }, timestamp: '2026-01-05T10:00:00Z' },
    { type: 'group', messageId: randomUUID(), userId: 'u-77', groupId: 'globex', timestamp: '2026-02-01T10:00:00Z' },
  ]);
  expect(await found(messageId)).toMatchObject([{ person: 'user:u-77', accounts: ['acme'], occurredAt: '2026-01-10T10:00:00.000Z' }]);
  expect((await collector.workspace.events.list({ person: 'anonymous:a-77' })).length).toBe(4);
});

test('a second user on the same device is not joined with the first, and the sender is told', async () => {
  await collector.send([{ type: 'identify', messageId: randomUUID(), anonymousId: 'shared', userId: 'first' }]);
  const { body } = await collector.send([{ type: 'identify', messageId: 'second-on-it', anonymousId: 'shared', userId: 'second' }, track({ userId: 'second', messageId: 'of-second' })]);
  expect(body.results[0]).toMatchObject({ fate: 'accepted', warnings: ['shared_device'] });
  expect(await found('of-second')).toMatchObject([{ person: 'user:second' }]);
  await collector.send([{ type: 'alias', messageId: randomUUID(), previousId: 'first', userId: 'second' }]);
  expect((await found('of-second'))[0]?.person).toBe('user:second');
  expect((await collector.workspace.events.list({ person: 'user:first' })).map(({ person }) => person)).toContain('user:second');
});

test('quarantined events are repaired and replayed, and leave quarantine once', async () => {
  const messageId = randomUUID();
  await collector.send([track({ messageId, userId: 'undefined', timestamp: '2026-03-01T00:00:00Z' })]);
  const [waiting] = (await collector.workspace.events.quarantine({ code: 'illegal_id' })).filter(({ payload }) => payload.includes(messageId));
  expect(waiting).toMatchObject({ path: '/userId', code: 'illegal_id', schemaVersion: 'segment-1', attempts: 1 });
  const id = waiting?.id as string;
  expect(await collector.workspace.events.replay({ id }, systemPrincipal)).toMatchObject({ replayed: 1, quarantined: 1 });
  const payload = String(waiting?.payload).replace('"undefined"', '"u-9"');
  expect(await collector.workspace.events.replay({ id, payload }, systemPrincipal)).toMatchObject({ replayed: 1, accepted: 1 });
  expect(await found(messageId)).toMatchObject([{ fate: 'accepted', person: 'user:u-9', occurredAt: '2026-03-01T00:00:00.000Z' }]);
  await expect(collector.workspace.events.replay({ id }, systemPrincipal)).rejects.toThrow('waits in quarantine');
  const [totals] = await collector.workspace.events.totals();
  expect(totals?.received).toBe((totals?.accepted ?? 0) + (totals?.dropped ?? 0) + (totals?.quarantined ?? 0) + (totals?.duplicate ?? 0));
});

test('replays at the same time send an event once', async () => {
  const messageId = randomUUID();
  await collector.send([track({ messageId, userId: 'guest' })]);
  const [waiting] = (await collector.workspace.events.quarantine({ code: 'illegal_id' })).filter(({ payload }) => payload.includes(messageId));
  const repaired = { id: String(waiting?.id), payload: String(waiting?.payload).replace('"guest"', '"u-12"') };
  const answers = await Promise.allSettled(Array.from({ length: 6 }, () => collector.workspace.events.replay(repaired, systemPrincipal)));
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await found(messageId)).toHaveLength(1);
});

test('clocks that are wrong are corrected, small differences are not, and nothing is of the future', async () => {
  const hour = 3_600_000;
  const at = (ms: number): string => new Date(Date.now() + ms).toISOString();
  const slow = track({ timestamp: at(-2 * hour - 60_000), sentAt: at(-2 * hour) });
  const near = track({ timestamp: at(-90_000), sentAt: at(-60_000) });
  const future = track({ timestamp: at(30 * hour) });
  const { body } = await collector.send([slow, near, future]);
  expect(body.results.map(({ warnings }) => warnings)).toEqual([['clock_corrected'], undefined, ['time_in_future']]);
  const ages = await Promise.all([slow, near, future].map(async ({ messageId }) => Date.now() - Date.parse((await found(messageId))[0]?.occurredAt as string)));
  expect(ages[0]).toBeGreaterThan(55_000);
  expect(ages[0]).toBeLessThan(90_000);
  expect(ages[1]).toBeGreaterThan(85_000);
  expect(ages[2]).toBeLessThan(30_000);
});

test('robots are counted and kept apart; a server with its key is never judged', async () => {
  const event = (messageId: string) => ({ writeKey: collector.writeKey, type: 'page', name: 'Home', anonymousId: 'bot-1', messageId });
  const post = (body: object, headers: Record<string, string>) => fetch(`${collector.url}/v1/page`, { method: 'POST', headers, body: JSON.stringify(body) }).then((answer) => answer.json());
  expect(await post(event('by-robot'), { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' })).toMatchObject({ results: [{ fate: 'dropped', reason: 'bot' }] });
  expect(await post(event('by-browser'), asBrowser)).toMatchObject({ results: [{ fate: 'accepted' }] });
  expect(await post({ ...event('by-server'), writeKey: undefined }, { 'user-agent': 'python-requests/2.32', authorization: `Basic ${Buffer.from(`${collector.writeKey}:`).toString('base64')}` })).toMatchObject({ results: [{ fate: 'accepted' }] });
});

test('addresses are shortened before they are stored; blocked ranges are dropped', async () => {
  await collector.send([track({ messageId: 'with-address', context: { ip: '203.0.113.77', groupId: 'acme' } }), track({ messageId: 'with-long-address', context: { ip: '2001:db8:aa:bb::1' } })]);
  const { facts } = await collector.house.store.workspace('main');
  const rows: unknown[] = [];
  for await (const block of facts.stream("SELECT JSONExtractString(context, 'ip') FROM events WHERE message_id IN ('with-address', 'with-long-address') ORDER BY message_id", {})) rows.push(...block.flat());
  expect(rows).toEqual(['203.0.113.0', '2001:db8:aa::']);
  expect(await found('with-address')).toMatchObject([{ accounts: ['acme'] }]);
  const key = await collector.newSource('guarded', { blockedRanges: ['127.0.0.0/8'] });
  const answer = await fetch(`${collector.url}/v1/track`, { method: 'POST', headers: asBrowser, body: JSON.stringify({ ...track({}), writeKey: key }) });
  expect(await answer.json()).toMatchObject({ results: [{ fate: 'dropped', reason: 'blocked_address' }] });
});

test('bodies: gzip, beacon text, single calls by name and letter; limits and nonsense have their answers', async () => {
  const post = (path: string, body: string | Buffer, headers: Record<string, string> = {}) => fetch(`${collector.url}/v1/${path}`, { method: 'POST', body: new Uint8Array(Buffer.from(body)), headers: { ...asBrowser, ...headers } });
  const withKey = (more: object) => JSON.stringify({ ...track({}), type: undefined, writeKey: collector.writeKey, ...more });
  expect((await post('track', gzipSync(withKey({})), { 'content-encoding': 'gzip', 'content-type': 'application/json' })).status).toBe(200);
  expect((await post('t', withKey({}), { 'content-type': 'text/plain;charset=UTF-8' })).status).toBe(200);
  expect((await post('track', withKey({ writeKey: undefined }))).status).toBe(401);
  expect((await post(`track?writeKey=${collector.writeKey}`, withKey({ writeKey: undefined }))).status).toBe(200);
  expect((await post('track', 'nonsense')).status).toBe(400);
  expect((await post('batch', JSON.stringify({ writeKey: collector.writeKey, batch: [] }))).status).toBe(400);
  expect((await post('batch', 'x'.repeat(600_000))).status).toBe(413);
  expect((await post('batch', gzipSync(Buffer.alloc(50_000_000)), { 'content-encoding': 'gzip' })).status).toBe(413);
  expect((await post('batch', 'not gzip', { 'content-encoding': 'gzip' })).status).toBe(400);
  const large = await (await post('track', withKey({ properties: { text: 'x'.repeat(40_000) } }))).json();
  expect(large).toMatchObject({ results: [{ fate: 'quarantined', reason: 'too_large' }] });
  expect((await fetch(`${collector.url}/v1/batch`, { method: 'OPTIONS', headers: { origin: 'https://shop.example' } })).headers.get('access-control-allow-origin')).toBe('*');
});

test('half characters are replaced, and names that reach into prototypes are left out', async () => {
  const { body } = await collector.send([track({ messageId: 'half', event: 'half \ud800', properties: { text: 'a\udc00b', path: '\\ud800' } })]);
  expect(body.results[0]).toMatchObject({ fate: 'accepted', warnings: ['text_repaired'] });
  expect(await found('half')).toMatchObject([{ name: 'half \ufffd', properties: { text: 'a\ufffdb', path: '\\ud800' } }]);
  const text = `{"writeKey":"${collector.writeKey}","messageId":"polluted","userId":"u-1","event":"x","properties":{"__proto__":{"isAdmin":true},"\\u005f_proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}},"kept":1,"kept":2}}`;
  expect((await fetch(`${collector.url}/v1/track`, { method: 'POST', headers: asBrowser, body: text })).status).toBe(200);
  expect(await found('polluted')).toMatchObject([{ properties: { kept: 2 } }]);
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
});

test('ranges and names that are none are refused before anything is made', async () => {
  await expect(collector.newSource('ranges', { blockedRanges: ['203.0.113.0/24', '300.1.1.1/8'] })).rejects.toThrow('"300.1.1.1/8" is no range of addresses');
  await expect(collector.newSource('No Name')).rejects.toThrow('cannot be a source');
  await expect(collector.newSource('shop')).rejects.toThrow('There is a source "shop" already');
});

test('a source that is closed takes nothing more', async () => {
  const key = await collector.newSource('old');
  await collector.workspace.events.closeSource('old', systemPrincipal);
  const answer = await fetch(`${collector.url}/v1/track`, { method: 'POST', headers: asBrowser, body: JSON.stringify({ ...track({}), writeKey: key }) });
  expect(answer.status).toBe(403);
});
