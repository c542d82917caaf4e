import { Chance } from '../chance.ts';
import type { Company } from '../company.ts';
import { countryAsTyped, firmAt, type Firm } from './firms.ts';
import type { SystemHabits } from './systems.ts';
import type { CompanyTold } from './told.ts';
import { inCapitals, typed } from './typing.ts';

/** A company as one system has it. */
export interface CompanyRecord {
  readonly id: string;
  readonly account: number;
  readonly name: string;
  readonly website: string;
  readonly country: string;
  readonly city: string;
  readonly vatId: string;
  readonly parent: number | null;
  readonly created: number;
  readonly told: CompanyTold;
}

/** Records of the accounts that a system holds, in no order that another system shares. */
export function companyRecords(company: Company, habits: SystemHabits, idAt: (place: number) => string): CompanyRecord[] {
  const held = Array.from({ length: company.accounts }, (_, index) => index).flatMap((index) => {
    const chance = new Chance('four systems account', company.seed, habits.source, index);
    return !chance.happens(habits.accounts) ? [] : chance.happens(habits.twice * company.noise) ? [index, index] : [index];
  });
  return held.map((index, place) => companyRecord(company, habits, firmAt(company, index), idAt(place), new Chance('four systems account record', company.seed, habits.source, place)));
}

function companyRecord(company: Company, habits: SystemHabits, firm: Firm, id: string, chance: Chance): CompanyRecord {
  const { account } = firm;
  const name = companyAsTyped(chance, company, habits, account.name);
  const has = (rate: number): boolean => !chance.happens(Math.min(1, rate < 1 ? rate * (0.5 + company.noise / 2) : 1));
  const [domain, country, city, vat] = [has(habits.missing.website), has(habits.missing.country), has(habits.missing.city), has(habits.missing.vat)];
  return {
    id, account: account.index, name: name.text, website: domain ? chance.pick([account.domain, `www.${account.domain}`, `https://www.${account.domain}/`]) : '', country: country ? countryAsTyped(chance, account.country) : '',
    city: city ? firm.city : '', vatId: vat ? vatAsTyped(chance, firm.vatId) : '', parent: firm.parent, created: account.createdAt + Math.floor(chance.uniform() * (company.endMs - account.createdAt)),
    told: { key: `account:${habits.source}:${id}`, account: account.index, name: name.isWhole ? 'whole' : 'first word', nameSlips: name.slips, domain, vat, country, city },
  };
}

const vatAsTyped = (chance: Chance, vatId: string): string => chance.pick([vatId, vatId, `${vatId.slice(0, 2)} ${vatId.slice(2)}`, vatId.toLowerCase()]);

/** A company's name in somebody's hands: without its form, its first word alone, in capitals, with a slip. */
export function companyAsTyped(chance: Chance, company: Company, habits: SystemHabits, name: string): { text: string; slips: number; isWhole: boolean } {
  const bare = name.slice(0, name.lastIndexOf(' '));
  const luck = chance.uniform();
  const isWhole = luck >= habits.shortName;
  const chosen = !isWhole ? bare.slice(0, bare.indexOf(' ')) : luck < habits.shortName + habits.noForm ? bare : name;
  const { text, slips } = typed(chance, chosen, habits.slip * company.noise);
  return { text: inCapitals(chance, text, habits.shout), slips, isWhole };
}
