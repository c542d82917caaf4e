import type { Kysely } from 'kysely';
import { PgBoss } from 'pg-boss';
import type { Pool } from 'pg';
import type { JobAnswer } from '../model/index.ts';
import { Failure } from '../model/index.ts';
import type { JobTable, SystemTables } from './state/tables.ts';
import type { Selectable } from 'kysely';

export type JobKind = JobAnswer['kind'];

/** What a running job may do: report, and learn that it was cancelled. */
export interface JobContext {
  readonly id: string;
  readonly workspace: string;
  readonly request: unknown;
  progress(stage: string, done: number, total: number | null): Promise<void>;
  /** Aborted when somebody cancels the job or the worker stops. */
  readonly signal: AbortSignal;
}
export type JobHandler = (context: JobContext) => Promise<void>;

export interface JobsOptions {
  readonly state: Kysely<SystemTables>;
  readonly pool: Pool;
  readonly now: () => number;
  readonly newId: () => string;
  /** Names this worker: a job it held is queued again when the name's owner is gone. */
  readonly worker: string;
  readonly log: (line: string) => void;
}

const queue = 'hindcast-jobs';
const progressEveryMs = 250;

/** Long work: queued in Postgres by pg-boss, shown in the `jobs` table, run one at a time by whoever called `run`. */
export class Jobs {
  readonly #options: JobsOptions;
  #boss: PgBoss | undefined;
  #running = new Map<string, AbortController>();

  constructor(options: JobsOptions) {
    this.#options = options;
  }

  async #started(): Promise<PgBoss> {
    if (this.#boss) return this.#boss;
    const { pool, log } = this.#options;
    const executeSql = async (text: string, values?: unknown[]) => pool.query(text, values);
    const boss = new PgBoss({ db: { executeSql }, supervise: false, schedule: false });
    boss.on('error', (error) => log(`The job queue reports: ${error.message}`));
    await boss.start();
    await boss.createQueue(queue, { retryLimit: 0, expireInSeconds: 6 * 3600 });
    this.#boss = boss;
    return boss;
  }

  /** Queues a job; `id` lets it carry the id of what it works on. */
  async add(kind: JobKind, workspace: string, request: unknown, id = this.#options.newId()): Promise<JobAnswer> {
    const { state, now } = this.#options;
    await state.insertInto('jobs').values({ id, kind, workspace, state: 'queued', request: JSON.stringify(request), created_at: new Date(now()), total: null, started_at: null, finished_at: null, heartbeat_at: null, worker: null, error: null }).execute();
    await (await this.#started()).send(queue, { jobId: id });
    return this.get(id);
  }

  async get(id: string): Promise<JobAnswer> {
    const row = await this.#options.state.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) throw new Failure('not_found', `There is no job ${id}.`, 'List the jobs to see what runs.');
    return jobAnswer(row);
  }

  async list(limit = 50): Promise<JobAnswer[]> {
    const rows = await this.#options.state.selectFrom('jobs').selectAll().orderBy('created_at', 'desc').limit(limit).execute();
    return rows.map(jobAnswer);
  }

  async cancel(id: string): Promise<JobAnswer> {
    const job = await this.get(id);
    const { state, now } = this.#options;
    if (job.state === 'queued') await state.updateTable('jobs').set({ state: 'cancelled', finished_at: new Date(now()) }).where('id', '=', id).where('state', '=', 'queued').execute();
    await state.updateTable('jobs').set({ cancel_asked: true }).where('id', '=', id).execute();
    this.#running.get(id)?.abort();
    return this.get(id);
  }

  /** Jobs that a dead worker left behind are queued again: they resume by batch, so nothing is doubled. */
  async requeueLeftBehind(isAlive: (worker: string) => boolean): Promise<number> {
    const { state } = this.#options;
    const boss = await this.#started();
    const open = await state.selectFrom('jobs').selectAll().where('state', 'in', ['running', 'queued']).execute();
    const left = open.filter((row) => row.state === 'queued' || !row.worker || !isAlive(row.worker));
    for (const row of left) {
      await state.updateTable('jobs').set({ state: 'queued', worker: null, stage: 'waiting to resume' }).where('id', '=', row.id).execute();
      await boss.send(queue, { jobId: row.id });
    }
    return left.length;
  }

  /** Takes jobs off the queue, one at a time, until `stop`. */
  async run(handlers: Partial<Record<JobKind, JobHandler>>): Promise<void> {
    const boss = await this.#started();
    await boss.work<{ jobId: string }>(queue, { batchSize: 1, pollingIntervalSeconds: 0.5 }, async ([job]) => {
      if (job) await this.runOne(job.data.jobId, handlers);
    });
  }

  /** Runs one queued job here and now; does nothing when another worker has it. */
  async runOne(id: string, handlers: Partial<Record<JobKind, JobHandler>>): Promise<void> {
    const row = await this.#claim(id);
    if (!row) return;
    const abort = new AbortController();
    this.#running.set(id, abort);
    const watch = setInterval(() => void this.#watchCancel(id, abort), 500);
    try {
      const handler = handlers[row.kind as JobKind];
      if (!handler) throw new Error(`No handler runs jobs of kind "${row.kind}"`);
      await handler({ id, workspace: row.workspace, request: row.request, signal: abort.signal, progress: this.#progressOf(id) });
      await this.#finish(id, abort.signal.aborted ? 'cancelled' : 'done', null);
    } catch (error) {
      await this.#finish(id, abort.signal.aborted ? 'cancelled' : 'failed', error instanceof Error ? error.message : String(error));
      if (!(error instanceof Failure) && !abort.signal.aborted) this.#options.log(`Job ${id} (${row.kind}) failed: ${error instanceof Error ? error.stack : String(error)}`);
    } finally {
      clearInterval(watch);
      this.#running.delete(id);
    }
  }

  /** Takes a queued job for this worker; undefined when somebody else has it or it was cancelled. */
  async #claim(id: string): Promise<Selectable<JobTable> | undefined> {
    const { state, now, worker } = this.#options;
    const at = new Date(now());
    return state.updateTable('jobs').set({ state: 'running', started_at: at, heartbeat_at: at, worker, error: null })
      .where('id', '=', id).where('state', '=', 'queued').returningAll().executeTakeFirst();
  }

  async #watchCancel(id: string, abort: AbortController): Promise<void> {
    const row = await this.#options.state.selectFrom('jobs').select('cancel_asked').where('id', '=', id).executeTakeFirst();
    if (row?.cancel_asked) abort.abort();
  }

  #progressOf(id: string): JobContext['progress'] {
    const { state, now } = this.#options;
    let last = 0;
    let lastStage = '';
    return async (stage, done, total) => {
      const at = now();
      if (stage === lastStage && at - last < progressEveryMs) return;
      last = at;
      lastStage = stage;
      await state.updateTable('jobs').set({ stage, done, total, heartbeat_at: new Date(at) }).where('id', '=', id).execute();
    };
  }

  async #finish(id: string, outcome: 'done' | 'failed' | 'cancelled', error: string | null): Promise<void> {
    const { state, now } = this.#options;
    await state.updateTable('jobs').set({ state: outcome, finished_at: new Date(now()), error }).where('id', '=', id).execute();
  }

  /** Stops taking jobs and gives the one under way five seconds to put itself aside. */
  async stop(): Promise<void> {
    for (const abort of this.#running.values()) abort.abort();
    await this.#boss?.stop({ graceful: true, timeout: 5_000 });
    this.#boss = undefined;
  }
}

function jobAnswer(row: Selectable<JobTable>): JobAnswer {
  return {
    id: row.id,
    kind: row.kind as JobAnswer['kind'],
    workspace: row.workspace,
    state: row.state as JobAnswer['state'],
    stage: row.stage,
    done: row.done,
    total: row.total,
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    error: row.error,
  };
}
