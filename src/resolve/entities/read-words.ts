import type { Kysely, Selectable } from 'kysely';
import type { IdentityDecision, IdentitySays } from '../../model/index.ts';
import type { WorkspaceTables } from '../../store/index.ts';
import type { GraphRecord, Word } from '../fold/graph.ts';

type State = Kysely<WorkspaceTables>;
type Row = Selectable<WorkspaceTables['identity_decisions']>;

/** Keys of accounts begin so: words on them are about companies, all others about people. */
export const accountKeys = 'account:';

/** Every decision on who is who, oldest first. */
export async function readDecisions(state: State): Promise<IdentityDecision[]> {
  return (await state.selectFrom('identity_decisions').selectAll().where('a', 'not like', `${accountKeys}%`).orderBy('sequence').execute()).map(decisionOf);
}

/** Every decision on which records are of one company and which company is below which, oldest first, with when it was said (epoch ms). */
export async function readCompanyDecisions(state: State): Promise<Array<IdentityDecision & { readonly at: number }>> {
  return (await state.selectFrom('identity_decisions').selectAll().where('a', 'like', `${accountKeys}%`).orderBy('sequence').execute()).map((row) => ({ ...decisionOf(row), at: row.at.getTime() }));
}

/** Decisions that name any of some records. One that parts groups names the first of the first two; all of its records are in one component. */
export async function readDecisionsOn(state: State, keys: readonly string[]): Promise<IdentityDecision[]> {
  const named = [...keys];
  const rows = await state.selectFrom('identity_decisions').selectAll().where((row) => row.or([row('a', '=', row.fn.any(row.val(named))), row('b', '=', row.fn.any(row.val(named)))])).orderBy('sequence').execute();
  return rows.map(decisionOf);
}

const decisionOf = (row: Row): IdentityDecision => ({
  sequence: Number(row.sequence), a: row.a, b: row.b, aKnownAt: row.a_known_at.getTime(), bKnownAt: row.b_known_at.getTime(), says: row.says as IdentitySays,
  sides: row.sides, undoes: row.undoes === null ? null : Number(row.undoes),
});

/** Words that count: those that were taken back do not, unless that was taken back, too. "Not sure" joins and parts nothing. */
export function wordsIn(decisions: readonly IdentityDecision[]): Word[] {
  const undone = new Set<number>();
  const words: Word[] = [];
  for (const { sequence, a, b, says, sides, undoes } of decisions.toSorted((x, y) => y.sequence - x.sequence)) {
    if (undone.has(sequence)) continue;
    if (says === 'undo' && undoes !== null) undone.add(undoes);
    if (says === 'same') words.push({ sequence, says, a, b });
    if (says === 'different') words.push({ sequence, says, sides: sides ?? [[a], [b]] });
  }
  return words;
}

/** Records that decisions name one by one, with when each was known. */
export const recordsNamed = (decisions: readonly IdentityDecision[]): GraphRecord[] =>
  [...new Map(decisions.flatMap(({ a, b, aKnownAt, bKnownAt }) => [[a, aKnownAt], [b, bKnownAt]] as const))].map(([key, knownAt]) => ({ key, knownAt }));
