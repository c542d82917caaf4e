/** Whatever is sent (a hundred thousand by HINDCAST_RANDOM_BODIES=100000): an answer that says what is wrong, no fault of ours, sums that hold, and memory that does not grow. */
import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCollector, type RunningCollector } from './running-collector.ts';

let collector: RunningCollector;
beforeAll(async () => { collector = await runCollector(); }, 60_000);
afterAll(() => collector.close());

const bodies = Number(process.env['HINDCAST_RANDOM_BODIES'] ?? 10_000);
const together = 200;

const id = fc.oneof(fc.constantFrom('u-1', 'null', '', '0', ' ', '[object Object]', 'x'.repeat(300), '\ud800', '__proto__'), fc.integer(), fc.string({ unit: 'binary', maxLength: 20 }), fc.constant(null), fc.boolean());
const value = fc.letrec((tie) => ({ any: fc.oneof({ maxDepth: 4 }, fc.string({ unit: 'binary', maxLength: 30 }), fc.double(), fc.boolean(), fc.constant(null), fc.array(tie('any'), { maxLength: 4 }), fc.dictionary(fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('__proto__', 'constructor', 'toString')), tie('any'), { maxKeys: 4 })) })).any;
const time = fc.oneof(fc.date({ noInvalidDate: true }).map((date) => date.toISOString()), fc.constantFrom('yesterday', '0000-00-00', '', '9999-99-99', '+275760-09-13T00:00:00.000Z'), fc.double(), value);
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const sound = fc.record({ type: fc.constant('track'), event: fc.constant('Opened'), messageId: fc.uuid(), userId: fc.uuid(), properties: fc.dictionary(fc.string(), value, { maxKeys: 4 }) });
const event = fc.oneof({ weight: 1, arbitrary: sound }, { weight: 3, arbitrary: fc.record({
  type: fc.oneof(fc.constantFrom('identify', 'track', 'page', 'screen', 'group', 'alias', 'delete', 7), value), messageId: optional(fc.oneof(fc.uuid(), id)), userId: optional(id), anonymousId: optional(id), groupId: optional(id), previousId: optional(id),
  event: optional(fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), value)), name: optional(value), properties: optional(value), traits: optional(value), timestamp: optional(time), originalTimestamp: optional(time), sentAt: optional(time),
  context: optional(fc.oneof(value, fc.record({ ip: id, groupId: id, userAgent: id, consent: value, gpc: value, page: value }))),
}, { requiredKeys: [] }) });
const nested = fc.integer({ min: 1, max: 20_000 }).map((depth) => `{"type":"track","userId":"u","event":"e","properties":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}`);
const text = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.oneof({ weight: 8, arbitrary: event }, { weight: 1, arbitrary: value }), { maxLength: 6 }).map((batch) => JSON.stringify({ batch, sentAt: new Date().toISOString() })) },
  { weight: 2, arbitrary: event.map((one) => JSON.stringify(one)) }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) }, { weight: 1, arbitrary: nested },
  { weight: 1, arbitrary: fc.json() }, { weight: 1, arbitrary: event.map((one) => `{"type":"track","type":"page","userId":"a","userId":"b",${JSON.stringify(one).slice(1)}`) },
  { weight: 1, arbitrary: fc.constantFrom('{"batch":', '[]', '{"batch":{}}', '{"batch":[[[[]]]]}', `{"a":"${'x'.repeat(600_000)}"}`, '\u0000', '{"batch":[1e999,-0,1E400]}') },
);
const packed = fc.tuple(text, fc.constantFrom('none', 'gzip', 'deflate', 'br', 'compress', 'broken')).map(([body, encoding]) => {
  const bytes = Buffer.from(body);
  if (encoding === 'none') return { bytes };
  return { bytes: encoding === 'gzip' ? gzipSync(bytes) : encoding === 'deflate' ? deflateSync(bytes) : bytes, encoding: encoding === 'broken' ? 'gzip' : encoding };
});

test(`${bodies} random bodies`, { timeout: 120_000 + bodies * 15 }, async () => {
  const paths = ['batch', 'track', 'identify', 'page', 'group', 'alias', 'screen', 'b', 't', 'import'];
  const statuses = new Map<number, number>();
  let early = 0;
  for (let from = 0; from < bodies; from += together) {
    const sent = fc.sample(packed, { numRuns: together, seed: from });
    await Promise.all(sent.map(async ({ bytes, encoding }, index) => {
      const answer = await collector.server.inject({ method: 'POST', url: `/v1/${paths[index % paths.length]}`, payload: bytes, headers: { authorization: `Basic ${Buffer.from(`${collector.writeKey}:`).toString('base64')}`, 'content-type': 'application/json', ...(encoding ? { 'content-encoding': encoding } : {}) } });
      statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1);
      if (answer.statusCode !== 200) expect(answer.json()).toMatchObject({ code: expect.any(String), detail: expect.any(String) });
    }));
    if (from === bodies / 5) early = memoryMb();
  }
  expect([...statuses.keys()].sort()).toEqual([200, 400, 413]);
  expect(memoryMb() - early).toBeLessThan(150);
  const [totals] = await collector.workspace.events.totals();
  expect(totals?.received).toBe((totals?.accepted ?? 0) + (totals?.dropped ?? 0) + (totals?.quarantined ?? 0) + (totals?.duplicate ?? 0));
  expect(totals?.accepted).toBeGreaterThan(100);
  expect(totals?.quarantined).toBeGreaterThan(1000);
});

function memoryMb(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}
