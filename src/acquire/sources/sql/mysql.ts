import type { Connection, FieldPacket, RowDataPacket } from 'mysql2';
import { Failure } from '../../../model/index.ts';
import type { SourceContext } from '../source-kind.ts';
import { typeOfColumn, typeOfField } from './mysql-columns.ts';
import { serverWords } from './server-words.ts';
import type { SqlColumn, SqlDatabase, SqlStatement, SqlTable } from './sql-database.ts';
import type { SqlSettings } from './sql-settings.ts';
import { sqlSource } from './sql-source.ts';

const rowsAtOnce = 5_000;
/** Rows are taken while batches are imported, so a statement lasts as long as the run: the server may end one only when nobody can want it any more. */
const longestRunSeconds = 86_400;

const parts = { port: 3306, client: 'mysql or mariadb', open: (settings: SqlSettings, context: SourceContext) => MysqlDatabase.open(settings, context) };
/** Tables and queries of a MySQL database, streamed in one read-only transaction with a consistent snapshot. */
export const mysql = sqlSource('mysql', parts);
/** The same protocol; what differs is found out from the server. */
export const mariadb = sqlSource('mariadb', parts);

const told = (error: unknown, settings: SqlSettings): unknown => serverWords(error, settings, parts.client);

/** A statement that hangs is left with its connection: the client itself would wait for its end. */
const leave = (connection: Connection): void => (connection as unknown as { stream: { destroy(): void } }).stream.destroy();

type Cells = (string | null)[];

/** One statement of ours with bound values: rows as lists of texts, and what the server tells of their columns. */
function asked(connection: Connection, text: string, values: readonly string[] = []): Promise<{ rows: Cells[]; fields: FieldPacket[] }> {
  return new Promise((resolve, reject) => {
    connection.execute<RowDataPacket[]>({ sql: text, rowsAsArray: true }, [...values], (error, rows, fields) => (error ? reject(error) : resolve({ rows: rows as unknown as Cells[], fields })));
  });
}

const said = (connection: Connection, text: string): Promise<void> =>
  new Promise((resolve, reject) => { connection.query(text, (error) => (error ? reject(error) : resolve())); });

const connected = (connection: Connection): Promise<void> =>
  new Promise((resolve, reject) => { connection.connect((error) => (error ? reject(error) : resolve())); });

const place = ({ host, port }: SqlSettings): { socketPath: string } | { host: string; port: number } => (host.startsWith('/') ? { socketPath: host } : { host, port: port ?? 3306 });

class MysqlDatabase implements SqlDatabase {
  readonly #connection: Connection;
  readonly #limit: LimitOf;
  readonly #firstRowMs: number;
  readonly now: string;

  private constructor(connection: Connection, limit: LimitOf, { statementSeconds }: SqlSettings, now: string) {
    this.#connection = connection;
    this.#limit = limit;
    this.#firstRowMs = statementSeconds * 1000;
    this.now = now;
  }

  static async open(settings: SqlSettings, { secrets, signal }: SourceContext): Promise<MysqlDatabase> {
    const { database, user, tls, statementSeconds } = settings;
    const { createConnection } = await import('mysql2');
    const connection = createConnection({
      ...place(settings), database, user, password: secrets['password'] ?? '', connectTimeout: 20_000, charset: 'UTF8MB4_UNICODE_CI',
      ...(tls === 'off' ? {} : { ssl: { rejectUnauthorized: tls === 'verify', verifyIdentity: tls === 'verify' } }),
      // No code is made from what a server says of its columns, and no file of ours is sent to a server that asks for it.
      disableEval: true, flags: ['-LOCAL_FILES'], multipleStatements: false,
      supportBigNumbers: true, bigNumberStrings: true, dateStrings: true, jsonStrings: true,
    });
    connection.on('error', () => undefined);
    signal.addEventListener('abort', () => leave(connection), { once: true });
    try {
      await connected(connection);
      const limit = await limitOf(connection);
      await said(connection, "SET SESSION time_zone = '+00:00', sql_mode = '', net_write_timeout = 7200");
      await said(connection, limit(statementSeconds));
      await said(connection, 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      await said(connection, 'START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
      const { rows } = await asked(connection, 'SELECT CAST(NOW(6) AS CHAR)');
      return new MysqlDatabase(connection, limit, settings, rows[0]?.[0] ?? '');
    } catch (error) {
      leave(connection);
      throw told(error, settings);
    }
  }

  async tables(): Promise<SqlTable[]> {
    const { rows } = await asked(this.#connection, tablesText);
    return [...Map.groupBy(rows, ([table]) => table ?? '')].map(([name, columns]) => ({
      name, from: this.quoted(name),
      columns: columns.map(([, column, type, bytes]) => ({ name: column ?? '', type: typeOfColumn(type ?? '', Number(bytes ?? Infinity)) })),
      key: columns.filter((row) => row[4] !== null).sort((a, b) => Number(a[4]) - Number(b[4])).map((row) => row[1] ?? ''),
    }));
  }

  async queried(name: string, query: string): Promise<SqlTable> {
    // Behind FROM a text can be one SELECT only, a prepared statement is one statement, and the transaction writes nothing.
    const from = `(\n${query}\n) AS asked`;
    const { fields } = await asked(this.#connection, `SELECT * FROM ${from} LIMIT 0`);
    return { name, from, key: [], columns: fields.map((field) => ({ name: field.name, type: typeOfField(field) })) };
  }

  quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``;

  /** The server's own text of each value: no digit of a number and no microsecond of a time is lost, whatever its character set. */
  selected({ name, type }: SqlColumn): string {
    const column = this.quoted(name);
    // A day or month of 00 is how the server writes "no date".
    if (type === 'time') return `IF(MONTH(${column}) = 0 OR DAYOFMONTH(${column}) = 0, NULL, CAST(${column} AS CHAR))`;
    const value = type === 'bits' ? `${column} + 0` : type === 'bytes' ? `LOWER(HEX(${column}))` : column;
    return `CAST(${value} AS CHAR CHARACTER SET utf8mb4)`;
  }

  /** Numbers are compared as decimals, since a number and a text would be compared as floating point. Times of 00 count as none. */
  atOrAfter({ name, type }: SqlColumn, overlapSeconds: number): string {
    const column = this.quoted(name);
    if (type === 'time') return `${column} >= CAST(? AS DATETIME(6)) - INTERVAL ${Math.trunc(overlapSeconds)} SECOND OR ${column} < '0001-01-01'`;
    if (type === 'number' || type === 'bits') return `${column} >= CAST(? AS DECIMAL(65, 30))`;
    return `${column} >= ${type === 'bytes' ? 'UNHEX(?)' : '?'}`;
  }

  async* rows({ text, values }: SqlStatement): AsyncIterable<Cells[]> {
    await said(this.#connection, this.#limit(longestRunSeconds));
    const stream = this.#connection.execute({ sql: text, rowsAsArray: true }, [...values]).stream({ highWaterMark: rowsAtOnce });
    const late = setTimeout(() => stream.destroy(new Failure('busy', 'The database took too long to find the first row.', 'Give the cursor an index, or allow more with --setting statementSeconds=N.')), this.#firstRowMs);
    // The client tells a lost connection to itself alone and leaves the stream waiting for ever.
    const lost = (error: Error): void => { stream.destroy(error); };
    this.#connection.once('error', lost);
    try {
      let block: Cells[] = [];
      for await (const row of stream as AsyncIterable<Cells>) {
        if (block.length === 0) clearTimeout(late);
        block.push(row);
        if (block.length < rowsAtOnce) continue;
        yield block;
        block = [];
      }
      if (block.length > 0) yield block;
    } finally {
      clearTimeout(late);
      this.#connection.off('error', lost);
    }
  }

  close(): Promise<void> {
    leave(this.#connection);
    return Promise.resolve();
  }
}

type LimitOf = (seconds: number) => string;

/** How long a statement may take is said in two ways: MariaDB counts seconds, MySQL milliseconds. */
async function limitOf(connection: Connection): Promise<LimitOf> {
  const { rows } = await asked(connection, 'SELECT VERSION()');
  const isMaria = /mariadb/i.test(rows[0]?.[0] ?? '');
  return (seconds) => (isMaria ? `SET SESSION max_statement_time = ${Math.trunc(seconds)}` : `SET SESSION max_execution_time = ${Math.trunc(seconds * 1000)}`);
}

/** Columns of what the user may read, in their order, with their place in the primary key. */
const tablesText = `
  SELECT CAST(c.TABLE_NAME AS CHAR), CAST(c.COLUMN_NAME AS CHAR), CAST(c.DATA_TYPE AS CHAR), CAST(c.CHARACTER_OCTET_LENGTH AS CHAR), CAST(s.SEQ_IN_INDEX AS CHAR)
  FROM information_schema.COLUMNS c
  LEFT JOIN information_schema.STATISTICS s
    ON s.TABLE_SCHEMA = c.TABLE_SCHEMA AND s.TABLE_NAME = c.TABLE_NAME AND s.COLUMN_NAME = c.COLUMN_NAME AND s.INDEX_NAME = 'PRIMARY'
  WHERE c.TABLE_SCHEMA = DATABASE() AND c.PRIVILEGES LIKE '%select%'
  ORDER BY c.TABLE_NAME, c.ORDINAL_POSITION`;
