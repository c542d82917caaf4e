import type { Dialect } from './dialect.ts';
import { countedColumns, liftColumns, nameColumns, type LinkPlan } from './plan.ts';
import { countriesField, unseenField, type RunTables } from './table-names.ts';

/** A country that names come from, and its share of the records that name one. */
export interface Home {
  readonly country: string;
  readonly share: number;
}

/** The countries that most records name. */
export const homesSelect = (base: string, country: string, most: number): string => `
SELECT ${country}, count(*) / sum(count(*)) OVER () AS share FROM ${base} WHERE ${country} != '' GROUP BY ${country} ORDER BY share DESC, ${country} LIMIT ${most}`;

/** Texts that may stand in a statement. */
const plainText = /^[A-Za-z0-9 ]{1,40}$/;

/** From rows of `homesSelect`; a country that no statement may hold is left out. */
export const homesOf = (rows: readonly unknown[][]): Home[] => rows.map(([country, share]) => ({ country: String(country), share: Number(share) })).filter(({ country }) => plainText.test(country));

const listed = (sql: Dialect, numbers: readonly number[]): string => sql.list(...numbers.map((number) => sql.as(number.toFixed(6), 'share')));

/** Without a country there is one place, where everybody is from. */
export const rootsOf = (sql: Dialect, homes: readonly Home[]): string => listed(sql, homes.length === 0 ? [1] : homes.map(({ share }) => Math.sqrt(share)));

/**
 * How many records of each country hold a value, and one more of all records' countries, over the root of the country's share: products of two such lists are then sums over what chance would have.
 */
export const countedHomes = (sql: Dialect, country: string, homes: readonly Home[]): string =>
  homes.length === 0 ? rootsOf(sql, homes) : sql.list(...homes.map((home) => sql.as(`sum(CASE WHEN ${country} = '${home.country}' THEN 1 ELSE 0 END) / ${Math.sqrt(home.share).toFixed(6)} + ${Math.sqrt(home.share).toFixed(6)}`, 'share')));

/** About so many records tell where the people of a country come from. */
const askedAtMost = 20_000;

/** Of some records that name a country and both names: the country, and for each home how much oftener the two names go together there than one by one. */
export function bearersSelect(sql: Dialect, plan: LinkPlan, { base, frequencies }: RunTables, homes: readonly Home[], records: number): string {
  const names = nameColumns(plan) as NonNullable<ReturnType<typeof nameColumns>>;
  const counts = (column: string): string => `(SELECT value, home FROM ${frequencies} WHERE field = ${fieldOf(plan, column)})`;
  const products = homes.map((_, at) => `g.home[${at + 1}] * s.home[${at + 1}]`);
  return `SELECT ${[`rows.${names.country}`, ...products].join(', ')}
FROM (SELECT ${names.given}, ${names.surname}, ${names.country} FROM ${base} WHERE n % ${Math.max(1, Math.floor(records / askedAtMost))} = 0 AND ${names.country} != '') AS rows
JOIN ${counts(names.given)} AS g ON g.value = rows.${names.given} JOIN ${counts(names.surname)} AS s ON s.value = rows.${names.surname}`;
}

const rounds = 6;

/** For a country, how much oftener its people come from each home than people do anywhere. */
export interface ComingFrom {
  /** '' for a country that nobody told, which is taken for the home of the names that are compared. */
  readonly country: string;
  readonly weights: readonly number[];
}

/**
 * Where the people of each country come from, by expectation-maximisation from their names: somebody whose two names go together elsewhere is from there.
 * `rows` are of `bearersSelect`.
 */
export function comingFrom(homes: readonly Home[], rows: readonly unknown[][]): ComingFrom[] {
  if (homes.length === 0) return [{ country: '', weights: [1] }];
  const at = new Map(homes.map(({ country }, index) => [country, index]));
  const bearers = rows.flatMap(([country, ...products]) => { const here = at.get(String(country)); return here === undefined ? [] : [{ here, likely: products.map((product, home) => Number(product) / (homes[home] as Home).share) }]; });
  const shares = homes.map(({ share }) => share);
  let from = homes.map(() => shares);
  for (let round = 0; round < rounds; round += 1) from = improvedFrom(shares, from, bearers);
  const weights = from.map((people) => people.map((share, home) => share / (shares[home] as number)));
  return [...homes.map(({ country }, index) => ({ country, weights: weights[index] as number[] })), { country: '', weights: weights.map((people, home) => people[home] as number) }];
}

function improvedFrom(shares: readonly number[], from: ReadonlyArray<readonly number[]>, bearers: ReadonlyArray<{ readonly here: number; readonly likely: readonly number[] }>): number[][] {
  // One more, from anywhere, so that a country of few records is not taken to have nobody from abroad.
  const sums = shares.map(() => [...shares]);
  for (const { here, likely } of bearers) {
    const chances = likely.map((chance, home) => chance * ((from[here] as readonly number[])[home] as number));
    const all = chances.reduce((sum, chance) => sum + chance, 0);
    const people = sums[here] as number[];
    chances.forEach((chance, home) => { people[home] = (people[home] as number) + chance / all; });
  }
  return sums.map((people) => { const all = people.reduce((sum, some) => sum + some, 0); return people.map((some) => some / all); });
}

/** `ComingFrom` as rows of the table of frequencies. */
export const countriesSelect = (sql: Dialect, countries: readonly ComingFrom[]): string => countries.map(({ country, weights }) =>
  `SELECT ${countriesField} AS field, '${country}' AS value, ${sql.as('0', 'share')} AS share, ${sql.as('0', 'number')} AS names, ${listed(sql, weights)} AS home`).join('\nUNION ALL\n');

const fieldOf = (plan: LinkPlan, column: string): number => countedColumns(plan).findIndex((counted) => counted.column === column);

/** What `liftSelect` reads beside the frequencies of names. */
export const countriesJoin = (plan: LinkPlan, { frequencies }: RunTables): string => {
  const names = nameColumns(plan);
  return names === undefined ? '' : `\nLEFT JOIN (SELECT value, home FROM ${frequencies} WHERE field = ${countriesField}) AS country ON country.value = base.${names.country}`;
};

/**
 * How much oftener two names go together than chance has it, in bits: anywhere, a sum over homes of the shares of both names ÷ the share of the home, and among the people of the record's
 * country, who come from some homes oftener than from others; and how much oftener each goes by itself there. Each name's shares are smoothed towards all records'; a name that was not counted says nothing.
 */
export function liftSelect(sql: Dialect, plan: LinkPlan, { frequencies }: RunTables): string[] {
  const [names, lifts] = [nameColumns(plan), liftColumns(plan)];
  if (names === undefined || lifts === undefined) return [];
  const of = (field: number, value = ''): string => `(SELECT home FROM ${frequencies} WHERE field = ${field} AND value = '${value}')`;
  const roots = of(unseenField);
  const known = (home: string, otherwise: string): string => `(CASE WHEN ${sql.listSize(home)} > 0 THEN ${home} ELSE ${otherwise} END)`;
  const [given, surname] = [names.given, names.surname].map((name) => known(`f${fieldOf(plan, name)}.home`, roots)) as [string, string];
  const [givenAlone, surnameAlone] = [sql.dot(given, roots), sql.dot(surname, roots)];
  const here = (name: string): string => sql.times(name, known('country.home', of(countriesField)));
  const bits = (often: string, byChance: string, column: string): string => `${sql.as(`log2(${often} / ${byChance})`, 'share')} AS ${column}`;
  return [
    bits(sql.dot(given, surname), `(${givenAlone} * ${surnameAlone})`, lifts.both), bits(sql.dot(here(given), surname), `(${givenAlone} * ${surnameAlone})`, lifts.bothHere),
    bits(sql.dot(here(given), roots), givenAlone, lifts.givenHere), bits(sql.dot(here(surname), roots), surnameAlone, lifts.surnameHere),
  ];
}
