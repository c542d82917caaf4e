import { unlink } from 'node:fs/promises';
import { FrontException, unsetParameter } from './exception.ts';
import { receiveInsert, type InsertData } from './insert-data.ts';
import { EngineConnection, quoted, type EngineResult } from './native-engine.ts';
import { ConnectionPool } from './pool.ts';
import { readBody, type FrontRequest } from './request.ts';
import { inlineInsert, insertFromFile, insertHeadOf, formatOf, isPiecewise, kindOf, parametersIn, refuseSecondStatement, settingsClause, withSettings, type InsertHead } from './statement-text.ts';

/** Sizes and times of the front. Bytes and milliseconds. */
export interface FrontLimits {
  readonly statementBytes: number;
  /** Longer inserts go through a file, up to `insertBytes`. */
  readonly inlineBytes: number;
  readonly insertBytes: number;
  readonly connections: number;
  /** What people's SQL may use. */
  readonly analyst: { readonly timeS: number; readonly memoryBytes: number; readonly rows: number };
  /** A statement that was told to stop, or is past its own limit, and runs on this long, ends the process. */
  readonly patienceMs: number;
}

export const defaultLimits: FrontLimits = {
  statementBytes: 16 * 2 ** 20,
  inlineBytes: 16 * 2 ** 20,
  insertBytes: 4 * 2 ** 30,
  connections: 6,
  analyst: { timeS: 30, memoryBytes: 1_000_000_000, rows: 1_000_000 },
  patienceMs: 30_000,
};

/** Where an answer goes: the whole of it, or piece by piece. */
export interface Answer {
  whole(result: EngineResult): Promise<void>;
  pieces(pieces: AsyncIterable<Uint8Array>): Promise<void>;
}

/** Runs statements on the pool, finds them again to stop them, and gives up on an engine that does not stop. */
export class StatementRunner {
  readonly #all: EngineConnection[];
  readonly #pool: ConnectionPool;
  readonly #analysts: ConnectionPool;
  readonly #control: ConnectionPool;
  readonly #limits: FrontLimits;
  readonly #giveUp: (reason: string) => void;
  readonly #running = new Set<string>();

  private constructor(all: EngineConnection[], analysts: EngineConnection[], control: EngineConnection, limits: FrontLimits, giveUp: (reason: string) => void) {
    this.#all = [...all, ...analysts, control];
    this.#pool = new ConnectionPool(all);
    this.#analysts = new ConnectionPool(analysts);
    this.#control = new ConnectionPool([control]);
    this.#limits = limits;
    this.#giveUp = giveUp;
  }

  static async open(dataDir: string, limits: FrontLimits, giveUp: (reason: string) => void): Promise<StatementRunner> {
    const general = Array.from({ length: limits.connections }, () => new EngineConnection(dataDir));
    const analysts = [new EngineConnection(dataDir), new EngineConnection(dataDir)];
    for (const analyst of analysts) await makeReadOnly(analyst, limits);
    return new StatementRunner(general, analysts, new EngineConnection(dataDir), limits, giveUp);
  }

  async ping(): Promise<void> {
    await this.#control.with((connection) => connection.run('SELECT 1', 'Null'));
  }

  /** Runs the statement of a request. `id` marks it for `cancel`. */
  async run(request: FrontRequest, id: string, answer: Answer): Promise<void> {
    const hasBodyText = request.queryInUrl === '';
    const text = hasBodyText ? (await readBody(request.body, this.#limits.statementBytes)).toString('utf8') : request.queryInUrl;
    const kind = kindOf(text);
    if (kind === 'insert' && !hasBodyText) return this.#insert(request, id, text, answer);
    refuseSecondStatement(text);
    await (request.readOnly ? this.#analysts : this.#pool).with(async (connection) => {
      await prepare(connection, request, text);
      // A piecewise read is analysed on this thread, subqueries for single values included: for our own statements only.
      const marked = marking(id) + (request.readOnly ? text : withSettings(text.replace(/[\s;]+$/, ''), kind, request.settings));
      await this.#watched(id, request, async () => {
        if (kind === 'select' && !request.whole && !request.readOnly && isPiecewise(formatOf(text, request.format))) await answer.pieces(connection.stream(marked, request.format));
        else await answer.whole(await connection.run(marked, request.format));
      });
    });
  }

  /** Data after its statement. The connection is taken only when the data has arrived: a slow sender holds up nobody. */
  async #insert(request: FrontRequest, id: string, text: string, answer: Answer): Promise<void> {
    if (request.readOnly) throw new FrontException(164, 'READONLY', 'Cannot execute query in readonly mode');
    const head = insertHeadOf(text);
    const data = await receiveInsert(request.body, head.format, this.#limits.inlineBytes, this.#limits.insertBytes, () => `insert-${id}.data`);
    try {
      const result = await this.#pool.with(async (connection) => {
        await prepare(connection, request, text);
        return this.#watched(id, request, () => insertWith(connection, id, head, settingsClause(request.settings), data));
      });
      await answer.whole(result);
    } finally {
      if (data.kind === 'file') await unlink(data.file);
    }
  }

  /** A statement past its own time limit by the patience is stuck: the engine has ignored the limit. */
  async #watched<T>(id: string, request: FrontRequest, work: () => Promise<T>): Promise<T> {
    const limitS = request.readOnly ? this.#limits.analyst.timeS : Number(request.settings.get('max_execution_time') ?? 0);
    const timer = limitS > 0 ? setTimeout(() => this.#giveUp(`a statement ignored its limit of ${limitS} s`), limitS * 1000 + this.#limits.patienceMs) : undefined;
    this.#running.add(id);
    try {
      return await work();
    } finally {
      clearTimeout(timer);
      this.#running.delete(id);
    }
  }

  /** Stops a statement whose caller has gone. The library cannot; the engine's own KILL can, from another connection. */
  async cancel(id: string): Promise<void> {
    if (!this.#running.has(id)) return;
    await this.#control.with((connection) => connection.run(`KILL QUERY WHERE startsWith(query, ${quoted(marking(id).trimEnd())}) ASYNC`, 'Null'));
    setTimeout(() => { if (this.#running.has(id)) this.#giveUp('a cancelled statement did not stop'); }, this.#limits.patienceMs).unref();
  }

  async cancelAll(): Promise<void> {
    await Promise.all([...this.#running].map((id) => this.cancel(id)));
  }

  get busy(): boolean {
    return this.#running.size > 0;
  }

  close(): void {
    for (const connection of this.#all) connection.close();
  }
}

/** A comment before the statement: what `KILL QUERY` finds it by. */
const marking = (id: string): string => `/* ${id.replaceAll('*', '').replaceAll('/', '')} */ `;

const nothing: EngineResult = { bytes: new Uint8Array(0), elapsedS: 0, readRows: 0, readBytes: 0, writtenRows: 0 };

async function insertWith(connection: EngineConnection, id: string, head: InsertHead, settings: string, data: InsertData): Promise<EngineResult> {
  if (data.kind === 'file') return connection.run(marking(id) + insertFromFile(head, settings, data.file), 'Null');
  return data.bytes.length === 0 ? nothing : connection.insert(marking(id) + inlineInsert(head, settings), data.bytes);
}

async function prepare(connection: EngineConnection, request: FrontRequest, text: string): Promise<void> {
  await connection.use(request.database);
  const stale = await connection.bind(request.parameters);
  const used = parametersIn(text);
  const unset = stale.find((name) => used.has(name));
  if (unset) throw new FrontException(unsetParameter, 'UNKNOWN_QUERY_PARAMETER', `Substitution \`${unset}\` is not set`);
}

/** Limits first, then `readonly=1`, after which this connection can change nothing any more, its own limits included. */
async function makeReadOnly(connection: EngineConnection, limits: FrontLimits): Promise<void> {
  const { timeS, memoryBytes, rows } = limits.analyst;
  await connection.run(
    `SET max_execution_time = ${timeS}, timeout_overflow_mode = 'throw', max_memory_usage = ${memoryBytes}, max_result_rows = ${rows}, result_overflow_mode = 'throw', `
    + "max_threads = 1, max_subquery_depth = 50, max_ast_elements = 20000, date_time_output_format = 'iso', readonly = 1",
    'Null',
  );
}
