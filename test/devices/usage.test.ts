/** What devices consumed, by the list of devices and by what messages say, on real engines. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/model/index.ts';
import { runCollector, type RunningCollector } from '../collect/running-collector.ts';

const now = Date.UTC(2026, 5, 30, 12);
const [hour, day] = [3_600_000, 86_400_000];
let collector: RunningCollector;
let key = '';
beforeAll(async () => {
  collector = await runCollector(() => now);
  ({ writeKey: key } = await collector.workspace.events.createDeviceSource('meters', { kind: 'otlp', settings: { account: 'customer' }, secrets: {} }, systemPrincipal));
}, 60_000);
afterAll(() => collector.close());

interface Point { readonly at: number; readonly value: number; readonly since?: number }
const nanos = (ms: number): string => `${ms}000000`;
async function send(metric: string, points: readonly Point[], { device = 'm-1', customer = 'A-1', delta = false, writeKey = key } = {}): Promise<void> {
  const dataPoints = points.map(({ at, value, since }) => ({ timeUnixNano: nanos(at), asDouble: value, ...(since === undefined ? {} : { startTimeUnixNano: nanos(since) }) }));
  const attributes = [['device.id', device], ['customer', customer]].map(([name, stringValue]) => ({ key: name, value: { stringValue } }));
  const payload = JSON.stringify({ resourceMetrics: [{ resource: { attributes }, scopeMetrics: [{ metrics: [{ name: metric, unit: 'kWh', sum: { aggregationTemporality: delta ? 1 : 2, isMonotonic: true, dataPoints } }] }] }] });
  const { statusCode, body } = await collector.server.inject({ method: 'POST', url: '/v1/metrics', payload, headers: { authorization: `Bearer ${writeKey}`, 'content-type': 'application/json' } });
  expect({ statusCode, body }).toEqual({ statusCode: 200, body: '{}' });
}
const usage = async (metric: string, filter: object = {}) => (await collector.workspace.devices.usage({ metric, ...filter })).rows;

test('totals become what was added, by day: across midnight, a fall, a new beginning, and no credit for what was before', async () => {
  await send('total', [
    { at: now - 2 * day, value: 1000, since: now - 90 * day }, { at: now - 2 * day + hour, value: 1004, since: now - 90 * day },
    { at: now - day, value: 1010, since: now - 90 * day }, { at: now - day + hour, value: 3, since: now - day + hour / 2 }, { at: now - day + 2 * hour, value: 5, since: now - day + hour / 2 },
    { at: now - hour, value: 1 }, { at: now, value: 4 },
  ]);
  expect((await usage('total')).map(({ day: on, account, consumed, readings }) => [on, account, consumed, readings])).toEqual([['2026-06-28', 'A-1', 4, 2], ['2026-06-29', 'A-1', 6 + 3 + 2, 3], ['2026-06-30', 'A-1', 1 + 3, 2]]);
  expect(await usage('total', { days: 1 })).toMatchObject([{ day: '2026-06-30', consumed: 4 }]);
});

test('a series whose counting began today counts whole; increments count as they are', async () => {
  await send('fresh', [{ at: now, value: 7, since: now - hour }]);
  await send('added', [{ at: now - hour, value: 2 }, { at: now, value: 2.5 }], { delta: true });
  expect([await usage('fresh'), await usage('added')]).toMatchObject([[{ consumed: 7 }], [{ consumed: 4.5 }]]);
});

test('whatever the order, and however often it is sent, with restarts of the counter, the sum is what was counted', { timeout: 60_000 }, async () => {
  const restarts = fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 });
  for (const [run, lives] of fc.sample(restarts, { numRuns: 6, seed: 5 }).entries()) {
    let at = now - 20 * hour;
    const points = lives.flatMap((steps) => {
      const since = (at += 60_000);
      let value = 0;
      return steps.map((step) => ({ at: (at += 60_000), value: (value += step), since }));
    });
    const sent = fc.sample(fc.shuffledSubarray([...points, ...points], { minLength: points.length * 2 }), { numRuns: 1, seed: run })[0] as Point[];
    for (let from = 0; from < sent.length; from += 5) await send(`run-${run}`, sent.slice(from, from + 5));
    const rows = await usage(`run-${run}`);
    expect(rows.reduce((sum, { consumed }) => sum + (consumed ?? 0), 0)).toBe(lives.flat().reduce((sum, step) => sum + step, 0));
    expect(rows.reduce((sum, { readings }) => sum + readings, 0)).toBe(points.length);
  }
});

test('the list says whose a device is from a day on, before the message; what it overrules is counted; the readings behind a number add up', async () => {
  await send('moved', [{ at: now - 2 * day, value: 1 }, { at: now - hour, value: 2 }, { at: now, value: 4 }], { device: 'm-9', delta: true });
  const given = [{ device: 'm-9', account: 'A-2', product: 'Chiller', since: '2026-06-29' }];
  expect(await collector.workspace.devices.give(given, systemPrincipal)).toEqual({ devices: 1, lines: 1, new: 1 });
  expect(await collector.workspace.devices.give([...given, { device: 'm-8', account: '', product: null, since: null }], systemPrincipal)).toEqual({ devices: 2, lines: 2, new: 1 });
  await expect(collector.workspace.devices.give([...given, ...given], systemPrincipal)).rejects.toMatchObject({ code: 'bad_request' });
  expect(await collector.workspace.devices.list({ device: 'm-9' })).toEqual(given);
  expect(await usage('moved')).toMatchObject([{ day: '2026-06-28', account: 'A-1', product: null, consumed: 1 }, { day: '2026-06-30', account: 'A-2', product: 'Chiller', consumed: 6, readings: 2, devices: 1 }]);
  expect(await usage('moved', { account: 'A-2' })).toHaveLength(1);
  expect((await collector.workspace.devices.usage({ metric: 'moved' })).accountsFrom).toEqual({ list: 2, messages: 1, nobody: 0, overruled: 2 });
  expect((await collector.workspace.devices.usageReadings({ day: '2026-06-30', metric: 'moved', account: 'A-2' })).map(({ device, value, consumed }) => [device, value, consumed])).toEqual([['m-9', 2, 2], ['m-9', 4, 4]]);
  await collector.workspace.devices.remove('m-9', systemPrincipal);
  await expect(collector.workspace.devices.remove('m-9', systemPrincipal)).rejects.toMatchObject({ code: 'not_found' });
  expect(await usage('moved', { account: 'A-2' })).toEqual([]);
});

test('what was thinned is counted by day and source', async () => {
  const { writeKey } = await collector.workspace.events.createDeviceSource('thin', { kind: 'otlp', settings: { 'thin.seconds': '3600' }, secrets: {} }, systemPrincipal);
  await send('thinned', Array.from({ length: 30 }, (_, minute) => ({ at: now - 30 * 60_000 + minute * 60_000, value: minute, since: now - hour })), { writeKey });
  const { thinned } = await collector.workspace.devices.usage({});
  expect(thinned).toEqual([{ day: '2026-06-30', source: 'thin', readings: 29 }]);
});
