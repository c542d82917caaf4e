import type { KnownPerson } from '../acquire/index.ts';
import { Failure, type Person } from '../model/index.ts';
import { findPersonRecords, findPersonRecordsAnywhere, type Facts, type PersonRecord, type WorkspaceStore } from '../store/index.ts';
import { catchUp } from './entities/catch-up.ts';
import { entitiesOf, entityOf } from './entities/read-entities.ts';

/** The key that a record id or key means. Throws `not_found`, or `conflict` where records of several sources have the id. */
export const keyOfRecord = async (facts: Facts, id: string): Promise<string> => oneKey(await findPersonRecords(facts, [id]), id);

/**
 * Every record of the person whom an id or key means, those of imports that were taken back included. Throws as `keyOfRecord`.
 */
export async function allRecordsOf(store: WorkspaceStore, id: string, now: number): Promise<PersonRecord[]> {
  await catchUp(store, now);
  const key = oneKey(await findPersonRecordsAnywhere(store.facts, [id]), id);
  return findPersonRecordsAnywhere(store.facts, (await entityOf(store.state, key)).records);
}

function oneKey(records: readonly PersonRecord[], id: string): string {
  const exact = records.find((record) => record.key === id) ?? records[0];
  if (!exact) throw new Failure('not_found', `There is no contact or inquiry "${id}".`, 'Give the id that its source gave it, or contact:SOURCE:ID.');
  if (exact.key !== id && records.length > 1) throw new Failure('conflict', `"${id}" is the id of ${records.length} records.`, `Name one of: ${records.map((record) => record.key).join(', ')}`);
  return exact.key;
}

/** The person of a record's key, with where each record is from. */
export async function personOf(store: WorkspaceStore, key: string, now: number): Promise<KnownPerson> {
  await catchUp(store, now);
  const person = await entityOf(store.state, key);
  return { ...person, known: await findPersonRecords(store.facts, person.records) };
}

/** The people of some records, by record. */
export async function peopleOf(store: WorkspaceStore, keys: readonly string[], now: number): Promise<Map<string, Person>> {
  await catchUp(store, now);
  return entitiesOf(store.state, keys);
}
