import { createRequire } from 'node:module';
import { Session } from 'chdb';

/** What the engine reports about one finished call. */
export interface EngineResult {
  readonly bytes: Uint8Array;
  readonly elapsedS: number;
  readonly readRows: number;
  readonly readBytes: number;
  readonly writtenRows: number;
}

interface RawInsertResult { readonly elapsed: number; readonly rowsWritten: number; readonly bytesWritten: number }
interface NativeAddon {
  InsertRawAsyncConnection(connection: unknown, prefix: string, data: Buffer, countLines: boolean): Promise<RawInsertResult>;
}

/**
 * The addon itself. chdb's own `insert()` takes a list of text formats; the call beneath it takes any statement and any
 * bytes, which a backup in the Native format needs.
 */
function loadAddon(): NativeAddon {
  const fromHere = createRequire(import.meta.url);
  const fromChdb = createRequire(fromHere.resolve('chdb/package.json'));
  const loader = fromChdb('./dist/loader.js') as { loadNative(): NativeAddon };
  return loader.loadNative();
}

/** Set when connecting, for every query of every connection; nothing here differs from query to query. */
const connectionArguments = [
  '--output_format_json_quote_64bit_integers=1',
  // Off on servers, on in the library: a misspelt statement would otherwise be read as an expression.
  '--implicit_select=0',
  '--max_memory_usage=2000000000',
  '--max_bytes_before_external_group_by=800000000',
  '--max_bytes_before_external_sort=800000000',
  // One worker drops old parts of many small tables just as well as the default of dozens.
  '--background_pool_size=2',
  '--background_schedule_pool_size=4',
];

/** One connection to the data directory: it runs one statement at a time and keeps its own database and parameters. */
export class EngineConnection {
  readonly #session: Session;
  readonly #addon: NativeAddon;
  #database = 'default';
  #parameters = new Set<string>();

  constructor(dataDir: string) {
    this.#session = new Session(dataDir, { connectionArgs: connectionArguments });
    this.#addon = loadAddon();
  }

  async run(text: string, format: string): Promise<EngineResult> {
    const result = await this.#washedAfterFailure(this.#session.queryAsync(text, { format }));
    return { bytes: result.bytes(), elapsedS: result.elapsed, readRows: result.rowsRead, readBytes: result.bytesRead, writtenRows: 0 };
  }

  async insert(prefix: string, data: Buffer): Promise<EngineResult> {
    const result = await this.#washedAfterFailure(this.#addon.InsertRawAsyncConnection(this.#session.connection, prefix, data, false));
    return { bytes: new Uint8Array(0), elapsedS: result.elapsed, readRows: 0, readBytes: 0, writtenRows: result.rowsWritten };
  }

  async *stream(text: string, format: string): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.#session.queryStream(text, { format })) yield chunk.raw();
  }

  /**
   * A statement that fails half-way leaves what it had written in the connection, and the library hands it out before
   * the next statement's answer: rows of one workspace would open the answer to another. A silent statement takes them.
   */
  async #washedAfterFailure<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      await this.#session.queryAsync('SELECT 1', { format: 'Null' });
      throw error;
    }
  }

  async use(database: string): Promise<void> {
    if (database === this.#database) return;
    await this.run(`USE ${backquoted(database)}`, 'Null');
    this.#database = database;
  }

  /**
   * Binds parameters on this connection only. The library's own binding is one queue for the whole process, so that a
   * point read would wait behind any bound scan. Returns names left from earlier statements, which this one must not use.
   */
  async bind(parameters: ReadonlyMap<string, string>): Promise<string[]> {
    if (parameters.size > 0) {
      const list = [...parameters].map(([name, value]) => `param_${name} = ${quoted(value)}`).join(', ');
      await this.run(`SET ${list}`, 'Null');
    }
    const stale = [...this.#parameters].filter((name) => !parameters.has(name));
    for (const name of parameters.keys()) this.#parameters.add(name);
    return stale;
  }

  close(): void {
    this.#session.close();
  }
}

export const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
export const backquoted = (name: string): string => `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;
