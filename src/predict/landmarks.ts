import { DAY_MS, WEEK_MS } from '../model/index.ts';
import { entryAt, lastBefore, type DealLog, type Log } from '../history/index.ts';

/** One week in the life of a deal: what was known at its start, and whether the deal closed before its end. */
export interface Landmark {
  readonly deal: number;
  readonly at: number;
  readonly ageWeeks: number;
  readonly closed: boolean;
  readonly won: boolean;
}

/** A deal that takes part in anything that needs time: it has a creation date and, if it ended, a date of that. */
export const isTimed = (deal: DealLog): boolean => deal.createdAt !== null && (deal.outcome === null || deal.outcome.at !== null);

/** First dated end in the log: before it, ends may be missing, so deals enter the risk set no earlier. */
export function firstCloseAt(log: Log): number {
  return log.deals.reduce((first, deal) => (deal.outcome?.at != null && deal.outcome.at < first ? deal.outcome.at : first), Infinity);
}

/**
 * Weekly landmarks of every timed deal from its creation, or from the log's first close (delayed entry), to its end or
 * the date of the log. Weeks beyond `oldestWeeks` are left out: no end was ever seen there.
 */
export function landmarksOf(log: Log, asOf: number, oldestWeeks: number): Landmark[] {
  const entry = firstCloseAt(log);
  return log.deals.flatMap((deal, index) => (isTimed(deal) ? weeksOf(deal, index, entry, asOf, oldestWeeks) : []));
}

function weeksOf(deal: DealLog, index: number, entry: number, asOf: number, oldestWeeks: number): Landmark[] {
  const created = deal.createdAt as number;
  const end = deal.outcome?.at ?? null;
  const until = Math.min(end ?? asOf, asOf);
  const rows: Landmark[] = [];
  const first = Math.max(0, Math.ceil((entry - created) / WEEK_MS));
  for (let week = first; week <= oldestWeeks; week += 1) {
    const at = created + week * WEEK_MS;
    if (at > until) break;
    const closed = end !== null && end < at + WEEK_MS;
    // A week that is not over counts for no deal: counting it only where it ended a deal would raise every rate.
    if (at + WEEK_MS > asOf) break;
    rows.push({ deal: index, at, ageWeeks: week, closed, won: closed && deal.outcome?.kind === 'won' });
    if (closed) break;
  }
  return rows;
}

/** Ages in weeks at which deals ended, ascending. */
export function agesAtClose(log: Log): number[] {
  return log.deals.flatMap((deal) => (isTimed(deal) && deal.outcome?.at != null ? [(deal.outcome.at - (deal.createdAt as number)) / WEEK_MS] : [])).filter((age) => age >= 0).sort((a, b) => a - b);
}

/** What a model may look at, read off the log at one instant. Everything is dated or declared stable. */
export interface Snapshot {
  readonly ageWeeks: number;
  readonly stage: string | null;
  readonly weeksInStage: number;
  readonly amountCents: number | null;
  readonly silentWeeks: number | null;
  readonly recentTouches: number;
  /** Touches a week before the last four weeks; null in the first weeks, when there was no such time. */
  readonly earlierPace: number | null;
  readonly pastExpected: boolean | null;
  /** Weeks until the close that the rep expects; negative where it is past, null where none is set. */
  readonly weeksToExpected: number | null;
  readonly pushes: number;
  readonly backSteps: number;
}

export function snapshotAt(deal: DealLog, at: number, order: ReadonlyMap<string, number>): Snapshot {
  const stage = entryAt(deal.stage, at);
  const expected = entryAt(deal.expectedCloseAt, at);
  const touch = lastBefore(deal.touches, at);
  return {
    ageWeeks: (at - (deal.createdAt ?? at)) / WEEK_MS,
    stage: deal.hasStageHistory ? stage?.value ?? null : null,
    weeksInStage: deal.hasStageHistory && stage ? (at - stage.at) / WEEK_MS : 0,
    amountCents: entryAt(deal.amountCents, at)?.value ?? null,
    silentWeeks: touch === null ? null : (at - touch) / WEEK_MS,
    recentTouches: touchesSince(deal.touches, at - 28 * DAY_MS, at),
    earlierPace: earlierPace(deal, at),
    pastExpected: expected?.value == null ? null : expected.value < at,
    weeksToExpected: expected?.value == null ? null : (expected.value - at) / WEEK_MS,
    pushes: pushesUpTo(deal, at),
    backSteps: backStepsUpTo(deal, at, order),
  };
}

function touchesSince(touches: readonly number[], from: number, to: number): number {
  let count = 0;
  for (let index = touches.length - 1; index >= 0; index -= 1) {
    const at = touches[index] as number;
    if (at <= from) break;
    if (at <= to) count += 1;
  }
  return count;
}

const fewestEarlierWeeks = 2;

function earlierPace(deal: DealLog, at: number): number | null {
  const until = at - 28 * DAY_MS;
  const weeks = (until - (deal.createdAt ?? at)) / WEEK_MS;
  return weeks < fewestEarlierWeeks ? null : touchesSince(deal.touches, -Infinity, until) / weeks;
}

function pushesUpTo(deal: DealLog, at: number): number {
  let pushes = 0;
  for (let index = 1; index < deal.expectedCloseAt.length; index += 1) {
    const entry = deal.expectedCloseAt[index];
    const before = deal.expectedCloseAt[index - 1];
    if (!entry || entry.at > at) break;
    if (entry.value !== null && before?.value != null && entry.value > before.value) pushes += 1;
  }
  return pushes;
}

function backStepsUpTo(deal: DealLog, at: number, order: ReadonlyMap<string, number>): number {
  if (!deal.hasStageHistory) return 0;
  let steps = 0;
  for (let index = 1; index < deal.stage.length; index += 1) {
    const entry = deal.stage[index];
    if (!entry || entry.at > at) break;
    const before = order.get(deal.stage[index - 1]?.value ?? '');
    const now = order.get(entry.value);
    if (before !== undefined && now !== undefined && now < before) steps += 1;
  }
  return steps;
}
