import { DAY_MS, WEEK_MS, isoDate, type DealAnswer, type Method, type Sign } from '../model/index.ts';
import { stateAt, type DealLog, type DealState, type Log } from '../history/index.ts';
import { logistic, wilsonInterval } from '../learn/index.ts';
import { calibrated, type Calibration } from './calibration.ts';
import { shownChance, standardErrors, sumOf, throughSpans, weeksShown, winShare, type Course } from './course.ts';
import type { Seen } from './encoder.ts';
import type { Ahead } from './horizon.ts';
import { isTimed } from './landmarks.ts';
import { reasonsOf } from './reasons.ts';
import { olderThanEvidence, tooFew, undatedDeal } from './refusals.ts';
import { pastDeals, similarTo, type PastDeal } from './similar-deals.ts';
import { seenAt, type WinModel } from './win-model.ts';

export interface PredictDealsInput {
  /** The log as of the date. */
  readonly log: Log;
  readonly asOf: number;
  readonly model: WinModel | null;
  readonly method: Method;
  /** What earlier chances to be won in the end teach. */
  readonly calibration: Calibration;
  readonly signsOf: (deal: DealLog, state: DealState) => Sign[];
}

/** z of an 8-in-10 interval. */
const z80 = 1.2816;

/** Every open deal on the date, with its chance or the reason why it has none. */
export function predictDeals(input: PredictDealsInput): DealAnswer[] {
  const { log, asOf } = input;
  const refusal = tooFew(log, asOf);
  const teams = new Map(log.reps.map((rep) => [rep.name, rep.team]));
  const past = pastDeals(log);
  return log.deals.flatMap((deal) => {
    const state = stateAt(deal, asOf);
    if (state.status !== 'open') return [];
    const row = rowOf(deal, state, input, teams);
    if (refusal) return [{ ...row, refusal }];
    return [chanceOf(row, deal, state, input, past)];
  });
}

const days = (value: number | null): number | null => (value === null ? null : Math.round(value * 10) / 10);
const dateOf = (at: number | null): string | null => (at === null ? null : isoDate(at));

/** What is known of a deal without any model; also used for deals that are over. */
export function rowOf(deal: DealLog, state: DealState, input: Pick<PredictDealsInput, 'asOf' | 'signsOf'>, teams: ReadonlyMap<string, string | null>): DealAnswer {
  const touch = state.lastTouchAt;
  return {
    id: deal.id, source: deal.source, name: deal.name, account: deal.accountName, accountId: deal.accountId,
    owner: state.owner, team: state.owner === null ? null : teams.get(state.owner) ?? null,
    product: deal.stable['product'] ?? null, type: deal.type, stage: state.stage,
    amount: state.amountCents === null ? null : state.amountCents / 100, currency: deal.currency,
    createdAt: dateOf(deal.createdAt), ageDays: days(state.ageDays), daysInStage: days(state.daysInStage),
    lastTouchDays: touch === null ? null : days((input.asOf - touch) / DAY_MS),
    expectedCloseByRep: dateOf(state.expectedCloseAt), nextStep: state.nextStep, signs: input.signsOf(deal, state),
    winProbability: null, low: null, high: null, expectedClose: null, expectedCloseLow: null, expectedCloseHigh: null,
    method: 'refused', reasons: [], similar: [], refusal: null,
  };
}

function chanceOf(row: DealAnswer, deal: DealLog, state: DealState, input: PredictDealsInput, past: readonly PastDeal[]): DealAnswer {
  const { model, asOf } = input;
  if (model === null || !isTimed(deal)) return { ...row, refusal: undatedDeal(asOf) };
  const oldestDays = model.oldestWeeks * 7;
  if (state.ageDays !== null && state.ageDays > oldestDays) return { ...row, refusal: olderThanEvidence(state.ageDays, oldestDays) };
  const seen = seenAt(deal, asOf, model.order);
  const { chance, course } = shownChance(model, seen, asOf, input.method);
  const said = { seen, asOf, model, method: input.method, chance, course, ahead: typicalSpan(course) };
  return {
    ...row, method: input.method, ...corrected({ winProbability: chance, ...intervalOf(said) }, input.calibration),
    ...closeDates(course.won, asOf), reasons: reasonsOf(said), similar: similarTo(deal, state, past),
  };
}

const corrected = (said: { winProbability: number; low: number; high: number }, calibration: Calibration): { winProbability: number; low: number; high: number } => ({
  winProbability: round(calibrated(said.winProbability, calibration)), low: round(calibrated(said.low, calibration)), high: round(calibrated(said.high, calibration)),
});

/** What was worked out for one deal. */
interface Said {
  readonly seen: Seen;
  readonly asOf: number;
  readonly model: WinModel;
  readonly method: Method;
  readonly chance: number;
  readonly course: Course;
  /** The week by which half of the chance to be won has come. */
  readonly ahead: Ahead;
}

function typicalSpan({ won }: Course): Ahead {
  return { middleWeeks: weekOfShare(won, 0.5) + 0.5, widthWeeks: 1, quarterEndShare: 0 };
}

/** First week by which `share` of the chance to be won has come; the number of weeks where there is none. */
function weekOfShare(won: Float64Array, share: number): number {
  const target = share * sumOf(won);
  let sum = 0;
  for (let week = 0; week < won.length; week += 1) {
    sum += won[week] as number;
    if (sum >= target && sum > 0) return week;
  }
  return won.length;
}

const round = (value: number): number => Math.round(value * 10_000) / 10_000;

/** 8-in-10 interval of the chance itself, on the log-odds scale: what is uncertain about winning and about closing in time. */
function intervalOf({ seen, asOf, model, method, chance, ahead }: Said): { low: number; high: number } {
  if (method === 'base_rate') {
    const { low, high } = wilsonInterval(model.base.won, model.base.closed, z80);
    return { low: round(Math.min(low, chance)), high: round(Math.max(high, chance)) };
  }
  const odds = logOdds(chance);
  if (method === 'stage_age') return around(odds, winShare(model, seen, method).se);
  if (method === 'trees') return around(odds, spreadOfHalves(model, seen, asOf, odds));
  const { closing, winning } = standardErrors(model, seen, ahead);
  const quicker = logOdds(shownChance(model, seen, asOf, method, closing).chance) - odds;
  return around(odds, Math.hypot(winning, quicker));
}

/** A half of the deals misses the whole by about as much as the whole misses the truth by chance (half-sampling; McCarthy 1969). */
function spreadOfHalves(model: WinModel, seen: Seen, asOf: number, odds: number): number {
  const halves = model.boosted().halves();
  const squares = halves.map((spans) => (logOdds(sumOf(throughSpans(model, asOf, weeksShown(model, seen), spans(seen)).won)) - odds) ** 2);
  return Math.sqrt(sumOf(Float64Array.from(squares)) / halves.length);
}

const logOdds = (chance: number): number => Math.log(Math.max(chance, 1e-9) / Math.max(1 - chance, 1e-9));
const around = (odds: number, se: number): { low: number; high: number } => ({ low: round(logistic(odds - z80 * se)), high: round(logistic(odds + z80 * se)) });

/** Middle and 8-in-10 range of the close, given that it is won. */
function closeDates(won: Float64Array, asOf: number): Pick<DealAnswer, 'expectedClose' | 'expectedCloseLow' | 'expectedCloseHigh'> {
  const at = (share: number): string => isoDate(asOf + (weekOfShare(won, share) + 0.5) * WEEK_MS);
  return sumOf(won) <= 0 ? { expectedClose: null, expectedCloseLow: null, expectedCloseHigh: null } : { expectedClose: at(0.5), expectedCloseLow: at(0.1), expectedCloseHigh: at(0.9) };
}
