/** Touches over the real collector: who refuses or is forgotten has none, and the sums hold all the while. */
import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
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

test('a touch opens to its events, and an export holds both', async () => {
  const [touch] = await collector.workspace.touches.list({ person: 'user:u-3' });
  expect((await collector.workspace.events.list({ touch: touch?.id ?? '' })).map(({ id }) => id)).toEqual(touch?.events);
  const source = await collector.newSource('governed');
  const governed = { type: 'track', event: 'Bought', userId: 'u-5', messageId: randomUUID(), properties: { open: 1, secret: 2, security: { secret: 'Personalization' } }, context: { ceddl: '1.0', page: { url: 'https://shop.example/hidden' } } };
  await fetch(`${collector.url}/v1/batch`, { method: 'POST', headers: { authorization: `Basic ${Buffer.from(`${source}:`).toString('base64')}`, 'content-type': 'application/json' }, body: JSON.stringify({ batch: [governed] }) });
  const folder = path.join(tmpdir(), `hindcast-export-${randomUUID()}`);
  try {
    const { files } = await collector.workspace.exportTo(folder, () => undefined);
    const [events, touches] = await Promise.all(['events', 'touches'].map(async (name) => (await readFile(files.find((file) => file.endsWith(`${name}.jsonl`)) ?? '', 'utf8')).trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)));
    expect(touches?.find((row) => row['touch_id'] === touch?.id)).toMatchObject({ who: 'user:u-3', kind: 'visit', events: touch?.events });
    expect(events?.find((row) => row['user_id'] === 'u-5')).toMatchObject({ name: 'Bought', properties: { open: 1 }, context: {} });
    expect(JSON.stringify([events, touches])).not.toMatch(/"secret":2|hidden/);
    expect(touches?.flatMap((row) => row['events']).length).toBe(events?.length);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
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

test('touches stand on the timelines of their account and of its deal while it was open, as known on the date', async () => {
  const { workspace } = collector;
  const { id } = await workspace.startImport({ paths: [path.resolve('examples/small-company')] }, systemPrincipal);
  for (let waits = 0; !['done', 'partly', 'failed'].includes((await workspace.import(id)).state) && waits < 300; waits += 1) await new Promise((resolve) => setTimeout(resolve, 100));
  expect((await workspace.import(id)).state).toBe('done');
  await collector.send([
    { type: 'group', messageId: randomUUID(), userId: 'u-1', groupId: 'ACC-014', timestamp: '2024-01-10T08:00:00Z' },
    visit({ userId: 'u-1', timestamp: '2024-01-11T09:00:00Z', name: 'Inside' }), visit({ userId: 'u-1', timestamp: '2024-03-11T09:00:00Z', name: 'Afterwards' }),
  ]);
  const { timeline } = await workspace.account('ACC-014', {});
  const touches = timeline.filter(({ kind }) => kind === 'touch').map(({ title }) => title);
  expect(touches).toContain('visit: Afterwards');
  expect(touches).toContain('visit: Inside');
  expect((await workspace.deal('DEAL-001', {})).timeline.filter(({ kind }) => kind === 'touch')).toMatchObject([{ title: 'visit: Inside', touch: { events: 1, ruleVersion: 1 } }]);
  expect((await workspace.account('ACC-014', { asOf: '2024-03-31' })).timeline.filter(({ kind }) => kind === 'touch')).toEqual([]);
});
