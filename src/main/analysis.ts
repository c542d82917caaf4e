import { accountCalled, accountDeal, accountGroup, accountRows, recordsOf, changesBetween, coverageOf, entryAt, searchLeaks, inquiryCohorts, journeyMap, logAsOf, signContext, signsOf, stateAt, type DealLog, type DealState, type Log } from '../history/index.ts';
import { claimFamily, rankFamily, readAsked, readTypedTouches, saidAsOf, testClaims, unseenShare, usualMisnaming, whatBuyersSaid, whatTrackersSuggest, type Said, type TypedTouches } from '../history/index.ts';
import { backtest, columnRules, fitWinModel, forecastQuarters, leadRecord, predictDeals, rowOf, uncalibrated, usedColumns, type LeadRecord, type TrackRecord, type WinModel } from '../predict/index.ts';
import { actionsFor, asSaid, experimentFamily, experimentOf, usualHeldShare } from '../prescribe/index.ts';
import { crmGuides } from '../acquire/index.ts';
import { DAY_MS, endOfDay, isoDate, registerOf, type ColumnAnswer, type DealAnswer, type ForecastAnswer, type Scope, type WorkspaceSettings } from '../model/index.ts';
import type { WorkspaceStore } from '../store/index.ts';
import type { AnswerName, Answers, Question } from './answers.ts';
import { datedAssignments, frozenAssignments } from './assignments.ts';
import { overviewOf } from './overview.ts';
import { holdsAt } from './record-decision.ts';
import { tableStats } from './table-stats.ts';
import { paceOf, readOffers, writeOffers } from './what-was-said.ts';

export interface AnalysisInput {
  readonly workspace: string;
  readonly store: WorkspaceStore;
  readonly log: Log;
  /** The log without those who refuse prediction. */
  readonly predictable: Log;
  readonly asOf: number;
  readonly settings: WorkspaceSettings;
  readonly scope: Scope;
  readonly reconciled: boolean;
  readonly seed: number;
  readonly now: number;
  /** Asked of everything and of today; what is offered then is written down. */
  readonly present: boolean;
}

type Makers = { readonly [N in AnswerName]: (question: Question<N>) => Answers[N] | Promise<Answers[N]> };

/** How far back Home looks for what changed. */
const changedSinceMs = 7 * DAY_MS;

/**
 * One workspace on one date of knowledge: the log as it was then, and everything asked of it. What several answers
 * need (the fitted model, the record, the deals) is made once.
 */
export class Analysis {
  readonly #input: AnalysisInput;
  readonly #log: Log;
  readonly #predictable: Log;
  readonly #made = new Map<string, unknown>();

  constructor(input: AnalysisInput) {
    this.#input = input;
    this.#log = inScope(logAsOf(input.log, input.asOf), input.scope, input.asOf);
    this.#predictable = input.predictable === input.log ? this.#log : inScope(logAsOf(input.predictable, input.asOf), input.scope, input.asOf);
  }

  async answer<N extends AnswerName>(question: Question<N>): Promise<Answers[N]> {
    return this.#makers[question.name](question);
  }

  readonly #makers: Makers = {
    overview: () => this.#overview(),
    deals: () => this.#deals(),
    wonDeals: () => this.#closedDeals(['won']),
    lostDeals: () => this.#closedDeals(['lost', 'no_decision']),
    forecast: () => this.#forecast(),
    backtest: () => this.#record().answer,
    leaks: () => this.#leaks().answer,
    changes: ({ since }) => changesBetween(this.#log, since === undefined ? this.#input.asOf - changedSinceMs : endOfDay(since), this.#input.asOf),
    journey: () => journeyMap(this.#log, this.#input.asOf),
    inquiries: () => this.#inquiries(),
    actions: () => this.#actions(),
    experiments: () => this.#experiments(),
    columns: () => this.#columns(),
    coverage: () => this.#coverage(),
    accounts: ({ rollUp = 'none' }) => this.#once(`accounts ${rollUp}`, () => accountRows(this.#log, this.#input.asOf, rollUp, this.#parentsAsOf())),
    dealFacts: ({ id }) => this.#dealFacts(id ?? ''),
    accountFacts: ({ id }) => this.#accountFacts(id ?? ''),
    buyers: (question) => this.#buyers(question),
    unseen: (question) => this.#unseen(question),
    claims: () => this.#claims(),
    comparedRecords: () => ({ leaks: this.#leaks().family, inquiries: this.#log.deals.length > 0 && this.#log.leads.length > 0 ? this.#leadRecord().answer : null, asOf: isoDate(this.#input.asOf) }),
    comparedAnswers: () => this.#comparedAnswers(),
  };

  /** Makes a thing once. */
  #once<T>(name: string, make: () => T): T {
    if (!this.#made.has(name)) this.#made.set(name, make());
    return this.#made.get(name) as T;
  }

  /** As `#once`; what failed is asked anew. */
  #onceRead<T>(name: string, read: () => Promise<T>): Promise<T> {
    const reading = this.#once(name, read);
    reading.catch(() => this.#made.delete(name));
    return reading;
  }

  /** Both Home and Data show it, and it reads every table. */
  #coverage = (): Promise<Answers['coverage']> => this.#onceRead('coverage', async () =>
    coverageOf(this.#log, await tableStats(this.#input.store.facts, this.#input.asOf), this.#input.asOf, crmGuides));

  #columns = (): ColumnAnswer[] => this.#once('columns', () => columnRules(this.#predictable, this.#input.settings));

  #model = (): WinModel | null => this.#once('model', () => fitWinModel(this.#predictable, this.#input.asOf, usedColumns(this.#columns(), 'deal'), this.#input.seed));

  #leadRecord = (): LeadRecord => this.#once('leadRecord', () => leadRecord(this.#predictable, this.#input.asOf, usedColumns(this.#columns(), 'lead'), this.#input.seed));

  /** The record of deals; where a workspace holds inquiries only, that of inquiries. */
  #record = (): TrackRecord => this.#once('record', () => {
    const { asOf, seed } = this.#input;
    if (this.#log.deals.length === 0 && this.#log.leads.length > 0) return { answer: this.#leadRecord().answer, method: 'base_rate', misses: [], calibration: uncalibrated };
    return backtest({ log: this.#predictable, asOf, columnsOf: (log) => usedColumns(columnRules(log, this.#input.settings), 'deal'), seed });
  });

  #deals = (): DealAnswer[] => this.#once('deals', () => {
    const context = this.#signs();
    const { method, calibration } = this.#record();
    return predictDeals({ log: this.#predictable, asOf: this.#input.asOf, model: this.#model(), method, calibration, signsOf: (deal) => signsOf(deal, this.#input.asOf, context) });
  });

  #signs = () => this.#once('signs', () => signContext(this.#log, this.#input.asOf));

  #closedDeals(endings: readonly DealState['status'][]): DealAnswer[] {
    const { asOf } = this.#input;
    const teams = new Map(this.#log.reps.map((rep) => [rep.name, rep.team]));
    return this.#log.deals.flatMap((deal) => {
      const state = stateAt(deal, asOf);
      return endings.includes(state.status) ? [rowOf(deal, state, { asOf, signsOf: () => [] }, teams)] : [];
    });
  }

  #forecast = (): ForecastAnswer[] => this.#once('forecast', () => {
    const { asOf, seed } = this.#input;
    const record = this.#record();
    const quarters = forecastQuarters({ log: this.#predictable, asOf, model: this.#model(), method: record.method, seed, pastMisses: record.misses });
    return quarters.map((quarter, step) => (step === 0 ? { ...quarter, record: recordAt(record, quarter.week) } : quarter));
  });

  #leaks = () => this.#once('leaks', () => searchLeaks(this.#log, this.#input.asOf));

  #inquiries(): Answers['inquiries'] {
    const answer = inquiryCohorts(this.#log, this.#input.asOf);
    const record = this.#leadRecord();
    const byId = new Map(this.#predictable.leads.map((lead) => [lead.id, lead]));
    const rows = answer.rows.map((row) => {
      const lead = byId.get(row.id);
      return lead && row.converted !== true ? { ...row, chance: record.chanceOf(lead) } : row;
    });
    return { ...answer, rows };
  }

  async #overview(): Promise<Answers['overview']> {
    const { workspace, settings, now, asOf, reconciled } = this.#input;
    const ask = <N extends AnswerName>(name: N) => this.answer({ name, scope: {} } as Question<N>);
    const [changes, leaks, actions, coverage] = await Promise.all([ask('changes'), ask('leaks'), ask('actions'), ask('coverage')]);
    return overviewOf({
      workspace, settings, now, asOf, reconciled, leaks, actions, coverage,
      changes: this.#log.deals.length === 0 ? null : changes,
      forecast: this.#forecast(), deals: this.#deals(),
    });
  }

  /** Who is held out is written down the first time it is decided, and kept. */
  async #actions(): Promise<Answers['actions']> {
    const { store, seed, settings, asOf, now } = this.#input;
    const deals = this.#deals();
    const frozen = settings.comparisonGroup ? await frozenAssignments(store.facts, { log: this.#log, deals, seed, now }) : new Map<string, boolean>();
    const offered = await readOffers(store.facts);
    const pace = paceOf(offered, now);
    const answer = actionsFor(this.#log, asOf, deals, { seed, comparisonGroup: settings.comparisonGroup, frozen, ...(pace === undefined ? {} : { actionsPerMonth: pace }) });
    if (this.#input.present) await writeOffers(store.facts, asSaid(answer, { states: new Map(), holds: await holdsAt(store.facts, now) }).actions, offered, now);
    return answer;
  }

  async #experiments(): Promise<Answers['experiments']> {
    const { store, settings, asOf } = this.#input;
    const experiment = experimentOf({
      log: this.#log, asOf, assignments: await datedAssignments(store.facts), on: settings.comparisonGroup, heldShare: usualHeldShare,
    });
    return { experiments: [experiment], asOf: isoDate(asOf) };
  }

  /**
   * Read anew each time: an answer counts the moment it is given. Where no date is asked for, everything said counts, also what
   * came in after the newest row of the files.
   */
  #said = async (): Promise<Said[]> => saidAsOf(await readAsked(this.#input.store.facts), this.#input.scope.asOf === undefined ? Infinity : this.#input.asOf);

  #typedTouches = (): Promise<TypedTouches> => this.#once('typed touches', () => readTypedTouches(this.#input.store.facts));

  async #buyers({ misnaming = usualMisnaming }: Question): Promise<Answers['buyers']> {
    const { asOf } = this.#input;
    const typed = await this.#typedTouches();
    const tracked = this.#once('tracked', () => whatTrackersSuggest(this.#log, typed, asOf));
    return whatBuyersSaid({ log: this.#log, said: await this.#said(), asOf, misnaming, tracked, knownOnly: this.#isNarrowed() });
  }

  async #unseen({ misnaming = usualMisnaming }: Question): Promise<Answers['unseen']> {
    return unseenShare({ log: this.#log, said: await this.#said(), typed: await this.#typedTouches(), asOf: this.#input.asOf, misnaming });
  }

  #claims = async (): Promise<Answers['claims']> => testClaims(this.#log, await this.#said(), this.#input.asOf);

  async #comparedAnswers(): Promise<Answers['comparedAnswers']> {
    const { asOf } = this.#input;
    const [said, claims, { experiments }] = await Promise.all([this.#said(), this.#claims(), this.#experiments()]);
    return registerOf([claimFamily(claims), rankFamily(this.#log, said, asOf, this.#isNarrowed()), experimentFamily(experiments)], isoDate(asOf));
  }

  #isNarrowed(): boolean {
    const { owner, team, dealType } = this.#input.scope;
    return Boolean(owner || team || dealType);
  }

  #dealFacts(id: string): Answers['dealFacts'] {
    const deal = this.#log.deals.find((candidate) => candidate.id === id);
    if (!deal) return null;
    const lost = entryAt(deal.lossReason, this.#input.asOf);
    return { deal: accountDeal(deal, this.#input.asOf), lossReason: lost?.value ? { reason: lost.value, at: lost.at } : null, attributes: { ...deal.stable, ...entryAt(deal.undated, this.#input.asOf)?.value } };
  }

  /** Words are no rows of files: where no date is asked for, all that was said so far counts. */
  #parentsAsOf = (): number => (this.#input.scope.asOf === undefined ? Math.max(this.#input.asOf, this.#input.now) : this.#input.asOf);

  /** An account is found by its id, and by the id or key of any of its records. */
  #accountFacts(asked: string): Answers['accountFacts'] {
    const rows = this.#once('accounts none', () => accountRows(this.#log, this.#input.asOf));
    const account = accountCalled(this.#log.accounts, asked);
    const row = rows.find((candidate) => candidate.id === account?.id);
    if (!account || !row) return null;
    return { row, ...recordsOf(this.#log.accounts, account), group: accountGroup(this.#log, account, this.#parentsAsOf()), deals: this.#log.deals.filter((deal) => deal.accountId === account.id).map((deal) => accountDeal(deal, this.#input.asOf)) };
  }
}

/** How past quarters at about this week came out: the landmark week nearest to it. */
function recordAt(record: TrackRecord, week: number): ForecastAnswer['record'] {
  const weeks = [...new Set(record.answer.points.map((point) => point.week))];
  const near = weeks.sort((a, b) => Math.abs(a - week) - Math.abs(b - week))[0];
  if (near === undefined) return null;
  const ranged = record.answer.points.filter((point) => point.week === near && point.inside !== null);
  const miss = (name: string): number | null => record.answer.errors.find((error) => error.name === name && error.week === near)?.wape ?? null;
  return { week: near, quarters: ranged.length, inside: ranged.filter((point) => point.inside).length, usualMiss: miss('middle'), stageWeightedMiss: miss('stageWeighted') };
}

/** The part of a log that belongs to an owner, a team or a type of deal, by what was known on the date. What was deleted by then is not part of it. */
function inScope(whole: Log, scope: Scope, asOf: number): Log {
  if (!scope.owner && !scope.team && !scope.dealType) return whole;
  const { deleted: _, ...log } = whole;
  const teams = new Map(log.reps.map((rep) => [rep.name, rep.team]));
  const isTheirs = (owner: string | null): boolean =>
    (!scope.owner || owner === scope.owner) && (!scope.team || (owner !== null && teams.get(owner) === scope.team));
  const deals = log.deals.filter((deal) => isTheirs(entryAt(deal.owner, asOf)?.value ?? null) && (!scope.dealType || deal.type === scope.dealType));
  const narrowed = { ...log, deals, leads: log.leads.filter((lead) => isTheirs(lead.owner)) };
  return scope.owner || scope.team ? { ...narrowed, ...ofDeals(log, deals) } : narrowed;
}

/** Accounts and money of some deals. Money booked on an account alone tells of all of its deals, so it is left out. */
function ofDeals(log: Log, deals: readonly DealLog[]): Pick<Log, 'accounts' | 'money'> {
  const ids = new Set(deals.map((deal) => deal.id));
  const accountIds = new Set(deals.map((deal) => deal.accountId));
  return { accounts: log.accounts.filter((account) => accountIds.has(account.id)), money: log.money.filter((money) => money.dealId !== null && ids.has(money.dealId)) };
}
