import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { ClickHouseClient, ClickHouseSettings, DataFormat } from '@clickhouse/client';

/** A statement whose whole answer is waited for. */
export interface WholeStatement {
  readonly text: string;
  readonly parameters?: Record<string, unknown>;
  readonly settings: ClickHouseSettings;
  /** Of the answer; left out where nothing is read of it. */
  readonly format?: DataFormat;
  /** Rows to insert, in the format that the text names. */
  readonly rows?: Buffer;
}

/** Answers when all of it is there. */
export type SendWhole = (statement: WholeStatement) => Promise<string>;

/** Through the client. */
export const sendThrough = (client: ClickHouseClient): SendWhole => async ({ text, parameters, settings, format, rows }) => {
  if (rows !== undefined) {
    // `exec`, because the client's `insert` would parse and rebuild lines that are ready.
    const { stream } = await client.exec({ query: text, values: Readable.from([rows], { objectMode: false }), clickhouse_settings: settings });
    // To its end, where a late failure would show.
    stream.resume();
    await finished(stream);
    return '';
  }
  const asked = { query: text, clickhouse_settings: settings, ...(parameters === undefined ? {} : { query_params: parameters }) };
  if (format !== undefined) return (await client.query({ ...asked, format })).text();
  await client.command(asked);
  return '';
};
