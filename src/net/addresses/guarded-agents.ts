import http, { type ClientRequestArgs } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Duplex } from 'node:stream';
import { resolveHost } from './resolve-host.ts';
import type { AddressRules, Refused } from './rules.ts';

/** Carried by the connection's error, so that the caller learns why nothing was connected. */
export class AddressRefused extends Error {
  readonly refused: Refused;
  constructor(refused: Refused) {
    super(refused.detail);
    this.name = 'AddressRefused';
    this.refused = refused;
  }
}

type Connected = (error: Error | null, socket: Duplex) => void;

/**
 * Agents for Node's HTTP clients that connect only to addresses which passed the guard: the host is looked up once,
 * every answer is judged, and the connection gets exactly those answers. For libraries that bring a client of their own.
 * They keep no connections, and take no proxy from the environment.
 */
export function guardedAgents(rules: AddressRules): { readonly http: http.Agent; readonly https: https.Agent } {
  return { http: new GuardedHttpAgent(rules), https: new GuardedHttpsAgent(rules) };
}

class GuardedHttpAgent extends http.Agent {
  readonly #rules: AddressRules;
  constructor(rules: AddressRules) {
    super({ keepAlive: false });
    this.#rules = rules;
  }

  override createConnection(options: ClientRequestArgs, connected?: Connected): Duplex | null | undefined {
    return connectChecked(options, this.#rules, connected, (pinned) => super.createConnection(pinned));
  }
}

class GuardedHttpsAgent extends https.Agent {
  readonly #rules: AddressRules;
  constructor(rules: AddressRules) {
    super({ keepAlive: false, maxCachedSessions: 0 });
    this.#rules = rules;
  }

  override createConnection(options: ClientRequestArgs, connected?: Connected): Duplex | null | undefined {
    return connectChecked(options, this.#rules, connected, (pinned) => super.createConnection(pinned));
  }
}

/** Tells the outcome through `connected` alone; Node then waits for it. */
function connectChecked(options: ClientRequestArgs, rules: AddressRules, connected: Connected | undefined, connect: (pinned: ClientRequestArgs) => Duplex | null | undefined): undefined {
  const fail = (error: Error): void => connected?.(error, undefined as unknown as Duplex);
  const host = (options.hostname ?? options.host ?? '').replace(/^\[|\]$/g, '').replace(/\.+$/, '').toLowerCase();
  resolveHost(host, Number(options.port), rules).then(
    (found) => {
      if (found.kind === 'refused') return fail(new AddressRefused(found));
      const socket = connect({ ...options, host, hostname: host, lookup: answering(found.addresses) });
      if (socket) connected?.(null, socket);
    },
    fail,
  );
  return undefined;
}

/** A lookup that knows one answer and asks nobody. */
export const answering = (addresses: readonly string[]): LookupFunction => (_host, { all }, answer) => {
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  if (all) answer(null, found);
  else answer(null, found[0]?.address ?? '', found[0]?.family ?? 4);
};
