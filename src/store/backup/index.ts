import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Failure, type Progress } from '../../model/index.ts';
import { refusedKeys } from '../facts/gate.ts';
import { drainOutbox } from '../outbox.ts';
import type { Store } from '../store.ts';
import { copyFacts, loadFacts } from './facts-copy.ts';
import { manifestName, readBackup, type BackedUpDatabase, type Manifest } from './manifest.ts';
import { copyState, loadState } from './state-copy.ts';

const system = 'system';

/**
 * Writes everything of a house to a new folder: tables as text (Postgres) and Native (ClickHouse), with checksums.
 * Written aside and renamed, so that a folder of this name is always whole. Returns bytes and tables written.
 * Throws `Failure('conflict')` where the path exists.
 */
export async function backup(store: Store, target: string, progress: Progress): Promise<{ bytes: number; tables: number }> {
  if (await exists(target)) throw new Failure('conflict', `${target} exists already.`, 'Name a folder that does not exist yet.');
  const aside = `${target}.partial`;
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true, mode: 0o700 });
  const workspaces = await store.workspaces();
  const databases: BackedUpDatabase[] = [];
  for (const [done, { name, demo }] of workspaces.entries()) {
    progress(`workspace ${name}`, done, workspaces.length + 1);
    databases.push(await backupWorkspace(store, aside, name, demo));
  }
  progress('the house', workspaces.length, workspaces.length + 1);
  databases.push(await backupHouse(store, aside));
  const health = await store.engines.health();
  const manifest: Manifest = {
    format: 'hindcast-backup', version: 1, createdAt: new Date(store.now()).toISOString(),
    engines: { postgres: health.postgres.version, clickhouse: health.clickhouse.version }, databases,
  };
  await writeFile(path.join(aside, manifestName), JSON.stringify(manifest, null, 1), { mode: 0o600, flush: true });
  await rename(aside, target);
  await synced(path.dirname(target));
  const files = databases.flatMap((database) => [...database.state, ...database.facts]);
  progress('done', workspaces.length + 1, workspaces.length + 1);
  return { bytes: files.reduce((sum, file) => sum + file.bytes, 0), tables: files.length };
}

async function backupWorkspace(store: Store, folder: string, name: string, demo: boolean): Promise<BackedUpDatabase> {
  const workspace = await store.workspace(name);
  const drain = (): Promise<number> => drainOutbox(workspace.state, workspace.facts);
  const state = await copyState(store.engines.postgres(name), folder, name, { drain, refused: () => refusedKeys(workspace.facts, 'store') });
  const facts = await copyFacts(store.engines.clickhouse(name), folder, name);
  return { name, demo, migrations: { state: state.migrations, facts: facts.migrations }, state: state.state, counters: state.counters, facts: facts.facts, upToBatch: facts.upToBatch };
}

async function backupHouse(store: Store, folder: string): Promise<BackedUpDatabase> {
  const { state, counters, migrations } = await copyState(store.engines.postgres(system), folder, system, null);
  return { name: system, demo: false, migrations: { state: migrations, facts: [] }, state, counters, facts: [], upToBatch: '0' };
}

/**
 * Makes a house what it was when the backup was written: its workspaces are replaced, not merged. The whole backup is
 * checked first; a damaged one changes nothing. Returns tables and rows loaded.
 */
export async function restore(store: Store, source: string, progress: Progress): Promise<{ tables: number; rows: number }> {
  progress('checking the backup', 0, null);
  const manifest = await readBackup(source);
  const workspaces = manifest.databases.filter((database) => database.name !== system);
  for (const { name } of await store.workspaces()) await store.dropWorkspace(name);
  let rows = 0;
  for (const [done, database] of workspaces.entries()) {
    progress(`workspace ${database.name}`, done, manifest.databases.length);
    await store.createWorkspace(database.name, database.demo);
    rows += await loadState(store.engines.postgres(database.name), source, database);
    rows += await loadFacts(store.engines.clickhouse(database.name), source, database.facts);
  }
  progress('the house', workspaces.length, manifest.databases.length);
  for (const house of manifest.databases.filter((database) => database.name === system)) rows += await loadState(store.engines.postgres(system), source, house);
  progress('done', manifest.databases.length, manifest.databases.length);
  return { tables: manifest.databases.flatMap((database) => [...database.state, ...database.facts]).length, rows };
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** The new name itself must survive, not only what it names. */
async function synced(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
