import { z } from 'zod';
import { isAllowed } from '../addresses/allowed-hosts.ts';
import { resolveHost } from '../addresses/resolve-host.ts';
import type { AddressRules, Refused } from '../addresses/rules.ts';

export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly tls: 'implicit' | 'starttls' | 'none';
  readonly user: string | null;
  readonly password: string | null;
}

/** `certificates`: of authorities trusted in place of those that Node ships, PEM. */
export interface MailRules extends AddressRules {
  readonly certificates?: string | undefined;
}

export interface Letter {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
}

/** What became of a letter. `detail` names the server, never the person. */
export type MailOutcome =
  | { readonly kind: 'sent' }
  | Pick<Refused, 'kind' | 'detail'>
  | { readonly kind: 'failed'; readonly detail: string };

const waitMs = 15_000;
const longestAddress = 254;
const address = z.email().max(longestAddress);
// What could end a header and begin another, or a body.
const breaksLine = /[\r\n\0\u2028\u2029]/;

/**
 * Sends one letter to one address. The server's host is judged like any other and the connection pinned to what was
 * judged; certificates are always checked; without TLS nothing is sent but to a host inside that was allowed, and never
 * a password. Nothing in a letter is read from files or fetched.
 */
export async function sendMail(letter: Letter, server: MailServer, rules: MailRules): Promise<MailOutcome> {
  const refusal = refusalOf(letter, server, rules);
  if (refusal !== null) return { kind: 'refused', detail: refusal };
  const found = await resolveHost(server.host.toLowerCase(), server.port, rules);
  if (found.kind === 'refused') return found;
  // Read only where a letter is sent: most processes never send one.
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    host: found.addresses[0], port: server.port, secure: server.tls === 'implicit', requireTLS: server.tls === 'starttls', ignoreTLS: server.tls === 'none',
    tls: { servername: server.host, rejectUnauthorized: true, ...(rules.certificates === undefined ? {} : { ca: rules.certificates }) }, ...(server.user === null ? {} : { auth: { user: server.user, pass: server.password ?? '' } }),
    connectionTimeout: waitMs, greetingTimeout: waitMs, socketTimeout: waitMs, disableFileAccess: true, disableUrlAccess: true, logger: false,
  });
  try {
    await transport.sendMail({ ...letter, headers: { 'Auto-Submitted': 'auto-generated' } });
    return { kind: 'sent' };
  } catch (error) {
    return { kind: 'failed', detail: wordsOf(error, server.host) };
  } finally {
    transport.close();
  }
}

function refusalOf(letter: Letter, server: MailServer, rules: AddressRules): string | null {
  if (!address.safeParse(letter.to).success || !address.safeParse(letter.from).success) return 'The sender or the recipient is no mail address.';
  if (breaksLine.test(letter.subject)) return 'The subject holds a line break.';
  if (server.tls !== 'none') return null;
  if (!isAllowed(server.host.toLowerCase(), server.port, rules.allowHosts ?? [])) return `${server.host} would get mail without encryption. Use STARTTLS or TLS.`;
  return server.user === null ? null : `${server.host} would get a password without encryption. Use STARTTLS or TLS.`;
}

/** What servers answer can quote addresses; the code alone says enough. */
function wordsOf(error: unknown, host: string): string {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  if (code === undefined) throw error;
  return `${host} did not take the mail (${responseCode ?? code}).${meanings[code] ?? ''}`;
}

const meanings: Readonly<Record<string, string>> = {
  EAUTH: ' The user or the password is wrong.', ETLS: ' It offers no encryption, or its certificate cannot be trusted.', ESOCKET: ' The connection failed, or its certificate cannot be trusted.',
  ECONNECTION: ' It cannot be reached.', ETIMEDOUT: ' It did not answer in time.', EENVELOPE: ' It refuses the sender or the recipient.',
};
