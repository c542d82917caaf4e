import { PgBoss } from 'pg-boss';
import type { Pool } from 'pg';

const queue = 'hindcast-sources';

/** A source of one workspace. */
export interface QueuedSource {
  readonly workspace: string;
  readonly source: string;
}

export interface SourceQueueOptions {
  readonly pool: Pool;
  readonly log: (line: string) => void;
  /** How many sources are read at once. One that hangs keeps one place until its silence ends it. */
  readonly places: number;
  /** How often the queue is looked at, in seconds. */
  readonly everySeconds: number;
}

/** Sources that are due, in a queue of their own beside that of jobs: they wait neither for imports nor for each other. */
export class SourceQueue {
  readonly #options: SourceQueueOptions;
  #boss: Promise<PgBoss> | undefined;

  constructor(options: SourceQueueOptions) {
    this.#options = options;
  }

  #started(): Promise<PgBoss> {
    return this.#boss ??= this.#start();
  }

  async #start(): Promise<PgBoss> {
    const { pool, log } = this.#options;
    const boss = new PgBoss({ db: { executeSql: async (text: string, values?: unknown[]) => pool.query(text, values) }, supervise: false, schedule: false });
    boss.on('error', (error) => log(`The queue of sources reports: ${error.message}`));
    await boss.start();
    // Tries again are ours: a failed run writes when the source is due next.
    await boss.createQueue(queue, { retryLimit: 0, expireInSeconds: 12 * 3600 });
    return boss;
  }

  async add(source: QueuedSource): Promise<void> {
    await (await this.#started()).send(queue, source);
  }

  /** Reads queued sources, some at once, until `stop`. What `run` throws is written to the log. */
  async work(run: (source: QueuedSource) => Promise<void>): Promise<void> {
    const { places, everySeconds, log } = this.#options;
    await (await this.#started()).work<QueuedSource>(queue, { batchSize: 1, localConcurrency: places, pollingIntervalSeconds: everySeconds }, async ([job]) => {
      if (!job) return;
      await run(job.data).catch((error: Error) => log(`The source "${job.data.source}" of "${job.data.workspace}" could not be read: ${error.message}`));
    });
  }

  async stop(): Promise<void> {
    const boss = await this.#boss;
    this.#boss = undefined;
    await boss?.stop({ graceful: true, timeout: 5_000 });
  }
}
