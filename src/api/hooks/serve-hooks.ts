import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Failure, problemOf, type HookAnswer, type HookRequest } from '../../model/index.ts';
import type { ServerOptions } from '../context.ts';
import { sendProblem } from '../problems.ts';

/** Bytes of one delivery. */
const mostDeliveryBytes = 1_048_576;

/**
 * Where other systems deliver signed webhooks, in a scope of its own: no session, no cookie, bytes as they came. 2xx says that the
 * delivery is on disk; what it means is found out afterwards.
 */
export async function serveHooks(app: FastifyInstance, options: ServerOptions): Promise<void> {
  await app.register(async (own) => {
    own.removeAllContentTypeParsers();
    own.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: mostDeliveryBytes }, (_request, body, done) => done(null, body));
    own.addHook('onRequest', async (_request, reply) => { void reply.header('cache-control', 'no-store'); });
    own.post<{ Params: { workspace: string; token: string } }>('/v1/hooks/:workspace/:token', { schema: { hide: true } }, async (request, reply) => {
      const answer = await options.application.hooks.receive(requestOf(request, request.params, options));
      return answered(request, reply, answer);
    });
    own.setErrorHandler((error: Error & { code?: string; statusCode?: number }, request, reply) => sendProblem(reply, problemOf(failureOf(error, request, options), request.url)));
  });
}

function requestOf(request: FastifyRequest, { workspace, token }: { workspace: string; token: string }, { publicUrl }: ServerOptions): HookRequest {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') throw new Failure('bad_request', 'Packed bodies are not taken here.', 'Send the delivery without a Content-Encoding.');
  const origin = publicUrl === undefined ? `${request.protocol}://${request.headers.host ?? ''}` : publicUrl.replace(/\/$/, '');
  return {
    workspace, token, method: request.method, url: `${origin}${request.url}`, body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    // Several headers of one name are one, as RFC 9110 (5.3) allows.
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value])),
  };
}

function answered(request: FastifyRequest, reply: FastifyReply, answer: HookAnswer): FastifyReply {
  if (answer.kind === 'kept') return reply.send({ kept: true, duplicate: answer.duplicate });
  if (answer.kind === 'handshake') return reply.send(answer.answer);
  if (answer.kind === 'later') void reply.header('retry-after', String(answer.retryAfterSeconds));
  return sendProblem(reply, problemOf(refusalOf(answer), request.url));
}

function refusalOf(answer: Exclude<HookAnswer, { kind: 'kept' | 'handshake' }>): Failure {
  switch (answer.kind) {
    case 'unknown': return new Failure('not_found', 'Nothing is delivered to this address.', 'Make a new one: hindcast source address NAME');
    case 'not_signed': return new Failure('not_signed_in', `This delivery is not known to be from its sender: ${answer.why}.`, 'See docs/guides/webhooks-in.md.');
    case 'unreadable': return new Failure('bad_request', answer.why, 'Send JSON, or a form.');
    case 'later': return answer.why === 'busy'
      ? new Failure('rate_limited', 'More arrives than can be stored.', 'Send the same delivery again later; what comes twice is kept once.')
      : new Failure('storage_unavailable', 'The store does not take deliveries now.', 'Send the same delivery again later; what comes twice is kept once.');
  }
}

function failureOf(error: Error & { code?: string; statusCode?: number }, request: FastifyRequest, { log, newId }: ServerOptions): Failure {
  if (error instanceof Failure) return error;
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Failure('too_large', 'A delivery may have 1 MB.', 'Nothing of it was kept.');
  if (error.statusCode !== undefined && error.statusCode < 500) return new Failure('bad_request', error.message);
  const id = newId?.() ?? request.id;
  // The address holds what only its sender should know: the route is logged, not the address.
  log(`fault ${id} in ${request.method} ${request.routeOptions.url ?? ''}: ${error.stack ?? error.message}`);
  return new Failure('internal', `Something went wrong here. It is logged as ${id}.`, 'Send the same delivery again; what comes twice is kept once.');
}
