import type { IdentityExplanation, IdentitySays } from '../../model/index.ts';
import type { WorkspaceStore } from '../../store/index.ts';
import { strongestPath, type Joint } from '../fold/strongest-path.ts';
import { standingWords } from '../fold/standing-words.ts';
import { areCompared, readCompanyGraph, type CompanyGraph } from './company-graph.ts';
import { companyOf, noSuchAccount } from './read-company.ts';

type Step = IdentityExplanation['path'][number];

/** Why two records of accounts are one company: the way from one to the other over what joins most strongly; or what keeps them apart. */
export async function explainCompany({ state, facts }: WorkspaceStore, a: string, b: string): Promise<IdentityExplanation> {
  const whole = await readCompanyGraph(state, facts, await areCompared(state));
  for (const key of [a, b]) if (!whole.graph.records.some((record) => record.key === key)) throw noSuchAccount(key);
  const rows = await state.selectFrom('identity_decisions').selectAll().where((row) => row.or([row.and([row('a', '=', a), row('b', '=', b)]), row.and([row('a', '=', b), row('b', '=', a)])])).orderBy('sequence').execute();
  const words = rows.map(({ says, at, by_user }) => ({ says: says as IdentitySays, at: at.toISOString(), by: by_user }));
  const held = new Set((await companyOf(state, a)).records);
  if (a !== b && !held.has(b)) return { a, b, same: false, path: [], apart: apartBy(whole, a, b), words };
  const said = standingWords(whole.graph.words).flatMap((word): Joint[] => (word.says === 'same' ? [{ a: word.a, b: word.b, weight: Infinity, sequence: word.sequence }] : []));
  const joints = [...whole.graph.edges.map((edge): Joint => ({ ...edge, sequence: null })), ...said].filter((joint) => held.has(joint.a) && held.has(joint.b));
  return { a, b, same: true, path: await Promise.all(strongestPath(joints, a, b).map((joint) => stepOf({ state }, whole, joint))), apart: null, words };
}

async function stepOf({ state }: Pick<WorkspaceStore, 'state'>, { found }: CompanyGraph, { a, b, sequence }: Joint): Promise<Step> {
  if (sequence !== null) {
    const word = await state.selectFrom('identity_decisions').selectAll().where('sequence', '=', String(sequence)).executeTakeFirstOrThrow();
    return { a, b, by: 'word', weight: null, probability: null, evidence: [], who: word.by_user, at: word.at.toISOString() };
  }
  const edge = found.edges.find((one) => one.a === a && one.b === b);
  if (edge === undefined) throw new Error('A joint of a company is none of its edges');
  return { a, b, by: 'evidence', weight: edge.weight, probability: 1 / (1 + 2 ** -edge.weight), evidence: [{ comparison: edge.reason, level: edge.detail, weight: edge.weight }], who: null, at: new Date(edge.knownAt).toISOString() };
}

function apartBy({ graph, found, said, compared }: CompanyGraph, a: string, b: string): string | null {
  const isPair = (one: { a: string; b: string }): boolean => (one.a === a && one.b === b) || (one.a === b && one.b === a);
  const isSaid = standingWords(graph.words).some((word) => word.says === 'different' && word.sides.some((side) => side.includes(a)) && word.sides.some((side) => side.includes(b) && !side.includes(a)));
  if (isSaid) return 'Somebody said that they are different.';
  if (said.some(({ child, parent, until }) => until === undefined && parent !== null && isPair({ a: child, b: parent }))) return 'Somebody said that one is below the other.';
  if (!compared) return 'Accounts were not compared yet.';
  const refusal = found.refusals.find(isPair);
  if (refusal !== undefined) return `${refusal.reason[0]?.toUpperCase()}${refusal.reason.slice(1)}: ${refusal.detail}.`;
  return found.edges.some(isPair) ? 'A rule joins them, and a word or another register number outranks it.' : null;
}
