import {
  accountRows, believablePipeline, changesBetween, coverageOf, findLeaks, inquiryCohorts, journeyMap, logAsOf, stateAt,
  type AccountDeal, type DealLog, type Log,
} from '../history/index.ts';
import { backtest, columnRules, fitWinModel, forecastQuarters, predictDeals } from '../predict/index.ts';
import { actionsFor } from '../prescribe/index.ts';
import { crmGuides } from '../acquire/index.ts';
import { DAY_MS, endOfDay, isoDate, type AccountRow, type Scope, type WorkspaceSettings } from '../model/index.ts';
import type { WorkspaceStore } from '../store/index.ts';
import type { AnswerName, Answers, Question } from './answers.ts';
import { overviewOf } from './overview.ts';
import { tableStats } from './table-stats.ts';
import type { WorkspaceState } from './workspace-state.ts';

export interface AnalysisInput {
  readonly workspace: string;
  readonly store: WorkspaceStore;
  readonly state: WorkspaceState;
  readonly log: Log;
  readonly asOf: number;
  readonly settings: WorkspaceSettings;
  readonly dataVersion: string;
  readonly scope: Scope;
  readonly seed: number;
  readonly now: number;
}

/**
 * One workspace on one date of knowledge: the log as it was then, and everything asked of it. What several answers
 * need (the fitted model, the deals) is computed once.
 */
export class Analysis {
  readonly #input: AnalysisInput;
  readonly #log: Log;
  readonly #made = new Map<string, Promise<unknown>>();

  constructor(input: AnalysisInput) {
    this.#input = input;
    this.#log = inScope(logAsOf(input.log, input.asOf), input.scope, input.asOf);
  }

  async answer<N extends AnswerName>(question: Question<N>): Promise<Answers[N]> {
    const make = this.#makers[question.name] as (question: Question) => Promise<Answers[N]> | Answers[N];
    return make(question);
  }

  /** Makes a thing once. */
  #once<T>(name: string, make: () => T | Promise<T>): Promise<T> {
    const known = this.#made.get(name) as Promise<T> | undefined;
    if (known) return known;
    const making = Promise.resolve().then(make);
    this.#made.set(name, making);
    return making;
  }
}
