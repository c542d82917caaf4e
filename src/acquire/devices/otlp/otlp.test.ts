import fc from 'fast-check';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { describe, expect, test } from 'vitest';
import { deviceSettings } from '../device-settings.ts';
import type { MetricRules } from '../../../model/index.ts';
import { Thinner } from '../thinner.ts';
import { decodeMetrics } from './decode-metrics.ts';
import { arrivedMetrics } from './take-metrics.ts';

const rulesOf = (settings: Record<string, string>): MetricRules => {
  const read = deviceSettings({ kind: 'otlp', settings, secrets: {} }, 'own');
  if (read.kind !== 'otlp') throw new Error('not of this kind');
  return read.metrics;
};
const receivedAt = Date.UTC(2026, 0, 2);
const ns = (seconds: number): string => `${BigInt(Date.UTC(2026, 0, 1)) * 1_000_000n + BigInt(seconds) * 1_000_000_000n}`;
let ids = 0;
const parts = { source: 'meters', receivedAt, newId: () => `id-${(ids += 1)}` };
const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });
const request = (metrics: unknown, attributes: unknown = [text('device.id', 'm-1'), text('customer', 'acme'), text('service.name', 'Chiller')]) => ({ resourceMetrics: [{ resource: { attributes }, scopeMetrics: [{ scope: { name: 's' }, metrics }] }] });
const sum = (dataPoints: unknown, more: object = {}) => ({ name: 'energy', unit: 'kWh', sum: { aggregationTemporality: 2, isMonotonic: true, dataPoints, ...more } });
const take = (document: unknown, settings: Record<string, string> = {}, thinner = new Thinner(rulesOf(settings).thin)) => {
  const arrived = arrivedMetrics(document, rulesOf({ account: 'customer', product: 'service.name', ...settings }), thinner, parts);
  if (arrived.kind !== 'arrived') throw new Error(arrived.why);
  const told = arrived.events.map(({ outcome }) => ('fate' in outcome ? { fate: outcome.fate, reason: 'code' in outcome ? outcome.code : outcome.reason, path: 'path' in outcome ? outcome.path : undefined, times: 'tally' in outcome ? outcome.tally?.times : undefined } : { metric: outcome.name, account: outcome.groupId, at: outcome.occurredAt, ...(JSON.parse(outcome.texts.properties) as object) }));
  return { told, rejected: arrived.rejected, why: arrived.why, ids: arrived.events.map(({ receipt }) => receipt.messageId) };
};

describe('data points as readings', () => {
  test('a total tells since when it counts; account and product are attributes of the resource', () => {
    expect(take(request([sum([{ asInt: '12', startTimeUnixNano: ns(0), timeUnixNano: ns(60), attributes: [text('phase', 'L1')] }])])).told).toEqual([
      { metric: 'energy', account: 'acme', at: Date.UTC(2026, 0, 1, 0, 1), device: 'm-1', product: 'Chiller', value: 12, unit: 'kWh', counter: 'total', since: '2026-01-01T00:00:00.000Z', series: expect.any(String), attributes: { phase: 'L1' } },
    ]);
  });

  test.each<[string, object, unknown]>([
    ['gauge', { gauge: { dataPoints: [{ asDouble: 21.5, timeUnixNano: ns(1) }] } }, [{ metric: 'x', value: 21.5 }]],
    ['sum of increments', { sum: { aggregationTemporality: 1, isMonotonic: true, dataPoints: [{ asDouble: 2, timeUnixNano: ns(1) }] } }, [{ metric: 'x', value: 2, counter: 'delta' }]],
    ['total that may fall', { sum: { aggregationTemporality: 2, dataPoints: [{ asInt: 3, timeUnixNano: ns(1) }] } }, [{ metric: 'x', value: 3 }]],
    ['histogram', { histogram: { aggregationTemporality: 1, dataPoints: [{ count: '4', sum: 9.5, timeUnixNano: ns(1) }] } }, [{ metric: 'x.count', value: 4, counter: 'delta' }, { metric: 'x.sum', value: 9.5, counter: 'delta' }]],
    ['exponential histogram', { exponentialHistogram: { aggregationTemporality: 2, dataPoints: [{ count: '4', timeUnixNano: ns(1) }] } }, [{ metric: 'x.count', value: 4, counter: 'total' }]],
    ['summary', { summary: { dataPoints: [{ count: 4, sum: 2, timeUnixNano: ns(1) }] } }, [{ metric: 'x.count', value: 4, counter: 'total' }, { metric: 'x.sum', value: 2, counter: 'total' }]],
    ['a point that says it has no value', { gauge: { dataPoints: [{ flags: 1, timeUnixNano: ns(1) }] } }, []],
  ])('%s', (_, metric, told) => expect(take(request([{ name: 'x', ...metric }])).told).toMatchObject(told as object[]));

  test('a level has no counter', () => expect(take(request([{ name: 'x', gauge: { dataPoints: [{ asInt: 1, timeUnixNano: ns(1) }] } }])).told[0]).not.toHaveProperty('counter'));

  test('one that is sent again has the same id; another time or series has another', () => {
    const point = (at: number, phase: string) => ({ asInt: '12', timeUnixNano: ns(at), attributes: [text('phase', phase)] });
    const ids = [[60, 'L1'], [60, 'L1'], [61, 'L1'], [60, 'L2']].map(([at, phase]) => take(request([sum([point(at as number, phase as string)])])).ids[0]);
    expect(ids[1]).toBe(ids[0]);
    expect(new Set(ids).size).toBe(3);
  });

  test('an attribute of the point counts before one of the resource, and =text for all', () => expect(take(request([sum([{ asInt: '1', timeUnixNano: ns(1), attributes: [text('device.id', 'm-2')] }])]), { account: '=borwood' }).told).toMatchObject([{ device: 'm-2', account: 'borwood' }]));
});

describe('what cannot be read', () => {
  test('points that are wrong in one way are put aside together, counted and named', () => {
    const read = take(request([sum([{ asInt: '1', timeUnixNano: ns(1) }, { asInt: '2', timeUnixNano: ns(2) }, { asInt: 'x', timeUnixNano: ns(3) }])], [text('other', 'x')]));
    expect(read.told).toMatchObject([{ fate: 'quarantined', reason: 'no_device', path: '/resourceMetrics/0/resource/attributes' }]);
    expect(read).toMatchObject({ rejected: 3, why: expect.stringContaining('no_device') });
  });

  test.each<[object, string]>([
    [{ asDouble: 'NaN', timeUnixNano: ns(1) }, 'no_value'], [{ timeUnixNano: ns(1) }, 'no_value'], [{ asInt: 1 }, 'unreadable_time'], [{ asInt: 1, timeUnixNano: 'soon' }, 'unreadable_time'],
    [{ asInt: 1, timeUnixNano: ns(1), attributes: [text('device.id', 'null')] }, 'illegal_id'], [{ asInt: 1, timeUnixNano: ns(1), attributes: [text('long', 'x'.repeat(20_000))] }, 'too_large'],
  ])('%j', (point, reason) => expect(take(request([sum([point])])).told).toMatchObject([{ fate: 'quarantined', reason }]));

  test('what a sum means must be said', () => expect(take(request([sum([{ asInt: 1, timeUnixNano: ns(1) }], { aggregationTemporality: 0 })])).told).toMatchObject([{ reason: 'wrong_shape', path: '/resourceMetrics/0/scopeMetrics/0/metrics/0/sum/aggregationTemporality' }]));

  test('no JSON makes it throw', () => fc.assert(fc.property(fc.jsonValue(), (value) => {
    for (const document of [value, { resourceMetrics: value }, request(value), request([{ name: 'x', gauge: { dataPoints: value } }]), request([sum([{ asInt: 1, timeUnixNano: ns(1), attributes: [{ key: 'a', value }] }])], value)]) arrivedMetrics(document, rulesOf({}), new Thinner(null), parts);
  })));

  test('a source of metrics has no secrets and no broker', () => {
    expect(() => deviceSettings({ kind: 'otlp', settings: {}, secrets: { password: 'x' } }, 'own')).toThrow('none');
    expect(() => rulesOf({ host: 'x' })).toThrow('host');
  });
});

describe('thinned', () => {
  const total = (value: number, at: number, since = 0) => sum([{ asInt: value, startTimeUnixNano: ns(since), timeUnixNano: ns(at) }]);
  const thin = (metrics: unknown[]) => { const thinner = new Thinner({ seconds: 60, deadBand: null, keep: [] }); return metrics.map((metric) => take(request([metric]), {}, thinner).told); };

  test('one total in a while, a new count at once, every increment, and a repetition for the collector to know', () => {
    const told = thin([total(1, 0), total(2, 10), total(2, 60), total(2, 60), total(1, 65, 64), sum([{ asInt: 1, timeUnixNano: ns(66) }, { asInt: 1, timeUnixNano: ns(67) }], { aggregationTemporality: 1 })]);
    expect(told.map((all) => all.map((one) => ('value' in one ? one.value : one.reason)))).toEqual([[1], ['thinned'], [2], [2], [1], [1, 1]]);
  });

  test('what could not be stored is kept when it is sent again later', () => {
    const thinner = new Thinner({ seconds: 60, deadBand: null, keep: [] });
    const arrived = arrivedMetrics(request([total(1, 0)]), rulesOf({}), thinner, parts);
    if (arrived.kind === 'arrived') thinner.forget(arrived.readings);
    expect(take(request([total(1, 5)]), {}, thinner).told).toMatchObject([{ value: 1 }]);
  });
});

describe('protobuf', () => {
  test('bytes nobody meant are no request, and never throw', () => fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => { decodeMetrics(bytes); })));

  test('a field with another wire type than its own is passed over', () => expect(decodeMetrics(new BinaryWriter().tag(1, WireType.Varint).int64(7).finish())).toEqual({}));

  test('a length beyond the end is none', () => expect(decodeMetrics(Uint8Array.from([0x0a, 0x7f, 0x0a]))).toBeNull());

  test('no end of messages, beside each other or within, is refused', () => {
    expect(decodeMetrics(new Uint8Array(1_000_000).map((_, index) => (index % 2 === 0 ? 0x0a : 0)))).toBeNull();
    let nested: Uint8Array = new Uint8Array(0);
    for (let level = 0; level < 200; level += 1) nested = new BinaryWriter().tag(5, WireType.LengthDelimited).bytes(new BinaryWriter().tag(1, WireType.LengthDelimited).bytes(nested).finish()).finish();
    const attribute = new BinaryWriter().tag(2, WireType.LengthDelimited).bytes(nested).finish();
    const resource = new BinaryWriter().tag(1, WireType.LengthDelimited).bytes(attribute).finish();
    const metrics = new BinaryWriter().tag(1, WireType.LengthDelimited).bytes(resource).finish();
    expect(decodeMetrics(new BinaryWriter().tag(1, WireType.LengthDelimited).bytes(metrics).finish())).toBeNull();
  });
});
