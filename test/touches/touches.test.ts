/** Touches over the real collector: who refuses or is forgotten has none, and the sums hold all the while. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/model/index.ts';
import { runCollector, type RunningCollector } from '../collect/running-collector.ts';

let collector: RunningCollector;
beforeAll(async () => { collector = await runCollector(); }, 60_000);
afterAll(() => collector.close());

const visit = (more: object): Record<string, unknown> => ({ type: 'page', messageId: randomUUID(), name: 'Prices', context: { page: { url: 'https://shop.example/prices', path: '/prices' } }, ...more });
const people = async (): Promise<string[]> => [...new Set((await collector.workspace.touches.list({})).map(({ person }) => person))].sort();

async function expectSum(): Promise<void> {
  const { events, inTouches, thinned, refused, waiting } = await collector.workspace.touches.counts();
  expect([inTouches + Object.values(thinned).reduce((sum, count) => sum + count, 0) + refused, waiting]).toEqual([events, 0]);
}

const consent = (id: string, statement: 'object' | 'grant') => collector.workspace.people.setConsent(id, { purpose: 'analyse', statement, source: 'told us' }, systemPrincipal);

test('touches of whom they are, by ids that were joined, also for people\'s SQL', async () => {
  await collector.send([visit({ anonymousId: 'a-1' }), { type: 'identify', messageId: randomUUID(), anonymousId: 'a-1', userId: 'u-1' }, visit({ userId: 'u-2', anonymousId: 'a-2' }), visit({ userId: 'u-3' })]);
  expect(await people()).toEqual(['user:u-1', 'user:u-2', 'user:u-3']);
  await expectSum();
  const { rows } = await collector.workspace.sql('SELECT who, kind, pages, length(events) FROM touches ORDER BY who');
  expect(rows).toEqual([['user:u-1', 'visit', '["/prices"]', 1], ['user:u-2', 'visit', '["/prices"]', 1], ['user:u-3', 'visit', '["/prices"]', 1]]);
  const [touch] = await collector.workspace.touches.list({ person: 'anonymous:a-1' });
  expect(touch).toMatchObject({ person: 'user:u-1', kind: 'visit' });
  expect((await collector.workspace.events.list({ person: 'user:u-1' })).map(({ id }) => id)).toContain(touch?.events[0]);
});

test('who refuses has no touches, and has them again after a yes', async () => {
  await consent('user:u-2', 'object');
  expect((await collector.workspace.sql("SELECT count() FROM touches WHERE who = 'user:u-2'")).rows).toEqual([[0]]);
  expect(await people()).toEqual(['user:u-1', 'user:u-3']);
  await collector.send([visit({ userId: 'u-2' })]);
  expect(await people()).toEqual(['user:u-1', 'user:u-3']);
  expect((await collector.workspace.touches.counts()).refused).toBe(2);
  await expectSum();
  await consent('user:u-2', 'grant');
  expect(await people()).toEqual(['user:u-1', 'user:u-2', 'user:u-3']);
  await expectSum();
});

test('who is forgotten is in no row of touches, of any build', async () => {
  await collector.workspace.people.recall('user:u-3', systemPrincipal);
  expect(await people()).toEqual(['user:u-1', 'user:u-2']);
  await expectSum();
  const { facts } = await collector.house.store.workspace('main');
  const held: unknown[] = [];
  for await (const block of facts.stream("SELECT who FROM touch_rows WHERE who = 'user:u-3' OR user_id = 'u-3'", {})) held.push(...block);
  expect(held).toEqual([]);
});
