import type { z } from 'zod';

/** A statement over the facts engine: text with typed `{name:Type}` parameters, and the schema its rows are parsed with. */
export interface FactStatement<P extends z.ZodType, R extends z.ZodType> {
  /** Name shown in traces and benchmarks. */
  readonly name: string;
  readonly text: string;
  readonly parameters: P;
  readonly row: R;
}

/** The facts engine (ClickHouse dialect), one workspace's database. */
export interface Facts {
  readonly database: string;
  /** Rows of a statement, parsed. Throws `Failure('storage_unavailable')` where the engine does not answer. */
  query<P extends z.ZodType, R extends z.ZodType>(statement: FactStatement<P, R>, parameters: z.input<P>): Promise<z.output<R>[]>;
  /** Rows as they come, unparsed, for bulk reads by code that checks them itself: JSONCompactEachRow arrays. */
  stream(text: string, parameters: Record<string, unknown>): AsyncIterable<unknown[][]>;
  /** The same for few rows, all of them at once: the embedded engine plans such a statement beside others, and a stream's before the next. */
  fewRows(text: string, parameters: Record<string, unknown>): Promise<unknown[][]>;
  /**
   * Durable when it resolves. `token` makes a repeated insert of the same block a no-op. A buffer holds a JSON object a line, or rows
   * of `columns` in the RowBinary format.
   */
  insert(table: string, rows: readonly object[] | Buffer, options?: { token?: string; columns?: readonly string[]; format?: 'RowBinary' }): Promise<void>;
  /** DDL and mutations of our own. Never user text. */
  command(text: string, parameters?: Record<string, unknown>): Promise<void>;
}
