/** For tests and benchmarks: a MariaDB server of one's own, on loopback and gone afterwards. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createConnection, type Connection } from 'mysql2';

const program = '/usr/sbin/mariadbd';
export const hasMariaDb = existsSync(program);

export interface TestMariaDb {
  /** Settings of a live source that reads the database `shop` as a user who may only read. */
  readonly settings: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** Statements of somebody who may do everything, one after the other. */
  run(...statements: string[]): Promise<unknown[]>;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

const asked = (connection: Connection, text: string): Promise<unknown> =>
  new Promise((resolve, reject) => { connection.query(text, (error, rows) => (error ? reject(error) : resolve(rows))); });

async function untilConnected(socketPath: string): Promise<Connection> {
  for (let tries = 0; ; tries += 1) {
    const connection = createConnection({ socketPath, user: 'root' });
    connection.on('error', () => undefined);
    const error = await new Promise((resolve) => { connection.connect(resolve); });
    if (!error) return connection;
    if (tries === 300) throw error as Error;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Starts a server with a database `shop` and its reader; further options as on its command line. */
export async function startMariaDb(...options: string[]): Promise<TestMariaDb> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hindcast-mariadb-'));
  const data = path.join(folder, 'data');
  const user = `--user=${userInfo().username}`;
  await promisify(execFile)('mariadb-install-db', ['--no-defaults', '--auth-root-authentication-method=normal', '--skip-test-db', `--datadir=${data}`, user], { timeout: 60_000 });
  const port = await freePort();
  const socket = path.join(folder, 'socket');
  const server = spawn(program, ['--no-defaults', user, `--datadir=${data}`, `--socket=${socket}`, `--port=${port}`, '--bind-address=127.0.0.1', '--innodb-flush-log-at-trx-commit=2', ...options], { stdio: 'ignore' });
  const root = await untilConnected(socket);
  for (const text of ['CREATE DATABASE shop CHARACTER SET utf8mb4', "CREATE USER reader@'127.0.0.1' IDENTIFIED BY 'its password'", "GRANT SELECT ON shop.* TO reader@'127.0.0.1'", 'USE shop']) await asked(root, text);
  return {
    settings: { host: '127.0.0.1', port: String(port), database: 'shop', user: 'reader' },
    secrets: { password: 'its password' },
    run: async (...statements) => {
      const answers: unknown[] = [];
      for (const text of statements) answers.push(await asked(root, text));
      return answers;
    },
    stop: async () => {
      root.destroy();
      server.kill('SIGTERM');
      if (server.exitCode === null) await once(server, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
