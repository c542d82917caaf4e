import { randomUUID } from 'node:crypto';
import { ClickHouseError, type ClickHouseClient, type ClickHouseSettings, type DataFormat } from '@clickhouse/client';
import type { z } from 'zod';
import { Failure } from '../../model/index.ts';
import type { Facts, FactStatement } from '../contract.ts';
import { sendThrough, type SendWhole } from './send-whole.ts';

/**
 * How values come out, on every engine alike: 64-bit integers as decimal strings (parse with `z.coerce.number()` where
 * they fit), times as ISO 8601 in UTC (`2024-01-31T09:30:00.000Z`), NaN and infinities as null.
 */
const readSettings: ClickHouseSettings = {
  output_format_json_quote_64bit_integers: 1,
  output_format_json_quote_denormals: 0,
  date_time_output_format: 'iso',
};

/** Times go in as epoch milliseconds or ISO 8601; a misspelt column is an error, not a lost value. */
const writeSettings: ClickHouseSettings = {
  date_time_input_format: 'best_effort',
  input_format_skip_unknown_fields: 0,
};

/** One workspace's facts over ClickHouse's HTTP interface, whichever engine is behind it. */
export class ClickHouseFacts implements Facts {
  readonly database: string;
  readonly #client: ClickHouseClient;
  readonly #send: SendWhole;
  readonly #settings: ClickHouseSettings;

  /** `settings` travel with every statement of this member. `send` is how statements go whose answers are waited for; streams come through the client. */
  constructor(client: ClickHouseClient, database: string, { settings = {}, send = sendThrough(client) }: { settings?: ClickHouseSettings; send?: SendWhole } = {}) {
    this.#client = client;
    this.database = database;
    this.#settings = settings;
    this.#send = send;
  }

  async query<P extends z.ZodType, R extends z.ZodType>(statement: FactStatement<P, R>, parameters: z.input<P>): Promise<z.output<R>[]> {
    const bound = statement.parameters.parse(parameters) as Record<string, unknown>;
    return this.#explained(statement.name, async () => (await this.#rows(statement.text, bound, 'JSONEachRow')).map((row) => statement.row.parse(row) as z.output<R>));
  }

  async fewRows(text: string, parameters: Record<string, unknown>): Promise<unknown[][]> {
    return this.#explained('few rows', async () => (await this.#rows(text, parameters, 'JSONCompactEachRow')) as unknown[][]);
  }

  async #rows(text: string, parameters: Record<string, unknown>, format: DataFormat): Promise<unknown[]> {
    // The whole answer before its first byte: a failure then never looks like the end of the rows.
    const lines = await this.#send({ text, parameters, format, settings: { ...readSettings, ...this.#settings, wait_end_of_query: 1 } });
    return lines.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as unknown);
  }

  async *stream(text: string, parameters: Record<string, unknown>): AsyncIterable<unknown[][]> {
    const answer = await this.#explained('stream', () => this.#client.query({
      query: text, query_params: parameters, format: 'JSONCompactEachRow', clickhouse_settings: { ...readSettings, ...this.#settings },
    }));
    for await (const rows of answer.stream<unknown[]>()) yield rows.map((row) => row.json<unknown[]>());
  }

  async insert(table: string, rows: readonly object[] | Buffer, options: { token?: string; columns?: readonly string[]; format?: 'RowBinary' } = {}): Promise<void> {
    if (rows.length === 0) return;
    const columns = options.columns ? ` (${options.columns.map(quotedName).join(', ')})` : '';
    const lines = Buffer.isBuffer(rows) ? rows : Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n'));
    const text = `INSERT INTO ${quotedName(table)}${columns} FORMAT ${options.format ?? 'JSONEachRow'}`;
    await this.#explained(`insert into ${table}`, () => this.#send({ text, rows: lines, settings: { ...writeSettings, ...this.#settings, ...repetition(options.token) } }));
  }

  async command(text: string, parameters: Record<string, unknown> = {}): Promise<void> {
    await this.#explained('command', () => this.#send({ text, parameters, settings: this.#settings }));
  }

  async #explained<T>(name: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw explain(name, error);
    }
  }
}

/**
 * Without a token of the caller's, one that never comes again: the table's window would otherwise drop a second insert of
 * equal rows in silence. The settings that switch the window off differ between engine versions.
 */
const repetition = (token: string | undefined): ClickHouseSettings => ({ insert_deduplication_token: token ?? randomUUID() });

const quotedName = (name: string): string => `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;

/** The engine's number for "no space left", and what the system says. */
const isFull = (error: Error & { code?: unknown }): boolean => error.code === '243' || error.code === 'ENOSPC' || error.message.includes('No space left on device');

const connectionTrouble = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH']);
const isUnreachable = (error: Error & { code?: unknown }): boolean =>
  connectionTrouble.has(String(error.code)) || error.message === 'socket hang up' || error.message.startsWith('Timeout error');

/** What was thrown, as a Failure where a person can do something about it; else with the statement's name. */
function explain(name: string, thrown: unknown): unknown {
  if (!(thrown instanceof Error)) return thrown;
  if (isFull(thrown)) return new Failure('storage_full', 'There is no space left for the facts.', 'Free some disk space and repeat; nothing was half-written.', { cause: thrown });
  if (isUnreachable(thrown)) return new Failure('storage_unavailable', 'The facts engine does not answer.', 'See "hindcast doctor".', { cause: thrown });
  if (thrown instanceof ClickHouseError) return new Error(`${name}: ${thrown.message}`, { cause: thrown });
  return thrown;
}
