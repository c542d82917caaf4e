import type { Kysely } from 'kysely';
import { takeTurn } from '../../acquire/index.ts';
import { Failure } from '../../model/index.ts';
import { agesOf, drainOutbox, refusedKeys, type Facts, type WorkspaceStore, type WorkspaceTables } from '../../store/index.ts';
import { edgesOf, runsInForce, withKeys } from '../entities/edges.ts';
import { readEverything, readPart, writeFold, type FoldWritten, type FreshEdges, type Part } from '../entities/refold.ts';
import { entityChanges, type EntityChange } from '../fold/entity-changes.ts';
import { fold } from '../fold/fold.ts';
import type { Edge, GraphRecord } from '../fold/graph.ts';
import { heededColumn, heededIn, readInForce } from '../limits/limited.ts';

/** What speaks for two records being of one person: log2 odds with the part of rare values in it, probability, and the level of each comparison. */
export interface ScoredEdge {
  readonly a: string;
  readonly b: string;
  readonly weight: number;
  readonly probability: number;
  readonly levels: readonly number[];
  /** What found the pair. */
  readonly rule: string;
  /** True where it joins nothing by itself, however much it weighs. */
  readonly isHeldBack?: boolean;
}

export interface NewRun {
  /** Over everything, which replaces the runs before it, or over what is new. */
  readonly scope: 'all' | 'new';
  readonly by: string | null;
  /** What evidence is weighed by. */
  readonly model: unknown;
}

/** Begins a run; nothing of it counts until it is put in force. */
export async function beginRun({ state }: WorkspaceStore, { scope, by, model }: NewRun, now: number): Promise<number> {
  const row = await state.insertInto('identity_runs').values({ scope, state: 'under_way', started_at: new Date(now), finished_at: null, by_user: by, model: JSON.stringify(model), counts: null }).returning('id').executeTakeFirstOrThrow();
  return Number(row.id);
}

/** Keeps edges of a run: those of at least `threshold` join, unless they are held back; weaker ones are shown to people. */
export async function keepEdges({ facts }: WorkspaceStore, run: number, threshold: number, edges: readonly ScoredEdge[], now: number): Promise<void> {
  await facts.insert('identity_edges', edges.map(({ isHeldBack = false, ...edge }) => ({ ...edge, run_id: run, joins: edge.weight >= threshold && !isHeldBack, known_at: now })));
}

/** What a run weighed evidence by, known once it has learnt. */
export async function keepModel({ state }: WorkspaceStore, run: number, model: unknown): Promise<void> {
  await state.updateTable('identity_runs').set({ model: JSON.stringify(model) }).where('id', '=', String(run)).execute();
}

/** Leaves a run to somebody's approval. */
export async function propose({ state }: WorkspaceStore, run: number, outcome: RunOutcome, now: number): Promise<void> {
  await state.updateTable('identity_runs').set({ state: 'proposed', finished_at: new Date(now), counts: JSON.stringify(outcome) }).where('id', '=', String(run)).execute();
}

/** A run that came to nothing; its edges never count. */
export async function failRun({ state }: WorkspaceStore, run: number, now: number): Promise<void> {
  await state.updateTable('identity_runs').set({ state: 'failed', finished_at: new Date(now) }).where('id', '=', String(run)).where('state', '=', 'under_way').execute();
}

export interface RunOutcome {
  readonly run: number;
  readonly merges: number;
  readonly splits: number;
  /** Joins that a word or a limit kept apart. */
  readonly refused: number;
  /** Of them those that would have made a person of too many records: a sign that evidence says too much. */
  readonly oversized: number;
}

/** Lets a proposed run count. Throws `conflict` where it is not proposed. */
export async function approveRun(store: WorkspaceStore, run: number, now: number): Promise<RunOutcome> {
  const row = Number.isSafeInteger(run) ? await store.state.selectFrom('identity_runs').select('state').where('id', '=', String(run)).executeTakeFirst() : undefined;
  if (row?.state !== 'proposed') throw new Failure('conflict', `Run ${run} ${row ? `is ${row.state.replace('_', ' ')}` : 'is not there'}; nothing was approved.`, 'See the runs: hindcast resolve runs');
  return putInForce(store, run, now);
}

/** What a run over what is new found, where the caller has it at hand: nothing then depends on how many edges are held. */
export interface JoiningAtHand {
  /** Records of the edges that join. */
  readonly named: Promise<readonly GraphRecord[]>;
  readonly joining: readonly Edge[];
  /** When all its edges are kept, those that do not join among them. */
  readonly kept: Promise<void>;
}

/** Lets the edges of a run count. In force for every read when it returns; killed before, nothing changed. */
export async function putInForce(store: WorkspaceStore, run: number, now: number, atHand?: JoiningAtHand): Promise<RunOutcome> {
  const [written] = await Promise.all([foldRun(store, run, now, atHand), atHand?.kept, atHand?.named]);
  await drainOutbox(store.state, store.facts);
  return countsOf(run, written);
}

async function foldRun(store: WorkspaceStore, run: number, now: number, atHand: JoiningAtHand | undefined): Promise<FoldWritten> {
  return store.state.transaction().execute(async (state) => {
    await takeTurn(state);
    const row = await state.selectFrom('identity_runs').select(['state', 'scope', heededColumn.as('heeded')]).where('id', '=', String(run)).executeTakeFirst();
    if (row?.state !== 'under_way' && row?.state !== 'proposed') throw new Failure('conflict', `Run ${run} ${row ? `is ${row.state.replace('_', ' ')}` : 'is not there'}.`, 'See the runs: hindcast resolve runs');
    if (row.scope === 'all') {
      await carryRefused(store, run, await runsInForce(state));
      // What was compared since it was proposed is not in it, and counts on.
      await state.updateTable('identity_runs').set({ state: 'replaced' }).where('state', '=', 'in_force').where((one) => one.or([one('scope', '=', 'all'), one('id', '<', String(run))])).execute();
    }
    const part = row.scope === 'all' ? everythingBy(state, store.facts, run) : newPart(state, store.facts, { run, heeded: heededIn(row.heeded) }, atHand);
    const found = await writeFold(state, store.facts, await part, { kind: 'run', id: run }, now);
    // Nothing counts before its edges are there to be read.
    await atHand?.kept;
    await state.updateTable('identity_runs').set({ state: 'in_force', finished_at: new Date(now), counts: JSON.stringify(countsOf(run, found)) }).where('id', '=', String(run)).execute();
    return found;
  });
}

const newPart = async (state: State, facts: Facts, fresh: Omit<FreshEdges, 'joining'>, atHand: JoiningAtHand | undefined): Promise<Part> =>
  (atHand === undefined ? readPart(state, facts, await recordsNamed(facts, fresh.run), { ...fresh, joining: await edgesOf(facts, [fresh.run]) }) : readPart(state, facts, await atHand.named, { ...fresh, joining: atHand.joining }));

const countsOf = (run: number, { changes, refusals }: Pick<FoldWritten, 'changes' | 'refusals'>): RunOutcome => ({
  run, merges: changes.filter(({ kind }) => kind === 'merge').length, splits: changes.filter(({ kind }) => kind === 'split').length, refused: refusals.length, oversized: refusals.filter(({ why }) => why === 'size').length,
});

/** What would change if a run over everything were put in force. */
export async function previewRun(store: WorkspaceStore, run: number): Promise<RunOutcome & { readonly changes: readonly EntityChange[] }> {
  const { graph, before } = await everythingBy(store.state, store.facts, run);
  const refused = await refusedKeys(store.facts, 'analyse');
  const carried = (await edgesOf(store.facts, await runsInForce(store.state))).filter(({ a, b }) => refused.has(a) || refused.has(b));
  const folded = fold({ ...graph, edges: [...graph.edges, ...carried] });
  const changes = entityChanges(before, folded.entities);
  return { ...countsOf(run, { changes, refusals: folded.refusals }), changes };
}

/** Whoever refuses to be resolved is not read by a run: what joined them stays, and with it the strictest consent of those they are one with. */
async function carryRefused({ facts }: WorkspaceStore, run: number, before: readonly number[]): Promise<void> {
  const refused = await refusedKeys(facts, 'analyse');
  if (refused.size === 0 || before.length === 0) return;
  await withKeys(facts, refused, (table) => facts.command(
    `INSERT INTO identity_edges SELECT {run:UInt64}, a, b, weight, probability, levels, rule, joins, known_at FROM identity_edges WHERE run_id IN {before:Array(UInt64)} AND joins AND (a IN (SELECT record FROM ${table}) OR b IN (SELECT record FROM ${table}))`, { run, before: [...before] },
  ));
}

type State = Kysely<WorkspaceTables>;

/** What was compared since a run over everything began counts beside it. */
async function everythingBy(state: State, facts: Facts, run: number): Promise<Part> {
  const { runs, ...heeded } = await readInForce(state);
  return readEverything(state, facts, { ...heeded, runs: [run, ...runs.filter((id) => id > run)], records: await recordsNamed(facts, run) });
}

const recordsNamed = async (facts: Facts, run: number): Promise<GraphRecord[]> => recordsOf(facts, (await edgesOf(facts, [run])).flatMap(({ a, b }) => [a, b]));

/** Records by their keys, with when each was first known; by the imports that `counting` says count, where it is given. */
export const recordsOf = async (facts: Facts, keys: readonly string[], counting?: ReadonlySet<number>): Promise<GraphRecord[]> => [...await agesOf(facts, [...new Set(keys)], counting)].map(([key, knownAt]) => ({ key, knownAt }));
