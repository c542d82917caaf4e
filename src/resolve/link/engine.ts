/** What the linker asks of an engine; `Facts` of the store is one. */
export interface LinkEngine {
  command(text: string, parameters?: Record<string, unknown>): Promise<void>;
  stream(text: string, parameters: Record<string, unknown>): AsyncIterable<unknown[][]>;
  /** The same for few rows, all of them at once. */
  fewRows(text: string, parameters: Record<string, unknown>): Promise<unknown[][]>;
  insert(table: string, rows: readonly object[] | Buffer, options?: { columns?: readonly string[]; format?: 'RowBinary' }): Promise<void>;
}
