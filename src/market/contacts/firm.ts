import { Draw } from './draw.ts';
import { addressPart } from './letters.ts';
import { brandParts, firmLists } from './lists/firms.ts';
import type { Country } from './lists/people.ts';
import type { StockName } from './name-stock.ts';
import { purpose } from './purpose.ts';
import type { World } from './world.ts';

export type AddressPattern = 'first.last' | 'flast' | 'f.last' | 'first' | 'last' | 'first_last';

/** A company as it is: one legal entity. */
export interface Firm {
  readonly index: number;
  readonly country: Country;
  /** Its name without the legal form. */
  readonly core: string;
  readonly short: string;
  /** Which of its country's legal forms. */
  readonly form: number;
  /** '' for a firm too small to have one. */
  readonly domain: string;
  readonly pattern: AddressPattern;
  readonly city: number;
  readonly people: number;
  readonly first: number;
  /** The firm that owns it, or its own index. */
  readonly parent: number;
  /** Whether it uses its owner's domain. */
  readonly sharesDomain: boolean;
  readonly sharesName: boolean;
  /** Its line without the last digits, which are the desk. */
  readonly line: string;
  readonly deskDigits: number;
  /** Key of the surname on the door, which its first people may bear; −1 where there is none. */
  readonly family: number;
  /** Share of firms that bear the same name without being the same; 0 where the name is the firm's own. */
  readonly nameShare: number;
}

const { onset, vowel, middle, ending } = brandParts;
const brands = onset.length * vowel.length * middle.length * vowel.length * ending.length;
/** Shares no factor with the number of brands, so that every firm gets another until all are used. */
const brandStride = 317_953;
const patterns: ReadonlyArray<readonly [AddressPattern, number]> = [['first.last', 0.5], ['flast', 0.16], ['f.last', 0.14], ['first', 0.08], ['last', 0.06], ['first_last', 0.06]];

const draw = new Draw();

/** The firm of this index; equal world, equal firm. */
export function firmOf(world: World, index: number): Firm {
  const own = ownFirm(world, index);
  return own.parent === index ? (own.sharesDomain ? { ...own, sharesDomain: false } : own) : asSubsidiary(firmOf(world, own.parent), own);
}

function ownFirm(world: World, index: number): Firm {
  draw.start(world.seed, purpose.firm, index);
  const country = world.countries[world.countryDraw.draw(draw)] as Country;
  const lists = firmLists[country];
  const first = world.firstOfFirm[index] as number;
  const people = (world.firstOfFirm[index + 1] as number) - first;
  const brand = brandOf((index + (world.seed % brands)) % brands);
  const trade = draw.pick(lists.trades);
  const { core, short, family, nameShare } = nameOf(world, country, brand, trade);
  const hasDomain = people > 2 || draw.happens(0.75);
  const city = Math.floor(lists.cities.length * draw.uniform() ** 1.5);
  return {
    index, country, core, short, family, nameShare, first, people, form: formOf(lists.forms.length), city, pattern: patternOf(people),
    domain: hasDomain ? domainOf(brand, trade, Math.floor(index / brands)) : '', ...lineOf(country, city, people), parent: parentOf(world, index), ...sharing(),
  };
}

const formOf = (count: number): number => Math.floor(count * draw.uniform() ** 2.2);

/** Only a firm of a few can give people their bare names as addresses. */
function patternOf(people: number): AddressPattern {
  let left = draw.uniform();
  for (const [pattern, share] of patterns) {
    left -= share;
    if (left < 0) return people > 15 && (pattern === 'first' || pattern === 'last') ? 'first.last' : pattern;
  }
  return 'first.last';
}

function brandOf(index: number): string {
  let left = (index * brandStride) % brands;
  let word = '';
  for (const parts of [onset, vowel, middle, vowel, ending]) {
    word += parts[left % parts.length];
    left = Math.floor(left / parts.length);
  }
  return word;
}

interface FirmName { readonly core: string; readonly short: string; readonly family: number; readonly nameShare: number }

/** A word of its own, an owner's name, a region, or letters; owners and regions are names that several firms bear. */
function nameOf(world: World, country: Country, brand: string, trade: string): FirmName {
  const kind = draw.uniform();
  if (kind < 0.5) return { core: `${brand} ${trade}`, short: brand, family: -1, nameShare: 0 };
  if (kind < 0.75) return ownersName(world, country, brand, trade);
  if (kind < 0.9) return regionsName(world, country, trade);
  const letters = `${brand.charAt(0)}${letter()}${letter()}`;
  return { core: `${letters} ${trade}`, short: letters, family: -1, nameShare: 0 };
}

const letter = (): string => String.fromCharCode(65 + draw.below(26));
const countryShare = (world: World, country: Country): number => world.countryDraw.share(world.countries.indexOf(country));

function regionsName(world: World, country: Country, trade: string): FirmName {
  const { regions, trades } = firmLists[country];
  const core = `${draw.pick(regions)} ${trade}`;
  return { core, short: core, family: -1, nameShare: (0.15 * countryShare(world, country)) / (regions.length * trades.length) };
}

function ownersName(world: World, country: Country, brand: string, trade: string): FirmName {
  const family = draw.below(2 ** 31);
  const surname = surnameOnDoor(world, country, family);
  if (draw.happens(0.4)) return { core: `${surname.own} ${brand}`, short: surname.own, family, nameShare: 0 };
  return { core: `${surname.own} ${trade}`, short: surname.own, family, nameShare: (0.15 * countryShare(world, country) * surname.share) / firmLists[country].trades.length };
}

/** The owner's surname, as the key of the family says. */
export const surnameOnDoor = (world: World, country: Country, family: number): StockName => world.stocks[country].surname(new Draw().start(world.seed, purpose.family, family));

/** No two firms share one: the brand is the firm's own, and where all brands are used the trade tells them apart. */
function domainOf(brand: string, trade: string, round: number): string {
  const word = brand.toLowerCase();
  if (round > 0) return `${word}-${round + 1}.example`;
  return draw.happens(0.6) ? `${word}.example` : `${word}-${addressPart(trade) || 'group'}.example`;
}

function lineOf(country: Country, city: number, people: number): { line: string; deskDigits: number } {
  const { cities, lineTotal } = firmLists[country];
  const area = (cities[city] as readonly [string, string])[1];
  const deskDigits = people > 800 ? 4 : people > 80 ? 3 : 2;
  const digits = lineTotal - area.length - deskDigits;
  return { line: String(Math.floor((2 + 8 * draw.uniform()) * 10 ** (digits - 1))), deskDigits };
}

const sharing = (): { sharesDomain: boolean; sharesName: boolean } => ({ sharesDomain: draw.happens(0.45), sharesName: draw.happens(0.5) });

/** An earlier firm, mostly a larger one: of three drawn, the one with the most people. */
function parentOf(world: World, index: number): number {
  if (index < 10 || !draw.happens(world.setting.subsidiaries)) return index;
  let parent = draw.below(index);
  for (let tries = 0; tries < 2; tries += 1) {
    const other = draw.below(index);
    if (sizeOf(world, other) > sizeOf(world, parent)) parent = other;
  }
  return parent;
}

const sizeOf = (world: World, firm: number): number => (world.firstOfFirm[firm + 1] as number) - (world.firstOfFirm[firm] as number);

function asSubsidiary(parent: Firm, own: Firm): Firm {
  const sharesDomain = own.sharesDomain && parent.domain !== '';
  const core = own.sharesName ? `${parent.short} ${own.country === parent.country ? own.core.slice(own.core.lastIndexOf(' ') + 1) : firmLists[own.country].names[0]}` : own.core;
  return { ...own, core, short: own.sharesName ? parent.short : own.short, domain: sharesDomain ? parent.domain : own.domain, pattern: sharesDomain ? parent.pattern : own.pattern, sharesDomain };
}
