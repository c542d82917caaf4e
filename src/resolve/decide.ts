import type { Transaction } from 'kysely';
import { takeTurn, type KnownPerson } from '../acquire/index.ts';
import { Failure, type IdentitySays, type PairSays } from '../model/index.ts';
import { drainOutbox, findPersonRecords, putInOutbox, type PersonRecord, type WorkspaceStore, type WorkspaceTables } from '../store/index.ts';
import { catchUp } from './entities/catch-up.ts';
import { entityOf } from './entities/read-entities.ts';
import { readPart, writeFold } from './entities/refold.ts';
import type { GraphRecord } from './fold/graph.ts';
import { personOf } from './read-people.ts';

export interface IdentityWord {
  /** Keys of two records. */
  readonly a: string;
  readonly b: string;
  readonly says: PairSays;
  readonly by: string | null;
  readonly now: number;
}

/**
 * Keeps a person's word that two records are, or are not, of one person, and what follows for consent: while joined the
 * strictest counts for all, apart each has its own again. In force for every read when it returns.
 */
export async function decideIdentity(store: WorkspaceStore, word: IdentityWord): Promise<KnownPerson> {
  const { a, b } = word;
  if (a === b) throw new Failure('bad_request', `${a} was given twice.`, 'Name two different records.');
  await catchUp(store, word.now);
  const [first, second] = await bothRecords(store, a, b);
  await store.state.transaction().execute(async (state) => {
    await takeTurn(state);
    await sayWord(store, state, { ...word, records: [first, second], sides: null, undoes: null });
    if (word.says !== 'unsure' && (await entityOf(state, a)).records.includes(b) !== (word.says === 'same')) throw new Failure('conflict', 'A rule says otherwise of these records, and rules outrank words.', 'See which, and take it back first: hindcast resolve rules');
  });
  await drainOutbox(store.state, store.facts);
  return personOf(store, a, word.now);
}

async function bothRecords(store: WorkspaceStore, a: string, b: string): Promise<[PersonRecord, PersonRecord]> {
  const records = await findPersonRecords(store.facts, [a, b]);
  const [first, second] = [a, b].map((key) => records.find((record) => record.key === key));
  if (!first || !second) throw new Failure('not_found', `There is no contact or inquiry "${first ? b : a}".`, 'Give the id that its source gave it, or contact:SOURCE:ID.');
  return [first, second];
}

/** A word as it is kept. */
export interface KeptWord {
  readonly says: IdentitySays;
  /** The two records that it is about, or the first of the first two groups that it parts. */
  readonly records: readonly [GraphRecord, GraphRecord];
  readonly sides: ReadonlyArray<readonly string[]> | null;
  readonly undoes: number | null;
  /** Further records on which it bears: all that a word names which comes or goes with it. */
  readonly also?: readonly GraphRecord[];
  readonly by: string | null;
  readonly now: number;
}

/** Writes a word down, as a fact too, and folds anew what it connects. The caller has the turn, and drains the outbox. */
export async function sayWord(store: WorkspaceStore, state: Transaction<WorkspaceTables>, { says, records, sides, undoes, also = [], by, now }: KeptWord): Promise<number> {
  const [a, b] = records;
  const row = await state.insertInto('identity_decisions')
    .values({ a: a.key, b: b.key, a_known_at: new Date(a.knownAt), b_known_at: new Date(b.knownAt), says, sides: sides === null ? null : JSON.stringify(sides), undoes, at: new Date(now), by_user: by })
    .returning('sequence').executeTakeFirstOrThrow();
  const sequence = Number(row.sequence);
  await putInOutbox(state, 'identity_decisions', [{ sequence, a: a.key, b: b.key, a_known_at: a.knownAt, b_known_at: b.knownAt, says, sides: sides ?? [], undoes: undoes ?? 0, by_user: by, occurred_at: now }]);
  if (says !== 'unsure') await writeFold(state, store.facts, await readPart(state, store.facts, [...records, ...also]), { kind: 'word', id: sequence }, now);
  await state.updateTable('identity_fold').set({ words_through: sequence }).execute();
  return sequence;
}
