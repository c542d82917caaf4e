import { z } from 'zod';
import type { Selectable } from 'kysely';
import { identityRuleWords, limitWords, type IdentityExplanation, type IdentitySays } from '../model/index.ts';
import type { Facts, WorkspaceStore, WorkspaceTables } from '../store/index.ts';
import { runsInForce } from './entities/edges.ts';
import { entityOf } from './entities/read-entities.ts';
import { readPart, type Part } from './entities/refold.ts';
import { fold } from './fold/fold.ts';
import type { Refusal } from './fold/graph.ts';
import { standingWords } from './fold/standing-words.ts';
import { strongestPath, type Joint } from './fold/strongest-path.ts';
import { readIdentifiers } from './limits/limited.ts';
import { readRulesNamed } from './rules/read-rules.ts';
import { ruleOfWord } from './rules/rule-words.ts';
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
  if (!same) return { a: a.key, b: b.key, same, path: [], apart: await apartBy(store, part, a.key, b.key), words: said };
  const joints = strongestPath(jointsOf(part, new Set(person.records)), a.key, b.key);
  return { a: a.key, b: b.key, same, path: await Promise.all(joints.map((joint) => stepOf(store, joint))), apart: null, words: said };
}

/** Edges and words that join records of one person. A word weighs more than any edge. */
function jointsOf({ graph }: Part, records: ReadonlySet<string>): Joint[] {
  const joins = [...graph.edges.map(({ a, b, weight }) => ({ a, b, weight, sequence: null })), ...standingWords(graph.words).flatMap((word) => (word.says === 'same' ? [{ a: word.a, b: word.b, weight: Infinity, sequence: word.sequence }] : []))];
  return joins.filter(({ a, b }) => records.has(a) && records.has(b));
}

async function apartBy(store: WorkspaceStore, { graph }: Part, a: string, b: string): Promise<string | null> {
  const word = standingWords(graph.words).find((one) => one.says === 'different' && one.sides.some((side) => side.includes(a)) && one.sides.some((side) => side.includes(b) && !side.includes(a)));
  const rule = word === undefined ? null : ruleOfWord(word.sequence);
  if (rule !== null) return ruleText(store.state, rule);
  if (word) return 'Somebody said that they are different.';
  return await outrankedBetween(store, graph, a, b) ?? (graph.edges.some((edge) => (edge.a === a && edge.b === b) || (edge.a === b && edge.b === a)) ? 'There is evidence that they are one, and a word or a limit outranks it.' : null);
}

/** The limit or the rule that keeps the people of two records apart. */
async function outrankedBetween({ state, facts }: WorkspaceStore, graph: Part['graph'], a: string, b: string): Promise<string | null> {
  const { entities, refusals } = fold(graph);
  const recordsWith = (key: string): readonly string[] => entities.find(({ records }) => records.includes(key))?.records ?? [];
  const [ofA, ofB] = [recordsWith(a), recordsWith(b)];
  const isBetween = (one: Refusal): boolean => (ofA.includes(one.a) && ofB.includes(one.b)) || (ofA.includes(one.b) && ofB.includes(one.a));
  const found = refusals.find((one) => isBetween(one) && (one.why === 'limit' || one.why === 'rule'));
  if (found?.why === 'rule') return ruleText(state, found.rule);
  if (found?.why !== 'limit') return null;
  const borne = await readIdentifiers(state, facts, [found.kind], { keys: [...ofA, ...ofB], isAll: false, purpose: 'analyse' });
  const shown = found.values.filter((value) => [...borne.values()].some((held) => held.some((one) => one.value === value))).slice(0, mostShown);
  return `There is evidence that they are one. ${limitWords(found.kind, graph.limits.identifiers[found.kind] as number)} Together they would have ${found.values.length}${shown.length > 0 ? `: ${shown.join(', ')}` : ''}.`;
}

/** Values that are shown of what one person would have. */
const mostShown = 10;

async function ruleText(state: WorkspaceStore['state'], id: number): Promise<string> {
  const [rule] = await readRulesNamed(state, [id]);
  return rule === undefined ? 'A rule keeps them apart.' : `Rule ${id}: ${identityRuleWords(rule)}`;
}

const wordsOn = ({ state }: WorkspaceStore, a: string, b: string): Promise<Word[]> =>
  state.selectFrom('identity_decisions').selectAll().where((row) => row.or([row.and([row('a', '=', a), row('b', '=', b)]), row.and([row('a', '=', b), row('b', '=', a)])])).orderBy('sequence').execute();

async function stepOf(store: WorkspaceStore, { a, b, sequence }: Joint): Promise<Step> {
  if (sequence === null) return evidenceOf(store, a, b);
  const ofRule = ruleOfWord(sequence);
  if (ofRule !== null) return ruleStep(store, ofRule, a, b);
  const word = await store.state.selectFrom('identity_decisions').selectAll().where('sequence', '=', String(sequence)).executeTakeFirstOrThrow();
  return { a, b, by: 'word', weight: null, probability: null, evidence: [], who: word.by_user, at: word.at.toISOString() };
}

async function ruleStep({ state }: WorkspaceStore, id: number, a: string, b: string): Promise<Step> {
  const [rule] = await readRulesNamed(state, [id]);
  if (!rule) throw new Error('A rule that joins records is not there');
  return { a, b, by: 'rule', weight: null, probability: null, evidence: [{ comparison: `rule ${id}`, level: identityRuleWords(rule), weight: 0 }], who: rule.by, at: rule.at };
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
