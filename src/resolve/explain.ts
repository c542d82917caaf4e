import { z } from 'zod';
import type { Selectable } from 'kysely';
import { limitWords, type IdentityExplanation, type IdentitySays } from '../model/index.ts';
import type { Facts, WorkspaceStore, WorkspaceTables } from '../store/index.ts';
import { runsInForce } from './entities/edges.ts';
import { entityOf } from './entities/read-entities.ts';
import { readPart, type Part } from './entities/refold.ts';
import { fold } from './fold/fold.ts';
import { standingWords } from './fold/standing-words.ts';
import { strongestPath, type Joint } from './fold/strongest-path.ts';
import { evidenceIn, readModel } from './runs/run-model.ts';


type Step = IdentityExplanation['path'][number];
type Word = Selectable<WorkspaceTables['identity_decisions']>;

/**
 * Why two records are one person: the way from one to the other over what joins most strongly, each step with what it weighs; or what keeps them apart.
 */
export async function explainPair(store: WorkspaceStore, a: { key: string; knownAt: number }, b: { key: string; knownAt: number }): Promise<IdentityExplanation> {
  const { state, facts } = store;
  const [part, person, words] = [await readPart(state, facts, [a, b]), await entityOf(state, a.key), await wordsOn(store, a.key, b.key)];
  const same = a.key === b.key || person.records.includes(b.key);
  const said = words.map(({ says, at, by_user }) => ({ says: says as IdentitySays, at: at.toISOString(), by: by_user }));
  if (!same) return { a: a.key, b: b.key, same, path: [], apart: apartBy(part, a.key, b.key), words: said };
  const joints = strongestPath(jointsOf(part, new Set(person.records)), a.key, b.key);
  return { a: a.key, b: b.key, same, path: await Promise.all(joints.map((joint) => stepOf(store, joint))), apart: null, words: said };
}

/** Edges and words that join records of one person. A word weighs more than any edge. */
function jointsOf({ graph }: Part, records: ReadonlySet<string>): Joint[] {
  const joins = [...graph.edges.map(({ a, b, weight }) => ({ a, b, weight, sequence: null })), ...standingWords(graph.words).flatMap((word) => (word.says === 'same' ? [{ a: word.a, b: word.b, weight: Infinity, sequence: word.sequence }] : []))];
  return joins.filter(({ a, b }) => records.has(a) && records.has(b));
}

function apartBy({ graph }: Part, a: string, b: string): string | null {
  const word = standingWords(graph.words).find((one) => one.says === 'different' && one.sides.some((side) => side.includes(a)) && one.sides.some((side) => side.includes(b) && !side.includes(a)));
  if (word) return 'Somebody said that they are different.';
  return limitBetween(graph, a, b) ?? (graph.edges.some((edge) => (edge.a === a && edge.b === b) || (edge.a === b && edge.b === a)) ? 'There is evidence that they are one, and a word or a limit outranks it.' : null);
}

/** Values that are shown of what one person would have. */
const mostShown = 10;

/** The limit that keeps the people of two records apart. */
function limitBetween(graph: Part['graph'], a: string, b: string): string | null {
  const { entities, refusals } = fold(graph);
  const [ofA, ofB] = [a, b].map((key) => new Set(entities.find(({ records }) => records.includes(key))?.records ?? []));
  for (const one of refusals) {
    const isBetween = (ofA?.has(one.a) && ofB?.has(one.b)) || (ofA?.has(one.b) && ofB?.has(one.a));
    if (isBetween && one.why === 'limit') return `There is evidence that they are one. ${limitWords(one.kind, graph.limits.identifiers[one.kind] as number)} Together they would have ${one.values.length}: ${one.values.slice(0, mostShown).join(', ')}.`;
  }
  return null;
}

const wordsOn = ({ state }: WorkspaceStore, a: string, b: string): Promise<Word[]> =>
  state.selectFrom('identity_decisions').selectAll().where((row) => row.or([row.and([row('a', '=', a), row('b', '=', b)]), row.and([row('a', '=', b), row('b', '=', a)])])).orderBy('sequence').execute();

async function stepOf(store: WorkspaceStore, { a, b, sequence }: Joint): Promise<Step> {
  if (sequence === null) return evidenceOf(store, a, b);
  const word = await store.state.selectFrom('identity_decisions').selectAll().where('sequence', '=', String(sequence)).executeTakeFirstOrThrow();
  return { a, b, by: 'word', weight: null, probability: null, evidence: [], who: word.by_user, at: word.at.toISOString() };
}

const edgeStatement = {
  name: 'identity_edge',
  text: `SELECT run_id, weight, probability, levels, rule, toString(known_at) AS at FROM identity_edges WHERE a IN {keys:Array(String)} AND b IN {keys:Array(String)} AND run_id IN {runs:Array(UInt64)} ORDER BY run_id DESC LIMIT 1`,
  parameters: z.object({ keys: z.array(z.string()), runs: z.array(z.number()) }),
  row: z.object({ run_id: z.coerce.number(), weight: z.number(), probability: z.number(), levels: z.array(z.number()), rule: z.string(), at: z.string() }),
};

async function evidenceOf({ state, facts }: WorkspaceStore, a: string, b: string): Promise<Step> {
  const edge = await newestEdge(facts, [a, b], await runsInForce(state));
  const run = await state.selectFrom('identity_runs').select('model').where('id', '=', String(edge.run_id)).executeTakeFirst();
  return { a, b, by: 'evidence', weight: edge.weight, probability: edge.probability, evidence: evidenceIn(readModel(run?.model), edge), who: null, at: new Date(`${edge.at.replace(' ', 'T')}Z`).toISOString() };
}

async function newestEdge(facts: Facts, keys: [string, string], runs: number[]) {
  const [edge] = await facts.query(edgeStatement, { keys, runs });
  if (!edge) throw new Error('An edge that joins records is in no run that is in force');
  return edge;
}
