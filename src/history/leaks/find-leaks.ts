import { benjaminiHochberg, shrinkTwoGroups } from '../../learn/index.ts';
import { isoDate, type ComparisonFamily, type LeaksAnswer, type Refusal } from '../../model/index.ts';
import type { Log } from '../log.ts';
import { logAsOf } from '../log-as-of.ts';
import { worthOf } from '../money/worth.ts';
import { believablePipeline } from '../pipeline/believable-pipeline.ts';
import { stageOrder } from '../stages/stage-order.ts';
import { stageVisits, wholeLives, type StageVisit } from '../stages/stage-visits.ts';
import { compareStages, periodColumn, type Comparison } from './comparisons.ts';
import { leakFamily, type JudgedComparison } from './leak-family.ts';
import { describeLeak, periodOf, type FoundLeak, type LeakSetting, type LeakWithDeals } from './describe-leak.ts';
import { bulkCloseDays } from './exposures.ts';
import { pricingOf } from './price-leak.ts';
import { segmentations } from './segments.ts';

export interface LeakOptions {
  /** Share of false leaks tolerated among those shown. */
  readonly falseDiscoveryRate?: number;
  readonly most?: number;
}

interface LeaksFound {
  readonly leaks: readonly LeakWithDeals[];
  /** Found on the whole and not there in the later part by itself. */
  readonly lapsed: number;
  readonly comparisons: readonly JudgedComparison[];
}

export interface LeakSearch {
  readonly answer: LeaksAnswer;
  /** Every comparison made on the way, for the register. */
  readonly family: ComparisonFamily;
}

const usualRate = 0.1;
/**
 * Deals of one account are less independent than the test takes them to be, and the later part, which may veto, was looked at when
 * finding. So comparisons are held to this part of the rate that is tolerated.
 */
const heldTo = 0.3;

/**
 * Places where deals are lost, or wait, more than comparable deals alive at the same age in the same stage; dearest
 * first. Found on the whole log with the false discovery rate controlled over every comparison made (Benjamini–Hochberg);
 * what the later part does not show by itself is left out; shrunk towards no difference, priced a quarter. Without stage
 * history lives from creation to close are compared instead, and the refusal says what that cannot show.
 */
export const findLeaks = (log: Log, asOf: number, options: LeakOptions = {}): LeaksAnswer => searchLeaks(log, asOf, options).answer;

/** The same, with the register of what was compared. */
export function searchLeaks(log: Log, asOf: number, options: LeakOptions = {}): LeakSearch {
  const known = logAsOf(log, asOf);
  const rate = options.falseDiscoveryRate ?? usualRate;
  const found = leaksFound(known, asOf, rate);
  const answer: LeaksAnswer = {
    findings: believablePipeline(known, asOf),
    leaks: found.leaks.slice(0, options.most ?? 10).map(({ leak }) => leak),
    comparisons: found.comparisons.length,
    falseDiscoveryRate: rate,
    sentence: sentenceOf(found),
    asOf: isoDate(asOf),
    refusal: known.deals.some((deal) => deal.hasStageHistory) ? null : noHistory,
  };
  return { answer, family: leakFamily(found.comparisons, { falseDiscoveryRate: rate, heldTo: heldTo * rate }) };
}

/** Deals behind a leak, by its id: those lost there, or those that waited there. Empty where it is no leak on that date. */
export function dealsOfLeak(log: Log, asOf: number, leakId: string, options: LeakOptions = {}): readonly string[] {
  const { leaks } = leaksFound(logAsOf(log, asOf), asOf, options.falseDiscoveryRate ?? usualRate);
  return leaks.find(({ leak }) => leak.id === leakId)?.dealIds ?? [];
}

function leaksFound(known: Log, asOf: number, rate: number): LeaksFound {
  const stays = staysOf(known);
  const order = stageOrder(known, stays);
  const isForward = (stay: StageVisit): boolean => movesForward(stay, order);
  const { comparisons } = compareStages(known, stays, { asOf, stageIndex: order, bulkDays: bulkCloseDays(known.deals), isForward });
  const { held, lapsed, judged } = pickLeaks(comparisons, heldTo * rate);
  if (held.length === 0) return { leaks: [], lapsed, comparisons: judged };
  const setting = settingOf(known, stays, asOf, isForward);
  return { leaks: dearestFirst(held.map((leak) => describeLeak(leak, setting))), lapsed, comparisons: judged };
}

function settingOf(known: Log, stays: readonly StageVisit[], asOf: number, isForward: (stay: StageVisit) => boolean): LeakSetting {
  const worth = worthOf(known, asOf);
  const wins = known.deals.filter((deal) => deal.outcome?.kind === 'won');
  const divisions = new Map(segmentations(known).map((division) => [division.column, division]));
  return {
    stays, worth, asOf,
    pricing: pricingOf(stays, wins, worth, asOf, isForward),
    levelOf: (column) => (column === periodColumn ? (stay) => periodOf(stay, asOf) : (stay) => divisions.get(column)?.levelOf(stay.deal) ?? null),
    nextOf: (stage) => mostCommon(stays.filter((stay) => stay.stage === stage && stay.outcome === null && isForward(stay)).flatMap((stay) => stay.to ?? [])),
  };
}

function mostCommon(names: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? null;
}

/** Stays in stages where these are dated; otherwise whole lives. */
export const staysOf = (log: Log): StageVisit[] => (log.deals.some((deal) => deal.hasStageHistory) ? stageVisits(log) : wholeLives(log));

export function movesForward(visit: StageVisit, order: ReadonlyMap<string, number>): boolean {
  if (visit.outcome !== null) return visit.outcome === 'won';
  return (order.get(visit.to ?? '') ?? -1) > (order.get(visit.stage) ?? 0);
}

/** Rejections that the later part does not contradict, one a place, with shrunken sizes; those it does are counted. */
function pickLeaks(comparisons: readonly Comparison[], rate: number): { held: FoundLeak[]; lapsed: number; judged: JudgedComparison[] } {
  const qValues = benjaminiHochberg(comparisons.map((comparison) => comparison.pValue));
  const shrunk = shrinkRatios(comparisons);
  const judged = comparisons.map((comparison, index): JudgedComparison => {
    const [size, qValue] = [shrunk[index], qValues[index] as number];
    const stoodOut = qValue <= rate && size !== undefined && size.estimate > 0;
    return { ...comparison, qValue, verdict: !stoodOut ? 'not_claimed' : comparison.confirmedLater === false ? 'lapsed' : 'claimed' };
  });
  const held = judged.flatMap((leak, index) => {
    const size = shrunk[index];
    return leak.verdict !== 'claimed' || size === undefined ? [] : [{ ...leak, size: size.estimate, sizeSd: size.sd, lossesKept: lossesKept(leak, size.estimate) }];
  });
  return { held: surestOfEachPlace(held), lapsed: judged.filter((leak) => leak.verdict === 'lapsed').length, judged };
}

const placeOf = (comparison: Comparison): string => JSON.stringify([comparison.stage, comparison.column, comparison.level]);

/** Of a leak that was picked for its losses, chance made some: what shrinkage leaves. */
const lossesKept = (found: Comparison, estimate: number): number => (found.kind === 'loss' && found.whole.logRatio > 0 ? Math.min(1, estimate / found.whole.logRatio) : 1);

/** A place that waits longer and loses more is one leak, told by what is surer. */
function surestOfEachPlace(leaks: readonly FoundLeak[]): FoundLeak[] {
  return [...Map.groupBy(leaks, placeOf).values()].map((own) => own.reduce((best, leak) => (leak.qValue < best.qValue ? leak : best)));
}

/** Log ratios in the direction that leaks, shrunk within their kind: most places leak nothing, a few do. */
function shrinkRatios(comparisons: readonly Comparison[]): Array<{ estimate: number; sd: number } | undefined> {
  const sizes: Array<{ estimate: number; sd: number } | undefined> = new Array(comparisons.length).fill(undefined);
  for (const kind of ['loss', 'wait'] as const) {
    const own = comparisons.flatMap((comparison, index) => (comparison.kind === kind ? [{ comparison, index }] : []));
    if (own.length === 0) continue;
    const sign = kind === 'loss' ? 1 : -1;
    const shrunk = shrinkTwoGroups(own.map(({ comparison }) => sign * comparison.whole.logRatio), own.map(({ comparison }) => comparison.whole.se));
    own.forEach(({ index }, place) => { sizes[index] = shrunk[place]; });
  }
  return sizes;
}

const dearestFirst = (leaks: readonly LeakWithDeals[]): LeakWithDeals[] =>
  [...leaks].sort((a, b) => (b.leak.moneyPerQuarter ?? 0) - (a.leak.moneyPerQuarter ?? 0) || a.leak.qValue - b.leak.qValue || (a.leak.id < b.leak.id ? -1 : 1));

function sentenceOf({ leaks, lapsed, comparisons }: LeaksFound): string {
  const gone = lapsed === 0 ? '' : ` ${lapsed} more stood out over all, but not in the later part.`;
  if (comparisons.length === 0) return 'No comparison could be made: too few deals closed in groups that can be compared.';
  if (leaks.length === 0) return `No leak found that chance would not explain.${gone}`;
  return `${leaks.length} ${leaks.length === 1 ? 'leak' : 'leaks'} that chance would not explain, of ${comparisons.length} comparisons.${gone}`;
}

const noHistory: Refusal = {
  code: 'no_history',
  reason: 'Your file shows where deals are, not how they got there.',
  needed: 'A table of stage changes: deal, stage, date.',
  rule: 'Waits and losses by stage need dated stage changes; without them only whole lives from creation to close are compared.',
  worksNow: ['Loss share and cycle length by segment, at the same age', 'A pipeline you can believe'],
};
