import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { LinkColumn } from '../../src/resolve/link/index.ts';
import { repository } from '../../test/product/command.ts';

/** Records whose truth is known. */
export interface KnownSet {
  readonly name: string;
  readonly columns: readonly LinkColumn[];
  readonly isAcross: boolean;
  /** In order of side; the truth is in no column. */
  readonly rows: ReadonlyArray<Readonly<Record<string, string>> & { readonly side: string }>;
  /** The thing that each record is of. */
  readonly entities: readonly string[];
}

const folder = join(repository, '..', 'shared', 'data');

export const hasKnownSets = existsSync(join(folder, 'er-febrl'));

const table = (file: string): Record<string, string>[] => parse(readFileSync(join(folder, file), 'utf8'), { columns: true, trim: true });

const folded = (text: string | undefined): string => (text ?? '').normalize('NFKD').toLowerCase().replaceAll(/['’.]/g, '').replaceAll(/[^a-z0-9 ]+/g, ' ').replaceAll(/ +/g, ' ').trim();
const folding = (row: Record<string, string>, columns: Readonly<Record<string, string>>, side: number): KnownSet['rows'][number] =>
  ({ side: String(side), ...Object.fromEntries(Object.entries(columns).map(([name, source]) => [name, folded(row[source])])) });

const febrlColumns: readonly LinkColumn[] = [
  { name: 'given', kind: 'given-name' }, { name: 'surname', kind: 'surname' }, { name: 'number', kind: 'house-number' }, { name: 'street', kind: 'street' },
  { name: 'city', kind: 'city' }, { name: 'postcode', kind: 'postcode' }, { name: 'born', kind: 'date' }, { name: 'social', kind: 'identifier' },
];
const febrlSources = { given: 'given_name', surname: 'surname', number: 'street_number', street: 'address_1', city: 'suburb', postcode: 'postcode', born: 'date_of_birth', social: 'soc_sec_id' };

/** `without` leaves columns out: the social security number is nearly a key. */
export function febrl(files: readonly string[], name: string, without: readonly string[] = []): KnownSet {
  const sides = files.map((file) => table(`er-febrl/${file}`));
  return {
    name, isAcross: files.length > 1, columns: febrlColumns.filter((column) => !without.includes(column.name)),
    rows: sides.flatMap((rows, side) => rows.map((row) => folding(row, febrlSources, side))),
    entities: sides.flat().map((row) => (row['rec_id'] as string).split('-')[1] as string),
  };
}

export function fakePeople(): KnownSet {
  const rows = table('er-splink-fake1000/fake_1000.csv');
  return {
    name: 'fake1000', isAcross: false,
    columns: [{ name: 'given', kind: 'given-name' }, { name: 'surname', kind: 'surname' }, { name: 'born', kind: 'date' }, { name: 'city', kind: 'city' }, { name: 'email', kind: 'email' }],
    rows: rows.map((row) => ({ ...folding(row, { given: 'first_name', surname: 'surname', born: 'dob', city: 'city' }, 0), email: (row['email'] as string).toLowerCase() })),
    entities: rows.map((row) => row['cluster'] as string),
  };
}

/** Name, number and street, cut at the first number; the phone, which is the truth, is taken out, and what stands behind it. */
export function restaurants(): KnownSet {
  const lines = readFileSync(join(folder, 'er-secondstring', 'restaurant.txt'), 'latin1').split('\n').filter((line) => line.trim() !== '');
  const rows = lines.map((line) => line.split('\t')).map(([relation = '', key = '', ...text]) => {
    const before = text.join(' ').split(/\d{3}[-/ ]\s*\d{3}-\d{4}/)[0] as string;
    return { side: relation.trim() === 'f' ? '0' : '1', key: key.replaceAll(/["\s]/g, ''), ...nameAndAddress(folded(before)) };
  }).sort((a, b) => Number(a.side) - Number(b.side));
  return {
    name: 'restaurants', isAcross: true, columns: [{ name: 'company', kind: 'company' }, { name: 'number', kind: 'house-number' }, { name: 'street', kind: 'street' }],
    rows: rows.map(({ side, company, number, street }) => ({ side, company, number, street })), entities: rows.map(({ key }) => key),
  };
}

function nameAndAddress(text: string): { company: string; number: string; street: string } {
  const [, company = text, number = '', street = ''] = /^(.+?) (\d+[a-z]?) (.*)$/.exec(text) ?? /^(.+?) ()(\d\S+ .*)$/.exec(text) ?? [];
  return { company, number, street };
}

export function publications(): KnownSet {
  const sides = ['dblp', 'acm'].map((name) => table(`er-dblp-acm/${name}.csv`));
  const partner = new Map(table('er-dblp-acm/matches.csv').map(({ id1 = '', id2 = '' }) => [id2, id1]));
  return {
    name: 'dblp-acm', isAcross: true,
    columns: [{ name: 'title', kind: 'text' }, { name: 'authors', kind: 'names' }, { name: 'venue', kind: 'text' }, { name: 'year', kind: 'year' }],
    rows: sides.flatMap((rows, side) => rows.map((row) => folding(row, { title: 'title', authors: 'authors', venue: 'venue', year: 'year' }, side))),
    entities: sides.flatMap((rows, side) => rows.map(({ _id: id = '' }) => (side === 0 ? `d${id}` : partner.has(id) ? `d${partner.get(id)}` : `a${id}`))),
  };
}
