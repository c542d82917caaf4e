import { z } from 'zod';
import type { Facts } from '../contract.ts';

/** Names of tables that hold records as they are compared: made anew from the records whenever they are missing, and in no backup. */
export const preparedTables = 'link_';

const statement = {
  name: 'prepared_tables',
  text: 'SELECT name FROM system.tables WHERE database = currentDatabase() AND startsWith(name, {prefix:String}) ORDER BY name',
  parameters: z.object({ prefix: z.string() }),
  row: z.object({ name: z.string().regex(/^[a-z0-9_]+$/) }),
};

/** Drops them all, at once on disk: whoever is forgotten is in none of them. */
export async function dropPrepared(facts: Facts): Promise<void> {
  for (const { name } of await facts.query(statement, { prefix: preparedTables })) await facts.command(`DROP TABLE IF EXISTS ${name} SYNC`);
}
