import type { FastifyInstance } from 'fastify';
import { afterEach, expect, test } from 'vitest';
import type { Collected, CollectedLater, Collecting } from '../../model/index.ts';
import { fakeApplication } from '../../model/testing.ts';
import { buildServer } from '../server.ts';

const open: FastifyInstance[] = [];
afterEach(async () => { for (const server of open.splice(0)) await server.close(); });

const busy: CollectedLater = { kind: 'later', why: 'busy', retryAfterSeconds: 2 };

async function send(collecting: Partial<Collecting>, payload = '{"batch":[{"type":"track","event":"Opened"}]}') {
  const server = await buildServer({ application: fakeApplication({ collecting: { ...fakeApplication().collecting, ...collecting } }), webFolder: '/none', trackerFolder: '/none', publicUrl: undefined, now: Date.now, log: () => undefined, secureCookies: false });
  open.push(server);
  return server.inject({ method: 'POST', url: '/v1/batch', payload, headers: { authorization: `Basic ${Buffer.from('wk_good:').toString('base64')}`, 'content-type': 'application/json' } });
}

test.each([['busy', 429], ['storage', 503]] as const)('a batch that cannot be stored now (%s) is asked for again later', async (why, status) => {
  const collected: Collected = { kind: 'later', why, retryAfterSeconds: 7 };
  const answer = await send({ collect: async () => collected });
  expect([answer.statusCode, answer.headers['retry-after'], answer.json<{ todo: string }>().todo]).toEqual([status, '7', expect.stringContaining('again later')]);
});

test('what would be refused is not read: a body that is no JSON is asked for again, too, by any site', async () => {
  const asked: string[] = [];
  const answer = await send({ unread: (key) => { asked.push(key); return busy; }, collect: () => { throw new Error('it was read'); } }, 'no JSON');
  expect([answer.statusCode, answer.headers['retry-after'], answer.headers['access-control-allow-origin'], asked]).toEqual([429, '2', '*', ['wk_good']]);
});
