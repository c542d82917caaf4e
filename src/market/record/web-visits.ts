import { Chance } from '../chance.ts';
import { dayMs, type Company } from '../company.ts';
import type { Account } from '../world/account-world.ts';
import { dealLife, type DealLife } from '../world/deal-life.ts';
import { weekMs, weekOf, weekStart } from './customer-life.ts';

/** The web statistics keep fourteen months. */
export const webKeptDays = 425;

export interface VisitWeek {
  readonly week: number;
  readonly sessions: number;
  readonly pages: number;
  readonly topPage: string;
  readonly referrer: string;
}

const dealsByAccount = new WeakMap<Company, Map<number, number[]>>();

/** Numbers of an account's deals. */
function dealsOf(company: Company, account: number): readonly number[] {
  let known = dealsByAccount.get(company);
  if (!known) {
    known = new Map();
    for (let index = 0; index < company.deals; index += 1) {
      const { index: of } = dealLife(company, index).account;
      const found = known.get(of);
      if (found) found.push(index);
      else known.set(of, [index]);
    }
    dealsByAccount.set(company, known);
  }
  return known.get(account) ?? [];
}

const pages = ['/products', '/prices', '/cases', '/documents', '/blog', '/contact'];

/**
 * Weeks that are over by `at` in which somebody of the account was seen on the site.
 * Half of all deals leave no trace there; followers of the loud one come whatever they buy.
 */
export function visitsOf(company: Company, account: Account, at: number): VisitWeek[] {
  const last = weekOf(at) - 1;
  const first = weekOf(Math.max(at - webKeptDays * dayMs, account.createdAt)) + 1;
  const lives = dealsOf(company, account.index).map((index) => dealLife(company, index)).filter((life) => isSeen(company, life));
  const follows = followsLoud(company, account.index);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, step) => visitWeek(company, account.index, weekStart(first + step), lives, follows)).filter((week) => week !== null);
}

const isSeen = (company: Company, life: DealLife): boolean => new Chance('seen online', company.seed, life.index).happens(0.5);

const followsLoud = ({ seed, planted }: Company, account: number): boolean => planted.loud !== undefined && new Chance('follows', seed, account).happens(0.4);

function visitWeek(company: Company, account: number, week: number, lives: readonly DealLife[], follows: boolean): VisitWeek | null {
  const chance = new Chance('visits', company.seed, account, week);
  const interest = lives.filter((life) => life.createdAt < week + weekMs && life.endsAt > week).reduce((sum, life) => sum + 0.3 * Math.exp(0.2 * life.readiness), 0);
  const loud = follows ? company.planted.loud?.visits ?? 0 : 0;
  const expected = 0.03 + interest + loud;
  if (!chance.happens(1 - Math.exp(-expected))) return null;
  const sessions = 1 + Math.floor(chance.waiting(0.8));
  const isLoud = chance.uniform() * expected < loud;
  return { week, sessions, pages: sessions + Math.floor(chance.waiting(3 * sessions)), topPage: isLoud ? '/blog' : chance.pick(pages), referrer: isLoud ? company.planted.loud?.kind ?? '' : chance.pick(['direct', 'search', 'mail', 'direct']) };
}
