import { weighedColumns } from '../derived.ts';
import type { LinkRun } from '../link-run.ts';
import { countedColumns, nameColumns, type LinkPlan } from '../plan.ts';
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

/** Of the values of some rows, in one statement; each is looked up in the order of the tables. */
export async function readCounts(run: LinkRun, rows: readonly Row[]): Promise<ValueCounts> {
  const found = await readValuesAndWords(run, rows);
  const [values, words] = [found.filter(([isWord]) => Number(isWord) === 0), found.filter(([isWord]) => Number(isWord) === 1)].map((those) => those.map((row) => row.slice(1))) as [unknown[][], unknown[][]];
  const [unseen] = values.filter(([field]) => Number(field) === unseenField);
  return {
    values: new Map(values.map(([field, value, share, names, home]) => [countKey(Number(field), String(value)), { share: Math.fround(Number(share)), names: Number(names), home: (home as number[]).map(Number) }])),
    words: new Map(words.filter(([, word]) => word !== String(unseenWord)).map(([field, word, weight]) => [countKey(Number(field), String(word)), Math.fround(Number(weight))])),
    unseenShare: Math.fround(Number(unseen?.[2] ?? -1)), roots: ((unseen?.[4] ?? [1]) as number[]).map(Number), unseenWeights: new Map(words.filter(([, word]) => word === String(unseenWord)).map(([field, , weight]) => [Number(field), Math.fround(Number(weight))])),
  };
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)].filter((value) => value !== '');

async function readValuesAndWords({ engine, plan, tables }: LinkRun, rows: readonly Row[]): Promise<unknown[][]> {
  const asked = [[unseenField, ''] as const, ...countriesOf(plan, rows).map((country) => [countriesField, country] as const), ...countedColumns(plan).flatMap(({ column }, field) => distinct(rows.map((row) => String(row[column]))).map((value) => [field, value] as const))];
  const values = `SELECT 0 AS isWord, field, value, share, names, home FROM ${tables.frequencies} WHERE (field, value) IN arrayZip({fields:Array(UInt8)}, {values:Array(String)})`;
  // Hashes are numbers, so they stand in the statement.
  const words = weighedColumns(plan.columns).map((column, field) => `(field = ${field} AND word IN (${[unseenWord, ...distinct(rows.flatMap((row) => row[`${column}_words`] as readonly string[]))].join(', ')}))`);
  const weights = words.length === 0 ? '' : ` UNION ALL SELECT 1 AS isWord, field, toString(word) AS value, weight AS share, 0 AS names, [] AS home FROM ${tables.words} WHERE ${words.join(' OR ')}`;
  return engine.fewRows(`${values}${weights}`, { fields: asked.map(([field]) => field), values: asked.map(([, value]) => value) });
}

/** Whose people's names are looked up: of the countries that rows name, and of one that is not known. */
function countriesOf(plan: LinkPlan, rows: readonly Row[]): string[] {
  const country = nameColumns(plan)?.country;
  return country === undefined ? [] : ['', ...distinct(rows.map((row) => String(row[country])))];
}
