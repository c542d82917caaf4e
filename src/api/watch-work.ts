import type { Application, ImportAnswer, JobAnswer } from '../model/index.ts';

export type WorkEvent = { readonly event: 'job'; readonly data: JobAnswer } | { readonly event: 'import'; readonly data: ImportAnswer };

const everyMs = 700;
const underWay = new Set(['queued', 'running']);

/** Watches jobs and imports for all listeners together, and only while there are any. */
export class WorkWatch {
  readonly #application: Application;
  readonly #log: (line: string) => void;
  readonly #listeners = new Set<(event: WorkEvent) => void>();
  readonly #told = new Map<string, string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(application: Application, log: (line: string) => void) {
    this.#application = application;
    this.#log = log;
  }

  /** Calls back for every change from now on; returns how to stop. */
  listen(listener: (event: WorkEvent) => void): () => void {
    this.#listeners.add(listener);
    if (this.#timer === undefined) this.#lookSoon(0);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.stop();
    };
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#told.clear();
  }

  #lookSoon(delayMs: number): void {
    this.#timer = setTimeout(() => {
      this.#look().catch((error: Error) => this.#log(`events: ${error.message}`)).finally(() => { if (this.#listeners.size > 0) this.#lookSoon(everyMs); });
    }, delayMs);
    this.#timer.unref();
  }

  async #look(): Promise<void> {
    const jobs = await this.#application.jobs();
    const moved = jobs.filter((job) => this.#told.get(job.id) !== JSON.stringify(job));
    const importing = new Set(jobs.filter((job) => job.kind === 'import' && (underWay.has(job.state) || moved.includes(job))).map((job) => job.workspace));
    for (const workspace of importing) {
      for (const data of await (await this.#application.workspace(workspace)).imports()) this.#tell({ event: 'import', data });
    }
    for (const data of moved) this.#tell({ event: 'job', data });
  }

  #tell(event: WorkEvent): void {
    const text = JSON.stringify(event.data);
    const known = this.#told.get(event.data.id) === text;
    this.#told.set(event.data.id, text);
    if (!known) for (const listener of this.#listeners) listener(event);
  }
}
