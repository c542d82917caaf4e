import { asKnown } from './as-known.ts';
import { currenciesOf } from './currencies.ts';
import { entryAt } from './entry-at.ts';
import type { AccountLog, Dated, DealLog, LeadLog, Log } from './log.ts';
import { partRemoved, withRemoved } from './removals.ts';

/**
 * The log as it was known on a date: every fact known later is gone, and so is every record that its source had deleted by then.
 * Doing it twice changes nothing, and an earlier date taken from a later one equals the earlier date taken from everything.
 * A deal is there once it was created; one without a creation date, from its first dated fact on.
 */
export function logAsOf(log: Log, asOf: number): Log {
  const known = partRemoved(knownBy(withRemoved(log), asOf), asOf);
  return log.currencyRule === undefined ? known : { ...known, ...currenciesOf(known.deals, known.money, log.currencyRule) };
}

function knownBy(log: Log, asOf: number): Log {
  const accounts = log.accounts.map((account) => asKnown(account, asOf)).filter((account) => accountKnownFrom(account) <= asOf);
  const money = log.money.map((one) => asKnown(one, asOf)).filter((one) => one.at <= asOf).map((one) => withoutLaterJoin(one, asOf));
  const deals = known(log.deals, asOf, knownFrom, dealAsOf);
  return {
    ...log,
    dataThrough: log.dataThrough === null ? null : Math.min(log.dataThrough, asOf),
    deals, accounts, money,
    leads: known(log.leads, asOf, leadKnownFrom, leadAsOf),
    reps: log.reps.map((rep) => asKnown(rep, asOf)).filter((rep) => (rep.knownFrom ?? -Infinity) <= asOf),
    importedAt: log.importedAt.filter((at) => at <= asOf),
  };
}

function known<T extends object>(records: readonly T[], asOf: number, from: (record: T) => number, cut: (record: T, asOf: number) => T): T[] {
  return records.map((record) => asKnown(record, asOf)).filter((record) => from(record) <= asOf).map((record) => cut(record, asOf));
}

const accountKnownFrom = (account: AccountLog): number => account.createdAt ?? account.knownFrom ?? -Infinity;

/** What was joined by a name that nobody had told yet belonged to no account. */
function withoutLaterJoin<T extends { readonly accountId: string | null; readonly accountJoinedFrom?: number }>(record: T, asOf: number): T {
  return record.accountJoinedFrom === undefined || record.accountJoinedFrom <= asOf ? record : { ...record, accountId: null };
}

const upTo = <T>(entries: readonly Dated<T>[], asOf: number): readonly Dated<T>[] => {
  const last = entries[entries.length - 1];
  return last === undefined || last.at <= asOf ? entries : entries.filter((entry) => entry.at <= asOf);
};

const firstAt = (entries: readonly Dated<unknown>[]): number => entries[0]?.at ?? Infinity;

/**
 * When a deal is first known: its creation, or its first dated fact where no creation is dated. One that ended on a day
 * nobody wrote down is known from its import on: before that, nobody can say whether it was still open.
 */
export function knownFrom(deal: DealLog): number {
  if (deal.outcome !== null && deal.outcome.at === null && deal.undated.length > 0) return firstAt(deal.undated);
  if (deal.createdAt !== null) return deal.createdAt;
  return Math.min(firstAt(deal.stage), firstAt(deal.undated), firstAt(deal.amountCents), deal.outcome?.at ?? Infinity);
}

const leadKnownFrom = (lead: LeadLog): number => lead.createdAt ?? firstAt(lead.undated);

/** The outcome that stood on a date. A deal that was opened again later was over until then. */
function outcomeAsOf(deal: DealLog, asOf: number): DealLog['outcome'] {
  const last = deal.endings[deal.endings.length - 1];
  if (last === undefined || last.at <= asOf) return deal.outcome !== null && (deal.outcome.at ?? -Infinity) <= asOf ? deal.outcome : null;
  const then = entryAt(deal.endings, asOf);
  return then === undefined || then.value === null ? null : { kind: then.value, at: then.at, closedAt: then.at };
}

export function dealAsOf(deal: DealLog, asOf: number): DealLog {
  const lastTouch = deal.touches[deal.touches.length - 1];
  return {
    ...withoutLaterJoin(deal, asOf),
    stage: upTo(deal.stage, asOf),
    amountCents: upTo(deal.amountCents, asOf),
    expectedCloseAt: upTo(deal.expectedCloseAt, asOf),
    owner: upTo(deal.owner, asOf),
    nextStep: upTo(deal.nextStep, asOf),
    undated: upTo(deal.undated, asOf),
    outcome: outcomeAsOf(deal, asOf),
    endings: upTo(deal.endings, asOf),
    lossReason: upTo(deal.lossReason, asOf),
    touches: lastTouch === undefined || lastTouch <= asOf ? deal.touches : deal.touches.filter((at) => at <= asOf),
  };
}

export function leadAsOf(lead: LeadLog, asOf: number): LeadLog {
  const convertedAt = lead.convertedAt !== null && lead.convertedAt <= asOf ? lead.convertedAt : null;
  const labelKnown = lead.convertedAt === null ? firstAt(lead.undated) <= asOf || lead.createdAt === null : convertedAt !== null;
  return {
    ...lead,
    convertedAt,
    converted: labelKnown ? lead.converted : null,
    dealId: convertedAt === null && lead.convertedAt !== null ? null : lead.dealId,
    owner: firstAt(lead.undated) <= asOf ? lead.owner : null,
    respondedAt: lead.respondedAt !== null && lead.respondedAt <= asOf ? lead.respondedAt : null,
    undated: upTo(lead.undated, asOf),
  };
}
