import { sql, type Transaction } from 'kysely';
import { takeTurn } from '../../acquire/index.ts';
import { Failure, type ChangeCause, type IdentitySays, type PairSays, type Person } from '../../model/index.ts';
import { drainOutbox, putInOutbox, type WorkspaceStore, type WorkspaceTables } from '../../store/index.ts';
import { separationOf } from '../fold/separation.ts';
import type { Graph, GraphRecord } from '../fold/graph.ts';
import { areCompared, readCompanyGraph } from './company-graph.ts';
import { writeCompanies } from './fold-companies.ts';
import { companyOf, noSuchAccount } from './read-company.ts';

export type State = Transaction<WorkspaceTables>;
export interface Said { readonly by: string | null; readonly now: number }

export interface CompanyWord extends Said {
  /** Keys of two records of accounts. */
  readonly a: string;
  readonly b: string;
  readonly says: PairSays;
}

/** Keeps a person's word that two records of accounts are, or are not, of one company. It outranks every rule, and is in force for every read when it returns. */
export async function decideCompany(store: WorkspaceStore, { a, b, says, by, now }: CompanyWord): Promise<Person> {
  if (a === b) throw new Failure('bad_request', `${a} was given twice.`, 'Name two different records.');
  await inTurn(store, async (state) => {
    const { graph } = await readCompanyGraph(state, store.facts, await areCompared(state));
    await sayWord(store, state, { says, records: [recordIn(graph, a), recordIn(graph, b)], sides: null, undoes: null, by, now });
  });
  return companyOf(store.state, a);
}

/** Takes a merge or a split of companies back, as it is done for people. Throws `conflict` where that is not in force any more. */
export async function undoCompanyChange(store: WorkspaceStore, change: CompanyChange, said: Said): Promise<Person[]> {
  await inTurn(store, async (state) => {
    if (await isUndone(state, change)) throw new Failure('conflict', `Change ${change.id} is not in force any more.`, 'See what is: hindcast resolve changes');
    await (change.cause === 'word' && change.causeId !== null ? takeWordBack(store, state, change.causeId, said) : change.kind === 'merge' ? part(store, state, change, said) : joinAgain(store, state, change, said));
  });
  const companies = await Promise.all(change.parts.flat().map((key) => companyOf(store.state, key)));
  return [...new Map(companies.map((company) => [company.id, company])).values()];
}

export interface CompanyChange {
  readonly id: number;
  readonly kind: 'merge' | 'split';
  readonly parts: ReadonlyArray<readonly string[]>;
  readonly cause: ChangeCause;
  readonly causeId: number | null;
}

/** Work on words while nobody else folds; its facts are told when it returns. */
export async function inTurn(store: WorkspaceStore, work: (state: State) => Promise<void>): Promise<void> {
  await store.state.transaction().execute(async (state) => {
    await takeTurn(state);
    await work(state);
  });
  await drainOutbox(store.state, store.facts);
}

export function recordIn({ records }: Graph, key: string): GraphRecord {
  const record = records.find((one) => one.key === key);
  if (record === undefined) throw noSuchAccount(key);
  return record;
}

interface KeptWord extends Said {
  readonly says: IdentitySays;
  readonly records: readonly [GraphRecord, GraphRecord];
  readonly sides: ReadonlyArray<readonly string[]> | null;
  readonly undoes: number | null;
}

/** Writes a word down, as a fact too, and folds anew. */
export async function sayWord(store: WorkspaceStore, state: State, { says, records: [a, b], sides, undoes, by, now }: KeptWord): Promise<void> {
  const { rows: [fold] } = await sql<{ through: string; last: string }>`SELECT words_through AS through, (SELECT coalesce(max(sequence), 0) FROM identity_decisions) AS last FROM identity_fold`.execute(state);
  const { sequence: kept } = await state.insertInto('identity_decisions')
    .values({ a: a.key, b: b.key, a_known_at: new Date(a.knownAt), b_known_at: new Date(b.knownAt), says, sides: sides === null ? null : JSON.stringify(sides), undoes, at: new Date(now), by_user: by })
    .returning('sequence').executeTakeFirstOrThrow();
  const sequence = Number(kept);
  await putInOutbox(state, 'identity_decisions', [{ sequence, a: a.key, b: b.key, a_known_at: a.knownAt, b_known_at: b.knownAt, says, sides: sides ?? [], undoes: undoes ?? 0, by_user: by, occurred_at: now }]);
  // People have nothing to catch up with, unless they had before.
  if (fold !== undefined && Number(fold.through) >= Number(fold.last)) await state.updateTable('identity_fold').set({ words_through: sequence }).execute();
  await writeCompanies(state, await readCompanyGraph(state, store.facts, await areCompared(state)), { kind: 'word', id: sequence }, now);
}

/** A merge whose parts are apart, or a split whose parts are one. */
async function isUndone(state: State, { kind, parts }: CompanyChange): Promise<boolean> {
  const idsOf = async (part: readonly string[]): Promise<string[]> => Promise.all(part.map(async (key) => (await companyOf(state, key)).id));
  const [first = [], ...others] = await Promise.all(parts.map(idsOf));
  const isOne = others.every((ids) => ids.some((id) => first.includes(id)));
  return kind === 'merge' ? !isOne : isOne;
}

async function takeWordBack(store: WorkspaceStore, state: State, sequence: number, said: Said): Promise<void> {
  const row = await state.selectFrom('identity_decisions').selectAll().where('sequence', '=', String(sequence)).executeTakeFirst();
  if (!row) throw new Failure('conflict', 'The word that made this change is gone.', 'Say what holds now: hindcast resolve link, hindcast resolve unlink');
  await sayWord(store, state, { says: 'undo', records: [{ key: row.a, knownAt: row.a_known_at.getTime() }, { key: row.b, knownAt: row.b_known_at.getTime() }], sides: null, undoes: sequence, ...said });
}

/** The newest of all words. */
const last = Number.MAX_SAFE_INTEGER;

async function part(store: WorkspaceStore, state: State, { parts }: CompanyChange, said: Said): Promise<void> {
  const { graph } = await readCompanyGraph(state, store.facts, await areCompared(state));
  const sides = separationOf(graph, parts, last);
  await sayWord(store, state, { says: 'different', records: [firstOf(graph, sides[0]), firstOf(graph, sides[1])], sides, undoes: null, ...said });
}

async function joinAgain(store: WorkspaceStore, state: State, { parts: [first, ...others] }: CompanyChange, said: Said): Promise<void> {
  const { graph } = await readCompanyGraph(state, store.facts, await areCompared(state));
  for (const other of others) await sayWord(store, state, { says: 'same', records: [firstOf(graph, first), firstOf(graph, other)], sides: null, undoes: null, ...said });
}

/** The first record of a part that is held still: others may have been taken back since. */
function firstOf(graph: Graph, part: readonly string[] = []): GraphRecord {
  const held = graph.records.find(({ key }) => part.includes(key));
  if (held === undefined) throw new Failure('conflict', 'Records that this change was about are not held any more.', 'Say what holds now: hindcast resolve link, hindcast resolve unlink');
  return held;
}
