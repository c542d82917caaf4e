import { closingsOf, loadLog, type Closing, type Log } from '../history/index.ts';
import { readCompanyBook } from '../resolve/index.ts';
import { someoneRefuses, type Store, type WorkspaceStore } from '../store/index.ts';
import { Analysis } from './analysis.ts';
import { isKept, isOfThePresent, type Analyst, type AnswerName, type Answers, type Question } from './answers.ts';
import { KeptAnswers } from './kept-answers.ts';
import { writeDown } from './what-was-said.ts';
import { WorkspaceState } from './workspace-state.ts';

export interface LocalAnalystOptions {
  readonly store: Store;
  readonly now: () => number;
  readonly newId: () => string;
  readonly seed: number;
}

/** What may be analysed, and what may be predicted from: one log unless somebody refuses the second. */
interface Logs {
  readonly log: Log;
  readonly predictable: Log;
}

/** A workspace as one version of its data shows it. */
interface Held {
  readonly dataVersion: string;
  readonly logs: Promise<Logs>;
  readonly analyses: Map<string, Promise<Analysis>>;
  closings?: Promise<readonly Closing[]>;
}

const analysesHeld = 3;

/** Computes answers in this process from the log, one workspace version at a time, and keeps them for everybody. */
export class LocalAnalyst implements Analyst {
  readonly #options: LocalAnalystOptions;
  readonly #held = new Map<string, Held>();
  readonly #kept: KeptAnswers;

  constructor(options: LocalAnalystOptions) {
    this.#options = options;
    this.#kept = new KeptAnswers(options);
  }

  async answer<N extends AnswerName>(workspace: string, question: Question<N>): Promise<Answers[N]> {
    const place = await this.#kept.place(workspace, question);
    const known = isKept(question.name) ? await place.get() : undefined;
    if (known !== undefined) return known as Answers[N];
    const analysis = await this.#analysis(workspace, place.dataVersion, place.asOf, question);
    const value = await analysis.answer(question);
    if (!isKept(question.name)) return value;
    if (isOfThePresent(question)) await writeDown(question.name, value, { facts: (await this.#options.store.workspace(workspace)).facts, asOf: place.asOf, dataVersion: place.dataVersion, now: this.#options.now() });
    await place.put(value);
    return value;
  }

  /** How deals ended, by the newest data. */
  async closings(workspace: string): Promise<readonly Closing[]> {
    const store = await this.#options.store.workspace(workspace);
    const state = new WorkspaceState(store.state, this.#options.now, this.#options.newId);
    const held = await this.#holding(workspace, state, await state.dataVersion());
    return held.closings ??= held.logs.then(({ log }) => closingsOf(log));
  }

  /** Lets go of what was held of a workspace: its data changed, or it is gone. */
  async forget(workspace: string): Promise<void> {
    this.#held.delete(workspace);
    await this.#kept.forget(workspace);
  }

  /** Forgets a workspace that was dropped, without asking it anything. */
  drop(workspace: string): void {
    this.#held.delete(workspace);
    this.#kept.drop(workspace);
  }

  async #analysis(workspace: string, dataVersion: string, asOf: number, question: Question): Promise<Analysis> {
    const store = await this.#options.store.workspace(workspace);
    const state = new WorkspaceState(store.state, this.#options.now, this.#options.newId);
    const held = await this.#holding(workspace, state, dataVersion);
    const { team = '', owner = '', dealType = '' } = question.scope;
    const key = JSON.stringify([asOf, isOfThePresent(question), team, owner, dealType]);
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
    const imports = await store.state.selectFrom('imports').select(['receipt', 'state']).where('state', 'in', ['done', 'partly']).execute();
    return new Analysis({
      workspace, store, ...await held.logs, asOf, settings: await state.settings(), scope: question.scope,
      reconciled: imports.every((row) => (row.receipt as { reconciled?: boolean } | null)?.reconciled !== false),
      seed: this.#options.seed, now: this.#options.now(), present: isOfThePresent(question),
    });
  }

  async #holding(workspace: string, state: WorkspaceState, dataVersion: string): Promise<Held> {
    const held = this.#held.get(workspace);
    if (held && held.dataVersion === dataVersion) return held;
    const store = await this.#options.store.workspace(workspace);
    const logs = loadLogs(store, state);
    const fresh: Held = { dataVersion, logs, analyses: new Map() };
    this.#held.set(workspace, fresh);
    logs.catch(() => this.#held.delete(workspace));
    return fresh;
  }
}

async function loadLogs(store: WorkspaceStore, state: WorkspaceState): Promise<Logs> {
  const { facts } = store;
  const [settings, dates, companies] = await Promise.all([state.settings(), state.importDates(), readCompanyBook(store)]);
  const log = await loadLog(facts, settings, dates, 'analyse', companies);
  return { log, predictable: await someoneRefuses(facts, 'predict', 'analyse') ? await loadLog(facts, settings, dates, 'predict', companies) : log };
}
