/** Devices at a real Mosquitto, through the real collector on real engines. */
import { rm, mkdtemp, writeFile } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { subscribeToBrokers } from '../../src/main/devices/subscribe-to-brokers.ts';
import { systemPrincipal, type ReceivedEvent } from '../../src/model/index.ts';
import { runCollector, type RunningCollector } from '../collect/running-collector.ts';
import { hasMosquitto, runMosquitto, type RunningBroker } from './mosquitto.ts';
import { Publisher } from './publisher.ts';

describe.skipIf(!hasMosquitto)('devices at a broker', () => {
  let collector: RunningCollector;
  let broker: RunningBroker;
  let folder = '';
  let unsubscribe: () => Promise<void> = async () => undefined;
  let publisher: Publisher;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'hindcast-mqtt-'));
    [collector, broker] = await Promise.all([runCollector(), runMosquitto(path.join(folder, 'plain'))]);
    unsubscribe = subscribeToBrokers(collector.house);
    publisher = new Publisher(broker.port);
    await publisher.connect();
  }, 60_000);
  afterAll(async () => {
    publisher.close();
    await unsubscribe();
    await collector.close();
    await broker.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const create = async (name: string, settings: Record<string, string>, secrets: Record<string, string> = {}, port = broker.port) => {
    await collector.workspace.events.createDeviceSource(name, { kind: 'mqtt', settings: { host: '127.0.0.1', port: String(port), ...settings }, secrets }, systemPrincipal);
    await until(async () => (await stateOf(name))?.state === 'connected' || ((await stateOf(name))?.errorsInARow ?? 0) > 0);
  };
  const stateOf = async (name: string) => (await collector.workspace.events.subscriptions()).find(({ source }) => source === name);
  const totalsOf = async (source: string) => (await collector.workspace.events.totals()).find((one) => one.source === source);
  const received = async (source: string, count: number): Promise<ReceivedEvent[]> => {
    await until(async () => ((await totalsOf(source))?.received ?? 0) >= count);
    return collector.workspace.events.list({ source, last: 1000 });
  };
  const distinct = async (source: string): Promise<{ rows: number; different: number }> => {
    const { facts } = await collector.house.store.workspace('main');
    for await (const block of facts.stream("SELECT count(), uniqExact(JSONExtractInt(properties, 'sequence')) FROM events WHERE fate = 'accepted' AND source = {source:String}", { source })) return { rows: Number(block[0]?.[0]), different: Number(block[0]?.[1]) };
    return { rows: 0, different: 0 };
  };

  test('a topic names account, device and metric; JSON says value, unit and time; the account is the event\'s', async () => {
    await create('plant', { topic: 'site/+account/device/+device/metric/+metric', value: '/v', unit: '/u', time: '/at', product: '=Chiller', timeIn: 's' });
    await publisher.publish('site/acme/device/c-1/metric/temperature', JSON.stringify({ v: 21.5, u: 'C', at: 1_790_000_000 }));
    await publisher.publish('site/acme/device/c-1/metric/temperature', JSON.stringify({ v: 21.5, u: 'C', at: 1_790_000_000 }));
    await publisher.publish('site/acme/device/null/metric/temperature', JSON.stringify({ v: 1, at: 1_790_000_000 }));
    await publisher.publish('site/acme/device/c-2/metric/temperature', '21.5 C');
    await publisher.publish('site/acme/device/c-2/metric/temperature', JSON.stringify({ u: 'C' }));
    const events = await received('plant', 5);
    expect(events.filter(({ fate }) => fate === 'accepted')).toMatchObject([{ type: 'reading', name: 'temperature', person: null, accounts: ['acme'], occurredAt: new Date(1_790_000_000_000).toISOString(), properties: { device: 'c-1', product: 'Chiller', value: 21.5, unit: 'C' } }]);
    expect(events.map(({ fate, reason }) => reason ?? fate).sort()).toEqual(['accepted', 'duplicate', 'illegal_id', 'no_value', 'not_json']);
  });

  test('what cannot be read waits in quarantine and is read again, repaired', async () => {
    const [waiting] = await collector.workspace.events.quarantine({ source: 'plant', code: 'no_value' });
    expect(waiting).toMatchObject({ path: '/v', schemaVersion: 'reading-1' });
    const payload = JSON.stringify({ ...JSON.parse(String(waiting?.payload)), payload: '{"v":7,"u":"C"}' });
    expect(await collector.workspace.events.replay({ id: waiting?.id as string, payload }, systemPrincipal)).toMatchObject({ replayed: 1, accepted: 1 });
    const totals = await totalsOf('plant');
    expect(totals?.received).toBe((totals?.accepted ?? 0) + (totals?.dropped ?? 0) + (totals?.quarantined ?? 0) + (totals?.duplicate ?? 0));
  });

  test('bare values without a time are each a reading, also the same one twice', async () => {
    await create('bare', { topic: 'bare/+device/+metric', account: '=acme' });
    for (const value of ['21.5', '21.5', 'true', 'open']) await publisher.publish('bare/d-1/door', value);
    const events = await received('bare', 4);
    expect(events.map(({ fate }) => fate)).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
    expect(events.map(({ properties }) => properties['value']).sort()).toEqual([21.5, 21.5, 'open', true]);
  });

  test('thinned at the door: one reading in a while, changes beyond the band and events; what went is counted', async () => {
    await create('thin', { topic: 'thin/+device', time: '/at', kind: '/kind', 'thin.seconds': '60', 'thin.deadBand': '1', 'thin.keep': 'alarm*' });
    const at = Date.UTC(2026, 0, 1);
    const send = (second: number, values: object) => publisher.publish('thin/d-1', JSON.stringify({ at: at + second * 1000, ...values }));
    for (let second = 0; second < 120; second += 1) await send(second, { temperature: 20 + (second >= 90 ? 5 : 0), alarm_low: 0 });
    await send(91.5, { temperature: 25, kind: 'alarm' });
    const events = await received('thin', 241);
    const kept = events.filter(({ fate }) => fate === 'accepted');
    expect(kept.filter(({ name }) => name === 'alarm_low')).toHaveLength(120);
    expect(kept.filter(({ name }) => name === 'temperature').map(({ occurredAt }) => (Date.parse(occurredAt) - at) / 1000).sort((a, b) => a - b)).toEqual([0, 60, 90, 91.5]);
    expect(await totalsOf('thin')).toMatchObject({ received: 241, accepted: 124, dropped: 117, reasons: { thinned: 117 } });
  });

  test('a broker that is stopped and started under load loses nothing and doubles nothing', async () => {
    await create('load', { topic: 'load/+device/+metric', value: '/v', time: '/at', sequence: '/n' });
    const sent = 6_000;
    for (let n = 0; n < sent; n += 1) {
      await publisher.publish('load/d-1/flow', JSON.stringify({ v: 1, at: 1_790_000_000_000 + n, n }));
      if (n === 3_000) {
        await publisher.settled();
        await broker.stop();
        await broker.start();
        await publisher.connect();
      }
    }
    await publisher.settled();
    await until(async () => (await distinct('load')).different === sent, 20_000);
    expect(await distinct('load')).toEqual({ rows: sent, different: sent });
  }, 40_000);

  test('what comes while nobody is subscribed is held by the broker, and comes after', async () => {
    await unsubscribe();
    expect(await stateOf('bare')).toMatchObject({ state: 'stopped' });
    for (const value of ['1', '1']) await publisher.publish('bare/d-2/count', value);
    await publisher.settled();
    unsubscribe = subscribeToBrokers(collector.house);
    const events = await received('bare', 6);
    expect(events.filter(({ name }) => name === 'count').map(({ fate }) => fate)).toEqual(['accepted', 'accepted']);
  });

  test('user and password; a broker that says no or is not there is told in health and tried again', async () => {
    const file = path.join(folder, 'passwords');
    await writeFile(file, '');
    spawnSync('/usr/bin/mosquitto_passwd', ['-b', file, 'hindcast', 'right']);
    const guarded = await runMosquitto(path.join(folder, 'guarded'), ['allow_anonymous false', `password_file ${file}`]);
    try {
      await create('right', { topic: 'x/+device/+metric', user: 'hindcast' }, { password: 'right' }, guarded.port);
      await create('wrong', { topic: 'x/+device/+metric', user: 'hindcast' }, { password: 'wrong' }, guarded.port);
      expect(await stateOf('right')).toMatchObject({ state: 'connected', error: null });
      expect((await stateOf('wrong'))?.error).toMatch('does not');
      expect(JSON.stringify(await collector.workspace.events.sources())).not.toContain('password":"right');
      await collector.workspace.events.closeSource('wrong', systemPrincipal);
      await guarded.stop();
      await until(async () => (await stateOf('right'))?.state === 'waiting');
      await guarded.start();
      await until(async () => (await stateOf('right'))?.state === 'connected', 15_000);
    } finally {
      await guarded.stop();
    }
  }, 40_000);
});

async function until(is: () => Promise<boolean>, withinMs = 10_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await is())) {
    if (Date.now() > end) throw new Error('It did not come to be in time.');
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
}
