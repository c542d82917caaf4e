import { afterEach, beforeEach, expect, test } from 'vitest';
import { fakePortal, type FakePortal, type FakeRecord } from '../../acquire/sources/hubspot/testing.ts';
import { loadLog, logAsOf } from '../../history/index.ts';
import { systemPrincipal, workspaceSettingsSchema } from '../../model/index.ts';
import { withLiveSources } from './testing.ts';

const { opened } = withLiveSources([{ host: '127.0.0.1', port: null }]);

const day = (n: number): string => new Date(Date.UTC(2026, 1, n, 9)).toISOString();
const stageOf = (n: number): string => ['s1', 's2', 'won', 'lost'][n % 4] as string;
const deal = (n: number, more: Partial<FakeRecord> = {}): FakeRecord => ({
  id: String(n), to: { companies: [String(500 + (n % 2))] },
  properties: { dealname: `Pumps ${n}`, dealstage: stageOf(n), amount: String(1000.5 + n), createdate: day(1), closedate: day(20), hubspot_owner_id: '7', hs_lastmodifieddate: day(10), region_of_ours: 'north' },
  history: { dealstage: [{ value: 's1', timestamp: day(1) }, { value: stageOf(n), timestamp: day(10) }], amount: [{ value: '500', timestamp: day(1) }, { value: String(1000.5 + n), timestamp: day(10) }] }, ...more,
});

let fake: FakePortal;
beforeEach(async () => {
  fake = await fakePortal();
  fake.records.set('companies', [500, 501].map((n) => ({ id: String(n), properties: { name: `Borwood ${n}`, domain: 'borwood.example', createdate: day(1), hs_lastmodifieddate: day(1) } })));
  fake.records.set('deals', Array.from({ length: 40 }, (_, n) => deal(n + 1)));
  fake.records.set('calls', [{ id: '900', properties: { hs_timestamp: day(5), hs_createdate: day(5), hs_call_title: 'First call', hs_lastmodifieddate: day(5) }, to: { deals: ['1'] } }]);
});
afterEach(() => fake.close());

test('deals come with their history; a second read changes nothing; an archived one goes, and is there again when restored', async () => {
  const { workspace, live } = await opened('hs1');
  await live.create({ name: 'hs', kind: 'hubspot', settings: { url: fake.url }, secrets: { token: 'right' } }, systemPrincipal);
  const run = () => live.run('hs', {}, systemPrincipal);
  expect(await run()).toMatchObject({ state: 'done', error: null, rejected: 0 });
  const logNow = () => loadLog(workspace.facts, workspaceSettingsSchema.parse({ wonStages: ['Closed Won'], lostStages: ['Closed Lost'] }), [], 'analyse');
  const log = await logNow();
  expect([log.deals.length, log.accounts.length]).toEqual([40, 2]);
  expect(log.deals.find(({ id }) => id === '2')).toMatchObject({ name: 'Pumps 2', accountId: '500', outcome: { kind: 'won' }, owner: [expect.objectContaining({ value: 'Ida Roth' })] });
  const before = logAsOf(log, Date.UTC(2026, 1, 5)).deals.find(({ id }) => id === '2');
  expect([before?.stage.map(({ value }) => value), before?.amountCents.map(({ value }) => value), before?.outcome]).toEqual([['Qualified'], [50_000], null]);
  expect(log.deals.find(({ id }) => id === '1')?.touches).toEqual([Date.UTC(2026, 1, 5, 9)]);
  expect(await run()).toMatchObject({ state: 'done', taken: 0 });

  const deals = fake.records.get('deals') as FakeRecord[];
  fake.records.set('deals', deals.map((one) => (one.id === '3' ? { ...one, archived: true } : one)));
  expect(await run()).toMatchObject({ state: 'done', taken: 1 });
  const gone = await logNow();
  const has = (at: number) => logAsOf(gone, at).deals.some(({ id }) => id === '3');
  expect([has(Infinity), has(Date.UTC(2026, 1, 28))]).toEqual([false, true]);
  const soon = new Date(Date.now() + 1_000).toISOString();
  fake.records.set('deals', deals.map((one) => (one.id === '3' ? { ...one, properties: { ...one.properties, hs_lastmodifieddate: soon } } : one)));
  expect(await run()).toMatchObject({ state: 'done', taken: 1 });
  expect(logAsOf(await logNow(), Infinity).deals).toHaveLength(40);
});
