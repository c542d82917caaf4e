import pg from 'pg';
import type { SourceContext } from '../source-kind.ts';
import { serverWords } from './server-words.ts';
import type { SqlColumn, SqlColumnType, SqlDatabase, SqlStatement, SqlTable } from './sql-database.ts';
import type { SqlSettings } from './sql-settings.ts';
import { sqlSource } from './sql-source.ts';

const rowsAtOnce = 10_000;

const tryWith = 'psql';
/** Tables and queries of a PostgreSQL database, read in one read-only transaction through a cursor of the server. */
export const postgres = sqlSource('postgres', { port: 5432, client: tryWith, open: (settings, context) => PostgresDatabase.open(settings, context) });

const told = (error: unknown, settings: SqlSettings): unknown => serverWords(error, settings, tryWith);

/** A statement that hangs is left with its connection: the client itself would wait for its end. */
const socketOf = (client: pg.Client): { destroy(): void } => (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream;

class PostgresDatabase implements SqlDatabase {
  readonly #client: pg.Client;
  readonly now: string;

  private constructor(client: pg.Client, now: string) {
    this.#client = client;
    this.now = now;
  }

  static async open(settings: SqlSettings, { secrets, signal }: SourceContext): Promise<PostgresDatabase> {
    const { host, port, database, user, tls, statementSeconds } = settings;
    const client = new pg.Client({
      host, database, user, port: port ?? 5432, password: secrets['password'] ?? '', connectionTimeoutMillis: 20_000, application_name: 'hindcast',
      ssl: tls === 'off' ? false : { rejectUnauthorized: tls === 'verify' },
      // Texts as the server writes them: no digit of a number and no microsecond of a time is lost.
      types: { getTypeParser: () => (value: string) => value },
    });
    client.on('error', () => undefined);
    const leave = (): void => socketOf(client).destroy();
    signal.addEventListener('abort', leave, { once: true });
    try {
      await client.connect();
      await client.query("SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'iso_8601'; SET bytea_output = 'hex'; SET extra_float_digits = 1");
      await client.query(`SET statement_timeout = ${Math.trunc(statementSeconds * 1000)}`);
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const { rows } = await client.query<{ now: string }>('SELECT now()::text AS now');
      return new PostgresDatabase(client, rows[0]?.now ?? '');
    } catch (error) {
      leave();
      throw told(error, settings);
    }
  }

  async tables(): Promise<SqlTable[]> {
    const { rows } = await this.#client.query<string[]>({ text: tablesText, rowMode: 'array' });
    const tables = Map.groupBy(rows, ([schema, table]) => `${schema}.${table}`);
    return [...tables].map(([name, columns]) => ({
      name, from: `${this.quoted(columns[0]?.[0] ?? '')}.${this.quoted(columns[0]?.[1] ?? '')}`,
      columns: columns.map(([, , column = '', type = '']) => ({ name: column, type: typeOf(type) })),
      key: columns.filter((row) => row[4] !== null).sort((a, b) => Number(a[4]) - Number(b[4])).map((row) => row[2] ?? ''),
    }));
  }

  async queried(name: string, query: string): Promise<SqlTable> {
    // Behind FROM and through the extended protocol a text can be one SELECT only, and the transaction writes nothing.
    const from = `(\n${query}\n) AS asked`;
    const { fields } = await this.#client.query({ text: `SELECT * FROM ${from} LIMIT 0`, values: [], rowMode: 'array', queryMode: 'extended' } as pg.QueryConfig);
    const names = await this.#client.query<string[]>({ text: 'SELECT oid::text, typname FROM pg_type WHERE oid = ANY ($1::oid[])', values: [fields.map((field) => field.dataTypeID)], rowMode: 'array' });
    const typeName = new Map(names.rows.map(([oid, type]) => [oid, type]));
    return { name, from, key: [], columns: fields.map((field) => ({ name: field.name, type: typeOf(typeName.get(String(field.dataTypeID)) ?? 'text') })) };
  }

  quoted = (name: string): string => pg.escapeIdentifier(name);
  /** Lists become JSON; everything else is the server's own text. */
  selected = ({ name, type }: SqlColumn): string => (type === 'list' ? `to_json(${this.quoted(name)})::text` : `${this.quoted(name)}::text`);

  atOrAfter({ name, type }: SqlColumn, overlapSeconds: number): string {
    return type === 'time' ? `${this.quoted(name)} >= ($1::timestamptz - interval '${Math.trunc(overlapSeconds)} seconds')` : `${this.quoted(name)} >= $1`;
  }

  async* rows({ text, values }: SqlStatement): AsyncIterable<(string | null)[][]> {
    await this.#client.query({ text: `DECLARE hindcast_rows NO SCROLL CURSOR FOR ${text}`, values: [...values] });
    for (;;) {
      const { rows } = await this.#client.query<(string | null)[]>({ text: `FETCH FORWARD ${rowsAtOnce} FROM hindcast_rows`, rowMode: 'array' });
      if (rows.length > 0) yield rows;
      if (rows.length < rowsAtOnce) break;
    }
    await this.#client.query('CLOSE hindcast_rows');
  }

  async close(): Promise<void> {
    await this.#client.end().catch(() => undefined);
  }
}

/** Columns of what the user may read, in their order, with their place in the primary key. */
const tablesText = `
  SELECT n.nspname, c.relname, a.attname, coalesce(e.typname, t.typname),
    (SELECT array_position(i.indkey::int2[], a.attnum)::text FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_type e ON e.oid = t.typbasetype AND t.typtype = 'd'
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg_t%'
    AND has_schema_privilege(n.oid, 'USAGE') AND has_column_privilege(c.oid, a.attnum, 'SELECT')
  ORDER BY n.nspname, c.relname, a.attnum`;

function typeOf(name: string): SqlColumnType {
  if (/^(int[248]|numeric|float[48]|money|oid)$/.test(name)) return name === 'money' ? 'text' : 'number';
  if (/^(timestamp(tz)?|date)$/.test(name)) return 'time';
  if (name.startsWith('_')) return 'list';
  return name === 'bytea' ? 'skipped' : 'text';
}
