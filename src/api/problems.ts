import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Failure, problemOf, type FailureCode, type Problem } from '../model/index.ts';
import { RefusedRequest } from './compile-schemas.ts';
import type { ServerOptions } from './context.ts';

const codeOfStatus: Readonly<Record<number, FailureCode>> = { 401: 'not_signed_in', 403: 'not_allowed', 404: 'not_found', 409: 'conflict', 413: 'too_large', 429: 'rate_limited', 503: 'busy' };

/** Answers every failure as RFC 9457 problem; what nobody expected is logged under an id that the answer carries. */
export function answerProblems(app: FastifyInstance, options: ServerOptions): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => sendProblem(reply, problemFrom(error, request, options)));
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply.code(problem.status).header('content-type', 'application/problem+json').serializer(JSON.stringify).send(problem);
}

function problemFrom(error: FastifyError | Error, request: FastifyRequest, options: ServerOptions): Problem {
  const cause = error instanceof Failure || error instanceof RefusedRequest ? error : error.cause;
  if (cause instanceof Failure) return problemOf(cause, request.url);
  if (cause instanceof RefusedRequest) return { ...problemOf(new Failure('bad_request', sentenceOf(cause)), request.url), errors: [...cause.issues] };
  const status = 'statusCode' in error ? error.statusCode ?? 500 : 500;
  if (status >= 400 && status < 500) return problemOf(new Failure(codeOfStatus[status] ?? 'bad_request', error.message), request.url);
  return faultOf(error, request, options);
}

const sentenceOf = (refused: RefusedRequest): string => refused.issues.slice(0, 3).map((issue) => `${issue.pointer}: ${issue.detail}`).join('; ');

function faultOf(error: Error, request: FastifyRequest, options: ServerOptions): Problem {
  const id = options.newId?.() ?? request.id;
  options.log(`fault ${id} in ${request.method} ${request.routeOptions.url ?? request.url}: ${error.stack ?? error.message}`);
  return problemOf(new Failure('internal', `Something went wrong here. It is logged as ${id}.`, 'Try again; if it stays, report it with this id.'), `urn:hindcast:fault:${id}`);
}
