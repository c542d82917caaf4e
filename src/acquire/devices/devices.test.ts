import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeviceRules, MqttSettings } from '../../model/index.ts';
import type { BrokerMessage } from '../../net/index.ts';
import { deviceSettings } from './device-settings.ts';
import { MessageIds } from './mqtt/message-ids.ts';
import { readMessage } from './mqtt/read-message.ts';
import { pauseAfter } from './mqtt/subscriber.ts';
import { Thinner } from './thinner.ts';
import { overlap, topicPattern } from './topic-pattern.ts';

const settings = (more: Record<string, string>) => deviceSettings({ kind: 'mqtt', settings: { host: 'broker.example', topic: 'a/+device/+metric', ...more }, secrets: {} }, 'own');
const read = (topic: string, payload: string | Uint8Array, more: Record<string, string> = {}) => {
  const { rules } = settings(more) as MqttSettings;
  return readMessage(topic, payload, { rules, patterns: rules.topics.map(topicPattern) });
};

describe('settings', () => {
  test.each([
    [{ topic: 'a/+thing' }, '+thing'], [{ topic: 'a/b+' }, 'whole level'], [{ topic: 'a/#/b/+device' }, 'at the end'], [{ topic: 'a/+metric' }, 'No device'],
    [{ topic: 'a/+device/+device' }, 'twice'], [{ device: '/d' }, 'stands in the topic and'], [{ topic: 'a/+device/# a/+device/b' }, 'overlaps'],
    [{ value: 'v' }, 'no place'], [{ value: '/a~2' }, 'no place'], [{ values: '/v' }, 'leave "metric" out'], [{ 'thin.deadBand': '1' }, 'need thin.seconds'], [{ port: '0' }, 'port'], [{ nonsense: '1' }, 'nonsense'], [{ timeIn: 'minutes' }, 'timeIn'],
  ])('%j is refused with what is wrong', (more, why) => expect(() => settings(more)).toThrow(why));

  test('a secret that no broker has is refused', () => expect(() => deviceSettings({ kind: 'mqtt', settings: {}, secrets: { token: 'x' } }, 'own')).toThrow('"token"'));
});

describe('topics', () => {
  const level = fc.constantFrom('a', 'b', '');
  test('a topic of two patterns is seen as overlapping, whatever the patterns', () => fc.assert(fc.property(fc.array(fc.constantFrom('a', 'b', '+'), { minLength: 1, maxLength: 4 }), fc.array(fc.constantFrom('a', 'b', '+'), { minLength: 1, maxLength: 4 }), fc.array(level, { minLength: 1, maxLength: 4 }), fc.boolean(), (one, other, topic, rest) => {
    const [first, second] = [[...one, ...(rest ? ['#'] : [])].join('/'), other.join('/')];
    const matches = (text: string): boolean => topicPattern(text).match(topic.join('/')) !== null;
    if (matches(first) && matches(second)) expect(overlap(first, second)).toBe(true);
  })));

  test('the broker is asked for bare levels', () => expect(topicPattern('site/+account/+/x/#')).toMatchObject({ filter: 'site/+/+/x/#', names: ['account'] }));
});

describe('messages', () => {
  test.each<[string, Record<string, string>, unknown]>([
    ['21.5', {}, 21.5], ['0012', {}, '0012'], ['true', {}, true], ['"21"', { value: '/' }, null], ['{"v":{"x":"7"}}', { value: '/v/x' }, 7], ['[1,2]', { value: '/1' }, 2], ['{"v":null}', { value: '/v' }, null], ['{"__proto__":{"v":1}}', { value: '/v' }, null],
  ])('%s with %j is %j', (payload, more, value) => expect(read('a/d/m', payload, more)).toMatchObject(value === null ? { kind: 'problem', code: 'no_value' } : { readings: [{ device: 'd', metric: 'm', value }] }));

  test('members of an object are metrics, but for what the settings name', () => expect(read('p/d', '{"temperature":1,"door":"open","at":5,"deep":{}}', { topic: 'p/+device', time: '/at' })).toMatchObject({ isTold: true, readings: [{ metric: 'temperature', value: 1, time: 5 }, { metric: 'door', value: 'open' }] }));

  test('metrics that count up say so, as a total or as what was added', () => expect(read('p/d', '{"energy_1":100,"pulses":2,"temperature":7}', { topic: 'p/+device', total: 'energy*', delta: 'pulses' })).toMatchObject({ readings: [{ metric: 'energy_1', counter: { kind: 'total', since: null } }, { counter: { kind: 'delta' } }, { metric: 'temperature', value: 7 }] }));

  test.each<[DeviceRules['timeIn'], unknown, number]>([['s', 1_790_000_000, 1_790_000_000_000], ['ns', '1790000000000000000', 1_790_000_000_000], ['ms', '2026-01-01T00:00:00Z', Date.UTC(2026, 0, 1)]])('a time in %s: %j', (timeIn, at, time) => expect(read('a/d/m', JSON.stringify({ v: 1, at }), { value: '/v', time: '/at', timeIn })).toMatchObject({ readings: [{ time }] }));

  test('no bytes make it throw', () => fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.string({ maxLength: 20 }), (bytes, topic) => {
    for (const more of [{}, { value: '/v' }, { topic: '+device', values: '/x' }]) expect(['readings', 'problem']).toContain(read(topic, bytes, more).kind);
  })));
});

describe('repetitions', () => {
  const message = (more: Partial<BrokerMessage>): BrokerMessage => ({ topic: 'a/d/m', payload: Buffer.from('21.5'), packetId: 7, isRepeated: false, userProperties: {}, ...more });
  const ids = (stored: readonly string[] = []) => { let n = 0; return new MessageIds(stored, () => `${stored.length}-${(n += 1)}`); };

  test('a bare value is a reading of its own until the broker says that it sent it before', () => {
    const own = ids();
    const first = own.of(message({}), false);
    expect(own.of(message({ isRepeated: true }), false)).toBe(first);
    expect(own.of(message({}), false)).not.toBe(first);
    expect(own.of(message({ packetId: 8, isRepeated: true }), false)).not.toBe(first);
    expect(own.of(message({ payload: Buffer.from('22'), isRepeated: true }), false)).not.toBe(first);
  });

  test('after a restart the stored ids know it', () => {
    const before = ids().of(message({}), false);
    expect(ids([`${before}/temperature`]).of(message({ isRepeated: true }), false)).toBe(before);
  });

  test('what says its time, or has an own id, is known by that', () => {
    expect(ids().of(message({}), true)).toBe(ids(['x']).of(message({ packetId: 9 }), true));
    expect(ids().of(message({ userProperties: { 'message-id': 'one' } }), false)).toBe(ids(['x']).of(message({ payload: Buffer.from('other'), userProperties: { 'message-id': 'one' } }), false));
  });
});

test('thinning never lets two kept readings of a series lie closer than the rule, but for the band', () => fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 3 })), { maxLength: 100 }), (told) => {
  const thinner = new Thinner({ seconds: 10, deadBand: 1, keep: [] });
  const kept = told.sort(([a], [b]) => a - b).filter(([second, value]) => thinner.keeps({ device: 'd', account: null, product: null, metric: 'm', value, unit: null, time: null, isEvent: false, more: {} }, second * 1000));
  kept.forEach(([second, value], index) => {
    const last = kept[index - 1];
    if (last !== undefined) expect(second - last[0] >= 10 || Math.abs(value - last[1]) > 1).toBe(true);
  });
  expect(kept.length > 0).toBe(told.length > 0);
})));

test('pauses grow to a minute', () => {
  expect([1, 2, 3, 20].map((errors) => pauseAfter(errors, 0.999).toFixed(0))).toEqual(['1000', '1999', '3998', '59970']);
  expect(pauseAfter(1, 0)).toBe(500);
});
