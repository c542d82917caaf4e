import { WEEK_MS, quarterAfter, quarterOf, type Quarter } from '../model/index.ts';
import type { DealLog, Log } from '../history/index.ts';
import { quantileOfSorted } from '../learn/index.ts';
import { agesAtClose, isTimed } from './landmarks.ts';

/** Whether a quarter can be scored, and why not. */
export interface QuarterCheck {
  readonly quarter: Quarter;
  readonly why: string | null;
}

/** A log is taken to miss what came before it until this share of its cycles could have run. */
const cycleShare = 0.95;
/** Half of a quarter's closings on one day is housekeeping, not selling. */
const bulkShare = 0.5;

/** First instant from which the log can hold whole cycles: its first creation plus a long cycle. */
export function wholeFrom(log: Log): number {
  const created = log.deals.reduce((first, deal) => (deal.createdAt !== null && deal.createdAt < first ? deal.createdAt : first), Infinity);
  const ages = agesAtClose(log);
  return ages.length === 0 ? Infinity : created + quantileOfSorted(ages, cycleShare) * WEEK_MS;
}

/** Quarters that ended by the date and hold closings, oldest first, each with the reason where it is not scored. */
export function pastQuarters(log: Log, asOf: number): QuarterCheck[] {
  const closings = log.deals.filter((deal) => isTimed(deal) && deal.outcome !== null);
  const first = closings.reduce((least, deal) => Math.min(least, deal.outcome?.at ?? Infinity), Infinity);
  if (first === Infinity) return [];
  const whole = wholeFrom(log);
  const checks: QuarterCheck[] = [];
  for (let quarter = quarterOf(first, log.fiscalStartMonth); quarter.end <= asOf; quarter = quarterAfter(quarter, 1, log.fiscalStartMonth)) {
    checks.push({ quarter, why: quarter.start < whole ? 'the log starts too late to hold whole cycles (left-truncated)' : bulkReason(closings, quarter) });
  }
  return checks;
}

function bulkReason(closings: readonly DealLog[], quarter: Quarter): string | null {
  const days = new Map<number, number>();
  let total = 0;
  for (const deal of closings) {
    const at = deal.outcome?.at ?? 0;
    if (at < quarter.start || at >= quarter.end) continue;
    const day = Math.floor(at / 86_400_000);
    days.set(day, (days.get(day) ?? 0) + 1);
    total += 1;
  }
  const most = Math.max(0, ...days.values());
  return total >= 20 && most > bulkShare * total ? `${most} of its ${total} closings fell on one day (bulk close)` : null;
}

/** Won amount in hundredths (or count of deals) of closings in a span, as known at an instant. */
export function wonBetween(log: Log, from: number, to: number, inMoney: boolean, created?: { after: number }): number {
  let sum = 0;
  for (const deal of log.deals) {
    const outcome = deal.outcome;
    if (outcome?.kind !== 'won' || outcome.at === null || outcome.at < from || outcome.at >= to) continue;
    if (created && (deal.createdAt === null || deal.createdAt <= created.after)) continue;
    sum += inMoney ? wonAmountCents(deal) ?? 0 : 1;
  }
  return sum;
}

/** The newest amount known of a won deal. */
export function wonAmountCents(deal: DealLog): number | null {
  const last = deal.amountCents[deal.amountCents.length - 1];
  return last?.value ?? null;
}
