import { Failure } from '../../model/index.ts';

/** A host inside, named by whoever runs the machine; with a port, that port only. */
export interface AllowedHost {
  readonly host: string;
  readonly port: number | null;
}

/** Reads a list such as `crm.internal, 10.0.0.7:8443, [fd00::5]:8080`. Throws `Failure('bad_request')` naming the entry that cannot be read. */
export function allowedHosts(text: string | undefined): AllowedHost[] {
  return (text ?? '').split(',').map((entry) => entry.trim()).filter((entry) => entry !== '').map(allowedHost);
}

function allowedHost(entry: string): AllowedHost {
  const address = `http://${entry}/`;
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || url.pathname !== '/' || url.username || url.search || url.hash || url.hostname.includes('*')) {
    throw new Failure('bad_request', `"${entry}" is not a host that can be allowed.`, 'Name hosts as name, name:port, or an IP address; without http:// and without *.');
  }
  const port = /:(\d+)$/.exec(entry.replace(/^\[[^\]]*\]/, ''))?.[1];
  return { host: hostOf(url), port: port === undefined ? null : Number(port) };
}

/** The host of a parsed address in one spelling: small letters, punycode, no brackets, no dot at the end. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').replace(/\.+$/, '');

/** The port of a parsed address, the scheme's own where it names none. */
export const portOf = (url: URL): number => (url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port));

export const isAllowed = (host: string, port: number, allowed: readonly AllowedHost[]): boolean =>
  allowed.some((one) => one.host === host && (one.port === null || one.port === port));
