import { Chance } from '../chance.ts';
import type { Company } from '../company.ts';
import type { ExportTable } from '../files/table.ts';
import { companyRecords, type CompanyRecord } from './company-records.ts';
import { companyBits, personBits } from './evidence.ts';
import { judgedPairs, type TruePair } from './judged-pairs.ts';
import { personRecords, type PersonRecord } from './person-records.ts';
import { everybody, type Somebody } from './somebody.ts';
import { systemHabits, type SystemHabits } from './systems.ts';
import { tablesOf } from './tables.ts';

/** What one system exports of a demo company's world. */
export interface SystemExport {
  readonly source: SystemHabits['source'];
  readonly tables: readonly ExportTable[];
}

interface SystemRecords {
  readonly habits: SystemHabits;
  readonly companies: readonly CompanyRecord[];
  readonly people: readonly PersonRecord[];
}

/** Who is who among the records of all four, by record key (`contact:crm:…`). Opened by tests and benches only, after answers are stored. */
export interface FourTruth {
  readonly people: Readonly<Record<string, string>>;
  /** Number of the account. */
  readonly companies: Readonly<Record<string, number>>;
  /** Account that owns an account. */
  readonly parents: Readonly<Record<number, number>>;
  /** Account that each record of a person speaks of. */
  readonly accountOfPerson: Readonly<Record<string, number>>;
  readonly pairs: { readonly people: readonly TruePair[]; readonly companies: readonly TruePair[] };
}

/** The same people and accounts in the exports of a CRM, a marketing tool, a support desk and a billing system, none of which knows of the others. */
export const fourSystems = (company: Company): SystemExport[] => recordsOf(company, everybody(company)).map(({ habits, companies, people }) => ({ source: habits.source, tables: tablesOf(habits, companies, people) }));

/** Who is who in `fourSystems`, and which pairs of records could be linked. */
export function whoIsWho(company: Company): FourTruth {
  const everyone = everybody(company);
  const records = recordsOf(company, everyone);
  const people = records.flatMap((system) => system.people.map(({ told }) => told));
  const companies = records.flatMap((system) => system.companies.map(({ told }) => told));
  return {
    people: Object.fromEntries(people.map(({ key, person }) => [key, person])), companies: Object.fromEntries(companies.map(({ key, account }) => [key, account])),
    parents: Object.fromEntries(records.flatMap((system) => system.companies).flatMap(({ account, parent }) => (parent === null ? [] : [[account, parent]]))),
    accountOfPerson: Object.fromEntries(people.map(({ key, account }) => [key, account])),
    pairs: {
      people: judgedPairs(people, ({ person }) => person, (a, b) => personBits(a, b, everyone.length)),
      companies: judgedPairs(companies, ({ account }) => account, companyBits),
    },
  };
}

const recordsOf = (company: Company, everyone: readonly Somebody[]): SystemRecords[] => systemHabits.map((habits) => ({
  habits, companies: companyRecords(company, habits, idsOf(company, habits, 'company')), people: personRecords(company, habits, everyone, idsOf(company, habits, 'person')),
}));

/** More than any system holds, and a prime: stepping through them by any stride meets each once. */
const idSpace = 999_983;
const idForms: Readonly<Record<SystemHabits['source'], (number: number, of: 'company' | 'person') => string>> = {
  crm: (number, of) => `${of === 'company' ? '001' : '003'}Qx${number.toString(36).toUpperCase().padStart(10, '0')}`,
  marketing: (number) => String(71_000_000 + number), support: (number) => String(360_004_000_000 + number * 7), billing: (number, of) => `${of === 'company' ? 'K' : 'A'}-${String(number).padStart(6, '0')}`,
};

/** Ids of one system, which tell nothing of the order in which the world was made. */
function idsOf(company: Company, { source }: SystemHabits, of: 'company' | 'person'): (place: number) => string {
  const chance = new Chance('four systems ids', company.seed, source, of);
  const [stride, offset] = [chance.whole(1, idSpace - 1), chance.whole(0, idSpace - 1)];
  return (place) => idForms[source]((offset + place * stride) % idSpace, of);
}
