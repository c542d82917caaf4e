import { derivedColumns, weighedColumns } from './derived.ts';
import type { Dialect } from './dialect.ts';
import { countedColumns, type LinkPlan } from './plan.ts';
import type { RunTables } from './table-names.ts';

/** Rows with the columns that need no look at other rows. */
export function baseSelect(sql: Dialect, plan: LinkPlan, given: string): string {
  const names = plan.columns.map(({ name }) => name);
  const derived = derivedColumns(sql, plan.columns).map(({ name, value }) => `${value} AS ${name}`);
  return `SELECT ${['n', 'side', ...names, ...derived].join(', ')} FROM ${given}`;
}

/** The number under which the share of a value that was not seen is kept with the others: as rare as one of all records. */
export const unseenField = 255;

/**
 * For each value of the counted columns: log2 of the share of *other* records that hold it (the record itself is left out, since the mean over records
 * is then the chance that two random records agree, which is the u that it takes the place of), and under how many surnames it stands.
 */
export function frequenciesSelect(sql: Dialect, plan: LinkPlan, base: string): string {
  const unseen = `
SELECT ${unseenField} AS field, '' AS value, ${sql.as(`-log2(greatest(count(*), 2))`, 'share')} AS share, ${sql.as('0', 'number')} AS names FROM ${base}`;
  return [...countedColumns(plan).map(({ column, holders }, field) => `
SELECT ${field} AS field, value, ${sql.as('log2((CASE WHEN records > 1 THEN records - 1.0 ELSE 0.5 END) / sum(records) OVER ())', 'share')} AS share, ${sql.as('names', 'number')} AS names
FROM (SELECT ${column} AS value, count(*) AS records, ${holders === undefined ? '0' : `count(DISTINCT CASE WHEN ${holders} != '' THEN ${holders} END)`} AS names FROM ${base} WHERE ${column} != '' GROUP BY ${column}) AS counted`), unseen].join('\nUNION ALL');
}

/** Inverse document frequency of each word of the weighed columns, a value counting once however many records hold it. */
export function wordsSelect(sql: Dialect, plan: LinkPlan, base: string): string {
  return weighedColumns(plan.columns).map((column, field) => `
SELECT ${field} AS field, word, ${sql.as(`log2(1 + (SELECT count(DISTINCT ${column}) FROM ${base}) / count(*))`, 'share')} AS weight
FROM (SELECT ${sql.each(`${column}_words`)} AS word FROM (SELECT DISTINCT ${column}, ${column}_words FROM ${base}) AS single) AS spread GROUP BY word`).join('\nUNION ALL');
}

/** Words and their weights, scaled so that a text's product with itself is 1. A word that was not seen before is as rare as one can be. */
const weighedJoin = (sql: Dialect, column: string, field: number, { base, words }: RunTables, isFew: boolean): string => `
LEFT JOIN (
  SELECT value, ${sql.gather('word')} AS words, ${sql.gather('part')} AS weights
  FROM (SELECT value, word, ${sql.as('weight / sqrt(sum(weight * weight) OVER (PARTITION BY value))', 'share')} AS part FROM (
    SELECT spread.value AS value, spread.word AS word, CASE WHEN known.weight > 0 THEN known.weight ELSE (SELECT max(weight) FROM ${words} WHERE field = ${field}) END AS weight
    FROM (SELECT value, ${sql.each('words')} AS word FROM (SELECT DISTINCT ${column} AS value, ${column}_words AS words FROM ${base}) AS single) AS spread
    LEFT JOIN (SELECT word, weight FROM ${words} WHERE field = ${field}${isFew ? ` AND word IN (SELECT ${sql.each(`${column}_words`)} FROM ${base})` : ''}) AS known ON known.word = spread.word
  ) AS found) AS weighed
  GROUP BY value
) AS w${field} ON w${field}.value = base.${column}`;

const frequencyJoin = (column: string, field: number, { frequencies, base }: RunTables, isFew: boolean): string => `
LEFT JOIN (SELECT value, share, names FROM ${frequencies} WHERE field = ${field}${isFew ? ` AND value IN (SELECT ${column} FROM ${base})` : ''}) AS f${field} ON f${field}.value = base.${column}`;

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
      ...(holders === undefined ? [] : [`${sql.as(`coalesce(f${field}.names, 0)`, 'number')} AS ${column}_holders`]),
    ]),
    ...weighed.flatMap((column, field) => [`w${field}.words AS ${column}_words`, `w${field}.weights AS ${column}_weights`]),
  ].join(',\n  ')}
FROM ${tables.base} AS base${counted.map(({ column }, field) => frequencyJoin(column, field, tables, isFew)).join('')}${weighed.map((column, field) => weighedJoin(sql, column, field, tables, isFew)).join('')}`;
}
