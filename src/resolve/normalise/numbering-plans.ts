import { createRequire } from 'node:module';
import type { CountryCode, MetadataJson } from 'libphonenumber-js/core';

/** What the quick path has to know of a country's numbers, compiled once. Figures and patterns: libphonenumber's metadata (ITU-T E.164 numbering plans). */
export interface NumberingPlan {
  readonly callingCode: string;
  readonly lengths: ReadonlySet<number>;
  readonly wellFormed: RegExp;
  /** What is dialled to leave the country. */
  readonly abroad: RegExp;
  /** What is dialled before a number inside the country; null where nothing is. */
  readonly trunk: RegExp | null;
  /** The trunk prefix is rewritten, not just dropped: such numbers go the long way. */
  readonly rewrites: boolean;
}

/** A calling code with the plans behind it: one country's, or several where they share it. */
export interface CallingCode {
  readonly digits: string;
  /** Lengths that are possible in all of them. */
  readonly lengths: ReadonlySet<number>;
  readonly trunks: readonly RegExp[];
  /** By which its numbers are read. */
  readonly main: NumberingPlan;
}

type Row = readonly [code: string, abroad: string, pattern: string, lengths: readonly number[], formats: unknown, prefix: string | 0, formatting: unknown, parsing: string | 0, rewrite: string | 0, ...rest: readonly unknown[]];

export const phoneMetadata = createRequire(import.meta.url)('libphonenumber-js/metadata.min.json') as MetadataJson;

const rowOf = (country: string): Row | undefined => (phoneMetadata.countries as unknown as Readonly<Record<string, Row>>)[country];

const trunkOf = (row: Row): RegExp | null => {
  const prefix = row[7] || row[5];
  return prefix ? new RegExp(`^(?:${prefix})`) : null;
};

const planOf = (row: Row): NumberingPlan => ({
  callingCode: row[0], lengths: new Set(row[3]), wellFormed: new RegExp(`^(?:${row[2]})$`), abroad: new RegExp(`^(?:${row[1]})`), trunk: trunkOf(row), rewrites: Boolean(row[8]),
});

const plans = new Map<string, NumberingPlan | null>();
/** The plan of a country (ISO 3166-1 alpha-2); null where it has none. */
export function planFor(country: string): NumberingPlan | null {
  const known = plans.get(country);
  if (known !== undefined) return known;
  const row = rowOf(country);
  const plan = row === undefined ? null : planOf(row);
  plans.set(country, plan);
  return plan;
}

const inAll = (sets: ReadonlyArray<ReadonlySet<number>>): ReadonlySet<number> => new Set([...sets[0] ?? []].filter((length) => sets.every((set) => set.has(length))));

const codes = new Map<string, CallingCode | null>();

function codeOf(digits: string): CallingCode | null {
  const known = codes.get(digits);
  if (known !== undefined) return known;
  const countries = (phoneMetadata.country_calling_codes as Readonly<Record<string, readonly string[]>>)[digits];
  const rows = (countries ?? []).flatMap((country) => planFor(country) ?? []);
  const [main] = rows;
  const code = main === undefined ? null : { digits, main, lengths: inAll(rows.map((plan) => plan.lengths)), trunks: rows.flatMap((plan) => plan.trunk ?? []) };
  codes.set(digits, code);
  return code;
}

/** The calling code that international digits begin with; no code is the beginning of another (E.164). */
export const callingCodeAt = (digits: string): CallingCode | null => codeOf(digits.slice(0, 1)) ?? codeOf(digits.slice(0, 2)) ?? codeOf(digits.slice(0, 3));

export const isCountryWithPlan = (country: string): country is CountryCode => planFor(country) !== null;
