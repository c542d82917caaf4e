import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isAllowed } from './allowed-hosts.ts';
import { placeOf } from './judge-address.ts';
import type { AddressRules, Refused, Resolve } from './rules.ts';

const bySystem: Resolve = async (host) => (await lookup(host, { all: true, verbatim: true })).map((found) => found.address);

/**
 * All addresses of a host, each of them judged; one bad address refuses the host, because nobody can say which one
 * would be taken. What is answered here is what gets connected to: the name is never asked for again.
 */
export async function resolveHost(host: string, port: number, rules: AddressRules): Promise<{ kind: 'found'; addresses: readonly string[] } | Refused> {
  const literal = isIP(host) !== 0;
  const allowed = isAllowed(host, port, rules.allowHosts ?? []);
  if (literal && allowed) return { kind: 'found', addresses: [host] };
  const addresses = literal ? [host] : await namesOf(host, rules.resolve ?? bySystem);
  if (addresses.length === 0) return { kind: 'refused', reason: 'unresolvable', detail: `No address is known for the host ${host}.` };
  const bad = addresses.find((address) => !mayReach(address, allowed));
  return bad === undefined ? { kind: 'found', addresses } : { kind: 'refused', reason: 'not_public', detail: refusalOf(host, literal) };
}

async function namesOf(host: string, resolve: Resolve): Promise<readonly string[]> {
  try {
    return await resolve(host);
  } catch (error) {
    if (error instanceof Error) return [];
    throw error;
  }
}

const mayReach = (address: string, allowed: boolean): boolean => {
  const place = placeOf(address);
  return place === 'public' || (allowed && place === 'inside');
};

const refusalOf = (host: string, literal: boolean): string =>
  `${host} ${literal ? 'is' : 'leads to'} an address that is not public. Hosts inside are named in HINDCAST_ALLOW_HOSTS by whoever runs the machine.`;
