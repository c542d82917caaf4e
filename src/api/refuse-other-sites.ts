import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Failure } from '../model/index.ts';
import { bearerOf } from './api-key-of.ts';
import type { ServerOptions } from './context.ts';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Changes are taken only from our own pages: they carry a header that no form can send, and the browser says where
 * they come from. Cross-site requests cannot forge either. A request with an API key needs none of it: browsers never
 * add a key by themselves, and where one is given no cookie counts.
 */
export function refuseOtherSites(app: FastifyInstance, options: ServerOptions): void {
  app.addHook('onRequest', async (request) => {
    if (reading.has(request.method) || bearerOf(request) !== undefined || (request.headers['x-hindcast'] === '1' && comesFromHere(request, options))) return;
    throw new Failure('not_allowed', 'Changes are taken from Hindcast\'s own pages only.', 'Send the header "x-hindcast: 1" and a same-origin Origin.');
  });
}

/** A request must name its origin, and the origin has to be ours. */
function comesFromHere(request: FastifyRequest, options: ServerOptions): boolean {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  if (origin === undefined) return site === 'same-origin';
  return origin === options.publicUrl || origin === originOf(options.publicUrl) || hostOf(origin) === host;
}

const originOf = (address: string | undefined): string | undefined => (address !== undefined && URL.canParse(address) ? new URL(address).origin : undefined);
const hostOf = (origin: string): string | undefined => (URL.canParse(origin) ? new URL(origin).host : undefined);
