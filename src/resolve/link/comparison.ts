import type { Dialect } from './dialect.ts';

/** What a column of a record holds; comparisons, levels and blocks follow from it. Texts are ASCII, lower case, '' where missing. */
export type ColumnKind =
  | 'given-name' | 'given-forms' | 'surname' | 'surname-forms' | 'full-name' | 'email' | 'email-domain' | 'phone' | 'company' | 'legal-form' | 'domain' | 'country' | 'city'
  | 'postcode' | 'street' | 'house-number' | 'date' | 'year' | 'identifier' | 'job-title' | 'text' | 'names';

export interface LinkColumn {
  readonly name: string;
  readonly kind: ColumnKind;
}

/** A kind of agreement, as a condition over both sides' columns `l_x` and `r_x`. */
export interface Level {
  readonly name: string;
  readonly holds: (sql: Dialect) => string;
  /** The column whose value is shared here: agreement on a rare value says more (term frequency). */
  readonly frequencyOf?: string;
  /** Bits that the level is worth by what it means, where pairs alone cannot teach it; then it teaches nothing either. */
  readonly says?: number;
}

/** A question asked of every pair, answered by the first level that holds; missing where nothing can be said. */
export interface Comparison {
  readonly name: string;
  /** Columns of the records that the conditions read. */
  readonly reads: readonly string[];
  readonly missing: (sql: Dialect) => string;
  /** Best first. */
  readonly levels: readonly Level[];
}

export const either = (column: string, test: (value: string) => string): string => `${test(`l_${column}`)} OR ${test(`r_${column}`)}`;
export const isEmpty = (column: string): string => either(column, (value) => `${value} = ''`);
export const equal = (column: string): string => `l_${column} = r_${column}`;
const sizesApart = (sql: Dialect, column: string): string => `abs(${sql.size(`l_${column}`)} - ${sql.size(`r_${column}`)})`;

/** One slip of the pen: a character more, fewer or other, or two neighbours swapped. Of one or two characters it would leave nothing. */
export const oneSlip = (column: string) => (sql: Dialect): string =>
  `least(${sql.size(`l_${column}`)}, ${sql.size(`r_${column}`)}) > 2 AND ${sizesApart(sql, column)} <= 1 AND ${sql.slips(`l_${column}`, `r_${column}`)} <= 1`;

export const withinEdits = (column: string, atMost: number) => (sql: Dialect): string =>
  `${sizesApart(sql, column)} <= ${atMost} AND ${sql.edits(`l_${column}`, `r_${column}`)} <= ${atMost}`;

/**
 * At most one edit in so many characters of the longer text. Edits, because engines agree on them; they do not on the similarity of Jaro and Winkler
 * (half a transposition counts in one and not in the other).
 */
export const oneEditIn = (column: string, characters: number) => (sql: Dialect): string => {
  const longer = `greatest(${sql.size(`l_${column}`)}, ${sql.size(`r_${column}`)})`;
  return `${sizesApart(sql, column)} * ${characters} <= ${longer} AND ${sql.edits(`l_${column}`, `r_${column}`)} * ${characters} <= ${longer}`;
};

export const theSame = (column: string): Level => ({ name: 'the same', holds: () => equal(column), frequencyOf: column });

/** Cosine of the words of two texts, a word weighing by its rarity. */
export const wordsInCommon = (column: string, atLeast: number) => (sql: Dialect): string =>
  `${sql.product(`l_${column}_words`, `l_${column}_weights`, `r_${column}_words`, `r_${column}_weights`)} >= ${atLeast}`;

/** A condition that counts only where both sides hold the column. */
export const bothFilled = (column: string, holds: Level['holds']): Level['holds'] => (sql) => `l_${column} != '' AND r_${column} != '' AND (${holds(sql)})`;

/**
 * Levels of a value that several people may share without its being marked so, such as a switchboard's number: under how many surnames (by their sound)
 * it stands in all records. `surname` is undefined where there is no such column.
 */
export function sameUnderNames(column: string, surname: string | undefined): Level[] {
  if (surname === undefined) return [theSame(column)];
  const names = `greatest(l_${column}_holders, r_${column}_holders)`;
  const bothBear = `l_${surname}_sound = r_${surname}_sound AND l_${surname}_sound != ''`;
  const oneIsNameless = `(l_${surname}_sound = '' OR r_${surname}_sound = '')`;
  return [
    { name: 'the same, held under one name', holds: () => `${equal(column)} AND ${names} <= 1 AND ${bothBear}` },
    { name: 'the same, held under one name, which one of them lacks', holds: () => `${equal(column)} AND ${names} <= 1 AND ${oneIsNameless}` },
    { name: 'the same, held under two or three names', holds: () => `${equal(column)} AND ${names} <= 3` },
    { name: 'the same, held under many names', holds: () => equal(column) },
  ];
}

/** What `sameUnderNames` reads. */
export const readUnderNames = (column: string, surname: string | undefined): string[] => (surname === undefined ? [column] : [column, `${column}_holders`, `${surname}_sound`]);
