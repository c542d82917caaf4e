import { Chance } from '../chance.ts';
import { dayMs, momentAt, openStages, type Company } from '../company.ts';
import { activityTypes } from '../names.ts';
import type { DealLife } from '../world/deal-life.ts';

export interface Touch {
  readonly id: string;
  readonly at: number;
  readonly recordedAt: number;
  readonly type: string;
  readonly contact: string;
  readonly rep: number;
}

/**
 * Meetings, calls and mails around a deal: more with ready buyers, more near a win, fewer near a loss, and more where the rep believes in it.
 * The idle type, where one was planted, keeps the same pace whatever the deal. Calls that only serve a count come on top.
 */
export function touchesOf(company: Company, life: DealLife): Touch[] {
  const chance = new Chance('touches', company.seed, life.index);
  const belief = Math.exp(0.2 * life.readiness + 0.3 * chance.normal());
  const until = Math.min(life.endsAt, company.endMs);
  const touches: Touch[] = [];
  const span = Math.max(1, life.endsAt - life.createdAt);
  let at = life.createdAt + chance.waiting(2) * dayMs;
  while (at < until) {
    const progress = (at - life.createdAt) / span;
    const pace = belief * (life.ending === 'won' ? 0.7 + 0.9 * progress : 1.4 - progress) * effortAt(company, life, at);
    const weights = typeWeights(company, pace);
    touches.push(touchAt(company, life, chance, at, touches.length, weights));
    const perWeek = company.touchesPerWeek * pace * weights.reduce((sum, [, weight]) => sum + weight, 0);
    at += chance.waiting(7 / Math.max(0.3, perWeek)) * dayMs;
  }
  return [...touches, ...countedCalls(company, life, until)];
}

/** Where effort follows the score that the CRM shows, later stages get more of it, whatever the buyer thinks. */
function effortAt(company: Company, life: DealLife, at: number): number {
  if (company.planted.effort === 0) return 1;
  const stage = life.stays.findLast((stay) => stay.from <= at)?.stage ?? openStages[0];
  return Math.exp(company.planted.effort * (openStages.indexOf(stage as (typeof openStages)[number]) - 2) / 2);
}

/** True where the rep logs calls for the sake of their number. */
export const isGaming = ({ seed, planted }: Company, rep: number): boolean => planted.gamed !== undefined && new Chance('gaming', seed, rep).happens(planted.gamed.reps);

/** Calls in the last days of a month, at a pace that has nothing to do with the deal. */
function countedCalls(company: Company, life: DealLife, until: number): Touch[] {
  const { gamed } = company.planted;
  if (!gamed || !isGaming(company, life.rep)) return [];
  const chance = new Chance('counted calls', company.seed, life.index);
  const calls: Touch[] = [];
  let at = Math.max(life.createdAt, momentAt(company, gamed.from)) + chance.waiting(7 / gamed.perWeek) * dayMs;
  while (at < until) {
    const on = inLastDays(at, chance);
    if (on > life.createdAt && on < until) calls.push({ id: `ACT-${life.index + 1}-C${calls.length + 1}`, at: on, recordedAt: on, type: gamed.type, contact: knownContact(life, chance, on), rep: life.rep });
    at += chance.waiting(7 / gamed.perWeek) * dayMs;
  }
  return calls;
}

/** Moved into the last five days of its month. */
function inLastDays(at: number, chance: Chance): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) - chance.between(0.02, 5) * dayMs;
}

const knownContact = (life: DealLife, chance: Chance, at: number): string => chance.pick(life.account.contacts.filter((contact) => contact.createdAt <= at)).id;

type Weight = readonly [type: string, weight: number];
const typeShares = [0.5, 0.25, 0.14, 0.06, 0.05];

const typeWeights = (company: Company, pace: number): Weight[] => activityTypes.map((type, rank) => [type, (typeShares[rank] as number) / (type === company.planted.idleActivity ? pace : 1)]);

function touchAt(company: Company, life: DealLife, chance: Chance, at: number, number: number, weights: readonly Weight[]): Touch {
  const type = chance.weighted(weights);
  const recordedAt = type === 'Email' ? at : at + (chance.happens(0.6) ? 0 : chance.waiting(1.5 * company.noise) * dayMs);
  return { id: `ACT-${life.index + 1}-${number + 1}`, at, recordedAt, type, contact: knownContact(life, chance, at), rep: life.rep };
}
