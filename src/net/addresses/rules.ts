import type { AllowedHost } from './allowed-hosts.ts';

/** Finds all addresses of a host name; rejects where there are none. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** What may be called. Everything comes from the wiring: nothing in this folder reads the environment. */
export interface AddressRules {
  /** True where the workspace allows addresses without TLS. Allowed hosts may always be called without. */
  readonly allowHttp?: boolean;
  /** Hosts inside that whoever runs the machine has named (`HINDCAST_ALLOW_HOSTS`). */
  readonly allowHosts?: readonly AllowedHost[];
  /** The operating system's own answer unless given. */
  readonly resolve?: Resolve;
}

/** Why an address is refused. Closed: a new reason is declared here. */
export type AddressRefusal =
  | 'unreadable' | 'scheme' | 'not_encrypted' | 'credentials' | 'not_public' | 'unresolvable';

export interface Refused {
  readonly kind: 'refused';
  readonly reason: AddressRefusal | 'too_many_redirects' | 'redirect_with_body';
  /** For people: what is wrong with which host. Never holds a query, a path or a credential. */
  readonly detail: string;
}
