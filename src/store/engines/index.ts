import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import type { Facts } from '../contract.ts';
import { clickhouseSocket, launchFront, type FrontOptions } from './chdb-launch.ts';
import type { EngineProcess } from './engine-process.ts';
import { FactsDatabases, withoutSecret } from './facts-databases.ts';
import { ownerIsReady, takeFolderLock, type FolderLock } from './folder-lock.ts';
import { LaunchedEngines } from './leftovers.ts';
import { launchPostgres, postgresUser } from './postgres-launch.ts';
import { postgresPlace, type PostgresPlace } from './postgres-place.ts';
import { runtimeFolderOf } from './runtime-folder.ts';
import { embeddedConnection, StateDatabases, urlConnection } from './state-databases.ts';

export interface EngineOptions {
  /** Folder of both embedded engines; made when missing. */
  readonly dataDir: string;
  /** A ClickHouse server instead of the embedded engine. */
  readonly clickhouseUrl?: string;
  /** A Postgres server instead of the embedded one. */
  readonly postgresUrl?: string;
  readonly log: (line: string) => void;
  /** Folder of the sockets; by default `run` in the data folder, or a short one where that path is too long. */
  readonly runtimeDir?: string;
  /** A port on 127.0.0.1 where the embedded facts engine also speaks ClickHouse's HTTP. None by default. */
  readonly clickhouseTcpPort?: number;
  /** Other limits for the embedded facts engine. */
  readonly frontLimits?: FrontOptions['limits'];
  /** False: behave as where user namespaces are forbidden. */
  readonly namespaces?: boolean;
}

export interface EngineHealth {
  readonly ok: boolean;
  readonly version: string;
  readonly where: string;
}

export interface Engines {
  /** This process launched the engines. False: it joined a live owner's sockets, or all engines are remote. */
  readonly owner: boolean;
  facts(database: string): Facts;
  /** The member for people's SQL: limits of time, memory and rows, then read-only for life. */
  analystFacts(database: string): Facts;
  createFactsDatabase(name: string): Promise<void>;
  dropFactsDatabase(name: string): Promise<void>;
  factsDatabases(): Promise<string[]>;
  /** The pool of a database; closed by `close`. */
  postgres(database: string): pg.Pool;
  createStateDatabase(name: string): Promise<void>;
  dropStateDatabase(name: string): Promise<void>;
  stateDatabases(): Promise<string[]>;
  health(): Promise<{ postgres: EngineHealth; clickhouse: EngineHealth }>;
  /** Numbers of the processes launched by this one. */
  processes(): { postgres?: number; clickhouse?: number };
  /** Raw access for backups: the facts engine's own client for a database. */
  clickhouse(database: string): ReturnType<FactsDatabases['client']>;
  close(): Promise<void>;
}

const ownerPatienceMs = 60_000;

/**
 * Opens both engines. The first process on a folder launches what is embedded and owns it; another one finds the live
 * owner and uses its sockets. Throws `Failure('storage_unavailable')` where a machine cannot run an embedded engine.
 */
export async function openEngines(options: EngineOptions): Promise<Engines> {
  const running = options.clickhouseUrl && options.postgresUrl ? remoteOnly : await ownOrJoin(options);
  const facts = options.clickhouseUrl ? FactsDatabases.byUrl(options.clickhouseUrl) : FactsDatabases.embedded(clickhouseSocket(running.runtimeDir));
  const state = options.postgresUrl
    ? new StateDatabases(withoutSecret(options.postgresUrl), urlConnection(options.postgresUrl), options.log)
    : new StateDatabases(running.postgresSocketDir, embeddedConnection(running.postgresSocketDir, postgresUser), options.log);
  const close = async (): Promise<void> => {
    await state.close();
    await facts.close();
    await running.stop();
  };
  try {
    await state.create('system');
    running.ready();
  } catch (error) {
    await close();
    throw error;
  }
  return enginesOver(running, facts, state, close);
}

/** What runs on this machine for a folder. */
interface Running {
  readonly owner: boolean;
  readonly runtimeDir: string;
  readonly postgresSocketDir: string;
  readonly postgres?: EngineProcess;
  readonly clickhouse?: EngineProcess;
  ready(): void;
  stop(): Promise<void>;
}

const remoteOnly: Running = { owner: false, runtimeDir: '', postgresSocketDir: '', ready: () => undefined, stop: async () => undefined };

async function ownOrJoin(options: EngineOptions): Promise<Running> {
  await mkdir(options.dataDir, { recursive: true, mode: 0o700 });
  const runtimeDir = await runtimeFolderOf(options.dataDir, options.runtimeDir);
  const lock = await takeFolderLock(runtimeDir);
  const place = await postgresPlace(options.dataDir, runtimeDir, options.log, options.namespaces);
  if (lock) return launchBoth(options, runtimeDir, place, lock);
  await ownerIsReady(runtimeDir, ownerPatienceMs);
  return { owner: false, runtimeDir, postgresSocketDir: place.socketDir, ready: () => undefined, stop: async () => undefined };
}

async function launchBoth(options: EngineOptions, runtimeDir: string, place: PostgresPlace, lock: FolderLock): Promise<Running> {
  const logsDir = path.join(options.dataDir, 'logs');
  await mkdir(logsDir, { recursive: true, mode: 0o700 });
  const launched = new LaunchedEngines(options.dataDir);
  const started: EngineProcess[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((engine) => engine.stop()));
    await lock.release();
  };
  const keep = async (starting: Promise<EngineProcess> | undefined): Promise<EngineProcess | undefined> => {
    const engine = await starting;
    if (engine) started.push(engine);
    return engine;
  };
  await launched.stopLeftovers(options.log);
  const starts = await Promise.allSettled([
    keep(options.postgresUrl ? undefined : launchPostgres(place, logsDir, launched, options.log)),
    keep(options.clickhouseUrl ? undefined : launchFront(frontOptions(options, runtimeDir, logsDir), launched, options.log)),
  ]);
  const failed = starts.find((start) => start.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  const [postgres, clickhouse] = starts.map((start) => (start.status === 'fulfilled' ? start.value : undefined));
  return {
    owner: true, runtimeDir, postgresSocketDir: place.socketDir, ready: () => lock.engineIsReady(), stop,
    ...(postgres ? { postgres } : {}), ...(clickhouse ? { clickhouse } : {}),
  };
}

const frontOptions = (options: EngineOptions, runtimeDir: string, logsDir: string): FrontOptions => ({
  dataDir: options.dataDir,
  runtimeDir,
  logsDir,
  ...(options.clickhouseTcpPort ? { tcpPort: options.clickhouseTcpPort } : {}),
  ...(options.frontLimits ? { limits: options.frontLimits } : {}),
});

function enginesOver(running: Running, facts: FactsDatabases, state: StateDatabases, close: () => Promise<void>): Engines {
  let closing: Promise<void> | undefined;
  return {
    owner: running.owner,
    facts: (database) => facts.facts(database),
    analystFacts: (database) => facts.analyst(database),
    createFactsDatabase: (name) => facts.create(name),
    dropFactsDatabase: (name) => facts.drop(name),
    factsDatabases: () => facts.list(),
    postgres: (database) => state.pool(database),
    createStateDatabase: (name) => state.create(name),
    dropStateDatabase: (name) => state.drop(name),
    stateDatabases: () => state.list(),
    health: async () => ({ postgres: await healthOf(state), clickhouse: await healthOf(facts) }),
    processes: () => ({
      ...(running.postgres?.pid ? { postgres: running.postgres.pid } : {}),
      ...(running.clickhouse?.pid ? { clickhouse: running.clickhouse.pid } : {}),
    }),
    clickhouse: (database) => facts.client(database),
    close: () => (closing ??= close()),
  };
}

async function healthOf(engine: FactsDatabases | StateDatabases): Promise<EngineHealth> {
  try {
    return { ok: true, version: await engine.version(), where: engine.where };
  } catch (error) {
    return { ok: false, version: error instanceof Error ? error.message : String(error), where: engine.where };
  }
}
