import { Chance } from '../chance.ts';
import { dayMs, quarterEnd, quarterName, quarterStart, type Company } from '../company.ts';
import { birth, birthPace, dealLife, drawFirstAmount, drawLastAmount, existingAccount } from '../world/deal-life.ts';
import { walk } from '../world/deal-walk.ts';
import { oracleAt } from './oracle.ts';

/** What one who knows the hidden world, but not the luck to come, would say of the running quarter; whole euros by the true day of the win. */
export interface OracleQuarter {
  readonly quarter: string;
  readonly wonSoFar: number;
  /** Totals of the whole quarter, one per draw, ascending: any quantile can be read off. */
  readonly totals: readonly number[];
}

/** Simulates the rest of the quarter `draws` times: the open deals by their chances, and deals that are opened and won before it ends. */
export function oracleQuarter(company: Company, at: number, draws = 400): OracleQuarter {
  const lives = Array.from({ length: company.deals }, (_, index) => dealLife(company, index));
  const start = quarterStart(at);
  const wonSoFar = lives.filter((life) => life.ending === 'won' && life.endsAt >= start && life.endsAt <= at).reduce((sum, life) => sum + life.lastAmount, 0);
  const byId = new Map(lives.map((life) => [life.id, life]));
  const open = oracleAt(company, at).filter((deal) => !deal.isOver).map((deal) => ({ chance: deal.winInQuarter, life: byId.get(deal.id) }));
  const unborn = unbornDeals(company, at);
  const totals = Array.from({ length: draws }, (_, draw) => {
    const chance = new Chance('oracle quarter', company.seed, at, draw);
    const fromOpen = open.reduce((sum, { chance: win, life }) => sum + (life && chance.happens(win) ? drawLastAmount(company, life.account, life.firstAmount, 'won', chance) : 0), 0);
    return wonSoFar + fromOpen + fromUnborn(unborn, chance);
  });
  return { quarter: quarterName(at), wonSoFar, totals: totals.sort((a, b) => a - b) };
}

interface Unborn {
  /** Deals expected to be opened before the quarter ends. */
  readonly expected: number;
  /** What a thousand such deals bring within the quarter: 0 for most. */
  readonly amounts: readonly number[];
}

function unbornDeals(company: Company, at: number): Unborn {
  const end = quarterEnd(at);
  const share = paceBetween(company, at, end) / paceBetween(company, company.startMs, company.endMs);
  const amounts = Array.from({ length: 1000 }, (_, number) => unbornAmount(company, new Chance('unborn', company.seed, at, number), at, end));
  return { expected: company.deals * share, amounts };
}

/** Sum of the daily pace between two moments. */
function paceBetween(company: Company, from: number, until: number): number {
  let sum = 0;
  for (let day = from; day < until; day += dayMs) sum += birthPace(company, day) * Math.min(1, (until - day) / dayMs);
  return sum;
}

function unbornAmount(company: Company, chance: Chance, at: number, end: number): number {
  const createdAt = chance.between(at, end);
  const account = existingAccount(company, chance, createdAt);
  if (!account) return 0;
  const { product, course } = birth(company, chance, account, createdAt);
  const walked = walk(course, chance, createdAt);
  if (walked.ending !== 'won' || walked.endsAt >= end) return 0;
  return drawLastAmount(company, account, drawFirstAmount(product, chance), 'won', chance);
}

/** A Poisson number of deals, each one of the thousand. */
function fromUnborn({ expected, amounts }: Unborn, chance: Chance): number {
  let sum = 0;
  for (let waited = chance.waiting(1); waited < expected; waited += chance.waiting(1)) sum += chance.pick(amounts);
  return sum;
}
