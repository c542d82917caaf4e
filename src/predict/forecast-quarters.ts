import { WEEK_MS, isoDate, quarterAfter, quarterOf, weekOfQuarter, type Baselines, type ForecastAnswer, type Quarter } from '../model/index.ts';
import { stateAt, type DealLog, type Log } from '../history/index.ts';
import { median, normalDraw, quantileOfSorted, randomStream } from '../learn/index.ts';
import { isTimed } from './landmarks.ts';
import { pastQuarters, wonAmountCents, wonBetween } from './quarters.ts';
import { mixedCurrencies, noDates, noDeals, tooFew } from './refusals.ts';
import { courseOf, seenAt, type Method, type WinModel } from './win-model.ts';

export interface ForecastInput {
  /** The log as of the date. */
  readonly log: Log;
  readonly asOf: number;
  readonly model: WinModel | null;
  readonly method: Method;
  readonly seed: number;
  /** How far each past quarter missed, as a log ratio of actual to middle: the spread of the quarter-wide shock. */
  readonly pastMisses: readonly number[];
}

const draws = 4_000;
/** Spread of a quarter that nothing explains, before any quarter was seen, and how many quarters that prior weighs. */
const priorShock = 0.2;
const priorQuarters = 4;
const quartersLearnedFrom = 8;

/** An open deal as the simulation sees it. Amounts in hundredths, or 1 where deals are counted. */
interface OpenDeal {
  readonly chances: readonly number[];
  readonly amount: number | null;
}

/** This quarter and the next: won so far, simulated wins of open deals, wins of deals not yet created, baselines beside. */
export function forecastQuarters(input: ForecastInput): ForecastAnswer[] {
  const { log, asOf } = input;
  const current = quarterOf(asOf, log.fiscalStartMonth);
  const quarters = [current, quarterAfter(current, 1, log.fiscalStartMonth)];
  const refusal = log.deals.length === 0 ? noDeals : !log.deals.some(isTimed) ? noDates : tooFew(log, asOf) ?? (log.mixedCurrencies ? mixedCurrencies : null);
  if (refusal || input.model === null) return quarters.map((quarter) => ({ ...emptyAnswer(log, asOf, quarter), refusal: refusal ?? noDates }));
  const inMoney = countsMoney(log);
  const open = openDeals(input, input.model, quarters, inMoney);
  return quarters.map((quarter, step) => quarterAnswer(input, quarter, step, open, inMoney));
}

/** Money where most won deals carry an amount; otherwise deals are counted. */
export function countsMoney(log: Log): boolean {
  const won = log.deals.filter((deal) => deal.outcome?.kind === 'won');
  return won.length > 0 && won.filter((deal) => wonAmountCents(deal) !== null).length >= won.length / 2;
}

function openDeals(input: ForecastInput, model: WinModel, quarters: readonly Quarter[], inMoney: boolean): { deals: OpenDeal[]; excluded: number } {
  const { log, asOf } = input;
  let excluded = 0;
  const deals = log.deals.flatMap((deal) => {
    const state = stateAt(deal, asOf);
    if (state.status !== 'open') return [];
    if (!isTimed(deal) || (state.ageDays ?? Infinity) / 7 > model.oldestWeeks) { excluded += 1; return []; }
    return [{ chances: chancesIn(deal, input, model, quarters), amount: inMoney ? state.amountCents || null : 1 }];
  });
  return { deals, excluded };
}

/** Chance to be won within each quarter. Weeks that straddle a boundary are shared out by their days. */
function chancesIn(deal: DealLog, input: ForecastInput, model: WinModel, quarters: readonly Quarter[]): number[] {
  const seen = seenAt(deal, input.asOf, input.log.fiscalStartMonth, model.order);
  const last = quarters[quarters.length - 1] as Quarter;
  const weeks = Math.max(1, Math.ceil((last.end - input.asOf) / WEEK_MS));
  const { won } = courseOf(model, seen, input.asOf, weeks, input.method);
  return quarters.map((quarter) => {
    let sum = 0;
    for (let week = 0; week < weeks; week += 1) {
      const from = input.asOf + week * WEEK_MS;
      const share = (Math.min(from + WEEK_MS, quarter.end) - Math.max(from, quarter.start)) / WEEK_MS;
      if (share > 0) sum += share * (won[week] as number);
    }
    return Math.min(0.999, sum);
  });
}

function quarterAnswer(input: ForecastInput, quarter: Quarter, step: number, open: { deals: OpenDeal[]; excluded: number }, inMoney: boolean): ForecastAnswer {
  const { log, asOf } = input;
  const past = comparableQuarters(log, asOf, step, inMoney);
  const booked = wonBetween(log, quarter.start, Math.min(asOf + 1, quarter.end), inMoney);
  const wonAmounts = inMoney ? recentWonAmounts(log) : [1];
  const totals = simulate(input, quarter, step, open.deals, past, booked, wonAmounts);
  const unit = inMoney ? 100 : 1;
  const sorted = Float64Array.from(totals.total).sort();
  return {
    ...emptyAnswer(log, asOf, quarter),
    unit: inMoney ? 'money' : 'deals', bookedSoFar: booked / unit, method: input.method,
    p10: quantileOfSorted(sorted, 0.1) / unit, p50: quantileOfSorted(sorted, 0.5) / unit, p90: quantileOfSorted(sorted, 0.9) / unit,
    fromOpen: mean(totals.open) / unit, fromNew: mean(totals.fresh) / unit,
    baselines: baselinesFor(input, quarter, step, open.deals, past, booked, wonAmounts, unit),
    rangeFromPrior: input.pastMisses.length < 6,
    openDeals: open.deals.length, excludedDeals: open.excluded,
    excludedWhy: open.excluded === 0 ? null : 'older than any deal that ended, or undated, so no chance is given',
  };
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** A past quarter seen from the same point of time: what it had booked, what came from deals that did not exist yet. */
interface PastQuarter {
  readonly booked: number;
  readonly fromNew: number;
  readonly total: number;
  readonly openThen: number;
  readonly wonFromOpen: number;
}

function comparableQuarters(log: Log, asOf: number, step: number, inMoney: boolean): PastQuarter[] {
  const current = quarterOf(asOf, log.fiscalStartMonth);
  const offset = asOf - current.start;
  const usable = pastQuarters(log, asOf).filter((check) => check.why === null);
  return usable.slice(-quartersLearnedFrom).map(({ quarter }) => {
    const then = quarterAfter(quarter, -step, log.fiscalStartMonth).start + offset;
    return pastQuarter(log, quarter, then, inMoney);
  });
}

function pastQuarter(log: Log, quarter: Quarter, then: number, inMoney: boolean): PastQuarter {
  const total = wonBetween(log, quarter.start, quarter.end, inMoney);
  const fromNew = wonBetween(log, quarter.start, quarter.end, inMoney, { after: then });
  const booked = wonBetween(log, quarter.start, Math.min(then + 1, quarter.end), inMoney);
  let openThen = 0;
  let wonFromOpen = 0;
  for (const deal of log.deals) {
    if (deal.createdAt === null || deal.createdAt > then || (deal.outcome?.at ?? Infinity) <= then) continue;
    openThen += 1;
    const at = deal.outcome?.at ?? Infinity;
    if (deal.outcome?.kind === 'won' && at >= quarter.start && at < quarter.end) wonFromOpen += 1;
  }
  return { booked, fromNew, total, openThen, wonFromOpen };
}

const recentWon = 500;

/** Amounts of the latest won deals, from which unknown amounts are drawn. */
function recentWonAmounts(log: Log): number[] {
  return log.deals.filter((deal) => deal.outcome?.kind === 'won' && deal.outcome.at !== null)
    .sort((a, b) => (b.outcome?.at ?? 0) - (a.outcome?.at ?? 0)).slice(0, recentWon)
    .flatMap((deal) => wonAmountCents(deal) ?? []);
}

/** The shock's spread: past misses pooled with a prior worth a few quarters. */
function shockOf(misses: readonly number[]): number {
  const squares = misses.reduce((sum, miss) => sum + miss * miss, 0);
  return Math.sqrt((squares + priorQuarters * priorShock ** 2) / (misses.length + priorQuarters));
}

/**
 * Deals are won independently given a shock that moves all of a quarter's remaining wins together:
 * log-normal on the hazard scale, so that chances stay below one.
 */
function simulate(input: ForecastInput, quarter: Quarter, step: number, open: readonly OpenDeal[], past: readonly PastQuarter[], booked: number, wonAmounts: readonly number[]): { total: Float64Array; open: Float64Array; fresh: Float64Array } {
  const random = randomStream('forecast', input.seed, quarter.name, isoDate(input.asOf));
  const shock = shockOf(input.pastMisses);
  const total = new Float64Array(draws);
  const fromOpen = new Float64Array(draws);
  const fresh = new Float64Array(draws);
  const rates = Float64Array.from(open, (deal) => -Math.log1p(-(deal.chances[step] as number)));
  const typical = wonAmounts.length === 0 ? 0 : 1;
  for (let draw = 0; draw < draws; draw += 1) {
    const factor = Math.exp(shock * normalDraw(random) - (shock * shock) / 2);
    let won = 0;
    for (let index = 0; index < rates.length; index += 1) {
      if (random() < 1 - Math.exp(-(rates[index] as number) * factor)) {
        won += open[index]?.amount ?? (typical === 0 ? 0 : wonAmounts[Math.floor(random() * wonAmounts.length)] as number);
      }
    }
    const analog = past.length === 0 ? 0 : past[Math.floor(random() * past.length)]?.fromNew ?? 0;
    fromOpen[draw] = won;
    fresh[draw] = analog * factor;
    total[draw] = booked + won + (fresh[draw] as number);
  }
  return { total, open: fromOpen, fresh };
}

function baselinesFor(input: ForecastInput, quarter: Quarter, step: number, open: readonly OpenDeal[], past: readonly PastQuarter[], booked: number, wonAmounts: readonly number[], unit: number): Baselines {
  const { log } = input;
  const usual = wonAmounts.length === 0 ? 0 : wonAmounts.reduce((sum, amount) => sum + amount, 0) / wonAmounts.length;
  const amountOf = (deal: OpenDeal): number => deal.amount ?? usual;
  const shares = past.filter((quarterThen) => quarterThen.openThen > 0).map((then) => then.wonFromOpen / then.openThen);
  const wonShare = shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const bookedShares = past.filter((then) => then.total > 0 && then.booked > 0).map((then) => then.booked / then.total);
  const ended = (steps: number): number | null => {
    const before = quarterAfter(quarter, -steps, log.fiscalStartMonth);
    return before.end <= input.asOf && pastQuarters(log, input.asOf).some((check) => check.why === null && check.quarter.name === before.name)
      ? wonBetween(log, before.start, before.end, unit === 100) / unit : null;
  };
  const sumOpen = open.reduce((sum, deal) => sum + amountOf(deal), 0);
  return {
    baseRate: wonShare === null ? null : (booked + wonShare * sumOpen) / unit,
    stageAge: input.model === null ? null : (booked + open.reduce((sum, deal) => sum + amountOf(deal) * (deal.chances[step] as number), 0)) / unit,
    stageWeighted: stageWeighted(input, booked, usual, unit),
    bookedOverUsualShare: step > 0 || bookedShares.length === 0 || booked === 0 ? null : booked / median(bookedShares) / unit,
    lastQuarter: ended(1) ?? ended(2),
    sameQuarterLastYear: ended(4),
    repsDates: repsDates(input, quarter, booked, usual, unit),
  };
}

/** The classic sum: each open deal times the share of past deals in its stage that were won. */
function stageWeighted(input: ForecastInput, booked: number, usual: number, unit: number): number | null {
  const { log, asOf, model } = input;
  if (model === null) return null;
  const byStage = wonShareByStage(log);
  let sum = booked;
  for (const deal of log.deals) {
    const state = stateAt(deal, asOf);
    if (state.status !== 'open') continue;
    const share = (state.stage !== null && deal.hasStageHistory ? byStage.get(state.stage) : undefined) ?? model.base.share;
    sum += share * (unit === 100 ? state.amountCents || usual : 1);
  }
  return sum / unit;
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

/** Everything the reps expect to close in the quarter, taken at its word. */
function repsDates(input: ForecastInput, quarter: Quarter, booked: number, usual: number, unit: number): number | null {
  let sum = booked;
  let dated = 0;
  for (const deal of input.log.deals) {
    const state = stateAt(deal, input.asOf);
    if (state.status !== 'open' || state.expectedCloseAt === null) continue;
    dated += 1;
    if (state.expectedCloseAt >= quarter.start && state.expectedCloseAt < quarter.end) sum += unit === 100 ? state.amountCents || usual : 1;
  }
  return dated === 0 ? null : sum / unit;
}

export function emptyAnswer(log: Log, asOf: number, quarter: Quarter): ForecastAnswer {
  const weeks = Math.round((quarter.end - quarter.start) / WEEK_MS);
  const week = Math.max(0, Math.min(weeks, weekOfQuarter(asOf, quarter)));
  return {
    quarter: quarter.name, start: isoDate(quarter.start), end: isoDate(quarter.end - 1), week, weeks,
    unit: 'money', currency: log.reportingCurrency, bookedSoFar: 0, p10: null, p50: null, p90: null,
    baselines: { baseRate: null, stageAge: null, stageWeighted: null, bookedOverUsualShare: null, lastQuarter: null, sameQuarterLastYear: null, repsDates: null },
    method: 'refused', fromOpen: null, fromNew: null, target: null, yourCall: null, rangeFromPrior: true, record: null,
    openDeals: log.deals.filter((deal) => deal.outcome === null).length, excludedDeals: 0, excludedWhy: null, asOf: isoDate(asOf), refusal: null,
  };
}
