import { Kysely, PostgresDialect } from 'kysely';
import type { Pool } from 'pg';
import { Failure } from '../model/index.ts';
import type { Facts } from './contract.ts';
import type { Engines } from './engines/index.ts';
import { migrateFacts } from './facts/migrate.ts';
import { Jobs } from './jobs.ts';
import { migrateState } from './state/migrate.ts';
import type { AccessTables } from './state/access-tables.ts';
import type { SystemTables, WorkspaceTables } from './state/tables.ts';

const systemDatabase = 'system';

/** One workspace's databases: facts in one engine, state in the other. */
export interface WorkspaceStore {
  readonly name: string;
  readonly facts: Facts;
  readonly analyst: Facts;
  readonly state: Kysely<WorkspaceTables>;
}

export interface StoreOptions {
  readonly engines: Engines;
  readonly now: () => number;
  readonly newId: () => string;
  readonly worker: string;
  readonly log: (line: string) => void;
}

/** The house's data: workspaces, jobs and the installation's own settings. */
export class Store {
  readonly engines: Engines;
  readonly system: Kysely<SystemTables>;
  readonly jobs: Jobs;
  readonly #now: () => number;
  readonly #open = new Map<string, Promise<WorkspaceStore>>();

  private constructor(options: StoreOptions, system: Kysely<SystemTables>, jobs: Jobs) {
    this.engines = options.engines;
    this.#now = options.now;
    this.system = system;
    this.jobs = jobs;
  }

  static async open(options: StoreOptions): Promise<Store> {
    const pool = options.engines.postgres(systemDatabase);
    await migrateState(pool, 'system');
    const system = kyselyOver<SystemTables>(pool);
    const jobs = new Jobs({ state: system, pool, now: options.now, newId: options.newId, worker: options.worker, log: options.log });
    return new Store(options, system, jobs);
  }

  /** The tables of people and sessions, in the house's own database. */
  peopleTables(): Kysely<AccessTables> {
    return kyselyOver<AccessTables>(this.engines.postgres(systemDatabase));
  }

  /** The house's clock, in epoch milliseconds. */
  now(): number {
    return this.#now();
  }

  async workspaces(): Promise<Array<{ name: string; demo: boolean }>> {
    return this.system.selectFrom('workspaces').select(['name', 'demo']).orderBy('created_at').execute();
  }

  async hasWorkspace(name: string): Promise<boolean> {
    return (await this.workspaces()).some((workspace) => workspace.name === name);
  }

  /** Opens a workspace that exists. */
  async workspace(name: string): Promise<WorkspaceStore> {
    const open = this.#open.get(name);
    if (open) return open;
    if (!(await this.hasWorkspace(name))) {
      throw new Failure('not_found', `There is no workspace "${name}".`, 'Load the demo, or import files to create "main".');
    }
    return this.#opening(name);
  }

  /** Creates both databases of a workspace; finishing a creation that was interrupted is the same act. */
  async createWorkspace(name: string, demo: boolean): Promise<WorkspaceStore> {
    if (!/^[a-z][a-z0-9_]{0,30}$/.test(name) || name === systemDatabase) {
      throw new Failure('bad_request', `"${name}" cannot be a workspace's name.`, 'Use lower-case letters, digits and underscores, starting with a letter.');
    }
    await this.engines.createStateDatabase(name);
    await this.engines.createFactsDatabase(name);
    await this.system.insertInto('workspaces').values({ name, demo, created_at: new Date(this.#now()) }).onConflict((conflict) => conflict.column('name').doNothing()).execute();
    return this.#opening(name);
  }

  /** Drops both databases of a workspace. */
  async dropWorkspace(name: string): Promise<void> {
    const open = await this.#open.get(name);
    this.#open.delete(name);
    await open?.state.destroy();
    await this.system.deleteFrom('workspaces').where('name', '=', name).execute();
    await this.engines.dropFactsDatabase(name);
    await this.engines.dropStateDatabase(name);
  }

  #opening(name: string): Promise<WorkspaceStore> {
    const opening = this.#prepare(name);
    this.#open.set(name, opening);
    opening.catch(() => this.#open.delete(name));
    return opening;
  }

  async #prepare(name: string): Promise<WorkspaceStore> {
    const pool = this.engines.postgres(name);
    await migrateState(pool, 'workspace');
    const facts = this.engines.facts(name);
    await migrateFacts(facts);
    return { name, facts, analyst: this.engines.analystFacts(name), state: kyselyOver<WorkspaceTables>(pool) };
  }

  async close(): Promise<void> {
    await this.jobs.stop();
    await this.engines.close();
  }
}

const kyselyOver = <T>(pool: Pool): Kysely<T> => new Kysely<T>({ dialect: new PostgresDialect({ pool }) });
