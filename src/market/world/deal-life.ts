import { accountAt, accountCreatedAt, type Account } from './account-world.ts';
import { Chance } from '../chance.ts';
import { dayMs, openStages, quarterIndex, type Company, type Product } from '../company.ts';
import { cutShort, firstHit } from './bad-news.ts';
import { isOnLine, leaningOf } from './buyer-leanings.ts';
import { survivesLeak, walk, type Course, type Ending, type Stay } from './deal-walk.ts';
import { sources } from '../names.ts';

/** A deal as it really went. The CRM sees a flawed record of it (`deal-records.ts`). */
export interface DealLife {
  readonly id: string;
  readonly index: number;
  readonly account: Account;
  readonly product: Product;
  readonly source: string;
  readonly type: 'New business' | 'Expansion' | 'Renewal';
  readonly rep: number;
  readonly createdAt: number;
  readonly stays: readonly Stay[];
  readonly ending: Ending;
  readonly endsAt: number;
  /** It fell out at the planted leak. */
  readonly leaked: boolean;
  /** Never closed in the CRM although it is over. */
  readonly zombie: boolean;
  readonly firstAmount: number;
  readonly lastAmount: number;
  /** Oracle: probability at creation that it is won, known to nobody in the company; of bad news still to come it knows nothing. */
  readonly oracle: number;
  readonly readiness: number;
  readonly course: Course;
}

const sourceEffect: Readonly<Record<string, number>> = { Referral: 0.45, 'Existing customer': 0.6, Partner: 0.2, Web: 0, 'Trade show': -0.1, Outbound: -0.4 };
const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

const kept = new WeakMap<Company, Map<number, DealLife>>();
/** Deals of companies that fit into memory are made once; a larger company's are made again whenever they are asked for. */
const mostKept = 12_000;

/** Life of a deal; the same whenever it is asked for, whatever else was asked. */
export function dealLife(company: Company, index: number): DealLife {
  if (company.deals > mostKept) return makeLife(company, index);
  const lives = kept.get(company) ?? new Map<number, DealLife>();
  kept.set(company, lives);
  const life = lives.get(index) ?? makeLife(company, index);
  lives.set(index, life);
  return life;
}

function makeLife(company: Company, index: number): DealLife {
  const chance = new Chance('deal', company.seed, index);
  const { account, createdAt } = originOf(company, chance);
  const { product, source, readiness, course } = birth(company, chance, account, createdAt);
  const walked = walk(course, chance, createdAt);
  const path = cutShort(walked, firstHit(company, { index, industry: account.industry, createdAt }, walked.endsAt));
  const firstAmount = drawFirstAmount(product, chance);
  return {
    id: `OPP-${String(index + 1).padStart(6, '0')}`, index, account, product, source,
    type: source === 'Existing customer' ? chance.pick(['Expansion', 'Renewal'] as const) : 'New business',
    rep: chance.happens(0.8) ? account.rep : chance.whole(0, company.reps.length - 1),
    createdAt, stays: path.stays, ending: path.ending, endsAt: path.endsAt, leaked: path.leaked,
    zombie: path.ending !== 'won' && chance.happens(0.05 * company.noise),
    firstAmount, lastAmount: drawLastAmount(company, account, firstAmount, path.ending, chance),
    oracle: course.wants * survivesLeak(course), readiness, course,
  };
}

/** What a deal brings into the world. */
export interface Birth {
  readonly product: Product;
  readonly source: string;
  readonly readiness: number;
  readonly course: Course;
}

/** Draws what a deal of this account, opened at this moment, is made of. */
export function birth(company: Company, chance: Chance, account: Account, createdAt: number): Birth {
  const product = chance.weighted(company.products.map((one, rank) => [one, 1 / (1 + rank * 0.35)] as const));
  const source = chance.weighted(sources.map((name, rank) => [name, [0.3, 0.15, 0.1, 0.15, 0.2, 0.1][rank] as number] as const));
  const readiness = chance.normal();
  const wants = logistic(winLogit(company, account, source, readiness, createdAt));
  const { leak, bunching } = company.planted;
  const stayDays = (company.cycleDays / openStages.length) * Math.exp(-0.2 * readiness) * paceOf(company, account);
  return { product, source, readiness, course: { wants, stayDays, leak: leak?.product === product.name ? leak : undefined, bunching } };
}

export const drawFirstAmount = (product: Product, chance: Chance): number => Math.round(product.price * chance.lognormal(1, 0.55));

/** Wins end somewhat below what was asked at first, the others around it. */
export const drawLastAmount = (company: Company, account: Account, firstAmount: number, ending: Ending, chance: Chance): number =>
  Math.round(firstAmount * chance.lognormal(ending === 'won' ? 0.94 + lessDiscount(company, account) : 1, 0.15));

/** Where some are treated worse, winning deals of that country end nearer to their first amount. */
const lessDiscount = ({ planted }: Company, account: Account): number => (planted.disparity?.country === account.country ? planted.disparity.discount : 0);

/** A deal is born of an account that exists by then; old customers bring more of them. */
function originOf(company: Company, chance: Chance): { account: Account; createdAt: number } {
  for (;;) {
    const createdAt = bornAt(company, chance);
    const account = existingAccount(company, chance, createdAt);
    if (account) return { account, createdAt };
  }
}

/** An account that exists by then, or null where thirty looks found none. */
export function existingAccount(company: Company, chance: Chance, by: number): Account | null {
  for (let look = 0; look < 30; look += 1) {
    const index = Math.floor(chance.uniform() ** 1.3 * company.accounts);
    if (accountCreatedAt(company, index) + dayMs <= by) return accountAt(company, index);
  }
  return null;
}

/** Creations grow by the year and lean towards spring where a season was planted. */
function bornAt(company: Company, chance: Chance): number {
  for (;;) {
    const share = chance.uniform();
    const at = company.startMs + share * (company.endMs - company.startMs);
    if (chance.uniform() * (1 + company.planted.season) < birthPace(company, at)) return Math.floor(at);
  }
}

/** How fast deals are opened at a moment, in proportion: one plus the season at most. */
export function birthPace(company: Company, at: number): number {
  const growth = (1 + company.growth) ** ((at - company.endMs) / (365 * dayMs));
  const month = new Date(at).getUTCMonth();
  return growth * (1 + company.planted.season * Math.cos(((month - 3) / 6) * Math.PI));
}

function winLogit(company: Company, account: Account, source: string, readiness: number, createdAt: number): number {
  const { segment, quarterShock } = company.planted;
  const shock = quarterShock * new Chance('quarter', company.seed, quarterIndex(createdAt)).normal();
  return company.winLogit + 0.9 * readiness + account.frailty + (sourceEffect[source] ?? 0) + (segment && account.sizeBand === segment.sizeBand ? segment.effect : 0) + shock + leaningOf(company, account, createdAt);
}

/** Beyond the line, everything takes longer. */
const paceOf = (company: Company, account: Account): number => (isOnLine(company, account) ? company.planted.line?.paceFactor ?? 1 : 1);
