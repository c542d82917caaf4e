import type { Kysely } from 'kysely';
import type { Facts, WorkspaceTables } from '../../store/index.ts';
import type { Edge } from '../fold/graph.ts';

/** Keys that go with a statement; more of them go through a table. */
const mostBound = 500;
/** In memory only: it is gone with the engine. */
const touched = 'identity_touched';

/** Runs whose edges count. */
export async function runsInForce(state: Kysely<WorkspaceTables>): Promise<number[]> {
  return (await state.selectFrom('identity_runs').select('id').where('state', '=', 'in_force').orderBy('id').execute()).map(({ id }) => Number(id));
}

/** Does something with the keys of some records in a table `identity_touched (record)`. One at a time: the caller has the turn. */
export async function withKeys<T>(facts: Facts, keys: Iterable<string>, work: (table: string) => Promise<T>): Promise<T> {
  await facts.command(`DROP TABLE IF EXISTS ${touched}`);
  await facts.command(`CREATE TABLE ${touched} (record String) ENGINE = Memory`);
  try {
    await facts.insert(touched, [...keys].map((record) => ({ record })));
    return await work(touched);
  } finally {
    await facts.command(`DROP TABLE IF EXISTS ${touched}`);
  }
}

/** Edges of some runs that join, between some records that are whole components. */
export async function edgesAmong(facts: Facts, runs: readonly number[], keys: readonly string[]): Promise<Edge[]> {
  if (runs.length === 0 || keys.length < 2) return [];
  if (keys.length <= mostBound) return (await facts.fewRows(edgesText('a IN {keys:Array(String)}'), { runs: [...runs], keys: [...keys] })).map(edgeOf);
  return withKeys(facts, keys, (table) => readEdges(facts, `a IN (SELECT record FROM ${table})`, { runs: [...runs] }));
}

/** Every edge of some runs that joins. */
export const edgesOf = (facts: Facts, runs: readonly number[]): Promise<Edge[]> => (runs.length === 0 ? Promise.resolve([]) : readEdges(facts, 'true', { runs: [...runs] }));

/** Of two runs that found the same edge the later one's weight counts. */
const edgesText = (where: string): string => `SELECT a, b, argMax(weight, run_id) FROM identity_edges WHERE run_id IN {runs:Array(UInt64)} AND joins AND ${where} GROUP BY a, b`;
const edgeOf = ([a, b, weight]: readonly unknown[]): Edge => ({ a: String(a), b: String(b), weight: Number(weight) });

async function readEdges(facts: Facts, where: string, parameters: Record<string, unknown>): Promise<Edge[]> {
  const edges: Edge[] = [];
  for await (const block of facts.stream(edgesText(where), parameters)) for (const row of block) edges.push(edgeOf(row));
  return edges;
}
