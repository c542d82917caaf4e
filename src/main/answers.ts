import type {
  AccountRow, ActionsAnswer, BacktestAnswer, ChangesAnswer, ColumnAnswer, CoverageAnswer, DealAnswer, ForecastAnswer,
  InquiriesAnswer, JourneyAnswer, LeaksAnswer, OverviewAnswer, Scope,
} from '../model/index.ts';

/** Every answer that is computed from the log, with what it needs to be asked. */
export interface Answers {
  overview: OverviewAnswer;
  deals: DealAnswer[];
  forecast: ForecastAnswer[];
  backtest: BacktestAnswer;
  leaks: LeaksAnswer;
  changes: ChangesAnswer;
  journey: JourneyAnswer;
  inquiries: InquiriesAnswer;
  actions: ActionsAnswer;
  columns: ColumnAnswer[];
  coverage: CoverageAnswer;
  accounts: AccountRow[];
}
export type AnswerName = keyof Answers;

export interface Question<N extends AnswerName = AnswerName> {
  readonly name: N;
  readonly scope: Scope;
  /** For `changes`: the earlier date. */
  readonly since?: string;
}

/** Whoever computes answers: this process, or the worker beside it. */
export interface Analyst {
  answer<N extends AnswerName>(workspace: string, question: Question<N>): Promise<Answers[N]>;
}

/** One text for one question, so that equal questions find the same answer. */
export function keyOf(question: Question, asOf: number, dataVersion: string): string {
  const { team = '', owner = '', dealType = '' } = question.scope;
  return JSON.stringify([question.name, asOf, question.since ?? '', team, owner, dealType, dataVersion]);
}
