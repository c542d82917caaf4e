import { weighedColumns } from '../derived.ts';
import { rowsOf, type LinkRun } from '../link-records.ts';
import { countedColumns } from '../plan.ts';
import { unseenWord } from '../prepare-sql.ts';
import { countriesField, unseenField } from '../table-names.ts';
import type { Row } from './expression.ts';

/** How common values and words are, as they were counted by the run over everything. */
export interface ValueCounts {
  /** By number of the counted column and value. */
  readonly values: ReadonlyMap<string, { readonly share: number; readonly names: number; readonly home: readonly number[] }>;
  /** By number of the weighed column and hash of the word. */
  readonly words: ReadonlyMap<string, number>;
  /** Share of a value that was not seen (log2), and by weighed column the weight of a word that was not. */
  readonly unseenShare: number;
  /** Roots of the shares of the countries that names come from. */
  readonly roots: readonly number[];
  readonly unseenWeights: ReadonlyMap<number, number>;
}

export const countKey = (field: number, value: string): string => `${field} ${value}`;

/** Of the values of some rows; each is looked up in the order of the tables. */
export async function readCounts(run: LinkRun, rows: readonly Row[]): Promise<ValueCounts> {
  const [values, words] = await Promise.all([readValues(run, rows), readWords(run, rows)]);
  const [unseen] = values.filter(([field]) => Number(field) === unseenField);
  return {
    values: new Map(values.map(([field, value, share, names, home]) => [countKey(Number(field), String(value)), { share: Math.fround(Number(share)), names: Number(names), home: (home as number[]).map(Number) }])),
    words: new Map(words.filter(([, word]) => word !== String(unseenWord)).map(([field, word, weight]) => [countKey(Number(field), String(word)), Math.fround(Number(weight))])),
    unseenShare: Math.fround(Number(unseen?.[2] ?? -1)), roots: ((unseen?.[4] ?? [0]) as number[]).map(Number), unseenWeights: new Map(words.filter(([, word]) => word === String(unseenWord)).map(([field, , weight]) => [Number(field), Math.fround(Number(weight))])),
  };
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)].filter((value) => value !== '');

async function readValues({ engine, plan, tables }: LinkRun, rows: readonly Row[]): Promise<unknown[][]> {
  const asked = countedColumns(plan).map(({ column }) => distinct(rows.map((row) => String(row[column]))));
  const where = asked.map((_, field) => `(field = ${field} AND value IN {values${field}:Array(String)})`);
  // Some countries, all of them read: what a few rows name would be asked no quicker.
  return rowsOf(engine, `SELECT field, value, share, names, home FROM ${tables.frequencies} WHERE ${[...where, `field IN (${unseenField}, ${countriesField})`].join(' OR ')}`, Object.fromEntries(asked.map((values, field) => [`values${field}`, values])));
}

/** Hashes are numbers, so they stand in the statement. */
async function readWords({ engine, plan, tables }: LinkRun, rows: readonly Row[]): Promise<unknown[][]> {
  const asked = weighedColumns(plan.columns).map((column) => distinct(rows.flatMap((row) => row[`${column}_words`] as readonly string[])));
  if (asked.length === 0) return [];
  const where = asked.map((words, field) => `(field = ${field} AND word IN (${[unseenWord, ...words].join(', ')}))`);
  return rowsOf(engine, `SELECT field, word, weight FROM ${tables.words} WHERE ${where.join(' OR ')}`);
}
