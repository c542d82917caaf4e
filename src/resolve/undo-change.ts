import type { Kysely, Transaction } from 'kysely';
import { takeTurn } from '../acquire/index.ts';
import { Failure, type ChangeCause, type Person } from '../model/index.ts';
import { drainOutbox, findPersonRecords, type WorkspaceStore, type WorkspaceTables } from '../store/index.ts';
import { sayWord } from './decide.ts';
import { isAccountKey } from './companies/read-company.ts';
import { undoCompanyChange } from './companies/say-on-companies.ts';
import { catchUp } from './entities/catch-up.ts';
import { entitiesOf } from './entities/read-entities.ts';
import { readPart } from './entities/refold.ts';
import { separationOf } from './fold/separation.ts';
import type { GraphRecord } from './fold/graph.ts';
import { takeRuleBack } from './rules/change-rules.ts';
import { readRulesNamed } from './rules/read-rules.ts';
import { newestWord } from './rules/rule-words.ts';
import { undoVisitorChange } from './visitors/undo-visitor-change.ts';

interface Change {
  readonly id: number;
  readonly kind: 'merge' | 'split';
  readonly parts: readonly string[][];
  readonly cause: ChangeCause;
  readonly causeId: number | null;
}

/**
 * Takes back a merge or a split of the feed, of records or of a visitor: what a word made by taking the word back, what a run made by a word of its own, which later runs heed.
 * The entities are as they were before, consent included, when it returns. Throws `not_found`, or `conflict` where it was taken back already.
 */
export async function undoChange(store: WorkspaceStore, id: number, by: string | null, now: number): Promise<Person[]> {
  const ofVisitor = await undoVisitorChange(store, id, { by, now });
  if (ofVisitor !== null) return [ofVisitor];
  const found = await readChange(store.state, id);
  if (found.parts.flat().some(isAccountKey)) return undoCompanyChange(store, found, { by, now });
  if (found.cause === 'rule') return undoRule(store, found, by, now);
  await catchUp(store, now);
  const keys = await store.state.transaction().execute(async (state) => {
    await takeTurn(state);
    const change = await readChange(state, id);
    if (await isUndone(state, change)) throw new Failure('conflict', `Change ${id} is not in force any more.`, 'See what is: hindcast resolve changes');
    await (change.cause === 'word' && change.causeId !== null ? takeWordBack(store, state, change.causeId, { by, now }) : change.kind === 'merge' ? part(store, state, change, { by, now }) : joinAgain(store, state, change, { by, now }));
    // A rule outranks the word that parts or joins them.
    if (change.cause !== 'word' && !(await isUndone(state, change))) throw new Failure('conflict', `Change ${id} cannot be undone: a rule holds for these records.`, 'See which, and take it back first: hindcast resolve rules');
    return change.parts.flat();
  });
  await drainOutbox(store.state, store.facts);
  return peopleAt(store, keys);
}

async function peopleAt({ state }: WorkspaceStore, keys: readonly string[]): Promise<Person[]> {
  return [...new Map([...(await entitiesOf(state, keys)).values()].map((person) => [person.id, person])).values()];
}

/** What a rule did is undone with the rule. */
async function undoRule(store: WorkspaceStore, { id, parts, causeId }: Change, by: string | null, now: number): Promise<Person[]> {
  const [rule] = causeId === null ? [] : await readRulesNamed(store.state, [causeId]);
  if (rule?.takenBackAt !== null) throw new Failure('conflict', `Change ${id} follows from rule ${causeId ?? ''}, which was taken back.`, 'Set the rule again: hindcast resolve rules add');
  await takeRuleBack(store, rule.id, { isDryRun: false, by, now });
  return peopleAt(store, parts.flat());
}

type State = Transaction<WorkspaceTables>;
interface Said { readonly by: string | null; readonly now: number }

async function readChange(state: Kysely<WorkspaceTables>, id: number): Promise<Change> {
  const row = Number.isSafeInteger(id) ? await state.selectFrom('identity_changes').selectAll().where('id', '=', String(id)).executeTakeFirst() : undefined;
  if (!row) throw new Failure('not_found', `There is no merge or split ${id}.`, 'See what there is: hindcast resolve changes');
  return { id, kind: row.kind, parts: row.parts, cause: row.cause, causeId: row.cause_id === null ? null : Number(row.cause_id) };
}

/** A merge whose parts are apart, or a split whose parts are one. */
async function isUndone(state: State, { kind, parts }: Change): Promise<boolean> {
  const people = await entitiesOf(state, parts.flat());
  const first = new Set(parts[0]?.map((key) => people.get(key)?.id));
  const isOne = parts.every((part) => part.some((key) => first.has(people.get(key)?.id)));
  return kind === 'merge' ? !isOne : isOne;
}

/** Takes a word back by its number. */
export async function undoWord(store: WorkspaceStore, sequence: number, by: string | null, now: number): Promise<void> {
  await store.state.transaction().execute(async (state) => {
    await takeTurn(state);
    await takeWordBack(store, state, sequence, { by, now });
  });
  await drainOutbox(store.state, store.facts);
}

async function takeWordBack(store: WorkspaceStore, state: State, sequence: number, said: Said): Promise<void> {
  const row = await state.selectFrom('identity_decisions').selectAll().where('sequence', '=', String(sequence)).executeTakeFirst();
  if (!row) throw new Failure('conflict', 'The word that made this change is gone.', 'Say what holds now: hindcast resolve link, hindcast resolve unlink');
  const records = [{ key: row.a, knownAt: row.a_known_at.getTime() }, { key: row.b, knownAt: row.b_known_at.getTime() }] as const;
  await sayWord(store, state, { says: 'undo', records, sides: null, undoes: sequence, also: await findPersonRecords(store.facts, await namedBy(state, row)), ...said });
}

/** All records that a word names, or the word that it takes back: parted once, they may be in several components by now. */
async function namedBy(state: State, { sides, undoes }: { readonly sides: string[][] | null; readonly undoes: string | null }): Promise<string[]> {
  if (undoes === null) return (sides ?? []).flat();
  const row = await state.selectFrom('identity_decisions').select(['sides', 'undoes']).where('sequence', '=', undoes).executeTakeFirst();
  return row === undefined ? [] : namedBy(state, row);
}

async function part(store: WorkspaceStore, state: State, { parts }: Change, said: Said): Promise<void> {
  const { graph } = await readPart(state, store.facts, await findPersonRecords(store.facts, parts.flat()));
  const sides = separationOf(graph, parts, newestWord);
  // Also where later runs left the parts in several components: the word connects them from now on.
  await sayWord(store, state, { says: 'different', records: firstOfTwo(sides, graph.records), sides, undoes: null, also: graph.records, ...said });
}

async function joinAgain(store: WorkspaceStore, state: State, { parts }: Change, said: Said): Promise<void> {
  const { graph } = await readPart(state, store.facts, await findPersonRecords(store.facts, parts.flat()));
  for (const part of parts.slice(1)) await sayWord(store, state, { says: 'same', records: firstOfTwo([parts[0] as string[], part], graph.records), sides: null, undoes: null, ...said });
}

function firstOfTwo(sides: readonly string[][], records: readonly GraphRecord[]): [GraphRecord, GraphRecord] {
  const record = (side: readonly string[] | undefined): GraphRecord => records.find(({ key }) => key === side?.[0]) as GraphRecord;
  return [record(sides[0]), record(sides[1])];
}
