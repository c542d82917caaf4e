import type { FastifyRequest } from 'fastify';
import { Failure, type ApiKey } from '../model/index.ts';
import type { ServerOptions } from './context.ts';

const longestSecret = 200;

/** What stands behind `Authorization: Bearer` (RFC 6750, section 2.1); undefined where there is none. */
export const bearerOf = (request: FastifyRequest): string | undefined => /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];

/** The key that a request is made with. Throws `Failure`: `not_signed_in` where it opens nothing, `rate_limited` where too many did not. */
export async function apiKeyOf(secret: string, request: FastifyRequest, options: ServerOptions, wrong: (address: string) => void): Promise<ApiKey> {
  const key = secret.length > longestSecret ? null : await options.application.keys.open(secret);
  if (key) return key;
  wrong(request.ip);
  throw new Failure('not_signed_in', 'This API key opens nothing: it is wrong, over or taken back.', 'Make a new one: hindcast key create');
}
