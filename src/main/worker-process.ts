import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { Failure, failureCatalogue, type FailureCode } from '../model/index.ts';
import type { Analyst, AnswerName, Answers, Question } from './answers.ts';

/** What the API process asks of the worker, and what comes back. */
export type WorkerRequest = { readonly id: number; readonly workspace: string; readonly question: Question };
export type WorkerReply =
  | { readonly ready: true }
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: { readonly code: string; readonly detail: string; readonly todo?: string } };

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

const restartAfterMs = 1_000;

/**
 * The process beside the API that runs jobs and computes answers, so that the API stays quick.
 * It is started again when it dies; questions under way then fail as `busy`, and jobs resume by batch.
 */
export class WorkerProcess implements Analyst {
  #child: ChildProcess | undefined;
  #waiting = new Map<number, Waiting>();
  #next = 1;
  #closing = false;
  #ready: Promise<void> = Promise.resolve();
  readonly #log: (line: string) => void;
  readonly #environment: NodeJS.ProcessEnv;

  constructor(environment: NodeJS.ProcessEnv, log: (line: string) => void) {
    this.#environment = environment;
    this.#log = log;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Starts the worker and resolves when it takes work. */
  start(): Promise<void> {
    const child = fork(path.join(import.meta.dirname, `worker${path.extname(import.meta.filename)}`), { env: this.#environment, serialization: 'advanced', stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.#child = child;
    this.#ready = new Promise((resolve, reject) => {
      child.on('message', (reply: WorkerReply) => ('ready' in reply ? resolve() : this.#settle(reply)));
      child.once('exit', (code) => {
        reject(new Failure('busy', 'The worker stopped.', 'It starts again by itself; ask once more.'));
        this.#ended(code);
      });
    });
    this.#ready.catch(() => undefined);
    return this.#ready;
  }

  async answer<N extends AnswerName>(workspace: string, question: Question<N>): Promise<Answers[N]> {
    await this.#ready;
    const id = this.#next++;
    const value = await new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#child?.send({ id, workspace, question } satisfies WorkerRequest);
    });
    return value as Answers[N];
  }

  #settle(reply: Exclude<WorkerReply, { ready: true }>): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ('failure' in reply) waiting?.reject(new Failure(codeOf(reply.failure.code), reply.failure.detail, reply.failure.todo));
    else waiting?.resolve(reply.value);
  }

  #ended(code: number | null): void {
    for (const waiting of this.#waiting.values()) waiting.reject(new Failure('busy', 'The worker stopped while it was computing this.', 'It starts again by itself; ask once more.'));
    this.#waiting.clear();
    if (this.#closing) return;
    this.#log(`The worker ended with ${code ?? 'a signal'}; it is started again.`);
    setTimeout(() => { if (!this.#closing) this.start().catch((error: Error) => this.#log(error.message)); }, restartAfterMs);
  }

  /** Asks the worker to end and waits for it, ten seconds at most. */
  async close(): Promise<void> {
    this.#closing = true;
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.disconnect();
    const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(late);
  }
}

const codeOf = (code: string): FailureCode => (code in failureCatalogue ? code as FailureCode : 'internal');
