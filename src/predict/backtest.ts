import { WEEK_MS, isoDate, type BacktestAnswer, type BacktestPoint, type ForecastAnswer, type Method, type Quarter } from '../model/index.ts';
import { logAsOf, type DealLog, type Log } from '../history/index.ts';
import { calibrationFor, chanceRecord, knownAt, reliabilityOf, settled, type ShownDeal } from './chance-record.ts';
import { uncalibrated, type Calibration } from './calibration.ts';
import { chooseMethod, duelsOf, gainOf, methods, skillOf, type ScoredDeal } from './evidence.ts';
import { forecastQuarter, type QuarterForecast } from './forecast-quarters.ts';
import { groupedRecord } from './grouped-record.ts';
import { isTimed } from './landmarks.ts';
import type { Miss } from './quarter-shock.ts';
import { pastQuarters, wonBetween } from './quarters.ts';
import { noDeals, tooFew } from './refusals.ts';
import { byMethod, scoreDeals } from './score-deals.ts';
import { fitWinModel } from './win-model.ts';

export interface BacktestInput {
  /** The log as of the date. */
  readonly log: Log;
  readonly asOf: number;
  /** The columns that the rules let a model use, judged on what a log held on its date. */
  readonly columnsOf: (log: Log) => readonly string[];
  readonly seed: number;
  /** False where only the claim of skill is asked for: the quarters are then not simulated. */
  readonly forecasts?: boolean;
}

/** The record: the answer to show, and what later forecasts learn from it. */
export interface TrackRecord {
  readonly answer: BacktestAnswer;
  readonly method: Method;
  /** By scored quarter, how far its forecasts missed. */
  readonly misses: ReadonlyArray<readonly Miss[]>;
  /** How its chances to be won in the end are to be corrected. */
  readonly calibration: Calibration;
}

export const landmarkWeeks = [1, 4, 8] as const;

/**
 * Replays every past quarter: fits on what was known at its start, says at weeks 1, 4 and 8 what it would have said, and
 * compares with what came. Method and spread at each origin are chosen on earlier quarters only.
 */
export function backtest(input: BacktestInput): TrackRecord {
  const { log, asOf } = input;
  if (log.deals.length === 0) return refused(input, noDeals);
  if (!log.deals.some(isTimed)) return groupedRecord(input);
  const few = tooFew(log, asOf);
  if (few) return refused(input, few);
  // A date of knowledge is the last instant of its day: a quarter that ends with it is over.
  const checks = pastQuarters(log, asOf + 1);
  const running: Running = { scored: [], shown: [], points: [], misses: [] };
  const later = new Map(log.deals.map((deal) => [deal.id, deal]));
  for (const { quarter } of checks.filter((check) => check.why === null)) replay(input, quarter, later, running);
  const notScored = checks.flatMap((check) => (check.why === null ? [] : [{ quarter: check.quarter.name, why: check.why }]));
  const method = chooseMethod(running.scored);
  return { answer: answerOf(input, running, notScored), method, misses: running.misses, calibration: calibrationFor(running.shown, method) };
}

interface Running {
  readonly scored: ScoredDeal[];
  readonly shown: ShownDeal[];
  readonly points: BacktestPoint[];
  readonly misses: Array<readonly Miss[]>;
}

function replay(input: BacktestInput, quarter: Quarter, later: ReadonlyMap<string, DealLog>, running: Running): void {
  const { log, seed } = input;
  const method = chooseMethod(running.scored);
  const known = [...running.misses];
  const shownBefore = knownAt(running.shown, quarter.start);
  const corrections = byMethod((one) => calibrationFor(shownBefore, one));
  const start = quarter.start - 1;
  const before = logAsOf(log, start);
  const model = fitWinModel(before, start, input.columnsOf(before), seed);
  const misses: Miss[] = [];
  for (const week of landmarkWeeks) {
    const origin = quarter.start + week * WEEK_MS - 1;
    const then = logAsOf(log, origin);
    if (input.forecasts !== false) {
      const said = forecastQuarter({ log: then, asOf: origin, model, method, seed, pastMisses: known }, 0);
      const unit = said.answer.unit === 'money' ? 100 : 1;
      const actual = wonBetween(log, quarter.start, quarter.end, unit === 100);
      running.points.push(pointOf(said.answer, quarter, week, origin, actual / unit, input));
      misses.push(...missOf(said.remaining, actual));
    }
    if (model === null || tooFew(then, origin) !== null) continue;
    const { scored, shown } = scoreDeals(then, model, origin, quarter, week, later, corrections);
    running.scored.push(...scored);
    running.shown.push(...shown);
  }
  if (misses.length > 0) running.misses.push(misses);
}

/** How far what was still to be won was missed. Nothing is learned from a forecast of nothing. */
function missOf(said: QuarterForecast['remaining'], actual: number): Miss[] {
  if (said === null || said.mean <= 0) return [];
  return [{ relative: (actual - said.booked - said.mean) / said.mean, variance: said.variance / said.mean ** 2, exposure: said.quartersAhead * (said.fromOpen / said.mean) ** 2 }];
}

function pointOf(said: ForecastAnswer, quarter: Quarter, week: number, origin: number, actual: number, input: BacktestInput): BacktestPoint {
  return {
    quarter: quarter.name, week, asOf: isoDate(origin), p10: said.p10, p50: said.p50, p90: said.p90, actual,
    inside: said.p10 === null || said.p90 === null ? null : actual >= said.p10 && actual <= said.p90,
    baselines: said.baselines, yourCall: null, method: said.method, refusal: said.refusal?.reason ?? null,
    versioned: input.log.importedAt.some((at) => at <= origin),
  };
}

const measured = ['middle', 'baseRate', 'stageAge', 'stageWeighted', 'bookedOverUsualShare', 'lastQuarter', 'sameQuarterLastYear', 'repsDates'] as const;

function answerOf(input: BacktestInput, { points, scored, shown }: Running, notScored: BacktestAnswer['notScored']): BacktestAnswer {
  const past = settled(shown);
  const chosen = chooseMethod(scored);
  const ranged = points.filter((point) => point.inside !== null);
  return {
    points: [...points],
    skill: methods.flatMap((method) => [null, ...landmarkWeeks].flatMap((week) => skillOf(scored, method, week, input.seed) ?? [])),
    chosen, claim: claimOf(scored, chosen), tried: duelsOf(scored),
    coverage: ranged.length === 0 ? null : { level: 0.8, inside: ranged.filter((point) => point.inside).length, quarters: ranged.length },
    errors: measured.flatMap((name) => landmarkWeeks.map((week) => errorOf(points, name, week))),
    label: labelOf(input.log, points), notScored,
    chances: chanceRecord(past, chosen, input.seed), reliability: reliabilityOf(past, chosen), validation: 'time', asOf: isoDate(input.asOf), refusal: null,
  };
}

export function claimOf(scored: readonly ScoredDeal[], chosen: Method): BacktestAnswer['claim'] {
  const method = chosen === 'base_rate' ? 'hazard' : chosen;
  const gain = gainOf(scored, method, 'base_rate');
  const skill = chosen !== 'base_rate' && gain !== null && gain.low > 0;
  const sentence = skill
    ? `On your past quarters the chances beat the plain win rate: log loss better by ${gain.mean.toFixed(3)} (${gain.low.toFixed(3)} to ${gain.high.toFixed(3)}).`
    : gain === null ? 'Too few closed deals at past dates to test a model, so we show the win rate.'
      : 'We tested a model. On your past quarters it beat the plain win rate by nothing, so we show the win rate.';
  return { skill, improvement: gain?.mean ?? null, low: gain?.low ?? null, high: gain?.high ?? null, sentence };
}

function errorOf(points: readonly BacktestPoint[], name: (typeof measured)[number], week: number): BacktestAnswer['errors'][number] {
  const rows = points.filter((point) => point.week === week).flatMap((point) => {
    const said = name === 'middle' ? point.p50 : point.baselines[name];
    return said === null ? [] : [{ said, actual: point.actual }];
  });
  const total = rows.reduce((sum, row) => sum + Math.abs(row.actual), 0);
  if (rows.length === 0 || total === 0) return { name, week, wape: null, bias: null, quarters: rows.length };
  return {
    name, week, quarters: rows.length,
    wape: rows.reduce((sum, row) => sum + Math.abs(row.said - row.actual), 0) / total,
    bias: rows.reduce((sum, row) => sum + row.said - row.actual, 0) / total,
  };
}

/** Versions held on the day make a track record; one export makes a reconstruction, with its share of dated facts. */
function labelOf(log: Log, points: readonly BacktestPoint[]): string {
  if (points.length > 0 && points.every((point) => point.versioned)) return 'track record';
  const facts = log.deals.reduce((sum, deal) => ({
    dated: sum.dated + (deal.createdAt === null ? 0 : 1) + (deal.outcome?.at == null ? 0 : 1) + (deal.hasStageHistory ? 1 : 0) + Object.keys(deal.stable).length,
    all: sum.all + 3 + Object.keys(deal.stable).length + Object.keys(deal.undated[0]?.value ?? {}).length,
  }), { dated: 0, all: 0 });
  return `reconstructed: ${Math.round((100 * facts.dated) / Math.max(1, facts.all))} % of fields dated`;
}

export function refused(input: BacktestInput, refusal: NonNullable<BacktestAnswer['refusal']>): TrackRecord {
  return {
    method: 'base_rate', misses: [], calibration: uncalibrated,
    answer: {
      points: [], skill: [], chosen: 'refused', claim: { skill: false, improvement: null, low: null, high: null, sentence: refusal.reason }, tried: [],
      coverage: null, errors: [], label: 'no record', notScored: [], chances: null, reliability: [], validation: 'none', asOf: isoDate(input.asOf), refusal,
    },
  };
}

