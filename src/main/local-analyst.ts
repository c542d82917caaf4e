import { DAY_MS, Failure, endOfDay, isoDate } from '../model/index.ts';
import { loadLog, type Log } from '../history/index.ts';
import type { Store } from '../store/index.ts';
import { Analysis } from './analysis.ts';
import { AnswersCache } from './answers-cache.ts';
import { keyOf, type Analyst, type AnswerName, type Answers, type Question } from './answers.ts';
import { WorkspaceState } from './workspace-state.ts';

export interface LocalAnalystOptions {
  readonly store: Store;
  readonly now: () => number;
  readonly newId: () => string;
  readonly seed: number;
}

/** A workspace as one version of its data shows it. */
interface Held {
  readonly dataVersion: string;
  readonly log: Promise<Log>;
  readonly analyses: Map<string, Promise<Analysis>>;
}

const analysesHeld = 3;
/** Data older than this is shown as of its own newest day. */
const staleAfterMs = 14 * DAY_MS;

/** Computes answers in this process from the log, one workspace version at a time, and keeps them for everybody. */
export class LocalAnalyst implements Analyst {
  readonly #options: LocalAnalystOptions;
  readonly #held = new Map<string, Held>();
  readonly #caches = new Map<string, AnswersCache>();

  constructor(options: LocalAnalystOptions) {
    this.#options = options;
  }

  async answer<N extends AnswerName>(workspace: string, question: Question<N>): Promise<Answers[N]> {
    const state = await this.#state(workspace);
    const dataVersion = await state.dataVersion();
    const asOf = await asOfFor(question.scope.asOf, state, this.#options.now());
    const cache = await this.#cache(workspace);
    const key = keyOf(question, asOf, dataVersion);
    const known = await cache.get(key);
    if (known !== undefined) return known as Answers[N];
    const analysis = await this.#analysis(workspace, state, dataVersion, asOf, question);
    const value = await analysis.answer(question);
    await cache.put(key, question.name, dataVersion, value);
    return value;
  }

  /** Lets go of what was held of a workspace: its data changed, or it is gone. */
  async forget(workspace: string): Promise<void> {
    this.#held.delete(workspace);
    const cache = this.#caches.get(workspace);
    this.#caches.delete(workspace);
    await cache?.keepOnly(await (await this.#state(workspace)).dataVersion());
  }

  /** Forgets a workspace that was dropped, without asking it anything. */
  drop(workspace: string): void {
    this.#held.delete(workspace);
    this.#caches.delete(workspace);
  }

  async #state(workspace: string): Promise<WorkspaceState> {
    const store = await this.#options.store.workspace(workspace);
    return new WorkspaceState(store.state, this.#options.now, this.#options.newId);
  }

  async #cache(workspace: string): Promise<AnswersCache> {
    const held = this.#caches.get(workspace);
    if (held) return held;
    const cache = new AnswersCache((await this.#options.store.workspace(workspace)).state, this.#options.now);
    this.#caches.set(workspace, cache);
    return cache;
  }

  async #analysis(workspace: string, state: WorkspaceState, dataVersion: string, asOf: number, question: Question): Promise<Analysis> {
    const held = await this.#holding(workspace, state, dataVersion);
    const { team = '', owner = '', dealType = '' } = question.scope;
    const key = JSON.stringify([asOf, team, owner, dealType]);
    const known = held.analyses.get(key);
    if (known) return known;
    const analysis = this.#newAnalysis(workspace, state, held, asOf, question);
    held.analyses.set(key, analysis);
    analysis.catch(() => held.analyses.delete(key));
    const oldest = held.analyses.keys().next().value;
    if (held.analyses.size > analysesHeld && oldest !== undefined) held.analyses.delete(oldest);
    return analysis;
  }

  async #newAnalysis(workspace: string, state: WorkspaceState, held: Held, asOf: number, question: Question): Promise<Analysis> {
    const store = await this.#options.store.workspace(workspace);
    return new Analysis({
      workspace, store, state, log: await held.log, asOf,
      settings: await state.settings(), dataVersion: held.dataVersion, scope: question.scope, seed: this.#options.seed, now: this.#options.now(),
    });
  }

  async #holding(workspace: string, state: WorkspaceState, dataVersion: string): Promise<Held> {
    const held = this.#held.get(workspace);
    if (held && held.dataVersion === dataVersion) return held;
    const store = await this.#options.store.workspace(workspace);
    const log = Promise.all([state.settings(), state.importDates()]).then(([settings, dates]) => loadLog(store.facts, settings, dates));
    const fresh: Held = { dataVersion, log, analyses: new Map() };
    this.#held.set(workspace, fresh);
    log.catch(() => this.#held.delete(workspace));
    return fresh;
  }
}

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
