import { sql, type Kysely } from 'kysely';
import type { Person } from '../../model/index.ts';
import type { WorkspaceTables } from '../../store/index.ts';

/** The entities of some records, by record; a record that nothing joins is an entity by itself. The oldest record of each comes first. */
export async function entitiesOf(state: Kysely<WorkspaceTables>, keys: readonly string[]): Promise<Map<string, Person>> {
  const { rows } = await sql<{ entity: string; records: string[] }>`
    SELECT entity, array_agg(record ORDER BY known_at, record COLLATE "C") AS records FROM identity_members
    WHERE entity = ANY (ARRAY(SELECT entity FROM identity_members WHERE record = ANY (${[...keys]}::text[]))) GROUP BY entity`.execute(state);
  const found = new Map(rows.flatMap(({ entity, records }) => records.map((record) => [record, { id: entity, records }] as const)));
  return new Map(keys.map((key) => [key, found.get(key) ?? { id: key, records: [key] }]));
}

export const entityOf = async (state: Kysely<WorkspaceTables>, key: string): Promise<Person> => (await entitiesOf(state, [key])).get(key) as Person;
