import { z } from 'zod';
import { personKinds, type PersonKind } from '../../model/index.ts';
import type { Facts } from '../contract.ts';
import type { ErasedRecord } from './erase.ts';
import { incomingTable, versionsTable } from './kind-tables.ts';

/** What some records name a person by, in every version there is, and how many other records use the same. */
export interface NamesHeld {
  readonly what: 'name' | 'email' | 'phone';
  readonly value: string;
  /** Records of others with the same value, in any version. */
  readonly others: number;
}

const columns: Readonly<Record<PersonKind, readonly NamesHeld['what'][]>> = { contact: ['name', 'email', 'phone'], lead: ['name', 'email'] };

const named = (kind: PersonKind): string => [versionsTable(kind), incomingTable(kind)].flatMap((table) => columns[kind].map((column) =>
  `SELECT '${kind}' AS kind, '${column}' AS what, ifNull(${column}, '') AS value, source_system, record_id FROM ${table} WHERE value != ''`)).join(' UNION ALL ');

const isTheirs = 'concat(kind, \':\', source_system, \':\', record_id) IN {keys:Array(String)}';
const all = `(${personKinds.map(named).join(' UNION ALL ')})`;

const namesStatement = {
  name: 'names_of_records',
  text: `SELECT what, any(value) AS held, uniqExactIf(concat(kind, source_system, record_id), NOT (${isTheirs})) AS others FROM ${all} `
    + `GROUP BY what, lowerUTF8(trimBoth(value)) AS folded HAVING countIf(${isTheirs}) > 0 ORDER BY what, folded`,
  parameters: z.object({ keys: z.array(z.string()) }),
  row: z.object({ what: z.enum(['name', 'email', 'phone']), held: z.string(), others: z.coerce.number() }),
} as const;

/** Names, addresses and numbers of some records. Read to be removed: whoever refuses is read too. */
export async function namesOf(facts: Facts, records: readonly ErasedRecord[]): Promise<NamesHeld[]> {
  const rows = await facts.query(namesStatement, { keys: records.map(({ key }) => key) });
  return rows.map(({ what, held, others }) => ({ what, value: held.trim(), others }));
}
