import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import sjson from 'secure-json-parse';
import { decodeMetrics } from '../../acquire/index.ts';
import { Failure, problemOf, type MetricsCollected } from '../../model/index.ts';
import type { ServerOptions } from '../context.ts';
import { asFailure } from './as-failure.ts';
import { keyInHeader, unpacked } from './read-delivery.ts';
import { otlpAnswers, type OtlpEncoding } from './otlp-answers.ts';

/** One request, unpacked. */
const mostMetricsBytes = 4_000_000;

/**
 * Metrics of OTLP over HTTP (OTLP specification 1, "OTLP/HTTP"), as protobuf or JSON: answers are in the encoding of the request. 200 says that every data
 * point is stored, thinned and counted, or in quarantine, which the answer then names as rejected.
 */
export function serveMetrics(own: FastifyInstance, options: ServerOptions): void {
  own.post('/v1/metrics', { schema: { hide: true }, bodyLimit: mostMetricsBytes, errorHandler: (error, request, reply) => { void refuse(request, reply, asFailure(error, request, options)); } }, async (request, reply) => {
    const encoding = encodingOf(request);
    if (encoding === null) throw new Failure('bad_request', 'The content type is none of OTLP.', 'Send application/x-protobuf or application/json.');
    const writeKey = keyInHeader(request.headers.authorization) ?? '';
    const body = unpacked(request.body, request.headers['content-encoding'], mostMetricsBytes);
    return answer(request, reply, await options.application.collecting.collectMetrics({ writeKey, document: () => (encoding === 'protobuf' ? decodeMetrics(body) : parsed(body)), bytes: body.length }), encoding);
  });
  for (const signal of ['traces', 'logs', 'profiles']) {
    own.post(`/v1/${signal}`, { schema: { hide: true } }, (request, reply) => refuse(request, reply, new Failure('not_found', `Hindcast takes metrics alone, at /v1/metrics; it keeps no ${signal}.`, `Switch the exporter of ${signal} off.`)));
  }
}

function parsed(body: Buffer): unknown {
  try {
    return sjson.parse(body.toString('utf8'), { protoAction: 'remove', constructorAction: 'remove' }) as unknown;
  } catch {
    return null;
  }
}

function answer(request: FastifyRequest, reply: FastifyReply, collected: MetricsCollected, encoding: OtlpEncoding): FastifyReply {
  if (collected.kind === 'settled') return send(reply.code(200), encoding, otlpAnswers[encoding].taken(collected.rejected, collected.why));
  if (collected.kind === 'later') void reply.header('retry-after', String(collected.retryAfterSeconds));
  return refuse(request, reply, refusalOf(collected));
}

function refusalOf(collected: Exclude<MetricsCollected, { kind: 'settled' }>): Failure {
  switch (collected.kind) {
    case 'unreadable': return new Failure('bad_request', collected.why, 'Nothing of it was kept.');
    case 'other_source': return new Failure('not_allowed', 'The source of this key takes events, not metrics.', 'Make another: hindcast source create NAME --kind otlp');
    case 'unknown_key': return new Failure('not_signed_in', 'This write key is not known.', 'Make a source: hindcast source create NAME --kind otlp; send its key as "Authorization: Bearer KEY".');
    case 'closed': return new Failure('not_allowed', 'This source is closed.', 'Make another source and send with its key.');
    case 'later': return new Failure(collected.why === 'busy' ? 'rate_limited' : 'storage_unavailable', 'More arrives than can be stored now.', 'Send the same request again later; what comes twice is kept once.');
  }
}

/** An answer that is no success: a `Status` with words, in the encoding of the request. */
function refuse(request: FastifyRequest, reply: FastifyReply, failure: Failure): FastifyReply {
  const { status, detail, todo } = problemOf(failure, request.url);
  const encoding = encodingOf(request) ?? 'json';
  return send(reply.code(status), encoding, otlpAnswers[encoding].refused(status, [detail, todo].filter((words) => words).join(' ')));
}

const send = (reply: FastifyReply, encoding: OtlpEncoding, body: Buffer): FastifyReply => reply.header('content-type', encoding === 'protobuf' ? 'application/x-protobuf' : 'application/json').serializer((sent: unknown) => sent as string).send(body);

function encodingOf({ headers }: FastifyRequest): OtlpEncoding | null {
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  return type === 'application/x-protobuf' ? 'protobuf' : type === 'application/json' ? 'json' : null;
}
