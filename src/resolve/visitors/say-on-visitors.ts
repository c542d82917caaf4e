import type { Transaction } from 'kysely';
import { isVisitorNode, takeTurn, takeVisitorTurn } from '../../acquire/index.ts';
import { Failure, type PairSays } from '../../model/index.ts';
import { drainOutbox, type Facts, type WorkspaceStore, type WorkspaceTables } from '../../store/index.ts';
import { keyOfRecord } from '../read-people.ts';
import { keepLinks } from './keep-links.ts';
import { weighEvidence } from './read-evidence.ts';

/** A visitor by an exact id, and a record of a person. */
export interface VisitorPair {
  readonly node: string;
  readonly record: string;
}

/** The visitor and the record that two ids mean, in either order. Throws `bad_request` where both are visitors, and as `keyOfRecord`. */
export async function visitorPair({ facts }: Pick<WorkspaceStore, 'facts'>, a: string, b: string): Promise<VisitorPair> {
  const [node, other] = isVisitorNode(a) ? [a, b] : [b, a];
  if (isVisitorNode(other)) throw new Failure('bad_request', 'Both ids are of visitors.', 'Name a visitor and a contact or inquiry. Visitors are joined by the calls that their sites send.');
  return { node, record: await keyOfRecord(facts, other) };
}

export interface VisitorWordSaid extends VisitorPair {
  readonly says: PairSays;
  readonly by: string | null;
  readonly now: number;
}

/**
 * Keeps a person's word that a visitor is, or is not, the person of a record, and what follows for consent. It outranks addresses; "not sure" takes earlier words on
 * the two back. In force for every read when it returns.
 */
export async function decideVisitor({ state, facts }: WorkspaceStore, { node, record, says, by, now }: VisitorWordSaid): Promise<void> {
  await state.transaction().execute(async (transaction) => {
    await takeVisitorTurn(transaction);
    await takeTurn(transaction);
    await sayOnVisitor(transaction, facts, { node, record, says, undoes: null, by, now });
  });
  await drainOutbox(state, facts);
}

export interface KeptVisitorWord extends Omit<VisitorWordSaid, 'says'> {
  readonly says: PairSays | 'undo';
  /** The word that is taken back. */
  readonly undoes: number | null;
}

/** Writes a word down and what follows. The caller has both turns, and drains the outbox. */
export async function sayOnVisitor(transaction: Transaction<WorkspaceTables>, facts: Facts, { node, record, says, undoes, by, now }: KeptVisitorWord): Promise<void> {
  const { sequence } = await transaction.insertInto('visitor_words').values({ node, record, says, undoes, at: new Date(now), by_user: by }).returning('sequence').executeTakeFirstOrThrow();
  await keepLinks(transaction, facts, await weighEvidence(transaction, [node]), { word: Number(sequence), look: 0 }, now);
}
