import type { Selectable, Transaction } from 'kysely';
import { recordsOneWith, takeTurn, takeVisitorTurn, visitorsOfRecords } from '../../acquire/index.ts';
import { Failure, type Person } from '../../model/index.ts';
import { drainOutbox, findPersonRecords, type WorkspaceStore, type WorkspaceTables } from '../../store/index.ts';
import { entityOf } from '../entities/read-entities.ts';
import { weighEvidence } from './read-evidence.ts';
import { sayOnVisitor } from './say-on-visitors.ts';

type State = Transaction<WorkspaceTables>;
type Change = Selectable<WorkspaceTables['visitor_changes']>;
interface Said { readonly by: string | null; readonly now: number }

/**
 * Takes back that a visitor was taken for somebody, or no longer was: what a word made by taking the word back, what an address made by a word of its own.
 * Where the address would say the same by now, a word says that it does not hold. Consent is as it was when it returns.
 * @returns the person as whom the visitor was known, or null where the number is of no such change. Throws `conflict` where it was taken back already.
 */
export async function undoVisitorChange(store: WorkspaceStore, id: number, said: Said): Promise<Person | null> {
  const change = Number.isSafeInteger(id) ? await store.state.selectFrom('visitor_changes').selectAll().where('id', '=', String(id)).executeTakeFirst() : undefined;
  if (change === undefined) return null;
  await store.state.transaction().execute(async (state) => {
    await takeVisitorTurn(state);
    await takeTurn(state);
    await takeBack(store, state, change, said);
  });
  await drainOutbox(store.state, store.facts);
  const { id: person, records } = await entityOf(store.state, change.record);
  return { id: person, records, visitors: (await visitorsOfRecords(store.state, records)).map(({ visitor }) => visitor) };
}

async function takeBack({ facts }: WorkspaceStore, state: State, change: Change, said: Said): Promise<void> {
  const { node, record, kind, word } = change;
  if (await isUndone(state, change)) throw new Failure('conflict', `Change ${change.id} is not in force any more.`, 'See what is: hindcast resolve changes');
  if (kind === 'split' && (await findPersonRecords(facts, [record])).length === 0) throw new Failure('conflict', 'The record that this change was about is not held any more.', 'Say what holds now: hindcast resolve link');
  if (word !== null) await sayOnVisitor(state, facts, { node, record, says: 'undo', undoes: Number(word), ...said });
  if (!(await isUndone(state, change))) await sayOnVisitor(state, facts, { node, record, says: kind === 'merge' ? 'different' : 'same', undoes: null, ...said });
}

/** A visitor that is not taken for the person any more, or is again. */
async function isUndone(state: State, { node, record, kind }: Change): Promise<boolean> {
  const [weighed] = await weighEvidence(state, [node]);
  const records = await recordsOneWith(state, [record]);
  const isTaken = weighed?.kept.some((link) => records.includes(link.record)) ?? false;
  return kind === 'merge' ? !isTaken : isTaken;
}
