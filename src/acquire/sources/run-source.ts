import path from 'node:path';
import { Failure, type ImportPlan, type Receipt, type TablePlan } from '../../model/index.ts';
import { attentive } from './attentive.ts';
import { planStreams, type PlannedStreams } from './plan-streams.ts';
import type { SavedMapping } from '../plan/overrides.ts';
import { withDeletions } from './deletion-marks.ts';
import type { CommonSettings, SourceMessage } from './source-kind.ts';
import { BatchSpool, type Declared } from './spool/batch-spool.ts';

/** What counts together: the rows of a batch, where its streams were left, and how they were understood. */
export interface SourceCommit {
  readonly plan: ImportPlan | null;
  readonly states: ReadonlyMap<string, unknown>;
  readonly mappings: ReadonlyMap<string, readonly TablePlan[]>;
}

export interface RunSource {
  readonly source: string;
  readonly settings: CommonSettings;
  readonly messages: AsyncIterable<SourceMessage>;
  readonly mappings: ReadonlyMap<string, readonly TablePlan[]>;
  readonly saved: readonly SavedMapping[];
  /** Folder of this run's spools. */
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly now: () => number;
  /** Makes a batch count, all of it or nothing; its receipt, or null where there were no rows. */
  readonly commit: (commit: SourceCommit) => Promise<Receipt | null>;
  readonly progress: (stage: string, records: number) => Promise<void>;
}

export interface SourceOutcome {
  readonly records: number;
  readonly taken: number;
  readonly rejected: number;
  readonly notes: readonly string[];
  /** Why the source was not read to its end; what came before counts. */
  readonly failure: Error | null;
}

/** A batch without a state grows this many times, then counts without one: what it held may be read again, and is then unchanged. */
const patience = 4;
const mostNotes = 30;

/**
 * Reads a source to its end. Records are put down in spools and imported batch by batch; each batch's states are kept in the
 * transaction that makes its rows count. Where the source fails, what came before counts and the failure is told; where the run is
 * cancelled, what was not yet committed is left to the next run.
 */
export const runSource = (run: RunSource): Promise<SourceOutcome> => new Run(run).toTheEnd();

class Run {
  readonly #run: RunSource;
  readonly #declared = new Map<string, Declared>();
  readonly #mappings: Map<string, readonly TablePlan[]>;
  readonly #notes: string[] = [];
  #batch: BatchSpool;
  #batches = 0;
  #records = 0;
  #taken = 0;
  #rejected = 0;

  constructor(run: RunSource) {
    this.#run = run;
    this.#mappings = new Map(run.mappings);
    this.#batch = this.#nextBatch();
  }

  async toTheEnd(): Promise<SourceOutcome> {
    try {
      const failure = await this.#readAll();
      this.#run.signal.throwIfAborted();
      await this.#commit();
      return this.#outcome(failure);
    } finally {
      await this.#batch.remove();
    }
  }

  #outcome(failure: Error | null): SourceOutcome {
    return { records: this.#records, taken: this.#taken, rejected: this.#rejected, notes: this.#notes, failure };
  }

  async #readAll(): Promise<Error | null> {
    const { messages, signal, settings } = this.#run;
    try {
      for await (const message of attentive(messages, signal, settings.silenceSeconds * 1000)) await this.#take(message);
      return null;
    } catch (error) {
      if (error instanceof Failure && !(error instanceof CommitFailed) && !signal.aborted) return error;
      throw error instanceof CommitFailed ? error.cause : error;
    }
  }

  async #take(message: SourceMessage): Promise<void> {
    const { settings } = this.#run;
    switch (message.type) {
      case 'stream':
        if (!this.#isTaken(message.stream)) return;
        this.#declared.set(message.stream, message);
        this.#batch.declare(message.stream);
        return;
      case 'records':
        if (!this.#isTaken(message.stream)) return;
        this.#records += message.records.length;
        await this.#batch.add(message.stream, withDeletions(message.records, settings.deleted.get(message.stream)));
        await this.#run.progress('reading', this.#records);
        if (this.#batch.rows >= this.#batchRows * patience) await this.#commitWhileReading();
        return;
      case 'state':
        this.#batch.keepState(message.stream, message.value);
        if (this.#batch.rows >= this.#batchRows) await this.#commitWhileReading();
        return;
      case 'problem': this.#batch.problem(message); return;
      case 'note': this.#note(message.text);
    }
  }

  get #batchRows(): number {
    return this.#run.settings.batchRows;
  }

  #isTaken(stream: string): boolean {
    return this.#run.settings.streams?.has(stream) ?? true;
  }

  #note(text: string): void {
    this.#notes.push(text);
    if (this.#notes.length > mostNotes) this.#notes.shift();
  }

  /** A commit that fails is no failure of the source: nothing after it may count. */
  async #commitWhileReading(): Promise<void> {
    try {
      await this.#commit();
    } catch (error) {
      throw new CommitFailed(error);
    }
  }

  async #commit(): Promise<void> {
    const batch = this.#batch;
    try {
      const spools = await batch.close();
      for (const problem of batch.lost.slice(0, mostNotes)) this.#note(`line ${problem.line}: ${problem.reason}`);
      if (batch.isEmpty) {
        this.#rejected += batch.lost.length;
        if (batch.states.size > 0) await this.#run.commit({ plan: null, states: batch.states, mappings: new Map() });
        return;
      }
      await this.#run.progress('recognising', this.#records);
      const planned = await planStreams(spools, { source: this.#run.source, now: this.#run.now(), settings: this.#run.settings, mappings: this.#mappings, saved: this.#run.saved });
      this.#learn(planned, await this.#run.commit({ plan: planned.plan, states: batch.states, mappings: planned.mappings }));
    } finally {
      await batch.remove();
      this.#batch = this.#nextBatch();
    }
  }

  #learn(planned: PlannedStreams, receipt: Receipt | null): void {
    for (const note of planned.notes) this.#note(note);
    for (const [stream, tables] of planned.mappings) this.#mappings.set(stream, tables);
    this.#taken += receipt?.tables.reduce((rows, table) => rows + table.rowsNew + table.rowsChanged + table.rowsRemoved, 0) ?? 0;
    this.#rejected += receipt?.tables.reduce((rows, table) => rows + table.rowsRejected, 0) ?? 0;
  }

  #nextBatch(): BatchSpool {
    this.#batches += 1;
    return new BatchSpool(path.join(this.#run.folder, `batch-${this.#batches}`), this.#declared);
  }
}

class CommitFailed extends Failure {
  constructor(cause: unknown) {
    super('internal', 'A batch could not be committed.', undefined, { cause });
  }
}
