import { WEEK_MS, isoDate, quarterAfter, quarterOf, weekOfQuarter, type ForecastAnswer, type Method, type Quarter } from '../model/index.ts';
import { stateAt, type DealLog, type DealState, type Log } from '../history/index.ts';
import { quantileOfSorted, randomStream } from '../learn/index.ts';
import { baselinesFor, type OpenNow } from './baselines.ts';
import { courseOf, wonWithin } from './course.ts';
import { isTimed } from './landmarks.ts';
import { comparableQuarters } from './past-quarters.ts';
import { shockOver, type Miss } from './quarter-shock.ts';
import { wonAmountCents, wonBetween } from './quarters.ts';
import { mixedCurrencies, noDates, noDeals, tooFew } from './refusals.ts';
import { momentsOf, simulateQuarter, type Remaining } from './simulate-quarter.ts';
import { seenAt, type WinModel } from './win-model.ts';

export interface ForecastInput {
  /** The log as of the date. */
  readonly log: Log;
  readonly asOf: number;
  readonly model: WinModel | null;
  readonly method: Method;
  readonly seed: number;
  /** How far forecasts of past quarters missed, by quarter: what the width of the range is learned from. */
  readonly pastMisses: ReadonlyArray<readonly Miss[]>;
}

/** A quarter's answer, and what it says is still to be won (hundredths, or deals), for scoring it later. */
export interface QuarterForecast {
  readonly answer: ForecastAnswer;
  readonly remaining: { readonly booked: number; readonly mean: number; readonly variance: number; readonly fromOpen: number; readonly quartersAhead: number } | null;
}

const enoughQuarters = 6;
const quartersShown = 2;

/** This quarter and the next: won so far, simulated wins of open deals, wins of deals not yet created, baselines beside. */
export const forecastQuarters = (input: ForecastInput): ForecastAnswer[] =>
  Array.from({ length: quartersShown }, (_, step) => forecastQuarter(input, step).answer);

/** The quarter that is `step` quarters from the one of the date. */
export function forecastQuarter(input: ForecastInput, step: number): QuarterForecast {
  const { log, asOf, model } = input;
  const quarter = quarterAfter(quarterOf(asOf, log.fiscalStartMonth), step, log.fiscalStartMonth);
  const refusal = refusalFor(log, asOf);
  if (refusal || model === null) return { answer: { ...emptyAnswer(log, asOf, quarter), refusal: refusal ?? noDates }, remaining: null };
  return answered(input, model, quarter, step);
}

function refusalFor(log: Log, asOf: number): ForecastAnswer['refusal'] {
  if (log.deals.length === 0) return noDeals;
  if (!log.deals.some(isTimed)) return noDates;
  return tooFew(log, asOf) ?? (log.mixedCurrencies ? mixedCurrencies : null);
}

/** Money where most won deals carry an amount; otherwise deals are counted. */
export function countsMoney(log: Log): boolean {
  const won = log.deals.filter((deal) => deal.outcome?.kind === 'won');
  return won.length > 0 && won.filter((deal) => wonAmountCents(deal) !== null).length >= won.length / 2;
}

function answered(input: ForecastInput, model: WinModel, quarter: Quarter, step: number): QuarterForecast {
  const { log, asOf, method } = input;
  const inMoney = countsMoney(log);
  const unit = inMoney ? 100 : 1;
  const past = comparableQuarters(log, asOf, step, inMoney);
  const booked = wonBetween(log, quarter.start, Math.min(asOf + 1, quarter.end), inMoney);
  const wonAmounts = inMoney ? recentWonAmounts(log) : [1];
  const { open, excluded } = openDeals(input, model, quarter, inMoney);
  const quartersAhead = (quarter.end - asOf) / (quarter.end - quarter.start);
  const remaining: Remaining = { open, fromNew: past.map((then) => then.fromNew), wonAmounts };
  const simulated = simulateQuarter(remaining, booked, shockOver(quartersAhead, input.pastMisses), randomStream('forecast', input.seed, quarter.name, isoDate(asOf)));
  const at = (share: number): number => quantileOfSorted(simulated.totals, share) / unit;
  const answer: ForecastAnswer = {
    ...emptyAnswer(log, asOf, quarter),
    unit: inMoney ? 'money' : 'deals', bookedSoFar: booked / unit, method,
    p10: at(0.1), p50: at(0.5), p90: at(0.9), fromOpen: simulated.fromOpen / unit, fromNew: simulated.fromNew / unit,
    baselines: baselinesFor({
      log, asOf, quarter, step, booked, past, inMoney, open, ageCuts: model.stageAge.ageCuts, winRate: model.base.share,
      usualAmount: wonAmounts.reduce((sum, amount) => sum + amount, 0) / Math.max(1, wonAmounts.length),
    }),
    rangeFromPrior: input.pastMisses.length < enoughQuarters,
    openDeals: open.length, excludedDeals: excluded,
    excludedWhy: excluded === 0 ? null : 'older than any deal that ended, or undated, so no chance is given',
  };
  return { answer, remaining: { booked, quartersAhead, ...momentsOf(remaining) } };
}

type OpenDeal = OpenNow & Remaining['open'][number];

function openDeals(input: ForecastInput, model: WinModel, quarter: Quarter, inMoney: boolean): { open: OpenDeal[]; excluded: number } {
  let excluded = 0;
  const open = input.log.deals.flatMap((deal) => {
    const state = stateAt(deal, input.asOf);
    if (state.status !== 'open') return [];
    if (!isTimed(deal) || (state.ageDays ?? Infinity) / 7 > model.oldestWeeks) { excluded += 1; return []; }
    return [{ chance: chanceIn(deal, input, model, quarter), amount: inMoney ? state.amountCents || null : 1, ...whereIs(deal, state) }];
  });
  return { open, excluded };
}

const whereIs = (deal: DealLog, state: DealState): Pick<OpenNow, 'stage' | 'ageWeeks'> => ({ stage: deal.hasStageHistory ? state.stage : null, ageWeeks: (state.ageDays ?? 0) / 7 });

/** Chance to be won within a quarter. */
function chanceIn(deal: DealLog, input: ForecastInput, model: WinModel, quarter: Quarter): number {
  const weeks = Math.max(1, Math.ceil((quarter.end - input.asOf) / WEEK_MS));
  const { won } = courseOf(model, seenAt(deal, input.asOf, model.order), input.asOf, weeks, input.method);
  return wonWithin(won, input.asOf, quarter);
}

const recentWon = 500;

/** Amounts of the latest won deals, from which unknown amounts are drawn. */
function recentWonAmounts(log: Log): number[] {
  return log.deals.filter((deal) => deal.outcome?.kind === 'won' && deal.outcome.at !== null)
    .sort((a, b) => (b.outcome?.at ?? 0) - (a.outcome?.at ?? 0)).slice(0, recentWon)
    .flatMap((deal) => wonAmountCents(deal) ?? []);
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
