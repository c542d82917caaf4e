import pg from 'pg';
import { Failure } from '../../model/index.ts';
import { isStateDatabase, stateDatabaseName, withoutPrefix } from './database-name.ts';

/** The Postgres server, embedded or by URL: its databases, and one pool for each. */
export class StateDatabases {
  readonly where: string;
  readonly #connection: (database: string | null) => pg.PoolConfig;
  readonly #log: (line: string) => void;
  readonly #pools = new Map<string, pg.Pool>();
  readonly #admin: pg.Pool;

  constructor(where: string, connection: (database: string | null) => pg.PoolConfig, log: (line: string) => void) {
    this.where = where;
    this.#connection = connection;
    this.#log = log;
    this.#admin = this.#open(null, 2);
  }

  pool(name: string): pg.Pool {
    const database = stateDatabaseName(name);
    const known = this.#pools.get(database);
    // Whoever was given a pool may have ended it; a query builder does when it is destroyed.
    if (known && !known.ending) return known;
    const pool = this.#open(database, 8);
    this.#pools.set(database, pool);
    return pool;
  }

  /** A connection that the server closed while idle is replaced at the next use; the error only needs to be seen. */
  #open(database: string | null, max: number): pg.Pool {
    const pool = new pg.Pool({ ...this.#connection(database), max, idleTimeoutMillis: 10_000, allowExitOnIdle: true, application_name: 'hindcast' });
    pool.on('error', (error) => this.#log(`an idle Postgres connection was lost: ${error.message}`));
    // One that is lent out and waits for its holder has nobody else to tell: unheard, the error would end the process. Its next statement fails.
    pool.on('connect', (client) => { client.on('error', () => undefined); });
    return pool;
  }

  async create(name: string): Promise<void> {
    try {
      await this.#admin.query(`CREATE DATABASE "${stateDatabaseName(name)}" TEMPLATE template0 ENCODING 'UTF8'`);
    } catch (error) {
      if (!duplicateDatabase.has((error as { code?: string }).code ?? '')) throw unavailableOr(error);
    }
  }

  async drop(name: string): Promise<void> {
    const database = stateDatabaseName(name);
    const pool = this.#pools.get(database);
    if (pool && !pool.ending) await pool.end();
    this.#pools.delete(database);
    await this.#admin.query(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
  }

  async list(): Promise<string[]> {
    const { rows } = await this.#admin.query<{ datname: string }>('SELECT datname FROM pg_database ORDER BY datname');
    return rows.map((row) => row.datname).filter(isStateDatabase).map(withoutPrefix);
  }

  async version(): Promise<string> {
    const { rows } = await this.#admin.query<{ server_version: string }>('SHOW server_version');
    return rows[0]?.server_version ?? 'unknown';
  }

  async close(): Promise<void> {
    const open = [this.#admin, ...this.#pools.values()].filter((pool) => !pool.ending);
    await Promise.all(open.map((pool) => pool.end()));
  }
}

/** 42P04: it is there; 23505: another process is creating it at this moment. */
const duplicateDatabase = new Set(['42P04', '23505']);

const gone = new Set(['ECONNREFUSED', 'ENOENT', 'ECONNRESET', '57P03', '57P01']);
function unavailableOr(error: unknown): unknown {
  if (!gone.has((error as { code?: string }).code ?? '')) return error;
  return new Failure('storage_unavailable', 'Postgres does not answer.', 'See "hindcast doctor".', { cause: error });
}

/** How to reach a database of the embedded server: its socket folder. */
export const embeddedConnection = (socketDir: string, user: string) => (database: string | null): pg.PoolConfig =>
  ({ host: socketDir, user, database: database ?? 'postgres' });

/** How to reach a database of a server by URL. Administration uses the URL's own database. */
export const urlConnection = (url: string) => (database: string | null): pg.PoolConfig => {
  if (database === null) return { connectionString: url };
  const target = new URL(url);
  target.pathname = `/${database}`;
  return { connectionString: target.href };
};
