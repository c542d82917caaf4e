import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Transaction } from 'kysely';
import { Failure, type ImportPlan, type Receipt, type SourceRun, type SourceRunOptions } from '../../model/index.ts';
import type { AddressRules } from '../../net/index.ts';
import type { WorkspaceStore, WorkspaceTables } from '../../store/index.ts';
import { findLiveSource, forgetReading, keepReading, readCursors, readMappings, scheduleOf, secretsOf, type LiveSourceRow } from './book.ts';
import { settingsOf } from './common-settings.ts';
import { sourceKind } from './kinds.ts';
import { readCorrespondents } from './correspondence/read-correspondents.ts';
import { requireConsent, type MailboxUse } from './mailboxes/mailbox-consent.ts';
import { minutesBetween, nextTry } from './next-try.ts';
import { runSource, type SourceCommit, type SourceOutcome } from './run-source.ts';
import { deliveriesOf } from './webhook/deliveries/stored-deliveries.ts';
import { beginRun, claimSource, endLeftRuns, readRun } from './runs.ts';

export interface ImportBatch {
  readonly plan: ImportPlan;
  readonly signal: AbortSignal;
  /** Told the import's id before anything is written. */
  readonly begun: (importId: string) => Promise<void>;
  readonly withCommit: (transaction: Transaction<WorkspaceTables>) => Promise<void>;
}

export interface PerformRun {
  readonly store: WorkspaceStore;
  readonly key: Buffer;
  readonly now: () => number;
  readonly newId: () => string;
  /** In [0, 1). */
  readonly chance: () => number;
  readonly worker: string;
  readonly isAlive: (worker: string) => boolean;
  /** Where spools and configurations of commands may lie for as long as the run lasts. */
  readonly folder: string;
  /** What sources may call over HTTP. */
  readonly rules: AddressRules;
  /** Imports planned tables in the way of files. */
  readonly importBatch: (batch: ImportBatch) => Promise<Receipt>;
}

type Asked = SourceRunOptions & { readonly input?: AsyncIterable<Uint8Array> };
const cancelEveryMs = 500;
const progressEveryMs = 500;

/** Reads a source from where it was left to its end, and says how it went. Throws where it is being read already; a failed run is an answer. */
export async function performRun(parts: PerformRun, name: string, asked: Asked): Promise<SourceRun> {
  const { store, now } = parts;
  const row = await findLiveSource(store.state, name);
  await claimSource(store.state, row, parts.worker, parts.isAlive);
  const id = parts.newId();
  try {
    await endLeftRuns(store, name, { now: now(), folder: parts.folder });
    await beginRun(store.state, id, name, now());
    if (asked.full) await store.state.transaction().execute((transaction) => forgetReading(transaction, name));
    // Read once more: its settings may have been changed until it was claimed.
    await new Performed(parts, await findLiveSource(store.state, name), id, asked).perform();
    return await readRun(store.state, id);
  } finally {
    await store.state.updateTable('live_sources').set({ worker: null, cancel_asked: false }).where('name', '=', name).where('worker', '=', parts.worker).execute();
  }
}

class Performed {
  readonly #parts: PerformRun;
  readonly #row: LiveSourceRow;
  readonly #id: string;
  readonly #asked: Asked;
  readonly #stop = new AbortController();
  readonly #imports: string[] = [];
  #isCancelled = false;
  #toldAt = 0;

  constructor(parts: PerformRun, row: LiveSourceRow, id: string, asked: Asked) {
    this.#parts = parts;
    this.#row = row;
    this.#id = id;
    this.#asked = asked;
  }

  async perform(): Promise<void> {
    const watch = setInterval(() => { this.#watchCancel().catch(() => undefined); }, cancelEveryMs);
    const cancel = (): void => this.#cancel();
    this.#asked.signal?.addEventListener('abort', cancel, { once: true });
    if (this.#asked.signal?.aborted) cancel();
    const folder = path.join(this.#parts.folder, this.#id);
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await this.#end(await this.#read(folder));
    } catch (error) {
      await this.#failed(error);
    } finally {
      clearInterval(watch);
      this.#asked.signal?.removeEventListener('abort', cancel);
      // Whatever the source started ends with the run, however the run ended.
      this.#stop.abort(new Failure('busy', 'The run is over.'));
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #read(folder: string): Promise<SourceOutcome> {
    const { store, key, now } = this.#parts;
    const kind = sourceKind(this.#row.kind);
    const { common, own } = settingsOf(kind, this.#row.settings);
    const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(common.timeoutMinutes * 60_000)]);
    const mailbox = kind.mailbox?.(own) ?? null;
    if (mailbox) await requireConsent(store.state, mailbox);
    const [cursors, mappings, saved] = await Promise.all([readCursors(store.state, this.#row.name), readMappings(store.state, this.#row.name), store.state.selectFrom('mappings').selectAll().execute()]);
    return runSource({
      source: this.#row.name, settings: common, mappings, saved, folder: path.join(folder, 'spools'), signal, now,
      messages: kind.read(own, { source: this.#row.name, secrets: kind.isFed ? {} : secretsOf(this.#row, key), cursors, streams: common.streams, signal, folder, now: now(), rules: this.#parts.rules, correspondents: () => readCorrespondents(store), input: this.#asked.input, deliveries: kind.isFed ? deliveriesOf(store.state, this.#row.name) : undefined }),
      commit: (commit) => this.#commit(commit, mailbox, signal),
      progress: (stage, records) => this.#tell(stage, records),
    });
  }

  async #commit({ plan, states, mappings }: SourceCommit, mailbox: MailboxUse | null, signal: AbortSignal): Promise<Receipt | null> {
    const { store, now, importBatch } = this.#parts;
    const keep = async (transaction: Transaction<WorkspaceTables>): Promise<void> => {
      if (mailbox) await requireConsent(transaction, mailbox);
      await keepReading(transaction, this.#row.name, { states, mappings }, now());
    };
    if (plan === null) {
      await store.state.transaction().execute(keep);
      return null;
    }
    return importBatch({
      plan, signal, withCommit: keep,
      begun: async (importId) => {
        this.#imports.push(importId);
        await store.state.updateTable('source_runs').set({ import_id: importId, imports: JSON.stringify(this.#imports), stage: 'importing' }).where('id', '=', this.#id).execute();
      },
    });
  }

  async #tell(stage: string, records: number): Promise<void> {
    const at = this.#parts.now();
    if (at - this.#toldAt < progressEveryMs) return;
    this.#toldAt = at;
    this.#asked.progress?.(stage, records, null);
    await this.#parts.store.state.updateTable('source_runs').set({ stage, records }).where('id', '=', this.#id).execute();
  }

  async #end({ records, taken, rejected, notes, failure }: SourceOutcome): Promise<void> {
    const { store } = this.#parts;
    await store.state.updateTable('source_runs').set({ records, taken, rejected, notes: notes.join('\n') }).where('id', '=', this.#id).execute();
    if (failure) return this.#failed(failure);
    await this.#over('done', null, 0);
  }

  async #failed(error: unknown): Promise<void> {
    if (this.#isCancelled) return this.#over('cancelled', null, this.#row.errors_in_row);
    const isTimeout = error instanceof DOMException && error.name === 'TimeoutError';
    const failure = error instanceof Failure ? error : isTimeout ? new Failure('busy', 'The run took too long.', 'Allow more with --setting timeoutMinutes=N; what was committed is not read again.') : null;
    await this.#over('failed', failure ?? { message: error instanceof Error ? error.message : String(error), todo: 'Try again; if it happens again, this is a fault in Hindcast.' }, this.#row.errors_in_row + 1);
  }

  async #over(state: 'done' | 'failed' | 'cancelled', failure: { readonly message: string; readonly todo?: string | undefined } | null, errors: number): Promise<void> {
    const { store, now, chance } = this.#parts;
    // What is fed has no schedule of its own, but a failure is tried again.
    const own = scheduleOf(this.#row);
    const schedule = sourceKind(this.#row.kind).isFed && errors > 0 && minutesBetween(own) === null ? { everyMinutes: 1, daily: null } : own;
    const next = nextTry(now(), schedule, errors, chance());
    await store.state.transaction().execute(async (transaction) => {
      await transaction.updateTable('source_runs').set({ state, stage: state, finished_at: new Date(now()), import_id: null, error: failure?.message ?? null, todo: failure?.todo ?? null }).where('id', '=', this.#id).execute();
      await transaction.updateTable('live_sources').set({ errors_in_row: errors, next_try_at: next === null ? null : new Date(next) }).where('name', '=', this.#row.name).execute();
    });
  }

  #cancel(): void {
    this.#isCancelled = true;
    this.#stop.abort(new Failure('busy', 'The run was cancelled.'));
  }

  async #watchCancel(): Promise<void> {
    const row = await this.#parts.store.state.selectFrom('live_sources').select('cancel_asked').where('name', '=', this.#row.name).executeTakeFirst();
    if (row?.cancel_asked) this.#cancel();
  }
}
