import { takeTurn, writeStandings, type KnownPerson } from '../acquire/index.ts';
import { Failure, type IdentityDecision } from '../model/index.ts';
import { drainOutbox, findPersonRecords, putInOutbox, type PersonRecord, type WorkspaceStore } from '../store/index.ts';
import { personOf, readDecisions } from './read-people.ts';

export interface IdentityWord {
  /** Keys of two records. */
  readonly a: string;
  readonly b: string;
  readonly says: IdentityDecision['says'];
  readonly by: string | null;
  readonly now: number;
}

/**
 * Keeps a person's word that two records are, or are not, of one person, and what follows for consent: while joined the
 * strictest counts for all, apart each has its own again. In force for every read when it returns.
 */
export async function decideIdentity(store: WorkspaceStore, word: IdentityWord): Promise<KnownPerson> {
  const { a, b, now } = word;
  if (a === b) throw new Failure('bad_request', `${a} was given twice.`, 'Name two different records.');
  const [first, second] = await bothRecords(store, a, b);
  const person = await store.state.transaction().execute(async (transaction) => {
    await takeTurn(transaction);
    const row = await transaction.insertInto('identity_decisions')
      .values({ a, b, a_known_at: new Date(first.knownAt), b_known_at: new Date(second.knownAt), says: word.says, at: new Date(now), by_user: word.by })
      .returning('sequence').executeTakeFirstOrThrow();
    await putInOutbox(transaction, 'identity_decisions', [{ sequence: Number(row.sequence), a, b, a_known_at: first.knownAt, b_known_at: second.knownAt, says: word.says, by_user: word.by, occurred_at: now }]);
    const decisions = await readDecisions(transaction);
    const people = await Promise.all(touchedBy(decisions, a, b).map((key) => personOf(store.facts, decisions, key)));
    await writeStandings(transaction, people, now);
    return people.find(({ records }) => records.includes(a)) as KnownPerson;
  });
  await drainOutbox(store.state, store.facts);
  return person;
}

async function bothRecords(store: WorkspaceStore, a: string, b: string): Promise<[PersonRecord, PersonRecord]> {
  const records = await findPersonRecords(store.facts, [a, b]);
  const [first, second] = [a, b].map((key) => records.find((record) => record.key === key));
  if (!first || !second) throw new Failure('not_found', `There is no contact or inquiry "${first ? b : a}".`, 'Give the id that its source gave it, or contact:SOURCE:ID.');
  return [first, second];
}

/** Records whose person a word may have changed: all that any chain of words connects to its two. */
function touchedBy(decisions: readonly IdentityDecision[], a: string, b: string): string[] {
  const touched = new Set([a, b]);
  for (let size = 0; size < touched.size;) {
    size = touched.size;
    for (const word of decisions.filter((one) => touched.has(one.a) || touched.has(one.b))) touched.add(word.a).add(word.b);
  }
  return [...touched];
}
