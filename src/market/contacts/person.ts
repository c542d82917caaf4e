import { Draw } from './draw.ts';
import { firmOf, surnameOnDoor, type AddressPattern, type Firm } from './firm.ts';
import { firmLists, posts } from './lists/firms.ts';
import type { Country } from './lists/people.ts';
import type { StockName } from './name-stock.ts';
import { purpose } from './purpose.ts';
import type { World } from './world.ts';

/** What somebody was at one firm. */
export interface Job {
  readonly firm: Firm;
  readonly post: number;
  /** '' where the firm has no domain. */
  readonly address: string;
  readonly desk: string;
  readonly assistantDesk: string;
  /** National digits without trunk; '' for none. */
  readonly mobile: string;
}

/** Somebody as they are. */
export interface Person {
  readonly index: number;
  /** Where their name comes from. */
  readonly origin: Country;
  readonly given: StockName;
  readonly surname: StockName;
  readonly jobs: readonly [Job] | readonly [before: Job, now: Job];
  /** Day of the change of job; 0 where there was none. */
  readonly movedAt: number;
  readonly privateAddress: string;
  readonly isFamily: boolean;
}

/** Days that the record spans, and its first. */
export const span = { days: 2922, startsAt: Date.UTC(2018, 0, 1) } as const;

const bosses: ReadonlySet<number> = new Set([1, 6, 7, 15, 22]);
const draw = new Draw();

interface Naming { readonly origin: Country; readonly given: StockName; readonly surname: StockName; readonly isFamily: boolean }

/** First of the draws of a person, so that names can be had without the rest. Leaves `draw` where the rest goes on. */
function namingOf(world: World, index: number, firm: Firm): Naming {
  draw.start(world.seed, purpose.person, index);
  const origin = draw.happens(world.setting.foreigners) ? (world.countries[world.countryDraw.draw(draw)] as Country) : firm.country;
  const stock = world.stocks[origin];
  const given = stock.given(draw);
  const surname = stock.surname(draw);
  const isFamily = firm.family >= 0 && index - firm.first < 3 && draw.happens(0.5);
  if (!isFamily) return { origin, given, surname, isFamily };
  return { origin: firm.country, given: index > firm.first && draw.happens(0.1) ? world.stocks[firm.country].given(seniorsNameDraw(world, firm)) : given, surname: surnameOnDoor(world, firm.country, firm.family), isFamily };
}

/** The first of the family and whoever is named after them draw from one stream. */
const seniorsNameDraw = (world: World, firm: Firm): Draw => {
  const senior = new Draw().start(world.seed, purpose.person, firm.first);
  if (senior.happens(world.setting.foreigners)) world.countryDraw.draw(senior);
  return senior;
};

/** Addresses taken so far, by domain, where several firms of a group share one. */
export type SharedDomains = Map<string, Map<string, number>>;

/** Counts, into the world, how many before each of a firm's people would get the same address. Firms must come in order. */
export function namesakesOf(world: World, firm: Firm, shared: SharedDomains): void {
  if (!firm.sharesDomain) return takeAddresses(world, firm, new Map());
  let taken = shared.get(firm.domain);
  if (taken === undefined) {
    taken = new Map();
    takeAddresses(world, firmOf(world, firm.parent), taken);
    shared.set(firm.domain, taken);
  }
  takeAddresses(world, firm, taken);
}

function takeAddresses(world: World, firm: Firm, taken: Map<string, number>): void {
  for (let index = firm.first; index < firm.first + firm.people; index += 1) {
    const { given, surname } = namingOf(world, index, firm);
    const local = localPart(given, surname, firm.pattern);
    const before = taken.get(local) ?? 0;
    taken.set(local, before + 1);
    world.namesake[index] = Math.min(before, 255);
  }
}

export function localPart(given: StockName, surname: StockName, pattern: AddressPattern): string {
  switch (pattern) {
    case 'first.last': return `${given.address}.${surname.address}`;
    case 'flast': return given.address.charAt(0) + surname.address;
    case 'f.last': return `${given.address.charAt(0)}.${surname.address}`;
    case 'first': return given.address;
    case 'last': return surname.address;
    case 'first_last': return `${given.address}_${surname.address}`;
  }
}

/** The person of this index; equal world, equal person. */
export function personOf(world: World, index: number): Person {
  const firm = firmOf(world, world.firmOfPerson[index] as number);
  const naming = namingOf(world, index, firm);
  const movedAt = draw.happens(world.setting.jobChanges) ? 100 + draw.below(span.days - 200) : 0;
  const now = jobAt(firm, naming, draw.below(1000), index - firm.first, world.namesake[index] as number);
  const privateAddress = privateAddressOf(naming);
  if (movedAt === 0) return { index, ...naming, jobs: [now], movedAt, privateAddress };
  const isKept = draw.happens(world.setting.mobileKept);
  const former = firmOf(world, world.firmOfPerson[draw.below(world.people)] as number);
  const before = jobAt(former, naming, draw.below(1000), draw.below(90), draw.happens(former.people / 2000) ? 1 + draw.below(5) : 0);
  return { index, ...naming, jobs: [isKept ? { ...before, mobile: now.mobile } : before, now], movedAt, privateAddress };
}

function jobAt(firm: Firm, { given, surname }: Naming, luck: number, position: number, namesake: number): Job {
  const local = firm.domain === '' ? '' : localPart(given, surname, firm.pattern);
  const post = Math.floor(posts.length * (luck / 1000) ** 1.4);
  return {
    firm, post, address: local === '' ? '' : `${local}${namesake === 0 ? '' : namesake + 1}@${firm.domain}`, desk: deskOf(firm, position),
    assistantDesk: bosses.has(post) && firm.people > 8 ? deskOf(firm, position - (position % 10)) : '', mobile: draw.happens(0.7) ? mobileOf(firm.country) : '',
  };
}

function deskOf(firm: Firm, position: number): string {
  const smallest = 10 ** (firm.deskDigits - 1);
  return firm.people === 1 ? '' : `${firm.line}${smallest + (position % (9 * smallest))}`;
}

function mobileOf(country: Country): string {
  const { mobile, mobileDigits } = firmLists[country];
  return `${draw.pick(mobile)}${Math.floor((2 + 8 * draw.uniform()) * 10 ** (mobileDigits - 1))}`;
}

/** Commoner names had to take a number. */
function privateAddressOf({ origin, given, surname }: Naming): string {
  const style = draw.uniform();
  const local = style < 0.5 ? `${given.address}.${surname.address}` : style < 0.75 ? `${given.address}${surname.address}` : `${surname.address}.${given.address}`;
  const share = given.share * surname.share;
  const number = share > 2e-6 ? String(draw.below(9000) + 1000) : draw.happens(0.5) ? String(60 + draw.below(40)) : '';
  return `${local}${number}@${draw.pick(firmLists[origin].freeMail)}`;
}
