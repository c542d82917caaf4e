import { sql, type Kysely, type Selectable } from 'kysely';
import type { IdentityRule, IdentityRulesAnswer } from '../../model/index.ts';
import type { WorkspaceStore, WorkspaceTables } from '../../store/index.ts';
import { isHeeded } from './rule-words.ts';

type State = Kysely<WorkspaceTables>;
type Row = Selectable<WorkspaceTables['identity_rules']>;

/** Rules that are shown once they were taken back. */
const mostTakenBack = 50;

/** Rules in force, the newest first, then the last that were taken back. */
export async function readRules({ state }: Pick<WorkspaceStore, 'state'>): Promise<IdentityRulesAnswer> {
  const inForce = await state.selectFrom('identity_rules').selectAll().where('taken_back_at', 'is', null).orderBy(sql`id`, 'desc').execute();
  const takenBack = await state.selectFrom('identity_rules').selectAll().where('taken_back_at', 'is not', null).orderBy('taken_back_at', 'desc').limit(mostTakenBack).execute();
  return { rules: await withCounts(state, [...inForce, ...takenBack]) };
}

/** Some rules, in force or not. */
export async function readRulesNamed(state: State, ids: ReadonlyArray<string | number>): Promise<IdentityRule[]> {
  return ids.length === 0 ? [] : withCounts(state, await state.selectFrom('identity_rules').selectAll().where('id', 'in', [...new Set(ids.map(String))]).execute());
}

async function withCounts(state: State, rows: readonly Row[]): Promise<IdentityRule[]> {
  const { rows: counted } = await sql<{ rule: string; records: string[] }>`SELECT rule, array_agg(DISTINCT record) AS records FROM identity_bearers WHERE rule = ANY (${rows.map(({ id }) => id)}::bigint[]) GROUP BY rule`.execute(state);
  const borne = new Map(counted.map(({ rule, records }) => [rule, records]));
  return rows.map((row) => ({
    id: Number(row.id), says: row.says, of: { kind: row.kind, value: row.value }, other: row.other_kind === null || row.other_value === null ? null : { kind: row.other_kind, value: row.other_value },
    at: row.at.toISOString(), by: row.by_user, takenBackAt: row.taken_back_at?.toISOString() ?? null, takenBackBy: row.taken_back_by,
    records: borne.get(row.id)?.length ?? 0, heeded: isHeeded({ says: row.says, sides: [borne.get(row.id) ?? [], []] }),
  }));
}
