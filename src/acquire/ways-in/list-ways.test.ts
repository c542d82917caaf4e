import { expect, test } from 'vitest';
import type { Followed, SourceHealth } from '../../model/index.ts';
import type { SourceVolume } from '../../store/index.ts';
import { daysShown, listWays, type WaysParts } from './list-ways.ts';

const now = Date.parse('2026-11-20T09:00:00.000Z');
const none: WaysParts = { events: [], totals: [], live: [], followed: [], folders: [], records: [], eventVolume: [], mentions: [], costs: [], now };
const volume = (change: Partial<SourceVolume> = {}): SourceVolume => ({ source: 'crm', kind: 'deal', held: 120, lastAt: '2026-11-20T08:00:00.000Z', perDay: new Map([['2026-11-20', 40], ['2026-11-01', 10]]), bytes: 9_000, ...change });
const health = (change: Partial<SourceHealth> = {}): SourceHealth => ({
  source: { name: 'crm', kind: 'singer', settings: {}, secrets: [], secretsLost: false, everyMinutes: 15, daily: null, createdAt: '2026-11-01T00:00:00.000Z' }, state: 'healthy', lastSuccessAt: '2026-11-20T08:50:00.000Z', lagMinutes: 10, lastRecords: 40, records: 120, errorsInARow: 0,
  nextTryAt: '2026-11-20T09:05:00.000Z', error: null, todo: null, lastRun: null, streams: [], ...change,
});
const feed: Followed = { name: 'trade-news', service: 'feed', what: 'https://news.example/rss', server: null, everyMinutes: 15, address: 'https://news.example/rss', state: 'gone', lastReadAt: null, nextAt: '2026-11-20T09:05:00.000Z', lastOutcome: 'The server says that it is gone (410).', failures: 3, kept: 0 };
const shop = { name: 'shop', workspace: 'main', keyStart: 'wk_', createdAt: '2026-11-01T00:00:00.000Z', closedAt: null, settings: { needsConsent: false, blockedRanges: [] } };

test('a live source has its health, its volume by day and its price per record', () => {
  const [way] = listWays({ ...none, live: [health()], records: [volume(), volume({ kind: 'activity', held: 5, perDay: new Map([['2026-11-20', 2]]), bytes: 100 })], costs: [{ way: 'live', name: 'crm', perMonth: 104, currency: 'EUR' }] });
  expect(way).toMatchObject({ way: 'live', kind: 'singer', state: 'healthy', held: 125, kinds: ['deal', 'activity'], storedBytes: 9_100, cost: { perMonth: 104, currency: 'EUR' }, costPerRecord: 2 });
  expect(way?.perDay).toHaveLength(30);
  expect([way?.perDay.at(-1), way?.perDay[daysShown(now).indexOf('2026-11-01')]]).toEqual([42, 10]);
});

test('a cost without a record that came has no price, and the cost of one way is not that of another of the same name', () => {
  const ways = listWays({ ...none, events: [shop], live: [health({ source: { ...health().source, name: 'shop' } })], costs: [{ way: 'events', name: 'shop', perMonth: 10, currency: 'EUR' }] });
  expect(ways.map(({ way, cost, costPerRecord }) => [way, cost?.perMonth ?? null, costPerRecord])).toEqual([['events', 10, null], ['live', null, null]]);
});

test('what needs somebody comes first, with what to do', () => {
  const failing = health({ source: { ...health().source, name: 'zoo' }, state: 'failing', error: 'The tap ended with 1.', todo: 'Look at its notes.' });
  const ways = listWays({ ...none, live: [health(), failing], followed: [feed] });
  expect(ways.map(({ name, state, todo, nextAt }) => [name, state, todo !== null, nextAt !== null])).toEqual([['trade-news', 'failing', true, false], ['zoo', 'failing', true, true], ['crm', 'healthy', false, true]]);
});

test('records that nothing reads by itself came as files; silence is told', () => {
  const ways = listWays({ ...none, live: [health()], records: [volume(), volume({ source: 'salesforce', lastAt: '2026-09-01T00:00:00.000Z', perDay: new Map() })] });
  expect(ways.map(({ way, name, state }) => [way, name, state])).toEqual([['files', 'salesforce', 'quiet'], ['live', 'crm', 'healthy']]);
});

test('an event source says what waits in quarantine; one that is closed comes last', () => {
  const totals = { source: 'shop', received: 3, accepted: 1, dropped: 0, quarantined: 2, duplicate: 0, reasons: {}, lastAt: '2026-11-20T08:00:00.000Z' };
  const ways = listWays({ ...none, events: [{ ...shop, name: 'old', closedAt: '2026-11-02T00:00:00.000Z' }, shop], totals: [totals], eventVolume: [volume({ source: 'shop', kind: null, held: 3 })] });
  expect(ways.map(({ name, state, error, held }) => [name, state, error, held])).toEqual([['shop', 'healthy', '2 events in quarantine', 3], ['old', 'closed', null, 0]]);
});
