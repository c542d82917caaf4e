import { execFile } from 'node:child_process';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { EngineProcess } from './engine-process.ts';
import type { LaunchedEngines } from './leftovers.ts';
import { exists, type PostgresPlace } from './postgres-place.ts';

const execFileAsync = promisify(execFile);

export const postgresUser = 'hindcast';

/** Small machine first; no network at all; times in UTC whatever the machine says. */
const serverSettings: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  shared_buffers: '128MB',
  max_connections: '60',
  max_wal_size: '256MB',
  wal_recycle: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  log_min_messages: 'warning',
  log_timezone: 'UTC',
  timezone: 'UTC',
};

/** Creates the cluster the first time and starts the server; resolves when it answers. */
export async function launchPostgres(place: PostgresPlace, logsDir: string, launched: LaunchedEngines, log: (line: string) => void): Promise<EngineProcess> {
  await createCluster(place);
  const settings = Object.entries({ ...serverSettings, unix_socket_directories: place.socketDir }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [command = '', ...rest] = [...place.prefix, path.join(place.binaries, 'bin', 'postgres'), '-D', place.dataDir, ...settings];
  const logFile = path.join(logsDir, 'postgres.log');
  return whileLastOnesLeave(logFile, () => EngineProcess.start({
    name: 'postgres',
    command: [command, ...rest],
    cwd: '/',
    environment: engineEnvironment,
    logFile,
    // SIGINT: open transactions are rolled back and the server ends in order.
    stopWith: 'SIGINT',
    // SIGQUIT: at once, with its children; the log is replayed at the next start.
    onOwnerDeath: 'QUIT',
    probe: () => probe(place.socketDir),
  }, launched, log));
}

const attempts = 20;
const pauseMs = 500;

/**
 * A server that was killed leaves children which notice its death only after a moment. Until the last of them is gone the
 * new server refuses the folder, so it is tried again for ten seconds.
 */
async function whileLastOnesLeave(logFile: string, start: () => Promise<EngineProcess>): Promise<EngineProcess> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start();
    } catch (error) {
      const said = await readFile(logFile, 'utf8').catch(() => '');
      if (attempt === attempts || !/still in use|lock file .* already exists/.test(said.slice(-2_000))) throw error;
      await pause(pauseMs);
    }
  }
}

/** Nothing of the owner's environment: `PG*` variables would change what the server and its tools do. */
const engineEnvironment = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' };

/** Made aside and renamed, so that an interrupted start leaves nothing that looks like a cluster. */
async function createCluster(place: PostgresPlace): Promise<void> {
  if (await exists(path.join(place.dataDir, 'PG_VERSION'))) return;
  const aside = `${place.dataDir}.new`;
  await rm(aside, { recursive: true, force: true });
  await mkdir(path.dirname(place.dataDir), { recursive: true, mode: 0o700 });
  const [command = '', ...rest] = [
    ...place.prefix, path.join(place.binaries, 'bin', 'initdb'), '-D', aside, '-U', postgresUser,
    '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--encoding=UTF8', '--auth=trust', '--no-instructions',
  ];
  await execFileAsync(command, rest, { cwd: '/', env: engineEnvironment });
  await rename(aside, place.dataDir);
}

async function probe(socketDir: string): Promise<void> {
  const client = new pg.Client({ host: socketDir, user: postgresUser, database: 'postgres', connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } finally {
    await client.end();
  }
}
