import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Failure } from '../model/index.ts';
import type { IdempotencyKeys, KeptAnswer } from '../access/index.ts';

const longestKey = 200;

declare module 'fastify' {
  interface FastifyRequest {
    /** Key that this request holds until it is answered. */
    claimedKey: string | null;
  }
}

/**
 * A request with an `Idempotency-Key` is carried out once: its repetition gets the same answer. Keys belong to the
 * person who sent them. A request that failed gives its key free.
 */
export function repeatAnswers(app: FastifyInstance, keys: IdempotencyKeys): void {
  app.decorateRequest('claimedKey', null);
  app.addHook('preHandler', async (request, reply) => {
    const key = keyOf(request);
    if (key === null) return;
    const kept = await keys.claim(key, JSON.stringify([request.url, request.body]));
    if (kept) return sendKept(reply, kept);
    request.claimedKey = key;
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const key = request.claimedKey;
    if (key === null) return payload;
    if (reply.statusCode < 300 && typeof payload === 'string') await keys.keep(key, { status: reply.statusCode, body: payload });
    else await keys.release(key);
    return payload;
  });
}

const sendKept = (reply: FastifyReply, kept: KeptAnswer): FastifyReply =>
  reply.code(kept.status).header('idempotency-replayed', 'true').type('application/json; charset=utf-8').serializer(String).send(kept.body);

function keyOf(request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key'];
  if (request.routeOptions.config.repeatable !== true || key === undefined) return null;
  if (typeof key !== 'string' || key.length > longestKey) throw new Failure('bad_request', `An Idempotency-Key has at most ${longestKey} characters.`);
  return `${request.user?.id ?? request.apiKey?.id ?? ''} ${request.method} ${key}`;
}

/** Keys of one process, for a server without a database of its own. */
export function keysInMemory(): IdempotencyKeys {
  const held = new Map<string, { request: string; answer: KeptAnswer | null }>();
  return {
    claim: async (key, request) => {
      const known = held.get(key);
      if (!known) held.set(key, { request, answer: null });
      else if (known.request !== request) throw new Failure('conflict', 'This Idempotency-Key was used for another request.', 'Use a new key for each request.');
      else if (known.answer === null) throw new Failure('conflict', 'The same request is still at work.', 'Wait a moment and ask again.');
      return known?.answer ?? null;
    },
    keep: async (key, answer) => { held.set(key, { request: held.get(key)?.request ?? '', answer }); },
    release: async (key) => { held.delete(key); },
  };
}
