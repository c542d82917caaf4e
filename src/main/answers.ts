import type {
  AccountPage, AccountRow, ActionsAnswer, BacktestAnswer, BuyersAnswer, ChangesAnswer, ClaimsAnswer, ColumnAnswer, ComparisonFamily, ComparisonsAnswer, CoverageAnswer, DealAnswer, ForecastAnswer,
  ExperimentsAnswer, InquiriesAnswer, JourneyAnswer, LeaksAnswer, OverviewAnswer, RollUp, Scope, UnseenAnswer,
} from '../model/index.ts';
import type { AccountDeal, AccountRecordName } from '../history/index.ts';

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
  experiments: ExperimentsAnswer;
  columns: ColumnAnswer[];
  coverage: CoverageAnswer;
  accounts: AccountRow[];
  buyers: BuyersAnswer;
  unseen: UnseenAnswer;
  claims: ClaimsAnswer;
  /** What the register needs beyond other answers: the search for leaks, and the record of inquiries where the record is one of deals. */
  comparedRecords: { readonly leaks: ComparisonFamily; readonly inquiries: BacktestAnswer | null; readonly asOf: string };
  /** What people said is compared anew each time: it counts the moment they say it. */
  comparedAnswers: ComparisonsAnswer;
  /** Won and lost deals in the shape of the open ones, without a chance. */
  wonDeals: DealAnswer[];
  lostDeals: DealAnswer[];
  /** What the log says of one deal, for its page; null where it is unknown on the date. */
  dealFacts: { readonly deal: AccountDeal; readonly lossReason: { readonly reason: string; readonly at: number } | null; readonly attributes: Record<string, string> } | null;
  accountFacts: { readonly row: AccountRow; readonly records: readonly AccountRecordName[]; readonly others: readonly AccountRecordName[]; readonly group: AccountPage['group']; readonly deals: readonly AccountDeal[] } | null;
}
export type AnswerName = keyof Answers;

export interface Question<N extends AnswerName = AnswerName> {
  readonly name: N;
  readonly scope: Scope;
  /** For `changes`: the earlier date. */
  readonly since?: string;
  /** For the list of accounts: how far up it adds. */
  readonly rollUp?: RollUp;
  /** For one deal or account. */
  readonly id?: string;
  /** For what buyers said: the share of answers taken to name the wrong thing. */
  readonly misnaming?: number;
}

/** Answers about one object are quick to make and too many to keep; what buyers say may change with every answer that comes in. */
const unkept: ReadonlySet<AnswerName> = new Set<AnswerName>(['dealFacts', 'accountFacts', 'buyers', 'unseen', 'claims', 'comparedAnswers']);
export const isKept = (name: AnswerName): boolean => !unkept.has(name);

/** Asked of everything and of today: what people are told, and held to. */
export const isOfThePresent = ({ scope }: Question): boolean => scope.asOf === undefined && !scope.team && !scope.owner && !scope.dealType;

/** Whoever computes answers: this process, or the worker beside it. */
export interface Analyst {
  answer<N extends AnswerName>(workspace: string, question: Question<N>): Promise<Answers[N]>;
}

/** Raised with every change to what an answer holds, so that answers kept by an earlier version are not taken for this one's. */
const shapeOfAnswers = 4;

/** One text for one question, so that equal questions find the same answer. */
export function keyOf(question: Question, asOf: number, dataVersion: string): string {
  const { team = '', owner = '', dealType = '' } = question.scope;
  return JSON.stringify([shapeOfAnswers, question.name, asOf, question.since ?? '', question.id ?? '', question.rollUp ?? '', team, owner, dealType, dataVersion]);
}
