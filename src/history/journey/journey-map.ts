import { DAY_MS, isoDate, type JourneyAnswer, type Refusal } from '../../model/index.ts';
import type { DealLog, Log } from '../log.ts';
import { logAsOf } from '../log-as-of.ts';
import { groupedBy, quantileOf } from '../order.ts';
import { sayDays, sayDeals } from '../say.ts';
import { stageOrder } from '../stages/stage-order.ts';
import { stageVisits, type StageVisit } from '../stages/stage-visits.ts';
import { pathsOf } from './paths.ts';

/**
 * The map of stages as deals really went: waits, steps with their direction, stages that deals came back to, the most
 * travelled paths. Days are of stays that ended; how many stand in a stage now is beside them. Refuses without dated
 * stage changes.
 */
export function journeyMap(log: Log, asOf: number): JourneyAnswer {
  const known = logAsOf(log, asOf);
  const visits = stageVisits(known);
  if (visits.length === 0) return refused(asOf);
  const order = stageOrder(known, visits);
  const stages = [...order].map(([stage, rank]) => stageOf(stage, rank, visits.filter((visit) => visit.stage === stage)));
  const byDeal = groupedBy(visits, (visit) => visit.deal);
  const loops = loopsOf(visits);
  return {
    stages, loops,
    steps: stepsOf(visits, order),
    paths: pathsOf([...byDeal.values()]),
    deals: byDeal.size,
    asOf: isoDate(asOf),
    sentence: sentenceOf(stages, loops, byDeal.size),
    refusal: null,
  };
}

const stayDays = (visit: StageVisit): number[] => (visit.leftAt === null ? [] : [(visit.leftAt - visit.enteredAt) / DAY_MS]);
const dealsIn = (visits: readonly StageVisit[]): DealLog[] => [...new Set(visits.map((visit) => visit.deal))];

/** Share of closed deals with an outcome among those that were here. */
function shareOf(deals: readonly DealLog[], isHit: (deal: DealLog) => boolean): number | null {
  const closed = deals.filter((deal) => deal.outcome !== null);
  return closed.length === 0 ? null : closed.filter(isHit).length / closed.length;
}
const isWon = (deal: DealLog): boolean => deal.outcome?.kind === 'won';

function stageOf(name: string, order: number, visits: readonly StageVisit[]): JourneyAnswer['stages'][number] {
  const deals = dealsIn(visits);
  const days = visits.flatMap(stayDays);
  return {
    name, order, deals: deals.length,
    openNow: visits.filter((visit) => visit.leftAt === null).length,
    waitMedianDays: quantileOf(days, 0.5), waitQ1Days: quantileOf(days, 0.25), waitQ3Days: quantileOf(days, 0.75),
    wonShare: shareOf(deals, isWon),
    lostShare: shareOf(deals, (deal) => !isWon(deal)),
  };
}

type Step = JourneyAnswer['steps'][number];

function stepsOf(visits: readonly StageVisit[], order: ReadonlyMap<string, number>): Step[] {
  const left = visits.filter((visit) => visit.leftAt !== null && visit.to !== null);
  return [...groupedBy(left, (visit) => JSON.stringify([visit.stage, targetOf(visit)])).values()]
    .map((own) => stepOf(own, order))
    .sort((a, b) => b.deals - a.deals || (a.from + a.to < b.from + b.to ? -1 : 1));
}

const targetOf = (visit: StageVisit): string => (visit.outcome === null ? visit.to ?? '' : visit.outcome === 'won' ? 'Won' : 'Lost');

function stepOf(visits: readonly StageVisit[], order: ReadonlyMap<string, number>): Step {
  const first = visits[0] as StageVisit;
  const deals = dealsIn(visits);
  return {
    from: first.stage, to: targetOf(first), deals: deals.length,
    medianDays: quantileOf(visits.flatMap(stayDays), 0.5),
    direction: directionOf(first, order),
    wonShare: shareOf(deals, isWon),
  };
}

function directionOf(visit: StageVisit, order: ReadonlyMap<string, number>): Step['direction'] {
  if (visit.outcome !== null) return visit.outcome === 'won' ? 'won' : 'lost';
  const ahead = (order.get(visit.to ?? '') ?? 0) - (order.get(visit.stage) ?? 0);
  return ahead < 0 ? 'back' : ahead > 1 ? 'skip' : 'forward';
}

/** Stages that deals came back to, with the median of the days spent there again. */
function loopsOf(visits: readonly StageVisit[]): JourneyAnswer['loops'] {
  return [...groupedBy(visits.filter((visit) => !visit.first), (visit) => visit.stage)]
    .map(([stage, again]) => ({ stage, deals: dealsIn(again).length, extraDays: quantileOf(again.flatMap(stayDays), 0.5) }))
    .sort((a, b) => b.deals - a.deals || (a.stage < b.stage ? -1 : 1));
}

function sentenceOf(stages: JourneyAnswer['stages'], loops: JourneyAnswer['loops'], deals: number): string {
  const slowest = [...stages].sort((a, b) => (b.waitMedianDays ?? 0) - (a.waitMedianDays ?? 0))[0];
  const wait = slowest?.waitMedianDays == null ? '' : ` Deals wait longest in ${slowest.name}: half of them over ${sayDays(slowest.waitMedianDays)}.`;
  const back = loops[0] === undefined ? '' : ` ${sayDeals(loops[0].deals)} came back to ${loops[0].stage}.`;
  return `${sayDeals(deals)} with dated stage changes.${wait}${back}`;
}

function refused(asOf: number): JourneyAnswer {
  const refusal: Refusal = {
    code: 'no_history',
    reason: 'Your file shows where deals are, not how they got there.',
    needed: 'A table of stage changes: deal, stage, date.',
    rule: 'The map is drawn from dated stage changes only; a stage without a date says nothing about the way.',
    worksNow: ['Ages and cycle lengths', 'Loss share by segment', 'A pipeline you can believe'],
  };
  return { stages: [], steps: [], loops: [], paths: [], deals: 0, asOf: isoDate(asOf), sentence: refusal.reason, refusal };
}
