/** What the values of a column are, as far as reading them needs it. `bytes` are short ones that serve as ids, `bits` a number of them. */
export type SqlColumnType = 'text' | 'number' | 'time' | 'list' | 'bits' | 'bytes' | 'skipped';

export interface SqlColumn {
  readonly name: string;
  readonly type: SqlColumnType;
}

/** A table, a view or a query, as the database itself describes it. Names that reach a statement come from here alone. */
export interface SqlTable {
  /** Name of its stream. */
  readonly name: string;
  /** What stands behind FROM. */
  readonly from: string;
  readonly columns: readonly SqlColumn[];
  /** Columns of the primary key; empty where there is none. */
  readonly key: readonly string[];
}

export interface SqlStatement {
  readonly text: string;
  readonly values: readonly string[];
}

/** An open connection in one read-only transaction: everything read through it is of one instant. */
export interface SqlDatabase {
  /** The server's clock when the transaction began: ISO text, UTC, with a space. */
  readonly now: string;
  /** Tables and views that the user may read, without those of the system. */
  tables(): Promise<SqlTable[]>;
  /** The columns of a SELECT. */
  queried(name: string, query: string): Promise<SqlTable>;
  quoted(name: string): string;
  /** A column as text in the statement. */
  selected(column: SqlColumn): string;
  /** Condition that a column is at or after a value, bound as the first parameter; times reach back by the overlap. */
  atOrAfter(column: SqlColumn, overlapSeconds: number): string;
  /** Rows in blocks, every cell a text or null. */
  rows(statement: SqlStatement): AsyncIterable<ReadonlyArray<ReadonlyArray<string | null>>>;
  close(): Promise<void>;
}
