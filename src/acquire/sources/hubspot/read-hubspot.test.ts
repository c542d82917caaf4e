import { afterEach, beforeEach, expect, test } from 'vitest';
import { contextFor, readUntil } from '../testing.ts';
import { hubspot, type HubSpotSettings } from './index.ts';
import { fakePortal, type FakePortal } from './testing.ts';

let fake: FakePortal;
const minute = (n: number): string => new Date(Date.UTC(2026, 1, 1, 9, n)).toISOString();
const deals = (count: number, changed: (n: number) => string) => Array.from({ length: count }, (_, n) => ({ id: String(n + 1), properties: { dealname: `Pumps ${n}`, dealstage: 's1', hs_lastmodifieddate: changed(n) } }));
beforeEach(async () => {
  fake = await fakePortal();
  fake.records.set('deals', deals(250, (n) => minute(n)));
});
afterEach(() => fake.close());

const read = (more: Partial<Parameters<typeof contextFor>[0]> = {}) =>
  readUntil(hubspot.read(hubspot.settings.parse({ url: fake.url }) as HubSpotSettings, contextFor({ secrets: { token: 'right' }, streams: new Set(['deals']), ...more })));
const ids = (records: ReadonlyArray<{ readonly values: Readonly<Record<string, unknown>>; readonly removed?: true }>): number => new Set(records.filter(({ removed }) => !removed).map(({ values }) => values['id'])).size;
const left = (since: string) => new Map<string, unknown>([['deals', { since: Date.parse(since), after: null, isListed: true }]]);
const limit = (wait: string) => ({ status: 429, body: { category: 'RATE_LIMITS', policyName: 'SECONDLY' }, headers: { 'retry-after': wait } });

test('all of it comes in pages of the list, then what changed by searching, from some minutes before', async () => {
  const first = await read();
  expect([first.records.length, ids(first.records), first.failure]).toEqual([250, 250, null]);
  expect(first.records[0]?.values).toMatchObject({ dealname: 'Pumps 0', Stage: 'Qualified', Outcome: 'Open', Pipeline: 'Sales' });
  expect(first.cursors.get('deals')).toMatchObject({ isListed: true, after: null, since: expect.any(Number) });
  const again = await read({ cursors: left(minute(240)) });
  expect(ids(again.records)).toBe(20);
  expect((await read({ cursors: first.cursors })).records).toEqual([]);
});

test.each([[40, (n: number) => minute(n)], [40, () => minute(5)], [400, (n: number) => minute(n % 3)]])('a search that shows no more than its first results still finds all %i, many of one instant among them', async (count, changed) => {
  fake.mostFound = 10_000;
  fake.records.set('deals', deals(count, changed));
  expect(ids((await read({ cursors: left(minute(0)) })).records)).toBe(count);
});

test('more changes than one search shows are found, those of one instant too', { timeout: 60_000 }, async () => {
  fake.records.set('deals', [...deals(10_050, () => minute(5)), ...deals(60, () => minute(30)).map((one) => ({ ...one, id: String(Number(one.id) + 20_000) }))]);
  const { records, failure } = await read({ cursors: left(minute(0)) });
  expect([failure, ids(records)]).toEqual([null, 10_110]);
});

test('a limit, a fault of the server and one that stays, anywhere, lose nothing', async () => {
  for (let n = 0; n < 14; n += 1) {
    fake.faults.push(...Array.from({ length: n }, () => null), limit('0'), { status: 502, body: null, headers: { 'retry-after': '0' } });
    const { records, failure } = await read();
    expect([n, ids(records), failure]).toEqual([n, 250, null]);
    fake.faults.length = 0;
    fake.faults.push(...Array.from({ length: n }, () => null), limit('600'));
    const stopped = await read();
    fake.faults.length = 0;
    const next = await read({ cursors: stopped.cursors });
    expect([n, ids([...stopped.records, ...next.records])]).toEqual([n, 250]);
  }
});

test('what is archived or merged away is told as deleted; no body of a message is asked for', async () => {
  fake.records.set('deals', [...deals(3, (n) => minute(n)), { id: '90', archived: true, properties: {} }, { id: '91', properties: { dealname: 'Merged', hs_lastmodifieddate: minute(2), hs_merged_object_ids: '92;93' } }]);
  fake.records.set('emails', [{ id: '5', properties: { hs_timestamp: minute(1), hs_email_subject: 'Offer', hs_email_direction: 'EMAIL' }, to: { deals: ['2'], contacts: ['12', '4'] } }]);
  const { records } = await read({ streams: new Set(['deals', 'emails']) });
  expect(records.filter(({ removed }) => removed).map(({ values }) => values['id'])).toEqual(['92', '93', '90']);
  expect(records.find(({ values }) => values['Type'] === 'E-mail')?.values).toMatchObject({ Deal: '2', Contact: '4', hs_email_subject: 'Offer' });
  expect(fake.asked.join()).not.toMatch(/email_(text|html)|_body|content/);
});

test('the history of stage, amount and close date is a row for each moment, with all three as they stood', async () => {
  fake.records.set('deals', [{ id: '1', properties: { dealname: 'Pumps' }, history: {
    dealstage: [{ value: 'won', timestamp: minute(30) }, { value: 's1', timestamp: minute(1) }], amount: [{ value: '500.5', timestamp: minute(1) }, { value: '700', timestamp: minute(20) }], closedate: [{ value: '2026-04-01T00:00:00Z', timestamp: minute(1) }],
  } }]);
  const { records } = await read({ streams: new Set(['deals', 'deal_history']) });
  expect(records.filter(({ values }) => values['deal_id'] === '1').map(({ values }) => [values['changed_at'], values['stage'], values['amount'], values['closedate']])).toEqual([
    [minute(1), 'Qualified', '500.5', '2026-04-01T00:00:00Z'], [minute(20), 'Qualified', '700', '2026-04-01T00:00:00Z'], [minute(30), 'Closed Won', '700', '2026-04-01T00:00:00Z'],
  ]);
});

test('a scope that is missing leaves its object out with a note; a wrong token and unknown streams are told', async () => {
  fake.closed.add('tickets');
  const all = await read({ streams: null });
  expect([all.failure, all.notes.join()]).toEqual([null, expect.stringContaining('tickets: The token may not read /crm/v3/objects/tickets')]);
  expect((await read({ streams: new Set(['tickets']) })).failure?.message).toContain('may not read');
  expect((await read({ secrets: { token: 'canary' } })).failure?.message).toBe('HubSpot does not let this token in.');
  expect((await read({ streams: new Set(['notes']) })).failure?.message).toContain('no stream "notes"');
});
