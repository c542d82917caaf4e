import { DAY_MS, Failure, endOfDay, isoDate } from '../model/index.ts';
import type { Store } from '../store/index.ts';
import { AnswersCache } from './answers-cache.ts';
import { keyOf, type Question } from './answers.ts';
import { WorkspaceState } from './workspace-state.ts';

/** Where one question's answer is kept. */
export interface Place {
  readonly asOf: number;
  readonly dataVersion: string;
  get(): Promise<unknown>;
  put(value: unknown): Promise<void>;
}

export interface KeptAnswersOptions {
  readonly store: Store;
  readonly now: () => number;
  readonly newId: () => string;
}

/** Finds and keeps answers by question, date and version of the data, for every process of the house. */
export class KeptAnswers {
  readonly #options: KeptAnswersOptions;
  readonly #caches = new Map<string, AnswersCache>();

  constructor(options: KeptAnswersOptions) {
    this.#options = options;
  }

  async place(workspace: string, question: Question): Promise<Place> {
    const { store, now, newId } = this.#options;
    const state = new WorkspaceState((await store.workspace(workspace)).state, now, newId);
    const [dataVersion, asOf] = await Promise.all([state.dataVersion(), asOfFor(question.scope.asOf, state, now())]);
    const key = keyOf(question, asOf, dataVersion);
    const cache = await this.#cache(workspace);
    return { asOf, dataVersion, get: () => cache.get(key), put: (value) => cache.put(key, question.name, dataVersion, value) };
  }

  /** Empties what belongs to other versions of the data. */
  async forget(workspace: string): Promise<void> {
    const { store, now, newId } = this.#options;
    const state = new WorkspaceState((await store.workspace(workspace)).state, now, newId);
    await (await this.#cache(workspace)).keepOnly(await state.dataVersion());
  }

  drop(workspace: string): void {
    this.#caches.delete(workspace);
  }

  async #cache(workspace: string): Promise<AnswersCache> {
    const held = this.#caches.get(workspace);
    if (held) return held;
    const cache = new AnswersCache((await this.#options.store.workspace(workspace)).state, this.#options.now);
    this.#caches.set(workspace, cache);
    return cache;
  }
}

/** Data older than this is shown as of its own newest day. */
const staleAfterMs = 14 * DAY_MS;

/**
 * The date of knowledge for a question: the one asked for, whole day included; otherwise now, or the data's own newest
 * day when that is more than 14 days back.
 */
export async function asOfFor(asked: string | undefined, state: WorkspaceState, now: number): Promise<number> {
  if (asked !== undefined) {
    const at = endOfDay(asked);
    if (Number.isNaN(at)) throw new Failure('bad_request', `"${asked}" is not a date.`, 'Write dates as 2026-11-23.');
    return at;
  }
  const dates = await state.importDates();
  const newest = dates[dates.length - 1];
  const today = endOfDay(isoDate(now));
  return newest === undefined || now - newest <= staleAfterMs ? today : newest;
}
