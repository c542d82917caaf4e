import type { FieldPacket } from 'mysql2';
import type { SqlColumnType } from './sql-database.ts';

/** Longest binary value, in bytes, that can be an id; longer ones are contents. */
const longestIdBytes = 64;
/** Number of the "binary" character set, which marks bytes that are no text (MySQL internals, character sets). */
const binaryCharset = 63;

/** What a column of a table is, by its type in information_schema; `bytes` is the most that one value may have. */
export function typeOfColumn(name: string, bytes: number): SqlColumnType {
  if (/^(tinyint|smallint|mediumint|int|bigint|decimal|float|double|year)$/.test(name)) return 'number';
  if (/^(date|datetime|timestamp)$/.test(name)) return 'time';
  if (name === 'bit') return 'bits';
  if (name.endsWith('binary')) return bytes <= longestIdBytes ? 'bytes' : 'skipped';
  return /(blob|geometry|point|linestring|polygon|collection|vector)$/.test(name) ? 'skipped' : 'text';
}

/** Numbers of column types in the protocol: Protocol::ColumnType in MySQL's and MariaDB's documentation. */
const numbers = new Set([0, 1, 2, 3, 4, 5, 8, 9, 13, 246]);
const times = new Set([7, 10, 12, 14, 17, 18]);
const bits = 16;
const json = 245;
const contents = new Set([242, 249, 250, 251, 252, 255]);

/** The same for a column of a query, by what the protocol tells of it. */
export function typeOfField({ columnType = 0, characterSet, columnLength = 0 }: FieldPacket): SqlColumnType {
  if (numbers.has(columnType)) return 'number';
  if (times.has(columnType)) return 'time';
  if (columnType === bits) return 'bits';
  if (columnType === json || characterSet !== binaryCharset) return 'text';
  return contents.has(columnType) || columnLength > longestIdBytes ? 'skipped' : 'bytes';
}
