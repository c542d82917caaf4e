import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../../../model/index.ts';
import { tableName } from '../../plan/table-plan.ts';
import { findTables, notATable, openTable, type FoundTable } from '../../read/find-tables.ts';
import { wholeSource, type SourceContext, type SourceKind, type SourceMessage } from '../source-kind.ts';
import { sftpSettingsSchema, type SftpSettings } from './sftp-settings.ts';
import { SftpServer, told, type RemoteFile } from './sftp-server.ts';

/** A folder on an SFTP server: every file once, when it no longer changes. */
export const sftp: SourceKind<SftpSettings> = { kind: 'sftp', settings: sftpSettingsSchema, secrets: ['password', 'privateKey', 'passphrase'], goesOn: ['user', 'pattern', 'hostKey', 'settledSeconds', 'afterwards'], read };

/** What was taken of a name: kept with the records, so a file counts exactly when it is written down here. */
type Taken = Readonly<Record<string, { readonly size: number; readonly modified: number; readonly hash: string }>>;

async function* read(settings: SftpSettings, context: SourceContext): AsyncIterable<SourceMessage> {
  const server = await SftpServer.open(settings, context);
  try {
    yield* new FolderReader(server, settings, context).messages();
  } catch (error) {
    throw error instanceof Failure || !(error instanceof Error) || context.signal.aborted ? error : told(error, settings.host);
  } finally {
    server.close();
  }
}

/** Names that programs give to files that are not finished. */
const unfinished = /~$|\.(tmp|temp|part|partial|filepart|crdownload|download|lock)$/i;

class FolderReader {
  readonly #server: SftpServer;
  readonly #settings: SftpSettings;
  readonly #context: SourceContext;
  #taken: Taken;
  #line = 0;

  constructor(server: SftpServer, settings: SftpSettings, context: SourceContext) {
    this.#server = server;
    this.#settings = settings;
    this.#context = context;
    this.#taken = (context.cursors.get(wholeSource) as { taken?: Taken } | undefined)?.taken ?? {};
  }

  async* messages(): AsyncIterable<SourceMessage> {
    const listed = await this.#server.files();
    await this.#moveTaken(listed);
    for (const file of await this.#settled(listed.filter((one) => this.#isWanted(one)))) yield* this.#file(file);
  }

  #isWanted(file: RemoteFile): boolean {
    return matches(file.name, this.#settings.pattern) && !unfinished.test(file.name) && notATable(file.name) === null && !this.#wasTaken(file);
  }

  #wasTaken({ name, size, modified }: RemoteFile): boolean {
    const held = Object.hasOwn(this.#taken, name) ? this.#taken[name] : undefined;
    return held?.size === size && held.modified === modified;
  }

  /** What an earlier run took counts by now, or it would not be written down. */
  async #moveTaken(listed: readonly RemoteFile[]): Promise<void> {
    if (this.#settings.afterwards === 'keep') return;
    for (const file of listed) if (this.#wasTaken(file)) await this.#server.move(file, this.#settings.afterwards.slice('move:'.length));
  }

  async #settled(files: readonly RemoteFile[]): Promise<RemoteFile[]> {
    if (files.length === 0) return [];
    await pause(this.#settings.settledSeconds * 1000, undefined, { signal: this.#context.signal });
    const later = new Map((await this.#server.files()).map((file) => [file.name, file]));
    return files.filter((file) => later.get(file.name)?.size === file.size && later.get(file.name)?.modified === file.modified).sort((a, b) => a.modified - b.modified || (a.name < b.name ? -1 : 1));
  }

  async* #file(file: RemoteFile): AsyncIterable<SourceMessage> {
    const copy = path.join(this.#context.folder, `copied${path.extname(file.name).replaceAll(/[^.\w]/g, '')}`);
    try {
      const hash = await this.#server.copy(file, copy);
      if (hash === null) { yield { type: 'note', text: `${file.name} is still being written` }; return; }
      const isKnown = Object.values(this.#taken).some((one) => one.hash === hash);
      if (!isKnown) yield* this.#tables(file, copy);
      this.#taken = { ...this.#taken, [file.name]: { size: file.size, modified: file.modified, hash } };
      yield { type: 'state', stream: wholeSource, value: { taken: this.#taken } };
    } finally {
      await rm(copy, { force: true });
    }
  }

  /** A file that cannot be read is a reject of its own; the others go on. */
  async* #tables(file: RemoteFile, copy: string): AsyncIterable<SourceMessage> {
    try {
      for (const table of await findTables(copy)) yield* this.#table(file, table);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      yield { type: 'problem', line: this.#line + 1, reason: `${file.name}: ${error.message}`, value: null };
      yield { type: 'note', text: `${file.name}: ${error.message} ${error.todo ?? ''}` };
    }
  }

  async* #table(file: RemoteFile, { path: copied, format }: FoundTable): AsyncIterable<SourceMessage> {
    const table = await openTable(copied, format);
    if (table === null) return;
    const { names } = table.header;
    const stream = streamOf(file.name, format.sheet);
    const before = this.#line;
    yield { type: 'stream', stream, keys: null, columns: names };
    for await (const { rows, problems } of table.blocks) {
      for (const { line, reason, value } of problems) yield { type: 'problem', line: before + line, reason, value };
      yield { type: 'records', stream, records: rows.map(({ line, cells }) => ({ line: before + line, values: Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])) })) };
      this.#line = Math.max(this.#line, before + (rows.at(-1)?.line ?? 0));
    }
  }
}

/** `deals-2026-11.csv` and `deals-2026-12.csv` are the same export of two months. */
const streamOf = (name: string, sheet: string | null): string => {
  const plain = tableName(name).replaceAll(/\d[\d._-]*|[ ._-]+(?=\d|$)/g, '').replaceAll(/^[ ._-]+|[ ._-]+$/g, '');
  return [plain === '' ? 'files' : plain, ...(sheet === null ? [] : [sheet])].join(' ');
};

/** `*` and `?` as in a shell, everything else as it stands. */
function matches(name: string, pattern: string): boolean {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(/\*+/g, '.*').replaceAll('?', '.');
  return new RegExp(`^${escaped}$`, 'u').test(name);
}
