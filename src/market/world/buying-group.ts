import { Chance } from '../chance.ts';
import type { Company } from '../company.ts';
import { influences, personName, titles, type Influence } from '../names.ts';
import type { Contact } from './account-world.ts';
import { badNewsDays } from './bad-news.ts';
import { friendOf, isOnLine, listensToQuiet, supplierListOf } from './buyer-leanings.ts';
import type { DealLife } from './deal-life.ts';

/** One of the people who decide together. */
export interface Member {
  /** The CRM's contact, or null for somebody whom the seller never learned of. */
  readonly contact: Contact | null;
  readonly name: string;
  readonly title: string;
  readonly role: Role;
  /** Hidden: what they think of the offer, around the deal's readiness; standard normal over all deals. */
  readonly opinion: number;
  /** What moved them most, in truth. */
  readonly movedBy: Influence;
}

export type Role = 'signs' | 'champions' | 'uses' | 'checks' | 'advises' | 'keeps the gate';
const roles: readonly Role[] = ['signs', 'champions', 'uses', 'checks', 'advises', 'keeps the gate'];

/** Groups of small accounts are small; where one office buys for all, more people have a say. */
const groupSizes: Readonly<Record<string, readonly [number, number]>> = { '1-49': [2, 4], '50-249': [3, 6], '250-999': [4, 9], '1000+': [6, 13] };

/** The people behind a deal, those known to the CRM first. */
export function buyingGroup(company: Company, life: DealLife): Member[] {
  const chance = new Chance('buying group', company.seed, life.index);
  const [low, high] = groupSizes[life.account.sizeBand] as readonly [number, number];
  const size = chance.whole(low, high) + (isOnLine(company, life.account) ? 1 : 0);
  const known = life.account.contacts.filter((contact) => contact.createdAt <= life.endsAt).slice(0, size);
  const shares = influenceShares(company, life);
  return Array.from({ length: size }, (_, at) => memberAt(company, life, at, known[at] ?? null, shares));
}

function memberAt(company: Company, life: DealLife, at: number, contact: Contact | null, shares: InfluenceShares): Member {
  const chance = new Chance('member', company.seed, life.index, at);
  const name = contact?.name ?? personName(chance);
  return {
    contact, name, title: contact?.title ?? chance.pick(titles), role: roles[at % roles.length] as Role,
    opinion: 0.7 * life.readiness + Math.sqrt(1 - 0.49) * chance.normal(), movedBy: chance.weighted(influences.map((kind) => [kind, shares[kind]] as const)),
  };
}

/** How much each kind of influence weighs in a deal; sums to one. */
export type InfluenceShares = Readonly<Record<Influence, number>>;

/** Before anything particular to the company, its influencers or the deal. */
const usual: InfluenceShares = {
  colleague: 0.15, boss: 0.1, 'earlier experience': 0.15, correspondent: 0.08, consultant: 0.07, analyst: 0.03, 'policy-maker': 0.02, 'supplier list': 0.02,
  'online community': 0.04, 'offline community': 0.06, search: 0.07, press: 0.03, competitor: 0.02, 'our salesperson': 0.09, 'our material': 0.05, other: 0.02,
};

/** What moved the buyers of a deal, in truth. */
export function influenceShares(company: Company, life: DealLife): InfluenceShares {
  const { quiet } = company.planted;
  const weights = Object.fromEntries(influences.map((kind) => [kind, weightOf(company, life, kind)])) as Record<Influence, number>;
  const total = influences.reduce((sum, kind) => sum + weights[kind], 0);
  const held = quiet && listensToQuiet(company, life.account.index) ? quiet.share : 0;
  return Object.fromEntries(influences.map((kind) => [kind, (1 - held) * weights[kind] / total + (held > 0 && kind === quiet?.kind ? held : 0)])) as Record<Influence, number>;
}

function weightOf(company: Company, life: DealLife, kind: Influence): number {
  const ofCompany = new Chance('influence', company.seed, kind).lognormal(1, 0.4);
  const ofDeal = new Chance('influence on', company.seed, life.index, kind).lognormal(1, 0.6);
  return usual[kind] * ofCompany * ofDeal * occasion(company, life, kind);
}

/** What this deal gives more, or less, weight to. The loud one moves next to nobody. */
function occasion(company: Company, life: DealLife, kind: Influence): number {
  const { index } = life.account;
  if (kind === company.planted.loud?.kind) return 0.1;
  if (kind === 'supplier list') return supplierListOf(company, index) === 'none' ? 1 : 12;
  if (kind === 'correspondent') return company.planted.wordOfMouth > 0 && friendOf(company, index, life.createdAt) !== null ? 3 : 1;
  if (kind === 'earlier experience') return life.source === 'Existing customer' ? 3 : 1;
  if (kind === 'press') return company.planted.media?.industries.includes(life.account.industry) === true && badNewsDays(company).some((at) => at > life.createdAt && at < life.endsAt) ? 4 : 1;
  return 1;
}
