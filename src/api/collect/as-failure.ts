import type { FastifyRequest } from 'fastify';
import { Failure } from '../../model/index.ts';
import type { ServerOptions } from '../context.ts';
import { tooLarge } from './read-delivery.ts';

/** What went wrong with a request to the collector, for its sender; what nobody expected is logged under an id. */
export function asFailure(error: Error & { code?: string; statusCode?: number }, request: FastifyRequest, { log, newId }: ServerOptions): Failure {
  if (error instanceof Failure) return error;
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return tooLarge(request.routeOptions.bodyLimit);
  if (error.statusCode !== undefined && error.statusCode < 500) return new Failure('bad_request', error.message);
  const id = newId?.() ?? request.id;
  log(`fault ${id} in ${request.method} ${request.routeOptions.url ?? ''}: ${error.stack ?? error.message}`);
  return new Failure('internal', `Something went wrong here. It is logged as ${id}.`, 'Send the same batch again; what comes twice is kept once.');
}
