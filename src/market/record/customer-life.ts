import { Chance } from '../chance.ts';
import { dayMs, type Company } from '../company.ts';
import { accountAt } from '../world/account-world.ts';
import { satisfactionOf } from '../world/buyer-leanings.ts';
import { dealLife, type DealLife } from '../world/deal-life.ts';
import { writesOf } from './deal-records.ts';

export const weekMs = 7 * dayMs;
/** Weeks begin on Mondays, 0:00 UTC; by their number. */
export const weekStart = (week: number): number => week * weekMs - 3 * dayMs;
export const weekOf = (at: number): number => Math.floor((at + 3 * dayMs) / weekMs);
/** The telemetry keeps a year; what is older was thrown away. */
const weeksKept = 52;

/** When a win was written down, or null where it is none, or was not by `at`: the books and all who serve customers hear of it then. */
export function recordedWin(company: Company, life: DealLife, at: number): number | null {
  if (life.ending !== 'won' || life.endsAt > at) return null;
  const write = writesOf(company, life).find((one) => one.set.stage === 'Closed Won');
  return write && write.at <= at ? write.at : null;
}

/** Accounts that have bought, by number, with the moment of their first recorded win. */
export function customersAt(company: Company, at: number): Map<number, number> {
  const since = new Map<number, number>();
  for (let index = 0; index < company.deals; index += 1) {
    const life = dealLife(company, index);
    const wonAt = recordedWin(company, life, at);
    if (wonAt !== null && wonAt < (since.get(life.account.index) ?? Number.POSITIVE_INFINITY)) since.set(life.account.index, wonAt);
  }
  return new Map([...since].sort(([a], [b]) => a - b));
}

export interface UsageWeek {
  readonly week: number;
  readonly activeUsers: number;
  readonly units: number;
}

/** Weeks of use that are over by `at`, from three weeks after the first win: content customers use more, and the discontent less and less. */
export function usageOf(company: Company, account: number, since: number, at: number): UsageWeek[] {
  const satisfaction = satisfactionOf(company, account);
  const base = new Chance('usage', company.seed, account).lognormal(Math.sqrt(accountAt(company, account).employees) / 2, 0.4) * Math.exp(0.2 * satisfaction);
  const last = weekOf(at) - 1;
  const first = Math.max(weekOf(since) + 4, last - weeksKept + 1);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, step) => {
    const week = first + step;
    const chance = new Chance('usage week', company.seed, account, week);
    const years = (weekStart(week) - since) / (365 * dayMs);
    const activeUsers = Math.max(0, Math.round(base * Math.exp(0.15 * satisfaction * years) * chance.lognormal(1, 0.2)));
    return { week: weekStart(week), activeUsers, units: Math.round(activeUsers * chance.lognormal(18, 0.3)) };
  });
}

export interface Ticket {
  readonly openedAt: number;
  readonly closedAt: number;
  readonly severity: string;
  readonly topic: string;
}

/** A customer's tickets opened by `at`; the discontent have more. */
export function ticketsOf(company: Company, account: number, since: number, at: number): Ticket[] {
  const chance = new Chance('tickets', company.seed, account);
  const meanDays = 110 * Math.exp(0.4 * satisfactionOf(company, account));
  const tickets: Ticket[] = [];
  for (let openedAt = since + chance.waiting(meanDays) * dayMs; openedAt <= at; openedAt += chance.waiting(meanDays) * dayMs) {
    const severity = chance.weighted([['low', 0.5], ['normal', 0.38], ['urgent', 0.12]]);
    tickets.push({ openedAt, closedAt: openedAt + chance.lognormal(severity === 'urgent' ? 1.2 : 3.5, 0.9) * dayMs, severity, topic: chance.pick(['Readings differ', 'Login', 'Spare part', 'Invoice', 'Training', 'Interface to other systems']) });
  }
  return tickets;
}

export interface Survey {
  readonly askedAt: number;
  /** 0 to 10, or null where nobody answered: those who feel strongly answer more. */
  readonly score: number | null;
}

/** Twice a year every customer is asked how likely they would recommend. */
export function surveysOf(company: Company, account: number, since: number, at: number): Survey[] {
  const satisfaction = satisfactionOf(company, account);
  const surveys: Survey[] = [];
  for (let askedAt = since + 120 * dayMs, round = 0; askedAt <= at; askedAt += 182 * dayMs, round += 1) {
    const chance = new Chance('survey', company.seed, account, round);
    const answers = chance.happens(0.2 + 0.12 * Math.abs(satisfaction));
    const score = Math.round(Math.min(10, Math.max(0, 7.3 + 1.3 * satisfaction + 1.2 * chance.normal())));
    surveys.push({ askedAt, score: answers ? score : null });
  }
  return surveys;
}
