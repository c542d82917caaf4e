/** What a `digitalData` controls by its `security` rules, sent to the real server: looked for on every way out. */
import { globSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildServer } from '../../src/api/index.ts';
import { ceddlFixture } from '../../src/acquire/ceddl/testing.ts';
import { cutGoverned, webhookEvents, type CeddlReport, type CollectAnswer } from '../../src/model/index.ts';
import { fakeApplication } from '../../src/model/testing.ts';
import { runCollector, type RunningCollector } from '../collect/running-collector.ts';

const root = path.join(import.meta.dirname, '../..');
let collector: RunningCollector;
beforeAll(async () => { collector = await runCollector(); }, 60_000);
afterAll(() => collector.close());

/** Values of the fixture that are not for Analytics, and some that are, or that nothing controls. */
const forOthers = ['p-default', 'a-empty', 'sku-unknown', 'm-default', 'cart-personalization', 'item-narrowed', 'id-default', 'mail-default', 'city-default'];
const forAnalysis = ['u-analytics', 'n-two', 'e-analytics', 'prod-open', 'e-open'];
const foundIn = (text: string, values: readonly string[]): string[] => values.filter((value) => text.includes(value));

async function send(body: object, key = collector.writeKey): Promise<{ status: number; body: CollectAnswer & { report: CeddlReport; detail?: string } }> {
  const response = await fetch(`${collector.url}/v1/ceddl`, { method: 'POST', headers: { authorization: `Basic ${btoa(`${key}:`)}` }, body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as CollectAnswer & { report: CeddlReport } };
}

test('a digitalData is taken as its calls, with the report of what it holds, and a repetition is kept once', async () => {
  const delivery = { digitalData: ceddlFixture('security'), anonymousId: 'a-1', messageId: 'm-1', timestamp: '2026-05-04T10:12:00Z' };
  const first = await send(delivery);
  expect(first.status).toBe(200);
  expect(new Set(first.body.results.map(({ fate }) => fate))).toEqual(new Set(['accepted']));
  expect(first.body.report.findings).toContainEqual({ path: '/product/0/productInfo/security/sku', rule: 'unknown_category', severity: 'warning' });
  expect(new Set((await send(delivery)).body.results.map(({ fate }) => fate))).toEqual(new Set(['duplicate']));
});

test('what cannot be taken is refused with its reason, and nothing of it is kept', async () => {
  const answers = [await send({ digitalData: [] }), await send({}), await send({ digitalData: {}, userId: {} }), await send({ digitalData: JSON.parse(`${'{"a":'.repeat(60)}1${'}'.repeat(60)}`) as unknown }), await send({ digitalData: {} }, 'wk_nobody')];
  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 413, 401]);
  expect((await send({ digitalData: { version: '1.0' } })).body).toMatchObject({ success: true, results: [] });
});

test('an event that carries a digitalData is kept without it, its calls are kept after the batch, and a page is seen once', async () => {
  const carrying = { type: 'page', messageId: 'carries', anonymousId: 'a-2', name: 'Prices', timestamp: '2026-05-04T10:12:00Z', context: { locale: 'en', digitalData: ceddlFixture('security') } };
  const { body } = await collector.send([carrying, { type: 'track', event: 'Plain', messageId: 'plain', userId: 'u' }]);
  expect(body.results.slice(0, 3).map(({ messageId }) => messageId)).toEqual(['carries', 'plain', 'carries:user:0:0']);
  expect(new Set(body.results.map(({ fate }) => fate))).toEqual(new Set(['accepted']));
  const kept = await collector.workspace.events.list({ person: 'anonymous:a-2', last: 1000 });
  expect([kept.filter(({ type }) => type === 'page').map(({ name }) => name), foundIn(JSON.stringify(kept), forOthers)]).toEqual([['Prices'], []]);
  const tooDeep = { ...carrying, messageId: 'deep', context: { digitalData: { x: JSON.parse(`${'{"a":'.repeat(40)}1${'}'.repeat(40)}`) as unknown } } };
  expect((await collector.send([tooDeep])).body.results).toHaveLength(1);
});

test('what is kept holds its rules beside it, so that it can be cut for any reader later', async () => {
  const { facts } = await collector.house.store.workspace('main');
  const kept: Array<Record<string, unknown>> = [];
  for await (const block of facts.stream("SELECT properties, traits FROM events WHERE fate = 'accepted' AND startsWith(message_id, 'm-1:')", {})) kept.push(...block.flat().map((text) => JSON.parse(String(text)) as Record<string, unknown>));
  const seenBy = (...reader: string[]): string => JSON.stringify(kept.map((fields) => cutGoverned(fields, reader)));
  expect(foundIn(seenBy('Default'), [...forOthers, ...forAnalysis])).toEqual([...forOthers, ...forAnalysis]);
  expect(foundIn(seenBy('Personalization'), forOthers)).toEqual(['cart-personalization', 'item-narrowed']);
  expect(foundIn(seenBy('Analytics'), [...forOthers, ...forAnalysis])).toEqual(forAnalysis);
  expect(foundIn(seenBy(), [...forOthers, ...forAnalysis])).toEqual(['prod-open', 'e-open']);
});

test('random bodies get an answer, and none is a fault', async () => {
  const bodies = fc.sample(fc.oneof(fc.json(), fc.string(), fc.record({ digitalData: fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom('page', 'user', 'event', 'cart', 'transaction', 'privacy', 'consent', 'account', 'security'), fc.jsonValue())), messageId: fc.jsonValue(), anonymousId: fc.oneof(fc.string(), fc.jsonValue()), context: fc.oneof(fc.constant(undefined), fc.jsonValue()), timestamp: fc.jsonValue() }, { requiredKeys: ['digitalData'] }).map((body) => JSON.stringify(body))), { numRuns: 300, seed: 5 });
  const statuses = new Set<number>();
  for (const body of bodies) statuses.add((await fetch(`${collector.url}/v1/ceddl`, { method: 'POST', headers: { authorization: `Basic ${btoa(`${collector.writeKey}:`)}` }, body })).status);
  expect([...statuses].filter((status) => ![200, 400, 413].includes(status))).toEqual([]);
  expect(statuses).toContain(200);
});

test('way out: lists of events', async () => {
  const events = JSON.stringify(await collector.workspace.events.list({ source: 'shop', fate: 'accepted', last: 1000 }));
  expect(foundIn(events, forOthers)).toEqual([]);
  expect(foundIn(events, forAnalysis)).toEqual(forAnalysis);
});

test('way out: the API of events, to a person who is signed in', async () => {
  const server = await buildServer({ application: fakeApplication({}, collector.workspace), webFolder: tmpdir(), publicUrl: undefined, now: Date.now, log: () => undefined, secureCookies: false });
  const answer = await server.inject({ url: '/api/w/main/received-events?last=1000', cookies: { hindcast: 'secret' } });
  await server.close();
  expect(foundIn(answer.body, forOthers)).toEqual([]);
  expect(foundIn(answer.body, forAnalysis)).toEqual(forAnalysis);
});

test('way out: the list of what waits in quarantine; a replay takes it whole', async () => {
  const key = await collector.newSource('no-ids');
  const { body } = await send({ digitalData: ceddlFixture('security'), messageId: 'nobody' }, key);
  expect(new Set(body.results.map(({ reason }) => reason))).toEqual(new Set(['no_identity']));
  const waiting = await collector.workspace.events.quarantine({ source: 'no-ids' });
  expect(waiting.length).toBe(body.results.length);
  expect(foundIn(JSON.stringify(waiting), forOthers)).toEqual([]);
  expect(foundIn(JSON.stringify(waiting), ['prod-open', 'e-open'])).toEqual(['prod-open', 'e-open']);
  const carrying = { type: 'track', messageId: 'carries-2', context: { digitalData: { ...ceddlFixture('security'), deep: JSON.parse(`${'{"a":'.repeat(40)}1${'}'.repeat(40)}`) as unknown } } };
  expect((await collector.send([carrying])).body.results).toMatchObject([{ fate: 'quarantined' }]);
  const [shown] = (await collector.workspace.events.quarantine({ source: 'shop' })).filter(({ payload }) => payload.includes('carries-2'));
  expect([shown?.payload.includes('left out'), foundIn(JSON.stringify(shown), forOthers)]).toEqual([true, []]);
});

test('way out: statements in SQL', async () => {
  for (const table of ['events', 'visitor_ids', 'main.events']) await expect(collector.workspace.sql(`SELECT * FROM ${table}`)).rejects.toMatchObject({ code: 'refused_sql' });
  for (const view of ['contacts', 'leads', 'accounts', 'activities', 'other_records', 'invoices', 'deals', 'products']) {
    expect(foundIn(JSON.stringify((await collector.workspace.sql(`SELECT * FROM ${view}`)).rows), [...forOthers, ...forAnalysis])).toEqual([]);
  }
});

test('way out: the export of a workspace', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'hindcast-ceddl-export-'));
  try {
    await collector.workspace.exportTo(folder, () => undefined);
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    const texts = await Promise.all(files.filter((file) => file.isFile()).map((file) => readFile(path.join(file.parentPath, file.name), 'utf8')));
    expect(texts.length).toBeGreaterThan(0);
    expect(foundIn(texts.join('\n'), forOthers)).toEqual([]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('way out: people, their profiles, search and the overview of consent', async () => {
  const { people } = collector.workspace;
  expect((await people.list({ search: 'default' })).rows).toEqual([]);
  expect(await collector.workspace.search('mail-default')).toEqual([]);
  expect(foundIn(JSON.stringify([await people.list({}), await people.consentOverview()]), forOthers)).toEqual([]);
  for (const id of ['id-default', 'a-1']) await expect(people.ownPage(id, 'copy taken along')).rejects.toMatchObject({ code: 'not_found' });
});

test('way out: touches, in lists and in SQL', async () => {
  await collector.send([{ type: 'page', messageId: 'touched', userId: 'u-touched', name: 'Prices', properties: { url: 'https://shop.example/prices' }, context: { digitalData: ceddlFixture('security') } }]);
  const touches = await collector.workspace.touches.list({ last: 1000 });
  const { rows } = await collector.workspace.sql('SELECT * FROM touches');
  expect(touches.length).toBeGreaterThan(0);
  expect(foundIn(JSON.stringify([touches, rows]), forOthers)).toEqual([]);
});

test('way out: webhooks name what happened here, and nothing that was collected', () => {
  expect(Object.keys(webhookEvents).filter((event) => /^(?:event|person|visitor)/.test(event))).toEqual([]);
  // Of what waits in quarantine they tell where it came from, why, and its id.
  expect(webhookEvents['quarantine.entered']).toMatch(/: sourceName, code, id$/);
});

test('no other code reads what events tell: a new reader has to say whose eyes it reads with', () => {
  const code = globSync('src/**/*.ts', { cwd: root }).filter((file) => !file.endsWith('.test.ts'));
  const readers = code.filter((file) => /\b(?:visibleEvents|visibleFates|openQuarantine)\b/.test(readFileSync(path.join(root, file), 'utf8')));
  expect(readers.sort()).toEqual([
    'src/acquire/collect/quarantine/first-entered.ts', 'src/acquire/collect/quarantine/read-quarantine.ts', 'src/acquire/collect/read-events.ts',
    // Readings of devices alone, which no digitalData tells of.
    'src/acquire/devices/usage/increments.ts',
    'src/acquire/touches/count-touches.ts', 'src/acquire/touches/sql/changed-days.ts', 'src/acquire/touches/sql/touch-rows-of-events.ts', 'src/acquire/touches/whose-touches.ts',
    'src/act/export/export-collected.ts',
    // Keeps hashes of addresses alone, and reads nothing of an event that a digitalData came with.
    'src/resolve/visitors/said-addresses.ts',
    'src/store/facts/gate.ts', 'src/store/index.ts',
  ]);
});
