import type { Quarter } from '../../model/index.ts';
import type { Dated, DealLog, Log } from '../log.ts';
import { entryAt } from '../entry-at.ts';
import { stateAt } from '../state-at.ts';

/** Which open deals count: those expected to close in the quarter, or all where no expected close was dated. */
export interface PipelineRule {
  readonly quarter: Quarter;
  readonly byExpectedClose: boolean;
  /** Count deals instead of money: no amounts, or amounts that cannot be summed. */
  readonly inDeals: boolean;
}

/** What a deal adds to the pipeline on a date. */
export interface PipelineShare {
  readonly status: 'open' | 'won' | 'lost' | 'not_created';
  /** Open, and counted in the quarter. */
  readonly counts: boolean;
  /** Hundredths, or 100 for one deal where deals are counted. */
  readonly cents: number;
}

export function pipelineShare(deal: DealLog, at: number, rule: PipelineRule): PipelineShare {
  const state = stateAt(deal, at);
  const status = state.status === 'no_decision' ? 'lost' : state.status;
  return { status, counts: status === 'open' && expectedInQuarter(deal, at, rule), cents: centsAt(deal, at, rule) };
}

/** Whether a deal was expected to close in the quarter, by what was known on the date. */
export function expectedInQuarter(deal: DealLog, at: number, rule: PipelineRule): boolean {
  if (!rule.byExpectedClose) return true;
  const expected = heldAt(deal.expectedCloseAt, at) ?? null;
  return expected !== null && expected >= rule.quarter.start && expected < rule.quarter.end;
}

function centsAt(deal: DealLog, at: number, rule: PipelineRule): number {
  return rule.inDeals ? 100 : heldAt(deal.amountCents, at) ?? 0;
}

/**
 * The value on a date. Where the first value was written down only later, it stands for the time before as well: a value
 * that nobody saw change is not reported as a change. What this hides is said in `missing`.
 */
const heldAt = <T>(entries: readonly Dated<T>[], at: number): T | undefined => (entryAt(entries, at) ?? entries[0])?.value;

/** Reads off the log what can be seen: expected closes by date, amounts that can be summed. */
export function pipelineRule(log: Log, quarter: Quarter): PipelineRule {
  return {
    quarter,
    byExpectedClose: log.deals.some((deal) => deal.expectedCloseAt.some((entry) => entry.value !== null)),
    inDeals: log.mixedCurrencies || !log.deals.some((deal) => deal.amountCents.some((entry) => entry.value !== null)),
  };
}

/** What the log does not show about the days between two dates, in words; null where nothing is missing. */
export function unseenBetween(log: Log, since: number, rule: PipelineRule): string | null {
  const open = log.deals.filter((deal) => stateAt(deal, since).status === 'open');
  const unseen = (entriesOf: (deal: DealLog) => readonly Dated<unknown>[]): number =>
    open.filter((deal) => entriesOf(deal).length > 0 && entryAt(entriesOf(deal), since) === undefined).length;
  const parts = [
    ...(log.mixedCurrencies ? ['Amounts are in several currencies without a rate table, so deals are counted instead.'] : []),
    ...(rule.byExpectedClose ? [] : ['Expected close dates are not in the data, so the whole open pipeline is shown; pulled in and pushed out cannot be seen.']),
    ...unseenValues('amount', unseen((deal) => deal.amountCents), 'up and down'),
    ...(rule.byExpectedClose ? unseenValues('expected close date', unseen((deal) => deal.expectedCloseAt), 'pulled in and pushed out') : []),
  ];
  return parts.length === 0 ? null : parts.join(' ');
}

const unseenValues = (what: string, deals: number, movements: string): string[] =>
  deals === 0 ? [] : [`For ${deals} of the deals open at the start the ${what} is known only from a later import; ${movements} before that cannot be seen.`];
