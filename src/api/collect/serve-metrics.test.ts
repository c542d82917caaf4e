import { BinaryReader } from '@bufbuild/protobuf/wire';
import type { FastifyInstance } from 'fastify';
import { afterEach, expect, test } from 'vitest';
import type { MetricsCollected } from '../../model/index.ts';
import { fakeApplication } from '../../model/testing.ts';
import { buildServer } from '../server.ts';

const open: FastifyInstance[] = [];
afterEach(async () => { for (const server of open.splice(0)) await server.close(); });

async function answerTo(collected: MetricsCollected, type = 'application/json') {
  const collecting = { ...fakeApplication().collecting, collectMetrics: async () => collected };
  const server = await buildServer({ application: fakeApplication({ collecting }), webFolder: '/none', trackerFolder: '/none', publicUrl: undefined, now: Date.now, log: () => undefined, secureCookies: false });
  open.push(server);
  return server.inject({ method: 'POST', url: '/v1/metrics', payload: type === 'application/json' ? '{}' : '', headers: { authorization: 'Bearer wk_good', 'content-type': type } });
}

test.each([['busy', 429, 8], ['storage', 503, 14]] as const)('what cannot be stored now (%s) is asked for again later, in the encoding of the request', async (why, status, code) => {
  const collected: MetricsCollected = { kind: 'later', why, retryAfterSeconds: 5 };
  const json = await answerTo(collected);
  expect([json.statusCode, json.headers['retry-after'], json.json()]).toEqual([status, '5', { code, message: expect.stringContaining('again later') }]);
  const protobuf = await answerTo(collected, 'application/x-protobuf');
  const reader = new BinaryReader(protobuf.rawPayload);
  expect([protobuf.statusCode, protobuf.headers['content-type'], reader.tag()[0], reader.int32(), reader.tag()[0], reader.string()]).toEqual([status, 'application/x-protobuf', 1, code, 2, expect.stringContaining('again later')]);
});

test('what was rejected is a partial success', async () => {
  const rejected: MetricsCollected = { kind: 'settled', rejected: 3, why: 'no device' };
  expect((await answerTo(rejected)).json()).toEqual({ partialSuccess: { rejectedDataPoints: '3', errorMessage: 'no device' } });
  const reader = new BinaryReader((await answerTo(rejected, 'application/x-protobuf')).rawPayload);
  reader.tag();
  const partial = new BinaryReader(reader.bytes());
  expect([partial.tag()[0], String(partial.int64()), partial.tag()[0], partial.string()]).toEqual([1, '3', 2, 'no device']);
});
