import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HookAnswer, HookRequest } from '../../model/index.ts';
import { fakeApplication } from '../../model/testing.ts';
import { buildServer } from '../index.ts';

let app: FastifyInstance;
let answer: HookAnswer | Error = { kind: 'kept', duplicate: false };
let taken: HookRequest[] = [];
const lines: string[] = [];
beforeAll(async () => {
  const hooks = { receive: async (request: HookRequest) => { taken.push(request); if (answer instanceof Error) throw answer; return answer; } };
  app = await buildServer({ application: fakeApplication({ hooks }), webFolder: '/nowhere', publicUrl: 'https://hindcast.example/', now: () => 0, log: (line) => { lines.push(line); }, secureCookies: false });
});
afterAll(() => app.close());

const send = (payload: string | Buffer, headers: Record<string, string> = {}) => app.inject({ method: 'POST', url: '/v1/hooks/main/secret-token?x=1', payload, headers: { 'content-type': 'application/json', ...headers } });

test('bytes, headers and the public address reach the door as they came, without a session', async () => {
  taken = [];
  const bytes = Buffer.from([0x7b, 0xff, 0x00, 0x7d]);
  const answered = await send(bytes, { 'x-signature': 'a', 'content-type': 'text/plain' });
  expect([answered.statusCode, answered.json()]).toEqual([200, { kept: true, duplicate: false }]);
  expect(taken).toMatchObject([{ workspace: 'main', token: 'secret-token', method: 'POST', url: 'https://hindcast.example/v1/hooks/main/secret-token?x=1', headers: { 'x-signature': 'a' } }]);
  expect(taken[0]?.body.equals(bytes)).toBe(true);
  expect((await app.inject({ method: 'POST', url: '/v1/hooks/main/secret-token' })).statusCode).toBe(200);
});

test('every answer has its status, and whoever is to come back is told when', async () => {
  const answers: ReadonlyArray<readonly [HookAnswer, number]> = [
    [{ kind: 'unknown' }, 404], [{ kind: 'not_signed', why: 'x' }, 401], [{ kind: 'unreadable', why: 'x' }, 400],
    [{ kind: 'later', why: 'busy', retryAfterSeconds: 2 }, 429], [{ kind: 'later', why: 'storage', retryAfterSeconds: 5 }, 503], [{ kind: 'handshake', answer: { challenge: 'c' } }, 200],
  ];
  for (const [given, status] of answers) {
    answer = given;
    const { statusCode, headers, body } = await send('{}');
    expect([given, statusCode, headers['retry-after']]).toEqual([given, status, given.kind === 'later' ? String(given.retryAfterSeconds) : undefined]);
    if (given.kind === 'handshake') expect(body).toBe('{"challenge":"c"}');
  }
  answer = { kind: 'kept', duplicate: false };
});

test('too much and packed bodies are refused before anything is kept, and a fault is logged without the address', async () => {
  taken = [];
  expect((await send(Buffer.alloc(1_048_577, ' '))).statusCode).toBe(413);
  expect((await send('{}', { 'content-encoding': 'gzip' })).statusCode).toBe(400);
  expect(taken).toEqual([]);
  answer = new Error('broken');
  expect((await send('{}')).statusCode).toBe(500);
  expect(lines.join('\n')).toContain('/v1/hooks/:workspace/:token');
  expect(lines.join('\n')).not.toContain('secret-token');
});
