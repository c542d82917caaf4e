import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { z } from 'zod';
import { Access } from '../access/index.ts';
import { Failure, type ApiKeys, type Application, type AuditEntry, type JobAnswer, type PageTokens, type Principal, type Progress, type User, type Workspace, type WorkspaceAnswer } from '../model/index.ts';
import { backup, restore } from '../store/index.ts';
import type { Analyst } from './answers.ts';
import { demoWorkspace } from './demo.ts';
import { webAddress } from './configuration.ts';
import type { House } from './house.ts';
import { packageVersion } from './package-version.ts';
import { forgetAgain, forgetEventSourcesOf, whoWasForgotten } from '../acquire/index.ts';
import { HouseCollecting } from './house-collecting.ts';
import { HookDoors } from './live/hook-doors.ts';
import { HouseDigests } from './house-digests.ts';
import { HouseMail } from './house-mail.ts';
import { HouseWorkspace } from './house-workspace.ts';
import { recallPartsOf, uploadsOf } from './recall-parts.ts';
import { sealKeptSecrets, secretsToGiveAgain } from './seal-kept-secrets.ts';
import { WorkspaceState } from './workspace-state.ts';

const ownWorkspace = 'main';
/** Configuration entry that holds the address the server last listened on. */
const addressKey = 'address';
const publicUrlKey = 'publicUrl';
const pollMs = 200;
/** How long a joined process waits for the server's worker to take its job before it runs it itself. */
const patienceMs = 3_000;

export interface HouseApplicationOptions {
  /** True in a process that has no worker beside it, such as a single command. */
  readonly runsJobsItself: boolean;
}

/** The product over a house: workspaces, jobs, people, backups. */
export class HouseApplication implements Application {
  readonly #house: House;
  readonly #analyst: Analyst;
  readonly #access: Access;
  readonly collecting: HouseCollecting;
  readonly hooks: HookDoors;
  readonly mail: HouseMail;
  readonly digests: HouseDigests;
  readonly #runsJobsItself: boolean;
  readonly #running = new Map<string, Promise<void>>();
  /** Jobs of this process run one after the other, in the order they were asked for. */
  #last: Promise<void> = Promise.resolve();
  #baseUrl: string | undefined;

  constructor(house: House, analyst: Analyst, access: Access, options: HouseApplicationOptions) {
    this.#house = house;
    this.#analyst = analyst;
    this.#access = access;
    this.collecting = new HouseCollecting(house, house.collectors);
    this.hooks = new HookDoors(house);
    const audit = (by: Principal, what: string, subject: string | null): Promise<void> => access.audit(by, what, subject);
    this.mail = new HouseMail({ house, audit });
    this.digests = new HouseDigests({ house, mail: this.mail, users: () => access.users(), workspace: (name) => this.workspace(name), publicUrl: () => this.publicUrl(), audit });
    this.#runsJobsItself = options.runsJobsItself;
  }

  /** Where people reach this installation: what the environment says, else what Settings say. */
  async publicUrl(): Promise<string | undefined> {
    return this.#house.configuration.publicUrl ?? ((await this.config())[publicUrlKey] || undefined);
  }

  /** Where links that leave should point; remembered for commands that run beside the server. */
  async setBaseUrl(url: string): Promise<void> {
    this.#baseUrl = url;
    await this.#house.store.system.insertInto('configuration').values({ key: addressKey, value: url }).onConflict((conflict) => conflict.column('key').doUpdateSet({ value: url })).execute();
  }

  async workspaces(): Promise<WorkspaceAnswer[]> {
    const found = await this.#house.store.workspaces();
    return Promise.all(found.map(async ({ name, demo }) => {
      const store = await this.#house.store.workspace(name);
      const state = new WorkspaceState(store.state, this.#house.now, this.#house.newId);
      const imports = await sql<{ n: string }>`SELECT count(*) AS n FROM imports WHERE state IN ('done', 'partly')`.execute(store.state);
      const deals = await store.facts.query(countDeals, {});
      return { name, demo, company: (await state.settings()).company, imports: Number(imports.rows[0]?.n ?? 0), deals: deals[0]?.deals ?? 0 };
    }));
  }

  async workspace(name?: string): Promise<Workspace> {
    const chosen = name ?? await this.#usualWorkspace();
    if (chosen === ownWorkspace && !(await this.#house.store.hasWorkspace(ownWorkspace))) await this.#house.store.createWorkspace(ownWorkspace, false);
    return new HouseWorkspace({
      house: this.#house, analyst: this.#analyst,
      store: await this.#house.store.workspace(chosen),
      audit: (by, what, subject) => this.#access.audit(by, what, subject),
      pageTokens: this.pageTokens,
      onQueued: (jobId) => this.#runMaybe(jobId),
    });
  }

  /** One's own data once it holds an import, else the demo, else one's own, empty. */
  async #usualWorkspace(): Promise<string> {
    const held = await this.workspaces();
    const own = held.find((workspace) => workspace.name === ownWorkspace);
    if (own && own.imports > 0) return ownWorkspace;
    return held.some((workspace) => workspace.name === demoWorkspace) ? demoWorkspace : ownWorkspace;
  }

  async loadDemo(size: 'S' | 'M', seed: number, by: Principal): Promise<JobAnswer> {
    await this.#access.audit(by, 'demo loaded', `${size} ${seed}`);
    const job = await this.#house.store.jobs.add('demo', demoWorkspace, { size, seed });
    this.#runMaybe(job.id);
    return job;
  }

  async removeDemo(by: Principal): Promise<void> {
    if (!(await this.#house.store.hasWorkspace(demoWorkspace))) throw new Failure('not_found', 'There is no demo to remove.');
    this.#house.analyst.drop(demoWorkspace);
    await this.#house.collectors.drop(demoWorkspace);
    this.hooks.drop(demoWorkspace);
    await this.#house.store.dropWorkspace(demoWorkspace);
    await this.#access.forgetPageTokensOf(demoWorkspace);
    await this.digests.forgetWorkspace(demoWorkspace);
    await forgetEventSourcesOf(this.#house.store.system, demoWorkspace);
    await this.#access.audit(by, 'demo removed', null);
  }

  jobs = (): Promise<JobAnswer[]> => this.#house.store.jobs.list();
  job = (id: string): Promise<JobAnswer> => this.#house.store.jobs.get(id);

  async cancelJob(id: string, by: Principal): Promise<JobAnswer> {
    await this.#access.audit(by, 'job cancelled', id);
    return this.#house.store.jobs.cancel(id);
  }

  async waitForJob(id: string, progress: Progress, signal?: AbortSignal): Promise<JobAnswer> {
    for (let waited = 0; ; waited += pollMs) {
      const job = await this.job(id);
      progress(job.stage, job.done, job.total);
      if (job.state !== 'queued' && job.state !== 'running') {
        await this.#running.get(id);
        return this.job(id);
      }
      if (signal?.aborted) await this.#house.store.jobs.cancel(id);
      if (job.state === 'queued' && this.#runsJobsItself && waited >= patienceMs) this.#run(id);
      await this.#nextLook(id);
    }
  }

  /** A job of this process is looked at the moment it ends; others' after a while. */
  #nextLook(id: string): Promise<unknown> {
    const later = new Promise((resolve) => setTimeout(resolve, pollMs));
    const running = this.#running.get(id);
    return running ? Promise.race([running, later]) : later;
  }

  /** A single command that launched the engines itself has nobody else to do the work. */
  #runMaybe(jobId: string): void {
    if (this.#runsJobsItself && this.#house.ownsEngines) this.#run(jobId);
  }

  #run(jobId: string): void {
    if (this.#running.has(jobId)) return;
    const before = this.#last;
    this.#last = before.then(() => this.#house.runJob(jobId)).catch((error: Error) => this.#house.log(error.message)).finally(() => this.#running.delete(jobId));
    this.#running.set(jobId, this.#last);
  }

  async uploadFolder(): Promise<string> {
    const folder = uploadsOf(this.#house.configuration.dataFolder);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return folder;
  }

  users = (): Promise<User[]> => this.#access.users();
  addUser = (email: string, change: Partial<Omit<User, 'id' | 'email'>>, by: Principal): Promise<User> => this.#access.addUser(email, change, by);

  async signInLink(email: string | undefined, by: Principal) {
    const link = await this.#access.signInLink(email, by);
    const { base, note } = await this.#linkBase();
    return { url: `${base}/sign-in/${link.token}`, email: link.email, expiresAt: link.expiresAt, note };
  }

  readonly pageTokens: PageTokens = {
    make: async (request, by) => {
      const { secret, token } = await this.#access.makePageToken(request, by);
      const { base, note } = await this.#linkBase();
      return { id: token.id, url: `${base}/${request.kind}/${secret}`, expiresAt: token.expiresAt, note };
    },
    open: (kind, secret) => this.#access.openPageToken(kind, secret),
    revoke: (id, by) => this.#access.revokePageToken(id, by),
    list: (workspace, kind, subject) => this.#access.pageTokens(workspace, kind, subject),
  };

  readonly keys: ApiKeys = {
    create: (request, by) => this.#access.createApiKey(request, by),
    list: (by) => this.#access.apiKeys(by),
    revoke: (id, by) => this.#access.revokeApiKey(id, by),
    open: (secret) => this.#access.openApiKey(secret),
  };

  /** What links begin with, and what to say where they work on this computer only. */
  async #linkBase(): Promise<{ base: string; note: string | null }> {
    const { host, port } = this.#house.configuration;
    const publicUrl = await this.publicUrl();
    const base = publicUrl ?? this.#baseUrl ?? (await this.config())[addressKey] ?? `http://${host}:${port}`;
    return { base, note: publicUrl ? null : 'This link works on this computer only – set a public address (HINDCAST_PUBLIC_URL) to send it to others.' };
  }

  openSession = (token: string) => this.#access.openSession(token);
  session = (secret: string): Promise<User | null> => this.#access.session(secret);
  closeSession = (secret: string): Promise<void> => this.#access.closeSession(secret);
  audit = (limit: number): Promise<AuditEntry[]> => this.#access.entries(limit);

  async config(): Promise<Record<string, string>> {
    const rows = await this.#house.store.system.selectFrom('configuration').selectAll().orderBy('key').execute();
    return Object.fromEntries(rows.map((row) => [row.key, row.value]));
  }

  async setConfig(key: string, value: string, by: Principal): Promise<void> {
    if (!/^[a-z][a-z0-9_.-]{0,60}$/i.test(key)) throw new Failure('bad_request', `"${key}" cannot be a setting's name.`, 'Use letters, digits, dots and dashes.');
    const held = key === publicUrlKey ? webAddress(value, 'The public address') ?? '' : value;
    await this.#house.store.system.insertInto('configuration').values({ key, value: held }).onConflict((conflict) => conflict.column('key').doUpdateSet({ value: held })).execute();
    await this.#access.audit(by, 'configuration changed', key);
  }

  backup = (to: string, progress: Progress) => backup(this.#house.store, path.resolve(to), progress);

  /** A backup from before a recall brings nobody back whom this installation has forgotten. */
  async restore(from: string, progress: Progress) {
    const { store } = this.#house;
    const names = (await store.workspaces()).map(({ name }) => name);
    const forgotten = await whoWasForgotten(await Promise.all(names.map((name) => store.workspace(name))));
    const restored = await restore(store, path.resolve(from), progress);
    for (const [name, list] of forgotten) {
      if (await store.hasWorkspace(name)) await forgetAgain(recallPartsOf(this.#house, await store.workspace(name)), list);
    }
    await sealKeptSecrets(this.#house);
    return { ...restored, giveAgain: await secretsToGiveAgain(this.#house) };
  }

  async health() {
    const engines = await this.#house.store.engines.health();
    return { ok: engines.postgres.ok && engines.clickhouse.ok, engines, version: packageVersion() };
  }

  async close(): Promise<void> {
    await Promise.all(this.#running.values());
    await this.#house.close();
  }
}

const countDeals = {
  name: 'count_deals',
  text: 'SELECT count() AS deals FROM deals',
  parameters: z.object({}),
  row: z.object({ deals: z.coerce.number() }),
} as const;
