import { expect, test } from 'vitest';
import { Failure, systemPrincipal, type Workspace } from '../../model/index.ts';
import { fakeWorkspace } from '../../model/testing.ts';
import { HouseWaysIn } from '../house-ways-in.ts';
import { withLiveSources } from './testing.ts';

const { opened } = withLiveSources();
const now = Date.now();
const today = new Date(now).toISOString();
const schema = { type: 'SCHEMA', stream: 'deals', key_properties: ['id'], schema: { properties: { id: {}, dealname: {}, dealstage: {}, amount: {}, createdate: {} } } };
const deal = (id: number) => ({ type: 'RECORD', stream: 'deals', record: { id, dealname: `Deal ${id}`, dealstage: id % 3 === 0 ? 'Closed Won' : 'Proposal', amount: 1000 + id, createdate: `2026-0${(id % 9) + 1}-11T10:00:00Z` } });
async function* lines(messages: readonly object[]): AsyncIterable<Uint8Array> { yield Buffer.from(messages.map((message) => JSON.stringify(message)).join('\n')); }

test('what came is counted by source and day, weighed in bytes, and priced by what the company says it costs', async () => {
  const { live, workspace } = await opened('ways');
  await live.load({ format: 'singer', source: 'tap', input: lines([schema, ...Array.from({ length: 60 }, (_, at) => deal(at + 1)), { type: 'STATE', value: 1 }]) }, systemPrincipal);
  await workspace.facts.insert('events', [1, 2, 3].map((at) => ({ event_id: `00000000-0000-4000-8000-00000000000${at}`, attempt: 0, source: 'shop', received_at: now, occurred_at: now, message_hash: String(at), message_id: `m${at}`, fate: 'accepted', type: 'track' })));
  await workspace.facts.insert('mentions', [{ source: 'trade-news', mention_id: 'a', kind: 'article', body: 'Acme opens a plant.', links: [], meant: [], voice: '1', content: 'c', known_at: now }]);
  const followed = { name: 'trade-news', service: 'feed' as const, what: 'x', server: null, everyMinutes: 15, address: 'x', state: 'fine' as const, lastReadAt: today, nextAt: today, lastOutcome: null, failures: 0, kept: 1 };
  const given: Workspace = fakeWorkspace({ live });
  const ways = new HouseWaysIn({ store: workspace, now: () => now, audit: async () => undefined, workspace: { ...given, listening: { ...given.listening, followed: async () => [followed] } } });

  await ways.setCost({ way: 'live', name: 'tap', cost: { perMonth: 30, currency: 'EUR' } }, systemPrincipal);
  const answer = await ways.overview();
  const byName = new Map(answer.ways.map((way) => [way.name, way]));
  expect(byName.get('tap')).toMatchObject({ way: 'live', kind: 'singer', state: 'healthy', held: 60, kinds: ['deal'], cost: { perMonth: 30, currency: 'EUR' }, costPerRecord: 0.5 });
  expect(byName.get('tap')?.perDay.reduce((sum, count) => sum + count, 0)).toBe(60);
  expect(byName.get('tap')?.storedBytes).toBeGreaterThan(0);
  expect(byName.get('shop')).toMatchObject({ way: 'events', held: 3 });
  expect(byName.get('trade-news')).toMatchObject({ way: 'feed', held: 1 });
  expect(answer.wanted.find(({ id }) => id === 'web')?.state).toBe('held');

  await ways.setCost({ way: 'live', name: 'tap', cost: null }, systemPrincipal);
  expect((await ways.overview()).ways.find(({ name }) => name === 'tap')?.cost).toBeNull();
  await expect(ways.setCost({ way: 'live', name: 'nobody', cost: null }, systemPrincipal)).rejects.toThrow(Failure);
});

test('a run that is asked for makes the source due; everything again forgets where it was left', async () => {
  const { live, workspace } = await opened('asked');
  await live.load({ format: 'singer', source: 'tap', input: lines([schema, deal(1), { type: 'STATE', value: 1 }]) }, systemPrincipal);
  const due = async (): Promise<boolean> => (await workspace.state.selectFrom('live_sources').select('next_try_at').executeTakeFirstOrThrow()).next_try_at !== null;
  const cursors = async (): Promise<number> => (await workspace.state.selectFrom('live_cursors').selectAll().execute()).length;
  expect([await due(), await cursors()]).toEqual([false, 1]);
  await live.request('tap', {}, systemPrincipal);
  expect([await due(), await cursors()]).toEqual([true, 1]);
  await live.request('tap', { full: true }, systemPrincipal);
  expect(await cursors()).toBe(0);
  expect(await live.runs('tap')).toMatchObject([{ state: 'done', records: 1 }]);
  await expect(live.request('nobody', {}, systemPrincipal)).rejects.toMatchObject({ code: 'not_found' });
});
