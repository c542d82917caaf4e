import { DAY_MS, type Sign } from '../../model/index.ts';
import type { DealLog, Log } from '../log.ts';
import { logAsOf } from '../log-as-of.ts';
import { stateAt, type DealState } from '../state-at.ts';
import { columnExists, wonPatterns, type WonPatterns } from './won-patterns.ts';

/** What signs are judged by on a date: the won deals' patterns, and which columns exist. Make it once, use it for every deal. */
export interface SignContext {
  readonly patterns: WonPatterns;
  readonly hasAmounts: boolean;
  readonly hasNextSteps: boolean;
}

export function signContext(log: Log, asOf: number): SignContext {
  const known = logAsOf(log, asOf);
  return {
    patterns: wonPatterns(known),
    hasAmounts: columnExists(known.deals, 'amountCents'),
    hasNextSteps: columnExists(known.deals, 'nextStep'),
  };
}

/** Signs that an open deal's row cannot be believed, on a date. Closed deals carry none. */
export function signsOf(deal: DealLog, asOf: number, context: SignContext): Sign[] {
  const state = stateAt(deal, asOf);
  if (state.status !== 'open') return [];
  return (Object.keys(tests) as Sign[]).filter((sign) => tests[sign](deal, state, asOf, context));
}

type SignTest = (deal: DealLog, state: DealState, asOf: number, context: SignContext) => boolean;
const longerThan = (days: number | null, limit: number | null | undefined): boolean =>
  days !== null && limit !== null && limit !== undefined && days > limit;

const tests: Record<Sign, SignTest> = {
  past_close_date: (_, state, asOf) => state.expectedCloseAt !== null && state.expectedCloseAt + DAY_MS <= asOf,
  older_than_any_win: (_, state, __, { patterns }) => longerThan(state.ageDays, patterns.oldestWinDays),
  no_amount: (_, state, __, { hasAmounts }) => hasAmounts && !state.amountCents,
  no_next_step: (_, state, __, { hasNextSteps }) => hasNextSteps && !state.nextStep,
  stalled: (_, state, __, { patterns }) => longerThan(state.daysInStage, patterns.waitDays.get(state.stage ?? '')),
  no_activity: (deal, _, asOf, { patterns }) => longerThan(quietDays(deal, asOf), patterns.quietDays),
};

/** Days since the last dated touch, or since creation where there was none; null where neither is dated. */
export function quietDays(deal: DealLog, asOf: number): number | null {
  const from = stateAt(deal, asOf).lastTouchAt ?? deal.createdAt;
  return from === null ? null : Math.max(0, (asOf - from) / DAY_MS);
}
