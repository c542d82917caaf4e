import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import type { Client, FileEntryWithStats, SFTPWrapper, Stats } from 'ssh2';
import { Failure } from '../../../model/index.ts';
import type { SourceContext } from '../source-kind.ts';
import type { SftpSettings } from './sftp-settings.ts';

export interface RemoteFile {
  readonly name: string;
  readonly size: number;
  /** Seconds since 1970, as the protocol counts. */
  readonly modified: number;
}

const mostFiles = 5_000;
const largestBytes = 2_000_000_000;

const fingerprint = (key: Buffer): string => `SHA256:${createHash('sha256').update(key).digest('base64').replaceAll('=', '')}`;
const sameFile = (stats: Stats, { size, modified }: RemoteFile): boolean => stats.isFile() && stats.size === size && stats.mtime === modified;

/** A connection to a server whose key is the one that was confirmed. */
export class SftpServer {
  readonly #client: Client;
  readonly #sftp: SFTPWrapper;
  readonly #folder: string;

  private constructor(client: Client, sftp: SFTPWrapper, folder: string) {
    this.#client = client;
    this.#sftp = sftp;
    this.#folder = folder;
  }

  static async open(settings: SftpSettings, context: SourceContext): Promise<SftpServer> {
    const { default: ssh } = await import('ssh2');
    const client = new ssh.Client();
    context.signal.addEventListener('abort', () => client.destroy(), { once: true });
    try {
      await connected(client, settings, context.secrets);
      const sftp = await new Promise<SFTPWrapper>((resolve, reject) => { client.sftp((error, open) => (error ? reject(error) : resolve(open))); });
      const folder = await promisify((path: string, done: (error: Error | undefined, real: string) => void) => sftp.realpath(path, done))(settings.folder);
      return new SftpServer(client, sftp, folder);
    } catch (error) {
      client.destroy();
      throw error;
    }
  }

  /** Ordinary files of the folder whose names are plain names. Links and folders are passed over. */
  async files(): Promise<RemoteFile[]> {
    const entries = await new Promise<FileEntryWithStats[]>((resolve, reject) => { this.#sftp.readdir(this.#folder, (error, list) => (error ? reject(error) : resolve(list))); });
    if (entries.length > mostFiles) throw new Failure('too_large', `The folder holds more than ${mostFiles} files.`, 'Move those that were taken elsewhere, or set afterwards=move:done.');
    return entries.filter(({ filename, attrs }) => attrs.isFile() && isPlainName(filename)).map(({ filename, attrs }) => ({ name: filename, size: attrs.size, modified: attrs.mtime }));
  }

  /** Copies a file and returns the SHA-256 of what came, or null where it is no longer what was listed. */
  async copy(file: RemoteFile, target: string): Promise<string | null> {
    if (file.size > largestBytes) throw new Failure('too_large', `${file.name} is larger than 2 GB.`, 'Split the export by year.');
    const path = this.#pathOf(file.name);
    if (!sameFile(await this.#lstat(path), file)) return null;
    const hash = createHash('sha256');
    let bytes = 0;
    await pipeline(
      this.#sftp.createReadStream(path),
      async function* counted(chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          bytes += chunk.length;
          if (bytes > file.size) return;
          hash.update(chunk);
          yield chunk;
        }
      },
      createWriteStream(target, { mode: 0o600 }),
    );
    return bytes === file.size && sameFile(await this.#lstat(path), file) ? hash.digest('hex') : null;
  }

  /** Moves a file into a folder below, which is made where it is not there. */
  async move({ name }: RemoteFile, into: string): Promise<void> {
    await new Promise<void>((resolve) => { this.#sftp.mkdir(this.#pathOf(into), () => resolve()); });
    await new Promise<void>((resolve, reject) => { this.#sftp.rename(this.#pathOf(name), `${this.#pathOf(into)}/${name}`, (error) => (error ? reject(error) : resolve())); });
  }

  close(): void {
    this.#client.destroy();
  }

  #pathOf = (name: string): string => `${this.#folder === '/' ? '' : this.#folder}/${name}`;

  #lstat(path: string): Promise<Stats> {
    return new Promise((resolve, reject) => { this.#sftp.lstat(path, (error, stats) => (error ? reject(error) : resolve(stats))); });
  }
}

/** A name leads nowhere else: no separator, no folder above, nothing hidden. */
const isPlainName = (name: string): boolean => /^[^./\\\p{Cc}][^/\\\p{Cc}]{0,250}$/u.test(name);

function connected(client: Client, settings: SftpSettings, secrets: SourceContext['secrets']): Promise<void> {
  const { host, port, user, hostKey } = settings;
  let shown = '';
  return new Promise((resolve, reject) => {
    // Every later failure reaches whoever waits for it; here only that the connection comes about.
    client.on('error', (error) => reject(shown !== '' && shown !== hostKey ? unknownKey(shown, hostKey) : told(error, host)));
    client.once('close', () => reject(told(new Error('the connection was closed'), host)));
    client.once('ready', () => resolve());
    client.connect({
      host, port, username: user, readyTimeout: 20_000, keepaliveInterval: 15_000,
      hostVerifier: (key: Buffer) => { shown = fingerprint(key); return shown === hostKey; },
      ...(secrets['password'] === undefined ? {} : { password: secrets['password'] }),
      ...(secrets['privateKey'] === undefined ? {} : { privateKey: secrets['privateKey'] }),
      ...(secrets['passphrase'] === undefined ? {} : { passphrase: secrets['passphrase'] }),
    });
  });
}

const unknownKey = (shown: string, expected: string | undefined): Failure =>
  expected === undefined
    ? new Failure('bad_request', `The server shows the key ${shown}, which nobody has confirmed yet.`, `Compare it with what its administrator says, then create the source with --setting hostKey=${shown}.`)
    : new Failure('bad_request', `The server shows the key ${shown}, not the one that was confirmed.`, 'Somebody may stand between you and it. Ask its administrator before you confirm another key.');

export const told = (error: Error, host: string): Failure =>
  new Failure('storage_unavailable', `The server ${host} says: ${error.message}.`, 'Check address, user, folder and rights with the same user in sftp.');
