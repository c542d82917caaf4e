import { DAY_MS } from '../model/index.ts';
import { entryAt } from './entry-at.ts';
import type { DealLog, Outcome } from './log.ts';
import { knownFrom } from './log-as-of.ts';

/** A deal as it stood at an instant; null where nothing was known. */
export interface DealState {
  readonly status: 'open' | Outcome | 'not_created';
  readonly stage: string | null;
  readonly amountCents: number | null;
  readonly expectedCloseAt: number | null;
  readonly owner: string | null;
  readonly nextStep: string | null;
  readonly daysInStage: number | null;
  readonly ageDays: number | null;
  readonly lastTouchAt: number | null;
}

/** Last of sorted instants at or before a date. */
export function lastBefore(instants: readonly number[], at: number): number | null {
  let low = 0;
  let high = instants.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((instants[middle] as number) <= at) low = middle + 1;
    else high = middle;
  }
  return instants[low - 1] ?? null;
}

export function stateAt(deal: DealLog, at: number): DealState {
  const stage = entryAt(deal.stage, at);
  return {
    status: statusAt(deal, at),
    stage: stage?.value ?? null,
    amountCents: entryAt(deal.amountCents, at)?.value ?? null,
    expectedCloseAt: entryAt(deal.expectedCloseAt, at)?.value ?? null,
    owner: entryAt(deal.owner, at)?.value ?? null,
    nextStep: entryAt(deal.nextStep, at)?.value ?? null,
    daysInStage: stage && deal.hasStageHistory ? wholeDays(at - stage.at) : null,
    ageDays: deal.createdAt === null || deal.createdAt > at ? null : wholeDays(at - deal.createdAt),
    lastTouchAt: lastBefore(deal.touches, at),
  };
}

/** Days gone by: a date of knowledge is the end of its day, so a part of a day is not yet one. */
const wholeDays = (ms: number): number => Math.floor(ms / DAY_MS);

function statusAt(deal: DealLog, at: number): DealState['status'] {
  if (knownFrom(deal) > at) return 'not_created';
  if (deal.outcome === null) return 'open';
  return deal.outcome.at === null || deal.outcome.at <= at ? deal.outcome.kind : 'open';
}
