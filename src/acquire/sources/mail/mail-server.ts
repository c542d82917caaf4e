import type { ImapFlow } from 'imapflow';
import { Failure } from '../../../model/index.ts';
import { headerFields } from './message-headers.ts';
import type { ImapSettings } from './imap-settings.ts';

/** A folder as its server lists it. */
export interface MailFolder {
  readonly path: string;
  readonly delimiter: string;
  /** Such as `\Junk` (RFC 6154). */
  readonly use: string | null;
}

export interface OpenFolder {
  /** Another number means that the numbers of messages are others (RFC 9051, section 2.3.1.1). */
  readonly validity: string;
  /** No message that is there now has this number or a higher one. */
  readonly next: number;
}

export interface FetchedHeaders {
  readonly uid: number;
  /** When the server got it, epoch ms. */
  readonly receivedAt: number | null;
  /** Keywords and labels that people gave it. */
  readonly marks: readonly string[];
  readonly bytes: Uint8Array;
}

/** No header of a message is longer; a server that sends more is left. */
const mostHeaderBytes = 2_000_000;

/** A mail box, opened to be read: folders are examined, never selected, and fields are peeked at, so that nothing becomes read or changes. */
export class MailServer {
  readonly #client: ImapFlow;
  readonly #settings: ImapSettings;
  readonly #leave = (): void => this.#client.close();
  readonly #signal: AbortSignal;

  private constructor(client: ImapFlow, settings: ImapSettings, signal: AbortSignal) {
    this.#client = client;
    this.#settings = settings;
    this.#signal = signal;
    client.on('error', () => undefined);
  }

  /** Not opened yet. The package is read when a mail box is: it takes a tenth of a second, which no other command should wait. */
  static async of(settings: ImapSettings, password: string, signal: AbortSignal): Promise<MailServer> {
    const { ImapFlow } = await import('imapflow');
    const { host, port, user, tls } = settings;
    const client = new ImapFlow({
      host, port: port ?? (tls === 'verify' ? 993 : 143), secure: tls === 'verify', doSTARTTLS: tls === 'starttls', auth: { user, pass: password }, tls: { rejectUnauthorized: true },
      logger: false, disableAutoIdle: true, disableBinary: true, clientInfo: { name: 'hindcast' }, connectionTimeout: 20_000, greetingTimeout: 20_000, maxLiteralSize: mostHeaderBytes,
    });
    return new MailServer(client, settings, signal);
  }

  async open(): Promise<void> {
    this.#signal.addEventListener('abort', this.#leave, { once: true });
    await this.#asking(() => this.#client.connect());
  }

  folders = async (): Promise<MailFolder[]> => (await this.#asking(() => this.#client.list()))
    .filter(({ flags }) => !flags.has('\\Noselect') && !flags.has('\\NonExistent')).map(({ path, delimiter, specialUse }) => ({ path, delimiter, use: specialUse ?? null }));

  /** How many messages a folder holds, without opening it. */
  async messagesIn({ path }: MailFolder): Promise<number> {
    const status = await this.#asking(() => this.#client.status(path, { messages: true }));
    return status === false ? 0 : status.messages ?? 0;
  }

  async examine({ path }: MailFolder): Promise<OpenFolder> {
    const { uidValidity, uidNext } = await this.#asking(() => this.#client.mailboxOpen(path, { readOnly: true }));
    return { validity: String(uidValidity), next: uidNext };
  }

  /** Numbers from one on of messages that came on a day or later, ascending. */
  async numbersFrom(first: number, since: Date): Promise<number[]> {
    const found = await this.#asking(() => this.#client.search({ uid: `${first}:*`, since }, { uid: true }));
    // `*` is the last message even where its number is lower.
    return Array.isArray(found) ? found.filter((uid) => uid >= first).sort((a, b) => a - b) : [];
  }

  async headersOf(numbers: readonly number[]): Promise<FetchedHeaders[]> {
    const fields = this.#settings.subjects === 'keep' ? [...headerFields, 'SUBJECT'] : [...headerFields];
    const fetched = await this.#asking(() => this.#client.fetchAll([...numbers], { uid: true, flags: true, labels: true, internalDate: true, headers: fields }, { uid: true }));
    return fetched.map(({ uid, flags, labels, internalDate, headers }) => ({
      uid, receivedAt: internalDate === undefined ? null : new Date(internalDate).getTime(), marks: [...flags ?? [], ...labels ?? []], bytes: headers ?? new Uint8Array(),
    }));
  }

  close(): void {
    this.#signal.removeEventListener('abort', this.#leave);
    this.#client.close();
  }

  async #asking<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      this.#signal.throwIfAborted();
      throw told(error, this.#settings);
    }
  }
}

/** What failed, without a word that the server or the mail box said. */
function told(error: unknown, { host, tls }: ImapSettings): Failure {
  const { authenticationFailed, code = '' } = error as { authenticationFailed?: boolean; code?: string };
  if (authenticationFailed) return new Failure('not_allowed', `${host} does not take this user and password.`, 'Check them; many servers want a password made for one application.');
  if (/CERT|SELF_SIGNED|ALTNAME|SSL|TLS/i.test(code)) return new Failure('not_allowed', `The certificate of ${host} cannot be trusted, or it does not speak TLS there (${code}).`, `Check host and port, or have its authority known to this machine; tls is ${tls}.`);
  return new Failure('busy', `The mail server ${host} does not answer as it should${/^[A-Za-z]+$/.test(code) ? ` (${code})` : ''}.`, 'See whether it can be reached; it is tried again.');
}
