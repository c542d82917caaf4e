import { quarterAfter, type Baselines, type Quarter } from '../model/index.ts';
import { stateAt, type Log } from '../history/index.ts';
import { median } from '../learn/index.ts';
import type { PastQuarter } from './past-quarters.ts';
import { pastQuarters, wonBetween } from './quarters.ts';

export interface BaselineInput {
  /** The log as of the date. */
  readonly log: Log;
  readonly asOf: number;
  readonly quarter: Quarter;
  /** Quarters from the one under way. */
  readonly step: number;
  /** Booked in the quarter so far, in hundredths, or in deals. */
  readonly booked: number;
  readonly past: readonly PastQuarter[];
  /** Mean amount of the latest won deals: what a deal without an amount is taken for. */
  readonly usualAmount: number;
  readonly inMoney: boolean;
  /** Open deals of an age at which deals were seen to end. */
  readonly open: readonly OpenNow[];
  readonly ageCuts: readonly number[];
  readonly winRate: number;
}

export interface OpenNow {
  readonly stage: string | null;
  readonly ageWeeks: number;
  readonly amount: number | null;
}

/** Pseudo-deals that pull a cell of the stage-and-age table towards the share of all open deals. */
const tablePull = 20;

/** The simple answers that stand beside every forecast. None of them uses the model. */
export function baselinesFor(input: BaselineInput): Baselines {
  const { past, booked, step, quarter, asOf, log } = input;
  const unit = input.inMoney ? 100 : 1;
  const scored = new Set(pastQuarters(log, asOf).flatMap((check) => (check.why === null ? [check.quarter.name] : [])));
  const ended = (steps: number): number | null => {
    const before = quarterAfter(quarter, -steps, log.fiscalStartMonth);
    return before.end <= asOf && scored.has(before.name) ? wonBetween(log, before.start, before.end, input.inMoney) / unit : null;
  };
  const bookedShares = past.filter((then) => then.total > 0 && then.booked > 0).map((then) => then.booked / then.total);
  const of = (value: number | null): number | null => (value === null ? null : (booked + value) / unit);
  return {
    baseRate: of(byShares(input, () => '')),
    stageAge: of(byShares(input, (deal) => JSON.stringify([deal.stage, input.ageCuts.filter((cut) => deal.ageWeeks > cut).length]))),
    stageWeighted: (booked + stageWeighted(input)) / unit,
    bookedOverUsualShare: step > 0 || bookedShares.length === 0 || booked === 0 ? null : booked / median(bookedShares) / unit,
    lastQuarter: ended(1) ?? ended(2),
    sameQuarterLastYear: ended(4),
    repsDates: of(repsDates(input)),
  };
}

const amountOf = (input: BaselineInput, amount: number | null): number => amount ?? input.usualAmount;

/** Each open deal's amount times the share that comparable quarters won of the open deals in its cell. Null without quarters. */
function byShares(input: BaselineInput, cellOf: (deal: Pick<OpenNow, 'stage' | 'ageWeeks'>) => string): number | null {
  const then = input.past.flatMap((quarter) => quarter.open);
  if (then.length === 0) return null;
  const overall = then.filter((deal) => deal.won).length / then.length;
  const cells = new Map<string, { won: number; open: number }>();
  for (const deal of then) {
    const held = cells.get(cellOf(deal)) ?? { won: 0, open: 0 };
    cells.set(cellOf(deal), { won: held.won + (deal.won ? 1 : 0), open: held.open + 1 });
  }
  return input.open.reduce((sum, deal) => {
    const held = cells.get(cellOf(deal)) ?? { won: 0, open: 0 };
    return sum + amountOf(input, deal.amount) * ((held.won + tablePull * overall) / (held.open + tablePull));
  }, 0);
}

/** The classic sum: each open deal times the share of past deals in its stage that were won. */
function stageWeighted(input: BaselineInput): number {
  const byStage = wonShareByStage(input.log);
  return input.log.deals.reduce((sum, deal) => {
    const state = stateAt(deal, input.asOf);
    if (state.status !== 'open') return sum;
    const share = (state.stage !== null && deal.hasStageHistory ? byStage.get(state.stage) : undefined) ?? input.winRate;
    return sum + share * (input.inMoney ? amountOf(input, state.amountCents || null) : 1);
  }, 0);
}

function wonShareByStage(log: Log): Map<string, number> {
  const counts = new Map<string, { won: number; ended: number }>();
  for (const deal of log.deals) {
    if (deal.outcome === null || !deal.hasStageHistory) continue;
    for (const stage of new Set(deal.stage.map((entry) => entry.value))) {
      const held = counts.get(stage) ?? { won: 0, ended: 0 };
      counts.set(stage, { won: held.won + (deal.outcome.kind === 'won' ? 1 : 0), ended: held.ended + 1 });
    }
  }
  return new Map([...counts].map(([stage, held]) => [stage, held.won / held.ended]));
}

/** Everything the reps expect to close in the quarter, taken at its word. Null where no open deal has an expected close. */
function repsDates(input: BaselineInput): number | null {
  let [sum, dated] = [0, 0];
  for (const deal of input.log.deals) {
    const state = stateAt(deal, input.asOf);
    if (state.status !== 'open' || state.expectedCloseAt === null) continue;
    dated += 1;
    if (state.expectedCloseAt >= input.quarter.start && state.expectedCloseAt < input.quarter.end) sum += input.inMoney ? amountOf(input, state.amountCents || null) : 1;
  }
  return dated === 0 ? null : sum;
}
