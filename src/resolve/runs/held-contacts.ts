import { z } from 'zod';
import { preparedTables, type Facts } from '../../store/index.ts';
import type { RawContact } from '../normalise/index.ts';
import { readContacts } from './read-contacts.ts';

/** Which record has which number in the linker's tables, and of when it is. Gone with them when somebody is forgotten. */
const numbers = `${preparedTables}people_numbers`;

export async function startNumbers(facts: Facts): Promise<void> {
  await facts.command(`DROP TABLE IF EXISTS ${numbers}`);
  await facts.command(`CREATE TABLE ${numbers} (n UInt32, record String, known_at Int64) ENGINE = MergeTree ORDER BY n`);
}

export async function numberContacts(facts: Facts, contacts: ReadonlyArray<Pick<RawContact, 'key' | 'knownAt'>>, from: number): Promise<void> {
  await facts.insert(numbers, contacts.map(({ key, knownAt }, at) => ({ n: from + at, record: key, known_at: knownAt })));
}

const isThere = { name: 'numbers_there', text: `SELECT count() AS n FROM system.tables WHERE database = currentDatabase() AND name = '${numbers}'`, parameters: z.object({}), row: z.object({ n: z.coerce.number() }) };

/** Keys of the prepared records by their number; none where nothing is prepared. */
export async function keysHeld(facts: Facts): Promise<string[]> {
  const [found] = await facts.query(isThere, {});
  if (found?.n !== 1) return [];
  const keys: string[] = [];
  for await (const block of facts.stream(`SELECT n, record FROM ${numbers}`, {})) for (const [n, record] of block) keys[Number(n)] = String(record);
  return keys;
}

/** Records that are not prepared, or changed since. */
export async function newContacts(facts: Facts): Promise<RawContact[]> {
  const found: RawContact[] = [];
  for await (const some of readContacts(facts, `(key, known) NOT IN (SELECT record, known_at FROM ${numbers})`)) found.push(...some);
  return found;
}
