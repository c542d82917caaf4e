import type { FastifyRequest } from 'fastify';

/**
 * True where a form was sent from our own page. Browsers say so in `Sec-Fetch-Site`; older ones send an `Origin`, which
 * our own policy of telling nobody where a reader comes from turns into "null". The secret in the address, which no
 * other site knows, is what protects those.
 */
export function comesFromOurPage(request: FastifyRequest, publicUrl: string | undefined): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin, host } = request.headers;
  if (origin === undefined || origin === 'null') return true;
  return [hostOf(publicUrl), host].includes(hostOf(origin));
}

const hostOf = (address: string | undefined): string | undefined => (address !== undefined && URL.canParse(address) ? new URL(address).host : undefined);
