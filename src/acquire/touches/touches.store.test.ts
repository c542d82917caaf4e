import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import fc from 'fast-check';
import type { Touch, TouchCounts } from '../../model/index.ts';
import { withEngines } from '../../store/engines/testing.ts';
import { Store, type WorkspaceStore } from '../../store/index.ts';
import { buildTouches, countTouches, readTouches, setTouchRule } from './index.ts';

const engines = withEngines();
let store: Store;
let workspace: WorkspaceStore;
let piecewise: WorkspaceStore;
beforeAll(async () => {
  store = await Store.open({ engines: engines(), now: Date.now, newId: randomUUID, worker: 'test', log: () => undefined });
  [workspace, piecewise] = [await store.createWorkspace('whole', false), await store.createWorkspace('piecewise', false)];
});
beforeEach(() => emptied(workspace));
afterAll(() => store.jobs.stop());

async function emptied({ facts, state }: WorkspaceStore): Promise<void> {
  for (const table of ['events', 'touch_rows', 'touch_builds']) await facts.command(`TRUNCATE TABLE ${table}`);
  await state.deleteFrom('touch_rules').execute();
}

const start = Date.parse('2026-03-02T09:00:00Z');
const minutes = (count: number): number => start + count * 60_000;
interface Told { readonly at: number; readonly received?: number; readonly type?: string; readonly name?: string; readonly user?: string; readonly device?: string; readonly account?: string; readonly url?: string; readonly referrer?: string; readonly id?: string; readonly refused?: readonly string[]; readonly email?: string }

const rowOf = ({ at, received = at, type = 'page', name = '', user = '', device = '', account = '', url = '', referrer = '', id = randomUUID(), refused = [], email }: Told) => ({
  event_id: id, attempt: 0, source: 'site', received_at: received, occurred_at: at, message_hash: BigInt.asUintN(63, BigInt(`0x${id.replaceAll('-', '').slice(0, 16)}`)).toString(), message_id: id, fate: 'accepted', type, name, user_id: user, anonymous_id: device, group_id: account,
  properties: '{}', traits: email === undefined ? '{}' : JSON.stringify({ email }), context: JSON.stringify(url === '' ? {} : { page: { url, path: new URL(url).pathname, referrer } }), refused,
});
const put = (into: WorkspaceStore, told: readonly Told[]): Promise<void> => into.facts.insert('events', told.map(rowOf));
const later = Date.parse('2026-12-01T00:00:00Z');
const touchesOf = async (of: WorkspaceStore, filter: Parameters<typeof readTouches>[1] = {}): Promise<Touch[]> => { await buildTouches(of, later); return readTouches(of, { last: 1000, ...filter }); };
const thinnedSum = ({ thinned }: TouchCounts): number => Object.values(thinned).reduce((sum, events) => sum + events, 0);
const expectSum = (counts: TouchCounts): void => expect(counts.inTouches + thinnedSum(counts) + counts.refused + counts.waiting).toBe(counts.events);

test('pages become visits, declared events touches of their own, and everything else is counted with its reason', async () => {
  await put(workspace, [
    { at: minutes(0), device: 'd1', url: 'https://shop.example/prices?utm_campaign=spring', referrer: 'https://www.google.com/search?q=x', name: 'Prices' },
    { at: minutes(1), device: 'd1', url: 'https://shop.example/prices', name: 'Prices' },
    { at: minutes(3), device: 'd1', url: 'https://shop.example/demo', name: 'Demo' },
    { at: minutes(4), device: 'd1', type: 'track', name: 'demo requested', user: 'u1' },
    { at: minutes(4.5), device: 'd1', type: 'track', name: 'Demo Requested', user: 'u1' },
    { at: minutes(4.6), device: 'd1', type: 'identify', user: 'u1' },
    { at: minutes(120), user: 'u1', type: 'track', name: 'Feature Used' }, { at: minutes(300), user: 'u1', type: 'track', name: 'Signed In' },
    { at: minutes(50), device: 'd2', url: 'https://shop.example/', name: 'Home' },
    { at: minutes(50), device: 'd3', type: 'track', name: 'Heartbeat' },
    { at: minutes(50), device: 'd4', type: 'track', name: 'Something odd' },
    { at: minutes(50), device: 'd5', url: 'http://localhost/prices' },
    { at: minutes(60), user: 'u9', account: 'acme', type: 'group' },
    { at: minutes(61), user: 'u9', url: 'https://shop.example/docs', name: 'Docs' },
    { at: minutes(70), account: 'globex', type: 'track', name: 'Webinar Attended' },
  ]);
  const touches = await touchesOf(workspace);
  expect(touches.map(({ kind, who, events, pageViews, accounts }) => [kind, who, events.length, pageViews, accounts])).toEqual([
    ['usage', 'user:u1', 2, 0, []], ['attendance', 'group:globex', 1, 0, ['globex']], ['visit', 'user:u9', 1, 1, ['acme']], ['form', 'user:u1', 2, 0, []], ['visit', 'user:u1', 3, 2, []],
  ]);
  expect(touches.at(-1)).toMatchObject({ name: 'Prices', pages: ['/prices', '/demo'], channel: 'campaign', campaign: 'spring', referrer: 'www.google.com', firstAt: new Date(minutes(0)).toISOString(), lastAt: new Date(minutes(3)).toISOString(), ruleVersion: 1 });
  const counts = await countTouches(workspace);
  expect(counts).toMatchObject({ events: 15, inTouches: 9, thinned: { no_contact: 2, bounce: 1, ping: 1, not_declared: 1, test_site: 1 }, refused: 0, waiting: 0, touches: { visit: 2, form: 1, usage: 1, attendance: 1 } });
  expectSum(counts);
  expect((await touchesOf(workspace, { account: 'acme' })).map(({ who }) => who)).toEqual(['user:u9']);
});

test('a new rule makes all touches anew, and its daily caps hold', async () => {
  await put(workspace, Array.from({ length: 4 }, (_, index) => ({ at: minutes(index * 45), user: 'u1', url: 'https://shop.example/a' })));
  await put(workspace, [{ at: minutes(5), user: 'boss@own.example', url: 'https://shop.example/a' }, { at: minutes(6), device: 'd8', url: 'https://shop.example/a' }, { at: minutes(7), device: 'd8', user: 'u8', type: 'identify', email: 'Ann@OWN.example' }]);
  expect(await touchesOf(workspace)).toHaveLength(6);
  await setTouchRule(workspace.state, { dailyCaps: { visit: 2 }, ownDomains: ['own.example'] }, 'ann@example.com', later);
  const touches = await touchesOf(workspace);
  expect(touches.map(({ firstAt, ruleVersion }) => [firstAt, ruleVersion])).toEqual([[new Date(minutes(45)).toISOString(), 2], [new Date(minutes(0)).toISOString(), 2]]);
  const counts = await countTouches(workspace);
  expect(counts.thinned).toEqual({ over_daily_cap: 2, own_staff: 3 });
  expectSum(counts);
  await expect(setTouchRule(workspace.state, { visitGapMinutes: 0 }, null, later)).rejects.toThrow('visitGapMinutes');
});

test('what is read of a past day is what had been received by then', async () => {
  const nextDay = 24 * 60;
  await put(workspace, [{ at: minutes(0), user: 'u1', url: 'https://shop.example/a' }, { at: minutes(5), received: minutes(nextDay), user: 'u1', url: 'https://shop.example/b' }]);
  expect((await touchesOf(workspace)).map(({ pages }) => pages)).toEqual([['/a', '/b']]);
  const [then] = await touchesOf(workspace, { asOf: '2026-03-02', person: 'user:u1' });
  expect(then).toMatchObject({ pages: ['/a'], knownAt: new Date(minutes(0)).toISOString() });
  expect(await touchesOf(workspace, { asOf: '2026-03-01' })).toEqual([]);
});

/** Few people, devices, days and names, so that they meet. */
const someEvents = fc.array(fc.record({
  at: fc.integer({ min: 0, max: 3 * 24 * 30 }).map((halves) => minutes(halves * 2)), user: fc.constantFrom('', '', 'u1', 'u2'), device: fc.constantFrom('', 'd1', 'd2'), account: fc.constantFrom('', 'acme'),
  type: fc.constantFrom('page', 'page', 'track', 'identify'), name: fc.constantFrom('Form Submitted', 'Ad Clicked', 'Heartbeat', 'Odd', 'Signed In'), url: fc.constantFrom('https://shop.example/a', 'https://shop.example/b', ''),
}).filter(({ user, device, account }) => `${user}${device}${account}` !== ''), { minLength: 1, maxLength: 40 });

const withoutBuild = (touches: readonly Touch[]): unknown[] => touches.map((touch) => ({ ...touch, knownAt: null }));

test('touches are the same whatever the order and the batches in which events arrive', async () => {
  await fc.assert(fc.asyncProperty(someEvents, fc.integer({ min: 2, max: 4 }), fc.infiniteStream(fc.nat()), async (given, pieces, dice) => {
    for (const one of [workspace, piecewise]) await emptied(one);
    const events: Told[] = given.map((event) => ({ ...event, id: randomUUID() }));
    await put(workspace, events);
    const shuffled = events.map((event) => ({ event, key: dice.next().value })).sort((a, b) => a.key - b.key).map(({ event }) => event);
    const size = Math.ceil(shuffled.length / pieces);
    for (let from = 0, at = later - 3_600_000; from < shuffled.length; from += size, at += 60_000) {
      await put(piecewise, shuffled.slice(from, from + size).map((event) => ({ ...event, received: at })));
      await buildTouches(piecewise, at + 1);
    }
    expect(withoutBuild(await touchesOf(piecewise))).toEqual(withoutBuild(await touchesOf(workspace)));
    const counts = await countTouches(piecewise);
    expect(counts.events).toBe(events.length);
    expectSum(counts);
    expect({ ...counts, upTo: null }).toEqual({ ...(await countTouches(workspace)), upTo: null });
  }), { numRuns: Number(process.env['HINDCAST_TOUCH_RUNS'] ?? 4) });
});
