import type { Field, Kind, ReadPurpose } from '../../model/index.ts';
import type { Facts } from '../contract.ts';
import { visibleRows } from './gate.ts';
import { columnsOf } from './kind-tables.ts';

/** A version of a record as it comes from the store: typed fields, the rest as attributes, and when it became known. */
export interface Version {
  readonly recordId: string;
  readonly source: string;
  readonly knownAt: number;
  /** True where it tells the whole record and not a part of it: a corrected record is written so. */
  readonly whole?: boolean;
  readonly fields: Readonly<Record<string, string | number | boolean | null>>;
  readonly attributes: Readonly<Record<string, string>>;
  /** The source deleted the record; the rest repeats the version before. */
  readonly removed?: true;
}

/** Times leave the engine as UTC ms, everything else as JSON gives it. */
const selected = (column: string, field: Field): string =>
  field.type === 'time' ? `toUnixTimestamp64Milli(${column})` : column;

/** Line of a row that no file brought: a record as it was corrected, whole. */
export const correctedLine = 0;

/**
 * Every visible version of a kind's records that may be read for a purpose, ordered by record and then by when each became known;
 * of the records with given ids alone, where they are given. The order is fixed, so that everything computed from it is the
 * same on every run.
 */
export async function* readVersions(facts: Facts, kind: Kind, purpose: ReadPurpose, ids?: readonly string[]): AsyncIterable<Version> {
  const columns = columnsOf(kind);
  const list = columns.map(([, column, field]) => selected(column, field)).join(', ');
  const text = `SELECT record_id, source_system, toUnixTimestamp64Milli(known_at), attributes, line, removed, ${list} FROM ${visibleRows(kind, purpose)} `
    + `${ids ? 'AND record_id IN {ids:Array(String)} ' : ''}ORDER BY source_system, record_id, known_at, batch_id`;
  const readers = columns.map(([name, , field]) => [name, readerOf(field)] as const);
  for await (const block of facts.stream(text, ids ? { ids: [...ids] } : {})) {
    for (const row of block) yield versionOf(row, readers);
  }
}

type Reader = (cell: unknown) => string | number | boolean | null;

const numeric: Reader = (cell) => (cell === null || cell === undefined ? null : Number(cell));
const textual: Reader = (cell) => (cell === null || cell === undefined || cell === '' ? null : String(cell));
const truth: Reader = (cell) => (cell === null || cell === undefined ? null : cell === true || cell === 1 || cell === 'true');

function readerOf(field: Field): Reader {
  if (field.type === 'boolean') return truth;
  return ['money', 'number', 'integer', 'time'].includes(field.type) ? numeric : textual;
}

function versionOf(row: unknown[], readers: ReadonlyArray<readonly [string, Reader]>): Version {
  const fields: Record<string, string | number | boolean | null> = {};
  readers.forEach(([name, read], index) => { fields[name] = read(row[index + 6]); });
  return { recordId: String(row[0]), source: String(row[1]), knownAt: Number(row[2]), whole: Number(row[4]) === correctedLine, attributes: (row[3] ?? {}) as Record<string, string>, fields, ...(truth(row[5]) === true ? { removed: true as const } : {}) };
}

/**
 * Versions of one record together, oldest first. Rows that became known at the same time are one version told in parts
 * (an inquiry and, in another table of the same import, its conversion): what a later part leaves empty, an earlier one fills.
 * A corrected record is told whole and stands for all its parts.
 */
export async function* byRecord(versions: AsyncIterable<Version>): AsyncIterable<readonly Version[]> {
  let group: Version[] = [];
  for await (const version of versions) {
    const last = group[group.length - 1];
    if (last && (last.recordId !== version.recordId || last.source !== version.source)) {
      yield group;
      group = [];
    }
    const before = group[group.length - 1];
    if (before && before.knownAt === version.knownAt) group[group.length - 1] = version.whole ? version : joined(before, version);
    else group.push(version);
  }
  if (group.length > 0) yield group;
}

function joined(earlier: Version, later: Version): Version {
  const told = Object.entries(later.fields).filter(([, value]) => value !== null);
  return { ...later, fields: { ...earlier.fields, ...Object.fromEntries(told) }, attributes: { ...earlier.attributes, ...later.attributes } };
}
