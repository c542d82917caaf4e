import type { CoverageAnswer, Kind } from '../../model/index.ts';
import type { DealLog, Log } from '../log.ts';

type Stage = CoverageAnswer['stages'][number];

/** What the log holds, as counts that decide which stages of the work are open. */
export interface Held {
  readonly deals: number;
  readonly datedDeals: number;
  readonly won: number;
  readonly lost: number;
  readonly closedDated: number;
  readonly withStages: number;
  readonly withTouches: number;
  readonly costs: number;
  readonly leads: number;
  readonly datedLeads: number;
}

export function heldIn(log: Log): Held {
  const count = (test: (deal: DealLog) => boolean): number => log.deals.filter(test).length;
  return {
    deals: log.deals.length,
    datedDeals: count((deal) => deal.createdAt !== null),
    won: count((deal) => deal.outcome?.kind === 'won'),
    lost: count((deal) => deal.outcome !== null && deal.outcome.kind !== 'won'),
    closedDated: count((deal) => deal.outcome?.at != null && deal.createdAt !== null),
    withStages: count((deal) => deal.hasStageHistory),
    withTouches: count((deal) => deal.touches.length > 0),
    costs: log.money.filter((money) => money.kind === 'cost').length,
    leads: log.leads.length,
    datedLeads: log.leads.filter((lead) => lead.createdAt !== null).length,
  };
}

/** Planning figures, not promises: below them even a true difference of the usual size is seldom seen. */
export const neededClosed = 100;
export const neededOfEach = 20;

const enoughClosed = (held: Held): boolean => held.won + held.lost >= neededClosed && held.won >= neededOfEach && held.lost >= neededOfEach;
const closedWords = (held: Held): string => `${held.won + held.lost} closed deals (${held.won} won, ${held.lost} lost)`;
const closedNeeded = `${neededClosed} closed deals with ${neededOfEach} won and ${neededOfEach} lost`;

/** Which stages of the work are open, why, and what would open the others. */
export function stagesOf(held: Held): Stage[] {
  const stage = (name: Stage['name'], open: boolean, why: string, unlockedBy: string): Stage => ({ name, open, why, unlockedBy: open ? null : unlockedBy });
  return [
    stage('reconciliation', held.deals + held.leads > 0, `${held.deals} deals, ${held.leads} inquiries`, 'A deals export'),
    stage('history', held.datedDeals > 0, `${held.datedDeals} of ${held.deals} deals have a creation date`, 'The creation date of deals'),
    stage('leaks', held.closedDated >= neededClosed, `${held.closedDated} closed deals with both dates; ${held.withStages} with dated stage changes`, `${neededClosed} closed deals with creation and close dates`),
    stage('journey', held.withStages > 0, `${held.withStages} deals with dated stage changes`, 'Stage changes: deal, stage, date'),
    stage('win_chance', enoughClosed(held), closedWords(held), closedNeeded),
    stage('forecast', enoughClosed(held) && held.closedDated >= neededClosed, `${closedWords(held)}, ${held.closedDated} with both dates`, `${closedNeeded}, with their dates`),
    stage('actions', held.deals > held.won + held.lost, `${held.deals - held.won - held.lost} open deals`, 'Open deals'),
    stage('margin', held.costs > 0, `${held.costs} cost entries`, 'Costs by deal or account'),
    stage('inquiries', held.datedLeads > 0, `${held.datedLeads} of ${held.leads} inquiries have a date`, 'Inquiries with their dates'),
  ];
}

export interface NextSource {
  readonly kind: Kind;
  readonly source: string;
  readonly why: string;
  readonly unlocks: readonly string[];
}

/** The sources worth adding, best first: what opens most of the work comes before what refines it. */
export function nextSources(held: Held): NextSource[] {
  const missing = (isMissing: boolean, next: NextSource): NextSource[] => (isMissing ? [next] : []);
  return [
    ...missing(held.deals === 0, { kind: 'deal', source: 'Deals', why: 'Everything starts with them.', unlocks: ['reconciliation', 'a pipeline you can believe', 'forecast'] }),
    ...missing(held.deals > 0 && held.datedDeals < held.deals / 2, { kind: 'deal', source: 'Deals with creation and close dates', why: `${held.deals - held.datedDeals} of ${held.deals} deals have no creation date.`, unlocks: ['history', 'leaks', 'forecast with its record'] }),
    ...missing(held.deals > 0 && held.withStages === 0, { kind: 'stage_change', source: 'Stage history', why: 'Your file shows where deals are, not how they got there.', unlocks: ['journey map', 'waits and leaks by stage', 'sharper chances'] }),
    ...missing(held.deals > 0 && held.withTouches === 0, { kind: 'activity', source: 'Activities', why: 'No dated activity is known on any deal.', unlocks: ['silence as a sign', 'response times', 'sharper chances'] }),
    ...missing(held.deals > 0 && held.costs === 0, { kind: 'cost', source: 'Costs by deal or account', why: 'Money is revenue until costs are known.', unlocks: ['margin instead of revenue'] }),
    ...missing(held.leads === 0, { kind: 'lead', source: 'Inquiries', why: 'Where deals come from is not known.', unlocks: ['conversion by source', 'worth of an inquiry'] }),
  ];
}
