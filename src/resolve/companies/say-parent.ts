import { Failure, type ParentAnswer } from '../../model/index.ts';
import type { WorkspaceStore } from '../../store/index.ts';
import { circleText, parentsAt, wayUp, type ParentsAt } from '../accounts/roll-up.ts';
import { areCompared, readCompanyGraph } from './company-graph.ts';
import { companyOf, readCompanyBook, type BookParent } from './read-company.ts';
import { inTurn, recordIn, sayWord, type Said, type State } from './say-on-companies.ts';

export interface ParentWord extends Said {
  /** Key of a record of the company that is below. */
  readonly child: string;
  /** Key of a record of the company above it; null where it is below none, whatever records say. */
  readonly parent: string | null;
}

/**
 * Keeps a person's word on a company's parent. It outranks what records say, merges nothing, and is in force for every read when it returns. Throws
 * `not_found`, `bad_request`, and `conflict` where the company would be below itself or both are one.
 */
export async function setParent(store: WorkspaceStore, { child, parent, by, now }: ParentWord): Promise<ParentAnswer> {
  if (child === parent) throw new Failure('bad_request', `${child} was given twice.`, 'Name two different accounts.');
  await inTurn(store, async (state) => {
    const { graph } = await readCompanyGraph(state, store.facts, await areCompared(state));
    const records = [recordIn(graph, child), recordIn(graph, parent ?? child)] as const;
    if (parent !== null) await requireAbove(state, child, parent, now);
    await sayWord(store, state, { says: parent === null ? 'alone' : 'below', records, sides: null, undoes: null, by, now });
  });
  return readParent(store.state, child, now);
}

/** Takes the newest word on a company's parent back: what held before it holds again. Throws `conflict` where nothing was said of it. */
export async function takeParentBack(store: WorkspaceStore, child: string, { by, now }: Said): Promise<ParentAnswer> {
  await inTurn(store, async (state) => {
    const { graph, said } = await readCompanyGraph(state, store.facts, await areCompared(state));
    recordIn(graph, child);
    const { records } = await companyOf(state, child);
    const word = said.filter((one) => one.until === undefined && records.includes(one.child)).sort((x, y) => y.knownAt - x.knownAt || y.sequence - x.sequence)[0];
    if (word === undefined) throw new Failure('conflict', `Nobody has said which company ${child} is below.`, 'Say so: hindcast accounts parent set CHILD PARENT');
    const held = graph.records.find(({ key }) => key === word.parent) ?? recordIn(graph, word.child);
    await sayWord(store, state, { says: 'undo', records: [recordIn(graph, word.child), held], sides: null, undoes: word.sequence, by, now });
  });
  return readParent(store.state, child, now);
}

async function requireAbove(state: State, child: string, parent: string, now: number): Promise<void> {
  const [below, above] = [await companyOf(state, child), await companyOf(state, parent)];
  if (below.id === above.id) throw new Failure('conflict', `${child} and ${parent} are one company.`, `Part them first: hindcast resolve unlink ${child} ${parent}`);
  const way = wayUp(above.id, (await presentParents(state, [below.id, above.id], now)).parentOf);
  if (way.includes(below.id)) throw new Failure('conflict', `${circleText(way, below.id)}.`, `Change what is between them first, as in: hindcast accounts parent set ${way[way.indexOf(below.id) - 1]} none`);
}

async function readParent(state: State | WorkspaceStore['state'], child: string, now: number): Promise<ParentAnswer> {
  const { id } = await companyOf(state, child);
  const edge = (await presentParents(state, [id], now)).parentOf.get(id);
  return { child: id, parent: edge?.parent ?? null, reason: edge?.reason ?? null };
}

/** What counts now, by ids of companies. */
export async function presentParents(state: State | WorkspaceStore['state'], named: readonly string[], now: number): Promise<ParentsAt<BookParent>> {
  const book = await readCompanyBook({ state });
  const idOf = (key: string): string => book?.companyOf.get(key) ?? key;
  const edges = (book?.parents ?? []).map((edge) => ({ ...edge, child: idOf(edge.child), parent: edge.parent === null ? null : idOf(edge.parent) })).filter(({ child, parent }) => child !== parent);
  const companies = [...new Set([...named, ...edges.flatMap(({ child, parent }) => (parent === null ? [child] : [child, parent]))])];
  return parentsAt(companies, edges, now);
}
