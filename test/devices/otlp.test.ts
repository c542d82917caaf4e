/** Metrics of the unmodified OpenTelemetry exporters, over HTTP, through the real collector on real engines. */
import { gzipSync } from 'node:zlib';
import { BinaryReader } from '@bufbuild/protobuf/wire';
import { OTLPMetricExporter as JsonExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPMetricExporter as ProtobufExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { AggregationTemporality, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemPrincipal, type ReceivedEvent } from '../../src/model/index.ts';
import { runCollector, type RunningCollector } from '../collect/running-collector.ts';

let collector: RunningCollector;
beforeAll(async () => { collector = await runCollector(); }, 60_000);
afterAll(() => collector.close());

const newSource = async (name: string, settings: Record<string, string> = {}): Promise<string> => (await collector.workspace.events.createDeviceSource(name, { kind: 'otlp', settings: { account: 'customer.id', product: 'service.name', ...settings }, secrets: {} }, systemPrincipal)).writeKey;
const accepted = async (source: string): Promise<ReceivedEvent[]> => (await collector.workspace.events.list({ source, last: 1000 })).filter(({ fate }) => fate === 'accepted').sort((a, b) => (a.name < b.name ? -1 : 1));
const totalsOf = async (source: string) => (await collector.workspace.events.totals()).find((one) => one.source === source);

/** A process that measures something, with its exporter pointed here. */
function meter(exporter: JsonExporter | ProtobufExporter, attributes: Record<string, string> = { 'device.id': 'chiller-1', 'customer.id': 'acme', 'service.name': 'Chiller 9' }) {
  const provider = new MeterProvider({ resource: resourceFromAttributes(attributes), readers: [new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000, exportTimeoutMillis: 10_000 })] });
  return { meter: provider.getMeter('plant'), flush: () => provider.forceFlush(), stop: () => provider.shutdown() };
}

describe.each([
  ['JSON', JsonExporter, 'none', 'Bearer'], ['protobuf', ProtobufExporter, 'none', 'Bearer'], ['packed protobuf', ProtobufExporter, 'gzip', 'Basic'],
] as const)('exporter of %s', (_, Exporter, compression, scheme) => {
  const source = `${Exporter === JsonExporter ? 'json' : 'proto'}-${compression}`;

  test('every kind of metric is found, with its device, account and product', async () => {
    const key = await newSource(source);
    const exporter = new Exporter({ url: `${collector.url}/v1/metrics`, compression: compression as never, headers: { authorization: scheme === 'Basic' ? `Basic ${Buffer.from(`${key}:`).toString('base64')}` : `Bearer ${key}` }, temporalityPreference: AggregationTemporality.CUMULATIVE as never });
    const { meter: plant, flush, stop } = meter(exporter);
    const energy = plant.createCounter('energy', { unit: 'kWh' });
    const latency = plant.createHistogram('latency', { unit: 'ms' });
    plant.createObservableGauge('temperature', { unit: 'C' }).addCallback((result) => result.observe(21.5, { probe: 'top' }));
    plant.createUpDownCounter('queue').add(3);
    energy.add(5, { phase: 'L1' });
    energy.add(2.5, { phase: 'L2' });
    for (const value of [10, 30]) latency.record(value);
    await flush();
    energy.add(1, { phase: 'L1' });
    await flush();
    await stop();
    const events = await accepted(source);
    expect(events.every(({ type, person, accounts, properties }) => type === 'reading' && person === null && accounts[0] === 'acme' && properties['device'] === 'chiller-1' && properties['product'] === 'Chiller 9')).toBe(true);
    const valuesOf = (name: string): unknown[] => [...new Set(events.filter((event) => event.name === name).map(({ properties }) => properties['value'] as number))].sort((a, b) => a - b);
    expect({ energy: valuesOf('energy'), queue: valuesOf('queue'), temperature: valuesOf('temperature'), count: valuesOf('latency.count'), sum: valuesOf('latency.sum') }).toEqual({ energy: [2.5, 5, 6], queue: [3], temperature: [21.5], count: [2], sum: [40] });
    expect(events.find(({ name }) => name === 'energy')?.properties).toMatchObject({ counter: 'total', unit: 'kWh', since: expect.stringMatching(/^20/) });
    expect(await totalsOf(source)).toMatchObject({ quarantined: 0, dropped: 0, duplicate: 0 });
  });
});

describe('answers', () => {
  const at = `${BigInt(Date.now()) * 1_000_000n}`;
  const body = (attributes: object[], points: object[] = [{ asInt: '7', timeUnixNano: at }]) => ({ resourceMetrics: [{ resource: { attributes }, scopeMetrics: [{ metrics: [{ name: 'pulses', gauge: { dataPoints: points } }] }] }] });
  const device = (stringValue: string) => [{ key: 'device.id', value: { stringValue } }];
  const post = async (key: string, payload: Buffer | string, headers: Record<string, string> = {}, url = '/v1/metrics') => {
    const answer = await collector.server.inject({ method: 'POST', url, payload, headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers } });
    return { status: answer.statusCode, type: answer.headers['content-type'], bytes: answer.rawPayload, json: () => answer.json<{ code?: number; message?: string; partialSuccess?: { rejectedDataPoints: string; errorMessage: string } }>() };
  };

  test('all taken is an empty message; the same once more is a duplicate', async () => {
    const key = await newSource('twice');
    for (const _ of [1, 2]) expect(await post(key, JSON.stringify(body(device('m-1'))))).toMatchObject({ status: 200, bytes: Buffer.from('{}') });
    expect(await totalsOf('twice')).toMatchObject({ received: 2, accepted: 1, duplicate: 1 });
    expect(await post(key, Buffer.alloc(0), { 'content-type': 'application/x-protobuf' })).toMatchObject({ status: 200, type: 'application/x-protobuf', bytes: Buffer.alloc(0) });
  });

  test('what was rejected is named, waits in quarantine, and is read again repaired', async () => {
    const key = await newSource('partly');
    const both = { resourceMetrics: [...body(device('m-1')).resourceMetrics, ...body([], [{ asInt: '8', timeUnixNano: at }, { asInt: '9', timeUnixNano: '' }]).resourceMetrics] };
    const answer = await post(key, JSON.stringify(both));
    expect(answer.status).toBe(200);
    expect(answer.json().partialSuccess).toEqual({ rejectedDataPoints: '2', errorMessage: expect.stringContaining('no_device') });
    const [waiting] = await collector.workspace.events.quarantine({ source: 'partly' });
    const payload = JSON.stringify(body(device('m-2'), [{ asInt: '8', timeUnixNano: at }, { asInt: '9', timeUnixNano: at.replace(/.$/, '1') }]));
    expect(await collector.workspace.events.replay({ id: waiting?.id as string, payload }, systemPrincipal)).toMatchObject({ accepted: 2 });
    expect((await accepted('partly')).map(({ properties }) => [properties['device'], properties['value']]).sort()).toEqual([['m-1', 7], ['m-2', 8], ['m-2', 9]]);
  });

  test('thinned by the source\'s rule, and counted', async () => {
    const key = await newSource('thin-otlp', { 'thin.seconds': '60' });
    const points = Array.from({ length: 30 }, (_, second) => ({ asInt: '1', timeUnixNano: `${BigInt(Date.now() - 60_000 + second * 1000) * 1_000_000n}` }));
    expect((await post(key, JSON.stringify(body(device('m-1'), points)))).status).toBe(200);
    expect(await totalsOf('thin-otlp')).toMatchObject({ received: 30, accepted: 1, dropped: 29, reasons: { thinned: 29 } });
  });

  test('a key that is not known, of events, or closed; a content type that is none; words for traces and logs', async () => {
    const key = await newSource('shut');
    await collector.workspace.events.closeSource('shut', systemPrincipal);
    const sound = JSON.stringify(body(device('m-1')));
    expect((await post('wk_nobody', sound)).status).toBe(401);
    expect((await post(collector.writeKey, sound)).json()).toMatchObject({ code: 7, message: expect.stringContaining('--kind otlp') });
    expect((await post(key, sound)).status).toBe(403);
    expect((await post(key, sound, { 'content-type': 'text/plain' })).status).toBe(400);
    for (const signal of ['traces', 'logs']) expect(await post(key, '{}', {}, `/v1/${signal}`)).toMatchObject({ status: 404 });
    expect((await post(key, '{}', {}, '/v1/traces')).json().message).toContain('metrics alone');
  });

  test('hostile bodies get a status with words, in their own encoding, and no fault of ours', async () => {
    const key = await newSource('hostile');
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const deep = `{"resourceMetrics":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const proto = { 'content-type': 'application/x-protobuf' };
    const answers = await Promise.all([
      post(key, '{"resourceMetrics":'), post(key, deep), post(key, '[]'), post(key, '{"resourceMetrics":[7]}'), post(key, bomb, { 'content-encoding': 'gzip' }), post(key, 'no gzip', { 'content-encoding': 'gzip' }), post(key, Buffer.alloc(4_000_001, 32)), post(key, '{}', { 'content-encoding': 'zstd' }),
      post(key, JSON.stringify(body(device('m-1'), Array.from({ length: 10_001 }, () => ({}))))), post(key, Buffer.from([0x0a, 0x7f, 1]), proto), post(key, Buffer.alloc(1_000_000, 0x0b), proto),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 413, 400, 413, 400, 400, 400, 400]);
    for (const answer of answers.slice(0, 9)) expect(answer.json()).toMatchObject({ code: expect.any(Number), message: expect.stringMatching(/\w+/) });
    const reader = new BinaryReader(answers[10]?.bytes as Buffer);
    expect([reader.tag()[0], reader.int32(), reader.tag()[0], reader.string()]).toEqual([1, 3, 2, expect.stringContaining('protobuf')]);
    expect((await totalsOf('hostile'))?.received ?? 0).toBe(0);
  });
});
