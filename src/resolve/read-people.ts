import type { Kysely } from 'kysely';
import type { KnownPerson } from '../acquire/index.ts';
import { Failure, type IdentityDecision, type Person } from '../model/index.ts';
import { findPersonRecords, findPersonRecordsAnywhere, type Facts, type PersonRecord, type WorkspaceTables } from '../store/index.ts';
import { foldDecisions } from './fold-decisions.ts';

/** Every decision on who is who, oldest first. */
export async function readDecisions(state: Kysely<WorkspaceTables>): Promise<IdentityDecision[]> {
  const rows = await state.selectFrom('identity_decisions').selectAll().orderBy('sequence').execute();
  return rows.map((row) => ({ sequence: Number(row.sequence), a: row.a, b: row.b, aKnownAt: row.a_known_at.getTime(), bKnownAt: row.b_known_at.getTime(), says: row.says as IdentityDecision['says'] }));
}

/** The key that a record id or key means. Throws `not_found`, or `conflict` where records of several sources have the id. */
export const keyOfRecord = async (facts: Facts, id: string): Promise<string> => oneKey(await findPersonRecords(facts, [id]), id);

/**
 * Every record of the person whom an id or key means, those of imports that were taken back included. The whole of what
 * decisions join is one person. Throws as `keyOfRecord`.
 */
export async function allRecordsOf(facts: Facts, decisions: readonly IdentityDecision[], id: string): Promise<PersonRecord[]> {
  const key = oneKey(await findPersonRecordsAnywhere(facts, [id]), id);
  return findPersonRecordsAnywhere(facts, foldDecisions(decisions).get(key)?.records ?? [key]);
}

function oneKey(records: readonly PersonRecord[], id: string): string {
  const exact = records.find((record) => record.key === id) ?? records[0];
  if (!exact) throw new Failure('not_found', `There is no contact or inquiry "${id}".`, 'Give the id that its source gave it, or contact:SOURCE:ID.');
  if (exact.key !== id && records.length > 1) throw new Failure('conflict', `"${id}" is the id of ${records.length} records.`, `Name one of: ${records.map((record) => record.key).join(', ')}`);
  return exact.key;
}

/** The person of a record's key by the decisions given, with where each record is from. */
export async function personOf(facts: Facts, decisions: readonly IdentityDecision[], key: string): Promise<KnownPerson> {
  const person: Person = foldDecisions(decisions).get(key) ?? { id: key, records: [key] };
  return { ...person, known: await findPersonRecords(facts, person.records) };
}
