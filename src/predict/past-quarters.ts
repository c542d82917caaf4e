import { quarterAfter, quarterOf, type Quarter } from '../model/index.ts';
import { stateAt, type DealLog, type Log } from '../history/index.ts';
import { pastQuarters, wonBetween } from './quarters.ts';

/** An open deal of a past quarter, and whether the quarter saw it won. */
interface OpenThen {
  readonly stage: string | null;
  readonly ageWeeks: number;
  readonly won: boolean;
}

/** A past quarter seen from the same point of time: what it had booked, what its open deals and later ones brought. */
export interface PastQuarter {
  readonly booked: number;
  /** From deals that did not exist yet. */
  readonly fromNew: number;
  readonly total: number;
  readonly open: readonly OpenThen[];
}

const quartersLearnedFrom = 8;

/** The latest whole quarters, each at the same number of days as `asOf` is into its own; `step` quarters ahead. */
export function comparableQuarters(log: Log, asOf: number, step: number, inMoney: boolean): PastQuarter[] {
  const current = quarterOf(asOf, log.fiscalStartMonth);
  const offset = asOf - current.start;
  const usable = pastQuarters(log, asOf).filter((check) => check.why === null);
  return usable.slice(-quartersLearnedFrom).map(({ quarter }) => {
    const then = quarterAfter(quarter, -step, log.fiscalStartMonth).start + offset;
    return pastQuarter(log, quarter, then, inMoney);
  });
}

function pastQuarter(log: Log, quarter: Quarter, then: number, inMoney: boolean): PastQuarter {
  return {
    booked: wonBetween(log, quarter.start, Math.min(then + 1, quarter.end), inMoney),
    fromNew: wonBetween(log, quarter.start, quarter.end, inMoney, { after: then }),
    total: wonBetween(log, quarter.start, quarter.end, inMoney),
    open: log.deals.flatMap((deal) => openThen(deal, quarter, then)),
  };
}

function openThen(deal: DealLog, quarter: Quarter, then: number): OpenThen[] {
  if (deal.createdAt === null || deal.createdAt > then || (deal.outcome?.at ?? Infinity) <= then) return [];
  const state = stateAt(deal, then);
  const at = deal.outcome?.at ?? Infinity;
  return [{
    stage: deal.hasStageHistory ? state.stage : null, ageWeeks: (state.ageDays ?? 0) / 7,
    won: deal.outcome?.kind === 'won' && at >= quarter.start && at < quarter.end,
  }];
}
