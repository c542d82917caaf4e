/** What is said on a date, and the two things that must not change it: that the future is missing, or another one. */
import { isDeepStrictEqual } from 'node:util';
import {
  accountRows, believablePipeline, changesBetween, coverageOf, findLeaks, inquiryCohorts, journeyMap, logAsOf, signContext, signsOf,
  type AccountLog, type Dated, type DealLog, type LeadLog, type Log,
} from '../../src/history/index.ts';
import { DAY_MS, isoDate } from '../../src/model/index.ts';
import { backtest, columnRules, fitWinModel, forecastQuarters, leadRecord, predictDeals, uncalibrated, usedColumns } from '../../src/predict/index.ts';
import { actionsFor } from '../../src/prescribe/index.ts';

/** Everything that is said on a date, by the public faces of the stages: they are given the log as of it and nothing else. */
function answersFrom(known: Log, asOf: number, withRecord: boolean) {
  const columnsOf = (one: Log): string[] => usedColumns(columnRules(one, { stableColumns: [], refusedColumns: [] }), 'deal');
  const model = fitWinModel(known, asOf, columnsOf(known), 1);
  const context = signContext(known, asOf);
  const deals = predictDeals({ log: known, asOf, model, method: 'hazard', calibration: uncalibrated, signsOf: (deal) => signsOf(deal, asOf, context) });
  return {
    columns: columnRules(known, { stableColumns: [], refusedColumns: [] }),
    deals, actions: actionsFor(known, asOf, deals, { seed: 1, comparisonGroup: true }),
    forecast: forecastQuarters({ log: known, asOf, model, method: 'hazard', seed: 1, pastMisses: [] }),
    leads: leadRecord(known, asOf, usedColumns(columnRules(known, { stableColumns: [], refusedColumns: [] }), 'lead'), 1).answer,
    leaks: findLeaks(known, asOf), journey: journeyMap(known, asOf), pipeline: believablePipeline(known, asOf),
    changes: changesBetween(known, asOf - 60 * DAY_MS, asOf), inquiries: inquiryCohorts(known, asOf), accounts: accountRows(known, asOf), coverage: coverageOf(known, [], asOf),
    record: withRecord ? backtest({ log: known, asOf, columnsOf, seed: 1 }).answer : null,
  };
}

/** A day on which everything is asked. */
export interface Asked {
  readonly day: string;
  readonly asOf: number;
  /** The record of past quarters is asked for too: it takes as long as all other answers of many days. */
  readonly withRecord: boolean;
  /** Every log is asked, also one that is the same as another: a stage that looks elsewhere than into its log would show. */
  readonly eachAnew: boolean;
}

/** The record on each tenth day, and on the last of them all logs anew. */
export const asked = (dates: readonly number[]): Asked[] => dates.map((asOf, index) => ({ day: isoDate(asOf), asOf, withRecord: index % 10 === 9, eachAnew: index === dates.length - 1 }));

/** What is said on a date from each log, in their order. Where two logs are one and the same as of the date, the stages were given the same and are not asked again. */
export function answersOfEach(logs: readonly Log[], { asOf, withRecord, eachAnew }: Asked): ReturnType<typeof answersFrom>[] {
  const before: Array<{ readonly known: Log; readonly said: ReturnType<typeof answersFrom> }> = [];
  return logs.map((log) => {
    const known = logAsOf(log, asOf);
    const same = eachAnew ? undefined : before.find((one) => isDeepStrictEqual(one.known, known));
    const said = same?.said ?? answersFrom(known, asOf, withRecord);
    before.push({ known, said });
    return said;
  });
}

const before = <T>(entries: readonly Dated<T>[], at: number): readonly Dated<T>[] => entries.filter((entry) => entry.at <= at);
/** A record as the versions of that day had it; what they had taken back before stays remembered. */
function thenSaid<T extends object>(record: T & { readonly earlier?: readonly { readonly until: number; readonly as: T }[] }, asOf: number): T {
  const { earlier = [], ...now } = record;
  const past = earlier.filter(({ until }) => until <= asOf);
  return { ...(earlier.find(({ until }) => until > asOf)?.as ?? now), ...(past.length > 0 ? { earlier: past } : {}) } as T;
}

const ifBefore = (at: number | null, asOf: number): number | null => (at !== null && at <= asOf ? at : null);

/** How a deal stood: by its last ending or re-opening of that day, where there were several. */
function endedBy(deal: DealLog, asOf: number): DealLog['outcome'] {
  const last = before(deal.endings, asOf).at(-1);
  if (deal.endings.some(({ at }) => at > asOf)) return last === undefined || last.value === null ? null : { kind: last.value, at: last.at, closedAt: last.at };
  return deal.outcome?.at != null && deal.outcome.at <= asOf ? deal.outcome : null;
}

/** The log as somebody would have built it on that day. */
export function withoutFuture(whole: Log, asOf: number): Log {
  const deals = whole.deals.filter((deal) => (deal.createdAt ?? Infinity) <= asOf).map((one) => thenSaid(one, asOf)).map((deal): DealLog => ({
    ...deal, stage: before(deal.stage, asOf), amountCents: before(deal.amountCents, asOf), expectedCloseAt: before(deal.expectedCloseAt, asOf), owner: before(deal.owner, asOf),
    nextStep: before(deal.nextStep, asOf), undated: before(deal.undated, asOf), lossReason: before(deal.lossReason, asOf), touches: deal.touches.filter((at) => at <= asOf),
    endings: before(deal.endings, asOf), outcome: endedBy(deal, asOf),
  }));
  const leads = whole.leads.filter((lead) => (lead.createdAt ?? Infinity) <= asOf).map((one) => thenSaid(one, asOf)).map((lead): LeadLog => {
    const convertedAt = ifBefore(lead.convertedAt, asOf);
    return { ...lead, convertedAt, converted: convertedAt === null ? null : true, dealId: convertedAt === null ? null : lead.dealId, respondedAt: ifBefore(lead.respondedAt, asOf), undated: before(lead.undated, asOf), owner: before(lead.undated, asOf).length > 0 ? lead.owner : null };
  });
  return {
    ...whole, deals, leads, accounts: whole.accounts.filter((account) => (account.createdAt ?? account.knownFrom ?? 0) <= asOf).map((one) => thenSaid(one, asOf)),
    reps: whole.reps.filter((rep) => (rep.knownFrom ?? 0) <= asOf).map((one) => thenSaid(one, asOf)), money: whole.money.map((one) => thenSaid(one, asOf)).filter((money) => money.at <= asOf),
    dataThrough: asOf, importedAt: whole.importedAt.filter((at) => at <= asOf),
  };
}

/** The same past with another future: later stages, amounts, owners and endings, and deals, inquiries and accounts that come later. */
export function withAnotherFuture(whole: Log, asOf: number): Log {
  const later = (days: number): number => asOf + days * DAY_MS;
  const past = withoutFuture(whole, asOf);
  const deals = past.deals.map((deal, index): DealLog => ({
    ...deal, stage: [...deal.stage, { at: later(3), value: 'Another stage' }], amountCents: [...deal.amountCents, { at: later(4), value: 987_654_321 }], expectedCloseAt: [...deal.expectedCloseAt, { at: later(2), value: later(400) }],
    owner: [...deal.owner, { at: later(5), value: 'Somebody Else' }], nextStep: [...deal.nextStep, { at: later(5), value: 'Something else' }], touches: [...deal.touches, later(1), later(2)],
    undated: [...deal.undated, { at: later(6), value: { Outcome: index % 2 === 0 ? 'yes' : 'no' } }], lossReason: [...deal.lossReason, { at: later(6), value: 'Another reason' }],
    outcome: deal.outcome ?? { kind: index % 2 === 0 ? 'won' : 'lost', at: later(7 + (index % 80)), closedAt: later(1) },
  }));
  const newDeals = past.deals.slice(0, 40).map((deal, index): DealLog => ({ ...deal, id: `new-${index}`, createdAt: later(1), outcome: { kind: 'won', at: later(2), closedAt: later(2) } }));
  const newLeads = past.leads.slice(0, 40).map((lead, index): LeadLog => ({ ...lead, id: `new-${index}`, createdAt: later(1), convertedAt: later(2), converted: true }));
  const newAccounts = past.accounts.slice(0, 5).map((account, index): AccountLog => ({ ...account, id: `new-${index}`, createdAt: later(1) }));
  return {
    ...past, deals: [...deals, ...newDeals], leads: [...past.leads, ...newLeads], accounts: [...past.accounts, ...newAccounts],
    money: [...past.money, ...past.money.slice(0, 20).map((money) => ({ ...money, at: later(3) }))], dataThrough: later(90), importedAt: [...past.importedAt, later(90)],
  };
}
