import type { ColumnKind, LinkColumn } from './comparison.ts';
import type { Dialect } from './dialect.ts';

/** A column worked out once for each record. */
export interface Derived {
  readonly name: string;
  readonly value: string;
}

/** The first letter and the consonants after it, doubled ones once: what most misspellings of a name leave alone. */
const soundOf = (sql: Dialect, text: string): string => sql.singled(sql.replaceAll(`concat(${sql.slice(text, 1, 1)}, ${sql.replaceAll(sql.slice(text, 2, 40), '[aeiouhwy]', '')})`, '[^a-z0-9]', ''));

const sound = (sql: Dialect, column: string): Derived[] => [{ name: `${column}_sound`, value: soundOf(sql, column) }];

const derivedByKind: Partial<Record<ColumnKind, (sql: Dialect, column: string) => Derived[]>> = {
  'given-name': (sql, column) => [...sound(sql, column), { name: `${column}_initial`, value: sql.slice(column, 1, 1) }],
  surname: (sql, column) => [...sound(sql, column), { name: `${column}_begun`, value: sql.slice(column, 1, 2) }],
  'given-forms': (sql, column) => [{ name: `${column}_words`, value: sql.words(column) }, { name: `${column}_sound`, value: soundOf(sql, sql.replaceAll(column, ' .*$', '')) }],
  company: (sql, column) => [...sound(sql, column), { name: `${column}_words`, value: sql.words(column) }],
  street: (sql, column) => [{ name: `${column}_words`, value: sql.words(column) }],
  email: (sql, column) => [
    { name: `${column}_user`, value: sql.replaceAll(column, '@.*$', '') },
    { name: `${column}_domain`, value: sql.replaceAll(column, '^.*@', '') },
    { name: `${column}_bare`, value: sql.replaceAll(column, '@.*$|[0-9]', '') },
  ],
  // A number without its country's code, or with a wrong one, still ends the same.
  phone: (sql, column) => [{ name: `${column}_ending`, value: sql.ending(column, 8) }],
  date: (sql, column) => [
    { name: `${column}_digits`, value: sql.replaceAll(column, '[^0-9]', '') },
    { name: `${column}_day`, value: dayNumber(sql, sql.replaceAll(column, '[^0-9]', '')) },
  ],
  year: (sql, column) => [{ name: `${column}_number`, value: sql.whole(column) }],
  text: (sql, column) => [{ name: `${column}_words`, value: sql.words(column) }],
  names: (sql, column) => [{ name: `${column}_words`, value: sql.words(sql.replaceAll(column, '[^a-z0-9 ]', ' ')) }],
  'full-name': (sql, column) => [{ name: `${column}_words`, value: sql.words(column) }],
};

/** Kinds whose words weigh by their rarity. */
const weighedKinds: ReadonlySet<ColumnKind> = new Set(['text', 'names', 'company', 'street']);

export const derivedColumns = (sql: Dialect, columns: readonly LinkColumn[]): Derived[] =>
  columns.flatMap(({ name, kind }) => derivedByKind[kind]?.(sql, name) ?? []);

export const weighedColumns = (columns: readonly LinkColumn[]): string[] => columns.filter(({ kind }) => weighedKinds.has(kind)).map(({ name }) => name);

/** Days since 0000-03-01 of eight digits YYYYMMDD (proleptic Gregorian calendar), 0 where they are no day. */
function dayNumber(sql: Dialect, digits: string): string {
  const [year, month, day] = [[1, 4], [5, 2], [7, 2]].map(([from, count]) => sql.whole(sql.slice(digits, from as number, count as number))) as [string, string, string];
  // Months counted from March, so that the leap day comes last.
  const shifted = `(CASE WHEN ${month} > 2 THEN ${year} ELSE ${year} - 1 END)`;
  const fromMarch = `(CASE WHEN ${month} > 2 THEN ${month} - 3 ELSE ${month} + 9 END)`;
  const days = `365 * ${shifted} + ${sql.quotient(shifted, '4')} - ${sql.quotient(shifted, '100')} + ${sql.quotient(shifted, '400')} + ${sql.quotient(`(153 * ${fromMarch} + 2)`, '5')} + ${day}`;
  return `CASE WHEN ${sql.size(digits)} = 8 AND ${month} BETWEEN 1 AND 12 AND ${day} BETWEEN 1 AND 31 THEN ${days} ELSE 0 END`;
}
