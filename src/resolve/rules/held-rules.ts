import { sql, type Kysely } from 'kysely';
import type { IdentityRule } from '../../model/index.ts';
import type { WorkspaceTables } from '../../store/index.ts';
import type { GraphRecord } from '../fold/graph.ts';
import type { HeldRule } from './rule-words.ts';

type State = Kysely<WorkspaceTables>;

/** Whether any rule is in force, as a column of a statement that is asked anyway. */
export const ruledColumn = sql<boolean>`EXISTS (SELECT 1 FROM identity_rules WHERE taken_back_at IS NULL)`;

/** Records that a rule in force names together with some of these, themselves among them. */
export async function namedWith(state: State, records: readonly GraphRecord[]): Promise<GraphRecord[]> {
  const keys = records.map(({ key }) => key);
  const { rows } = await sql<{ record: string; known_at: Date }>`SELECT DISTINCT record, known_at FROM identity_bearers WHERE rule IN (
    SELECT bearer.rule FROM identity_bearers AS bearer JOIN identity_rules AS rule ON rule.id = bearer.rule WHERE bearer.record = ANY (${keys}::text[]) AND rule.taken_back_at IS NULL AND rule.says <> 'not-through')`.execute(state);
  return [...new Map([...rows.map(({ record, known_at }): GraphRecord => ({ key: record, knownAt: known_at.getTime() })), ...records].map((record) => [record.key, record])).values()];
}

type Row = { readonly rule: string; readonly says: IdentityRule['says']; readonly side: number; readonly record: string };

/** Rules in force that name any of some records, with all whom those name that join or part. */
export async function rulesOn(state: State, keys: readonly string[]): Promise<HeldRule[]> {
  const { rows } = await sql<Row>`SELECT bearer.rule, rule.says, bearer.side, bearer.record FROM identity_bearers AS bearer JOIN identity_rules AS rule ON rule.id = bearer.rule
    WHERE rule.taken_back_at IS NULL AND CASE WHEN rule.says = 'not-through' THEN bearer.record = ANY (${[...keys]}::text[]) ELSE bearer.rule IN (SELECT rule FROM identity_bearers WHERE record = ANY (${[...keys]}::text[])) END`.execute(state);
  return heldRules(rows);
}

/** Every rule in force with all whom it names, and when those were known. */
export async function everyRule(state: State): Promise<{ readonly rules: HeldRule[]; readonly records: GraphRecord[] }> {
  const { rows } = await sql<Row & { known_at: Date }>`SELECT bearer.rule, rule.says, bearer.side, bearer.record, bearer.known_at FROM identity_bearers AS bearer JOIN identity_rules AS rule ON rule.id = bearer.rule WHERE rule.taken_back_at IS NULL`.execute(state);
  return { rules: heldRules(rows), records: rows.filter(({ says }) => says !== 'not-through').map(({ record, known_at }) => ({ key: record, knownAt: known_at.getTime() })) };
}

const heldRules = (rows: readonly Row[]): HeldRule[] => [...Map.groupBy(rows, ({ rule }) => rule)].map(([rule, named]): HeldRule => {
  const side = (which: number): string[] => named.filter((row) => row.side === which).map(({ record }) => record);
  return { id: Number(rule), says: (named[0] as Row).says, sides: [side(0), side(1)] };
}).sort((x, y) => x.id - y.id);
