import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Failure, callTypes, problemOf, type CollectAnswer, type Collected } from '../../model/index.ts';
import type { ServerOptions } from '../context.ts';
import { sendProblem } from '../problems.ts';
import { asFailure } from './as-failure.ts';
import { keyInHeader, mostBatchBytes, readDelivery } from './read-delivery.ts';
import { serveMetrics } from './serve-metrics.ts';
import { takeCeddl } from './take-ceddl.ts';
import { unfoldCeddl } from './unfold-ceddl.ts';
import { rudderSettings, segmentSettings, type SdkHost } from './sdk-settings.ts';

/** Any site may send: the key says to whom, and no cookie goes with it. */
const openToAll = {
  'access-control-allow-origin': '*', 'access-control-allow-methods': 'GET, POST, OPTIONS', 'access-control-allow-headers': 'authorization, content-type, content-encoding, x-retry-count, anonymousid',
  'access-control-max-age': '86400', 'access-control-expose-headers': 'retry-after', 'cross-origin-resource-policy': 'cross-origin', 'cache-control': 'no-store',
};

/** The calls of the Segment specification by their addresses; its browser SDK uses the first letters. */
const callsByPath: ReadonlyMap<string, string | null> = new Map([
  ...callTypes.flatMap((type) => [[type, type], [type.charAt(0), type]] as const),
  ['batch', null], ['b', null], ['import', null],
]);

/**
 * The collector's routes, in a scope of their own: no session, no cookie, any origin, bodies of any content type (a beacon sends
 * text). 2xx says that every event of the request is stored, dropped with a counted reason, or in quarantine.
 */
export async function serveCollector(app: FastifyInstance, options: ServerOptions): Promise<void> {
  await app.register(async (own) => {
    own.removeAllContentTypeParsers();
    own.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: mostBatchBytes }, (_request, body, done) => done(null, body));
    own.addHook('onRequest', async (_request, reply) => { void reply.headers(openToAll); });
    for (const [path, type] of callsByPath) own.post(`/v1/${path}`, { schema: { hide: true }, onRequest: (request, reply, done) => refuseUnread(request, reply, options, done) }, (request, reply) => take(request, reply, options, type));
    own.post('/v1/ceddl', { schema: { hide: true } }, async (request, reply) => {
      const { collected, report } = await takeCeddl(request, options.application.collecting);
      return answered(request, reply, collected, (answer) => ({ ...answer, report }));
    });
    serveMetrics(own, options);
    own.options('/v1/*', { schema: { hide: true } }, (_request, reply) => reply.code(204).send());
    // The browser SDK reports on itself here, where its settings tell it to; nothing is kept of it.
    own.post('/v1/m', { schema: { hide: true } }, (_request, reply) => reply.code(204).send());
    own.get<{ Params: { key: string } }>('/v1/projects/:key/settings', { schema: { hide: true } }, (request, reply) => tellSettings(reply, options, request.params.key, segmentSettings(request.params.key, hostOf(request, options))));
    own.get<{ Querystring: { writeKey?: string } }>('/sourceConfig', { schema: { hide: true } }, (request, reply) => {
      const key = request.query.writeKey ?? keyInHeader(request.headers.authorization) ?? '';
      return tellSettings(reply, options, key, rudderSettings(key));
    });
    own.setErrorHandler((error: Error, request, reply) => sendProblem(reply, problemOf(asFailure(error, request, options), request.url)));
  });
}

/** Under a flood reading what will be refused would cost more than storing what is taken. */
function refuseUnread(request: FastifyRequest, reply: FastifyReply, { application: { collecting } }: ServerOptions, pass: () => void): void {
  const refusal = collecting.unread(keyInHeader(request.headers.authorization) ?? '');
  if (refusal === null) pass();
  else answered(request, reply, refusal, Object);
}

async function take(request: FastifyRequest, reply: FastifyReply, options: ServerOptions, type: string | null): Promise<FastifyReply> {
  const collected = await options.application.collecting.collect(unfoldCeddl(readDelivery(request, type)));
  return answered(request, reply, collected, (answer) => answer);
}

/** The answer to a delivery: every event's fate, or why the whole is to be sent again. */
function answered(request: FastifyRequest, reply: FastifyReply, collected: Collected, more: (answer: CollectAnswer) => object): FastifyReply {
  if (collected.kind === 'settled') return reply.send(more({ success: true, results: [...collected.answers] }));
  if (collected.kind === 'later') void reply.header('retry-after', String(collected.retryAfterSeconds));
  return sendProblem(reply, problemOf(refusalOf(collected), request.url));
}

function refusalOf(collected: Exclude<Collected, { kind: 'settled' }>): Failure {
  switch (collected.kind) {
    case 'unknown_key': return new Failure('not_signed_in', 'This write key is not known.', 'Make a source: hindcast source create NAME');
    case 'closed': return new Failure('not_allowed', 'This source is closed.', 'Make another source and send with its key.');
    case 'later': return collected.why === 'busy'
      ? new Failure('rate_limited', 'More arrives than can be stored.', 'Send the same batch again later; what comes twice is kept once.')
      : new Failure('storage_unavailable', 'The store does not take events now.', 'Send the same batch again later; what comes twice is kept once.');
  }
}

async function tellSettings(reply: FastifyReply, { application }: ServerOptions, writeKey: string, settings: object): Promise<FastifyReply> {
  if (!(await application.collecting.knowsKey(writeKey))) throw new Failure('not_found', 'There is no source with this write key.', 'Make a source: hindcast source create NAME');
  return reply.type('application/json').serializer(JSON.stringify).send(settings);
}

/** The public address where one is set, else the one that was asked. */
function hostOf(request: FastifyRequest, { publicUrl }: ServerOptions): SdkHost {
  const { host, protocol } = publicUrl === undefined ? { host: request.headers.host ?? '', protocol: `${request.protocol}:` } : new URL(publicUrl);
  return { host, protocol: protocol === 'https:' ? 'https' : 'http' };
}
