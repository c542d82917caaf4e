import type { Kind, PersonKind } from '../../model/index.ts';
import { rowsOfAnyImport, type Facts } from '../../store/index.ts';
import type { RawContact } from '../normalise/index.ts';
import { columnsOf, contactOf } from './read-contacts.ts';

/** A record by its source and its id there. */
export interface Placed {
  readonly source: string;
  readonly id: string;
  /** The id of its account, where it names one so. */
  readonly account: string;
}

/**
 * Some records as they are now, of whoever may be analysed: what `readContacts` makes of them. The engine looks up their versions and the newest is picked here, by the imports that `counting` says count:
 * planning what picks and joins takes longer than to look up a hundred. In no order.
 */
export async function fewContacts(facts: Facts, kind: PersonKind, placed: readonly Placed[], counting: ReadonlySet<number>): Promise<RawContact[]> {
  const named = placed.filter(({ account }) => account !== '').map(({ source, account }) => ({ source, id: account }));
  const { all: _, ...columns } = columnsOf[kind];
  const text = `toUnixTimestamp64Milli(known_at), ifNull(name, ''), ifNull(email, ''), ${columns.phone}, ifNull(${columns.company}, ''), ${columns.title}, ifNull(account_id, ''), attributes`;
  const [people, accounts] = await Promise.all([newestOf(facts, kind, text, { placed, counting }), named.length === 0 ? new Map<string, Newest>() : newestOf(facts, 'account', "ifNull(name, ''), ifNull(domain, ''), ifNull(country, '')", { placed: named, counting })]);
  return [...people.values()].map(({ source, id, values: [known, name, email, phone, company, title, account, attributes] }) => {
    const at = accounts.get(placeOf(source, String(account)))?.values ?? ['', '', ''];
    return contactOf([`${kind}:${source}:${id}`, known, name, email, phone, company === '' ? at[0] : company, title, at[1], at[2], attributes]);
  });
}

interface Newest {
  readonly source: string;
  readonly id: string;
  readonly values: readonly unknown[];
}

/** By place. Those that their source deleted are left out. */
async function newestOf(facts: Facts, kind: Kind, columns: string, { placed, counting }: { placed: ReadonlyArray<Pick<Placed, 'source' | 'id'>>; counting: ReadonlySet<number> }): Promise<Map<string, Newest>> {
  const rows = await facts.fewRows(
    `SELECT source_system, record_id, toUnixTimestamp64Milli(known_at), batch_id, removed, ${columns} FROM ${rowsOfAnyImport(kind, 'analyse')} AND (source_system, record_id) IN arrayZip({sources:Array(String)}, {ids:Array(String)})`,
    { sources: placed.map(({ source }) => source), ids: placed.map(({ id }) => id) },
  );
  const versions = rows.filter(([, , , batch]) => counting.has(Number(batch))).sort((one, other) => Number(one[2]) - Number(other[2]) || Number(one[3]) - Number(other[3]));
  const newest = new Map(versions.map((row) => [placeOf(String(row[0]), String(row[1])), row]));
  return new Map([...newest].flatMap(([place, [source, id, , , removed, ...values]]) => (removed === true ? [] : [[place, { source: String(source), id: String(id), values }] as const])));
}

const placeOf = (source: string, id: string): string => JSON.stringify([source, id]);
