import { Chance } from '../chance.ts';
import type { Company } from '../company.ts';
import { accountAt, type Account } from '../world/account-world.ts';

/** What the systems know of an account beside what the demo companies' own files say. */
export interface Firm {
  readonly account: Account;
  readonly city: string;
  readonly vatId: string;
  /** Its line in international form, without the last two digits. */
  readonly line: string;
  /** The account that owns it, or null. */
  readonly parent: number | null;
}

interface Place { readonly calling: string; readonly code: string; readonly trunk: string; readonly cities: ReadonlyArray<readonly [city: string, area: string, digits: number]>; readonly mobile: readonly [prefix: string, digits: number]; readonly forms: readonly string[]; readonly vat: (digits: (count: number) => string) => string }

const places: Readonly<Record<string, Place>> = {
  Germany: { calling: '49', code: 'DE', trunk: '0', cities: [['Hamburg', '40', 6], ['Köln', '221', 5], ['Dresden', '351', 5]], mobile: ['151', 8], forms: ['Deutschland', 'DE'], vat: (digits) => `DE${digits(9)}` },
  France: { calling: '33', code: 'FR', trunk: '0', cities: [['Lyon', '4', 6], ['Lille', '3', 6], ['Nantes', '2', 6]], mobile: ['6', 8], forms: ['FRANCE', 'FR'], vat: (digits) => `FR${digits(11)}` },
  Netherlands: { calling: '31', code: 'NL', trunk: '0', cities: [['Utrecht', '30', 5], ['Rotterdam', '10', 5]], mobile: ['6', 8], forms: ['Nederland', 'NL', 'The Netherlands'], vat: (digits) => `NL${digits(9)}B01` },
  Italy: { calling: '39', code: 'IT', trunk: '', cities: [['Torino', '011', 5], ['Bologna', '051', 5]], mobile: ['338', 7], forms: ['Italia', 'IT'], vat: (digits) => `IT${digits(11)}` },
  Sweden: { calling: '46', code: 'SE', trunk: '0', cities: [['Göteborg', '31', 4], ['Malmö', '40', 4]], mobile: ['70', 7], forms: ['Sverige', 'SE'], vat: (digits) => `SE${digits(10)}01` },
  Spain: { calling: '34', code: 'ES', trunk: '', cities: [['Bilbao', '94', 5], ['Valencia', '96', 5]], mobile: ['6', 8], forms: ['España', 'ES'], vat: (digits) => `ESB${digits(8)}` },
  Poland: { calling: '48', code: 'PL', trunk: '', cities: [['Kraków', '12', 5], ['Gdańsk', '58', 5]], mobile: ['60', 7], forms: ['Polska', 'PL'], vat: (digits) => `PL${digits(10)}` },
  Austria: { calling: '43', code: 'AT', trunk: '0', cities: [['Graz', '316', 4], ['Linz', '732', 4]], mobile: ['664', 7], forms: ['Österreich', 'AT'], vat: (digits) => `ATU${digits(8)}` },
};

const placeOf = (country: string): Place => {
  const place = places[country];
  if (place === undefined) throw new Error(`no place is known in ${country}`);
  return place;
};

const number = (chance: Chance, count: number): string => String(Math.floor((1 + 8.99 * chance.uniform()) * 10 ** (count - 1)));

/** The account of this index with what the systems know of it. */
export function firmAt(company: Company, index: number): Firm {
  const account = accountAt(company, index);
  const chance = new Chance('four systems firm', company.seed, index);
  const place = placeOf(account.country);
  const [city, area, digits] = chance.pick(place.cities);
  return {
    account, city, vatId: place.vat((count) => number(chance, count)), line: `+${place.calling} ${area} ${number(chance, digits)}`,
    parent: index > 5 && chance.happens(0.1) ? chance.whole(0, index - 1) : null,
  };
}

export const mobileAt = (chance: Chance, country: string): string => {
  const { calling, mobile: [prefix, digits] } = placeOf(country);
  return `+${calling} ${prefix} ${number(chance, digits)}`;
};

/** A number as somebody types it: in full, or as it is dialled at home. */
export function phoneAsTyped(chance: Chance, country: string, international: string): string {
  const [calling, area, rest] = international.split(' ') as [string, string, string];
  const home = `${placeOf(country).trunk}${area}`;
  return chance.pick([international, `${calling}${area}${rest}`, `00${calling.slice(1)} ${area} ${rest}`, `${home}/${rest}`, `${home} ${rest.slice(0, 3)} ${rest.slice(3)}`, `(${home}) ${rest}`]);
}

export const countryAsTyped = (chance: Chance, country: string): string => (chance.happens(0.6) ? country : chance.pick(placeOf(country).forms));
