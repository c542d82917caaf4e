import { derivedColumns, weighedColumns } from './derived.ts';
import type { Dialect } from './dialect.ts';
import { countedHomes, countriesJoin, liftSelect, rootsOf, type Home } from './name-homes.ts';
import { meantSelect } from './meant-rows.ts';
import { countedColumns, liftColumns, nameColumns, type CountedColumn, type LinkPlan } from './plan.ts';
import { unseenField, type RunTables } from './table-names.ts';

/** Rows as they were meant, with the columns that are worked out of them. */
export function baseSelect(sql: Dialect, plan: LinkPlan, tables: RunTables, size: { isFew: boolean }): string {
  const derived = derivedColumns(sql, plan.columns).map(({ name, value }) => `${value} AS ${name}`);
  return `SELECT ${['n', 'side', ...plan.columns.map(({ name }) => name), ...derived].join(', ')} FROM (${meantSelect(sql, plan, tables, size)}) AS meant`;
}

/**
 * For each value of the counted columns: log2 of the share of *other* records that hold it (the record itself is left out, since the mean over records
 * is then the chance that two random records agree, which is the u that it takes the place of), under how many surnames it stands, and where names come from.
 */
export function frequenciesSelect(sql: Dialect, plan: LinkPlan, base: string, homes: readonly Home[]): string {
  const counted = countedColumns(plan).map(({ column, holders, homes: country }, field) => `
SELECT ${field} AS field, value, ${sql.as('log2((CASE WHEN records > 1 THEN records - 1.0 ELSE 0.5 END) / sum(records) OVER ())', 'share')} AS share, ${sql.as('names', 'number')} AS names, home
FROM (
  SELECT ${column} AS value, count(*) AS records, ${holders === undefined ? '0' : `count(DISTINCT CASE WHEN ${holders} != '' THEN ${holders} END)`} AS names, ${country === undefined ? sql.list() : countedHomes(sql, country, homes)} AS home
  FROM ${base} WHERE ${column} != '' GROUP BY ${column}
) AS counted`);
  return [...counted, `
SELECT ${unseenField} AS field, '' AS value, ${sql.as('-log2(greatest(count(*), 2))', 'share')} AS share, ${sql.as('0', 'number')} AS names, ${rootsOf(sql, homes)} AS home FROM ${base}`].join('\nUNION ALL');
}

/** The number that stands for a word that was not seen, which is as rare as one can be. */
export const unseenWord = 0;

/** Inverse document frequency of each word of the weighed columns, a value counting once however many records hold it, and of one that was not seen. */
export function wordsSelect(sql: Dialect, plan: LinkPlan, base: string): string {
  return weighedColumns(plan.columns).map((column, field) => `
SELECT ${field} AS field, word, weight FROM (
  SELECT word, ${sql.as(`log2(1 + (SELECT count(DISTINCT ${column}) FROM ${base}) / count(*))`, 'share')} AS weight
  FROM (SELECT ${sql.each(`${column}_words`)} AS word FROM (SELECT DISTINCT ${column}, ${column}_words FROM ${base}) AS single) AS spread GROUP BY word
) AS known
UNION ALL
SELECT ${field} AS field, ${sql.as(String(unseenWord), 'hash')} AS word, ${sql.as(`log2(1 + greatest(count(DISTINCT ${column}), 1))`, 'share')} AS weight FROM ${base}`).join('\nUNION ALL');
}

/** Words and their weights, scaled so that a text's product with itself is 1. A word that was not seen before is as rare as one can be. */
const weighedJoin = (sql: Dialect, column: string, field: number, { base, words }: RunTables, isFew: boolean): string => `
LEFT JOIN (
  SELECT value, ${sql.gather('word')} AS words, ${sql.gather('part')} AS weights
  FROM (SELECT value, word, ${sql.as('weight / sqrt(sum(weight * weight) OVER (PARTITION BY value))', 'share')} AS part FROM (
    SELECT spread.value AS value, spread.word AS word, CASE WHEN known.weight > 0 THEN known.weight ELSE (SELECT max(weight) FROM ${words} WHERE field = ${field} AND word = ${unseenWord}) END AS weight
    FROM (SELECT value, ${sql.each('words')} AS word FROM (SELECT DISTINCT ${column} AS value, ${column}_words AS words FROM ${base}) AS single) AS spread
    LEFT JOIN (SELECT word, weight FROM ${words} WHERE field = ${field}${isFew ? ` AND word IN (SELECT ${sql.each(`${column}_words`)} FROM ${base})` : ''}) AS known ON known.word = spread.word
  ) AS found) AS weighed
  GROUP BY value
) AS w${field} ON w${field}.value = base.${column}`;

/** Whether a value stands under no surname or under one makes no difference: most stand so, and are left out. */
export const oneHolder = 1;

/** Of what was counted of a column only what is read of it: a join holds all of it in memory. */
const frequencyJoin = ({ column, hasShare, holders, homes }: CountedColumn, field: number, { frequencies, base }: RunTables, isFew: boolean): string => `
LEFT JOIN (SELECT ${['value', ...(hasShare ? ['share'] : []), ...(holders === undefined ? [] : ['names']), ...(homes === undefined ? [] : ['home'])].join(', ')} FROM ${frequencies} WHERE field = ${field}${hasShare ? '' : ` AND names > ${oneHolder}`}${isFew ? ` AND value IN (SELECT ${column} FROM ${base})` : ''}) AS f${field} ON f${field}.value = base.${column}`;

/**
 * Records as they are compared. A value that was not seen when frequencies were counted is taken for as rare as one in all records. Where few records are
 * prepared, only their values are looked up.
 */
export function recordsSelect(sql: Dialect, plan: LinkPlan, tables: RunTables, { isFew }: { isFew: boolean }): string {
  const weighed = weighedColumns(plan.columns);
  const counted = countedColumns(plan);
  const replaced = new Set(weighed.map((column) => `${column}_words`));
  const plain = [...plan.columns.map(({ name }) => name), ...derivedColumns(sql, plan.columns).map(({ name }) => name)].filter((name) => !replaced.has(name));
  const unseen = `(SELECT max(share) FROM ${tables.frequencies} WHERE field = ${unseenField})`;
  return `
SELECT ${[
    'base.n AS n', 'base.side AS side', ...plain.map((name) => `base.${name} AS ${name}`),
    ...counted.flatMap(({ column, hasShare, holders }, field) => [
      ...(hasShare ? [`${sql.as(`CASE WHEN f${field}.share < 0 THEN f${field}.share ELSE ${unseen} END`, 'share')} AS ${column}_share`] : []),
      ...(holders === undefined ? [] : [`${sql.as(`(CASE WHEN f${field}.names > ${oneHolder} THEN f${field}.names ELSE 0 END)`, 'number')} AS ${column}_holders`]),
    ]),
    ...liftSelect(sql, plan, tables),
    ...weighed.flatMap((column, field) => [`w${field}.words AS ${column}_words`, `w${field}.weights AS ${column}_weights`]),
  ].join(',\n  ')}
FROM ${tables.base} AS base${countriesJoin(plan, tables)}${counted.map((one, field) => frequencyJoin(one, field, tables, isFew)).join('')}${weighed.map((column, field) => weighedJoin(sql, column, field, tables, isFew)).join('')}`;
}

/** log2 of the mean share of the values that records hold, for each of the columns, and of names by each of their lifts, in the order of `liftColumns`; null where nothing is counted. */
export function usualSelect(sql: Dialect, plan: LinkPlan, records: string, columns: readonly string[]): string | null {
  const [names, lifts] = [nameColumns(plan), liftColumns(plan)];
  const mean = (holds: readonly string[], lift?: string): string =>
    `log2(avg(CASE WHEN ${holds.map((column) => `${column} != ''`).join(' AND ')} THEN ${sql.powerOfTwo([...holds.map((column) => `${column}_share`), ...(lift === undefined ? [] : [lift])].join(' + '))} END))`;
  const lifted = names === undefined || lifts === undefined ? [] : [
    mean([names.given, names.surname], lifts.both), mean([names.given, names.surname], lifts.bothHere), mean([names.given], lifts.givenHere), mean([names.surname], lifts.surnameHere),
  ];
  const means = [...columns.map((column) => mean([column])), ...lifted];
  return means.length === 0 ? null : `SELECT ${means.join(', ')} FROM ${records}`;
}
