import { Chance } from '../chance.ts';
import { dayMs, type Company } from '../company.ts';
import { accountName, countries, industries, personName, sizeBands, titles } from '../names.ts';

export interface Contact {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly email: string;
  readonly createdAt: number;
}

export interface Account {
  readonly id: string;
  readonly index: number;
  readonly name: string;
  readonly industry: string;
  readonly country: string;
  readonly sizeBand: string;
  readonly employees: number;
  readonly domain: string;
  readonly rep: number;
  readonly createdAt: number;
  /** Hidden: how good a buyer this is, on the log-odds of winning. */
  readonly frailty: number;
  /** Who decides on purchases: one office, or each site. */
  readonly purchasing: string;
  readonly ownership: string;
  readonly contacts: readonly Contact[];
}

const employeesOf: Readonly<Record<string, readonly [number, number]>> = { '1-49': [5, 49], '50-249': [50, 249], '250-999': [250, 999], '1000+': [1000, 20_000] };

const kept = new WeakMap<Company, Map<number, Account>>();
/** Accounts of companies that fit into memory are made once; a larger company's are made again whenever they are asked for. */
const mostKept = 4_000;

/** An account of the company, the same whenever it is asked for. */
export function accountAt(company: Company, index: number): Account {
  if (company.accounts > mostKept) return makeAccount(company, index);
  const accounts = kept.get(company) ?? new Map<number, Account>();
  kept.set(company, accounts);
  const account = accounts.get(index) ?? makeAccount(company, index);
  accounts.set(index, account);
  return account;
}

function makeAccount(company: Company, index: number): Account {
  const chance = new Chance('account', company.seed, index);
  const { name, domain } = accountName(company.seed, index);
  const sizeBand = chance.weighted(sizeBands.map((band, rank) => [band, [0.3, 0.4, 0.2, 0.1][rank] as number] as const));
  const [low, high] = employeesOf[sizeBand] as readonly [number, number];
  const createdAt = accountCreatedAt(company, index);
  const contacts = Array.from({ length: chance.whole(2, 7) }, (_, at) => contactAt(chance, index, at, domain, createdAt));
  return {
    id: accountId(index), index, name, industry: chance.pick(industries), country: chance.pick(countries), sizeBand,
    employees: chance.whole(low, high), domain, rep: chance.whole(0, company.reps.length - 1), createdAt, frailty: 0.5 * chance.normal(), ...sidesOf(company, index), contacts,
  };
}

const accountId = (index: number): string => `ACC-${String(index + 1).padStart(6, '0')}`;

/** Share of accounts on the side that a line is about, where nothing else decides. */
export const sideShare = 0.4;

/** Two attributes: the one that a line may be about, and the other, which may follow it. */
function sidesOf({ seed, planted }: Company, index: number): { purchasing: string; ownership: string } {
  const chance = new Chance('sides', seed, index);
  const first = chance.happens(sideShare);
  const follows = chance.uniform();
  const second = planted.falseLine ? follows < planted.falseLine.agreement === first : follows < sideShare;
  const isPurchasingFirst = planted.falseLine ? planted.falseLine.attribute === 'ownership' : planted.line?.attribute !== 'ownership';
  const [central, family] = isPurchasingFirst ? [first, second] : [second, first];
  return { purchasing: central ? 'Central' : 'By site', ownership: family ? 'Family' : chance.happens(0.65) ? 'Group' : 'Public' };
}

/** When the account was opened, by itself: deals look for an account that exists, and most looks find none. */
export function accountCreatedAt(company: Company, index: number): number {
  const share = new Chance('account opened', company.seed, index).uniform() ** 1.6;
  return company.startMs + Math.floor(share * (company.endMs - company.startMs) * 0.9);
}

/** The first contact comes with the account; the others turn up later. */
function contactAt(chance: Chance, account: number, at: number, domain: string, createdAt: number): Contact {
  const name = personName(chance);
  return {
    id: `CON-${account + 1}-${at + 1}`, name, title: chance.pick(titles),
    email: `${name.toLowerCase().replace(' ', '.')}${at}@${domain}`,
    createdAt: at === 0 ? createdAt : createdAt + Math.floor(chance.waiting(40) * dayMs),
  };
}
