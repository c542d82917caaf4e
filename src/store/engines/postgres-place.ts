import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chown, cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { Failure } from '../../model/index.ts';
import { packagedPostgres } from './postgres-binaries.ts';

const execFileAsync = promisify(execFile);

/** Where Postgres runs from and as whom. `prefix` goes before each of its commands and ends in `--` unless empty. */
export interface PostgresPlace {
  readonly binaries: string;
  readonly dataDir: string;
  readonly socketDir: string;
  readonly prefix: readonly string[];
}

/** Postgres refuses to run as root. Inside a user namespace root is user 1, and keeps access to its own 0700 folders. */
const namespacePrefix = ['unshare', '--user', '--map-user=1', '--map-group=1', '--'];
/** "nobody" on every Linux system. */
const unprivileged = 65534;

/** Chooses the place. `namespaces` is an argument so that both ways can be tested on one machine. */
export async function postgresPlace(dataDir: string, runtimeDir: string, log: (line: string) => void, namespaces?: boolean): Promise<PostgresPlace> {
  const here = { binaries: packagedPostgres(), dataDir: path.join(dataDir, 'postgres'), socketDir: runtimeDir };
  if (process.getuid?.() !== 0) return { ...here, prefix: [] };
  if (namespaces ?? (await succeeds([...namespacePrefix, 'true']))) return { ...here, prefix: namespacePrefix };
  return outOfRootsFolders(here, dataDir, log);
}

async function succeeds([command = '', ...rest]: readonly string[]): Promise<boolean> {
  try {
    await execFileAsync(command, rest);
    return true;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}

/** Without namespaces, an unprivileged account must reach binaries, data and socket, which root's own folders do not allow. */
async function outOfRootsFolders(here: Omit<PostgresPlace, 'prefix'>, dataDir: string, log: (line: string) => void): Promise<PostgresPlace> {
  if (!(await succeeds(['setpriv', '--version']))) {
    throw new Failure('storage_unavailable', 'Postgres does not run as root, and neither user namespaces nor setpriv are available.', 'Start as an ordinary user, or set HINDCAST_POSTGRES_URL.');
  }
  const digest = createHash('sha256').update(path.resolve(dataDir)).digest('hex').slice(0, 12);
  const home = path.join('/var/tmp', `hindcast-postgres-${digest}`);
  await mkdir(home, { recursive: true, mode: 0o755 });
  await refuseForeign(home);
  const binaries = await copiedBinaries(here.binaries, home);
  const socketDir = path.join(home, 'run');
  await mkdir(socketDir, { recursive: true, mode: 0o700 });
  await mkdir(path.join(home, 'state'), { recursive: true, mode: 0o700 });
  for (const folder of [socketDir, path.join(home, 'state')]) await chown(folder, unprivileged, unprivileged);
  log(`user namespaces are forbidden here, so Postgres runs as an unprivileged account from ${home}, where its data is too`);
  const account = ['setpriv', `--reuid=${unprivileged}`, `--regid=${unprivileged}`, '--clear-groups', '--'];
  return { binaries, dataDir: path.join(home, 'state', 'postgres'), socketDir, prefix: account };
}

async function refuseForeign(folder: string): Promise<void> {
  if ((await stat(folder)).uid !== 0) throw new Error(`${folder} belongs to another user; Postgres cannot be run from it.`);
}

/** Copied once, under a new name first, so that an interrupted copy is never taken for a whole one. */
async function copiedBinaries(from: string, home: string): Promise<string> {
  const target = path.join(home, 'native');
  if (await exists(path.join(target, 'bin', 'postgres'))) return target;
  await rm(`${target}.new`, { recursive: true, force: true });
  await cp(from, `${target}.new`, { recursive: true, verbatimSymlinks: true });
  await rename(`${target}.new`, target);
  return target;
}

export async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
