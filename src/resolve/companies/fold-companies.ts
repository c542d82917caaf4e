import { sql, type Transaction } from 'kysely';
import { takeTurn } from '../../acquire/index.ts';
import { drainOutbox, type WorkspaceStore, type WorkspaceTables } from '../../store/index.ts';
import { readCompanyDecisions } from '../entities/read-words.ts';
import { entityChanges, type EntityChange } from '../fold/entity-changes.ts';
import { fold, type Entity } from '../fold/fold.ts';
import { areCompared, readCompanyGraph, type CompanyGraph } from './company-graph.ts';

type State = Transaction<WorkspaceTables>;

/** What companies are folded by: a word of somebody, or the rules on records as they are now. */
export interface CompanyCause {
  readonly kind: 'word' | 'run';
  /** Of the word. */
  readonly id: number | null;
}

/** Rows that go into the database at once. */
const rowsAtOnce = 5_000;

export interface CompaniesFolded {
  readonly merges: number;
  readonly splits: number;
  readonly records: number;
}

/** Which records are of one company, by the rules and words as they are now; from then on companies are used. Done again it changes nothing. */
export const foldCompanies = (store: WorkspaceStore, now: number): Promise<CompaniesFolded> => inTurn(store, true, now);

/** The same after records came or went, where companies are used already; before, words alone count. */
export async function refoldCompanies(store: WorkspaceStore, now: number): Promise<void> {
  const compared = await areCompared(store.state);
  if (compared || (await readCompanyDecisions(store.state)).length > 0) await inTurn(store, compared, now);
}

async function inTurn(store: WorkspaceStore, compared: boolean, now: number): Promise<CompaniesFolded> {
  const folded = await store.state.transaction().execute(async (state) => {
    await takeTurn(state);
    return writeCompanies(state, await readCompanyGraph(state, store.facts, compared), { kind: 'run', id: null }, now);
  });
  await drainOutbox(store.state, store.facts);
  return folded;
}

/** Writes down which records are of one company and what changed. The caller has the turn. */
export async function writeCompanies(state: State, { graph, found, compared }: CompanyGraph, cause: CompanyCause, now: number): Promise<CompaniesFolded> {
  const { entities } = fold(graph);
  const changes = entityChanges(await readEntities(state), entities);
  await replace(state, 'company_members', membersOf(entities, new Map(graph.records.map(({ key, knownAt }) => [key, knownAt]))));
  await replace(state, 'company_edges', found.edges.map(({ knownAt, ...edge }) => ({ ...edge, known_at: new Date(knownAt) })));
  await replace(state, 'company_parents', found.parents.map(({ child, parent, reason, weight, knownAt }) => ({ child, parent, reason, weight, known_at: new Date(knownAt) })));
  await writeChanges(state, changes, cause, now);
  await sql`INSERT INTO company_folds (folds, compared, folded_at) VALUES (1, ${compared}, ${new Date(now)}) ON CONFLICT (only_row) DO UPDATE SET folds = company_folds.folds + 1, compared = ${compared}, folded_at = ${new Date(now)}`.execute(state);
  const counted = (kind: EntityChange['kind']): number => changes.filter((change) => change.kind === kind).length;
  return { merges: counted('merge'), splits: counted('split'), records: graph.records.length };
}

async function readEntities(state: State): Promise<Entity[]> {
  const rows = await state.selectFrom('company_members').select(['record', 'entity']).orderBy('known_at').orderBy('record').execute();
  return [...Map.groupBy(rows, ({ entity }) => entity)].map(([id, held]) => ({ id, records: held.map(({ record }) => record) }));
}

const membersOf = (entities: readonly Entity[], knownAt: ReadonlyMap<string, number>) =>
  entities.filter(({ records }) => records.length > 1).flatMap(({ id, records }) => records.map((record) => ({ record, entity: id, known_at: new Date(knownAt.get(record) ?? 0) })));

async function replace<Table extends 'company_members' | 'company_edges' | 'company_parents'>(state: State, table: Table, rows: ReadonlyArray<Record<string, unknown>>): Promise<void> {
  await state.deleteFrom(table).execute();
  const unique = table === 'company_parents' ? [...new Map(rows.map((row) => [JSON.stringify([row['child'], row['parent']]), row])).values()] : rows;
  for (let from = 0; from < unique.length; from += rowsAtOnce) await state.insertInto(table).values(unique.slice(from, from + rowsAtOnce) as never).execute();
}

async function writeChanges(state: State, changes: readonly EntityChange[], cause: CompanyCause, now: number): Promise<void> {
  const rows = changes.map(({ kind, entity, parts }) => ({ at: new Date(now), kind, entity, parts: JSON.stringify(parts), cause: cause.kind, cause_id: cause.id }));
  for (let from = 0; from < rows.length; from += rowsAtOnce) await state.insertInto('identity_changes').values(rows.slice(from, from + rowsAtOnce)).execute();
}
