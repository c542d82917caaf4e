import { sql, type Transaction } from 'kysely';
import type { WorkspaceTables } from '../../store/index.ts';
import type { Folded } from '../fold/fold.ts';
import type { GraphRecord, Refusal } from '../fold/graph.ts';
import { ruleOfWord } from '../rules/rule-words.ts';

const rowsAtOnce = 50_000;

/** Writes down which joins limits and rules kept apart among some records, in place of what was known of them before. */
export async function keepRefusals(state: Transaction<WorkspaceTables>, records: readonly GraphRecord[], { entities, refusals }: Folded): Promise<void> {
  for (let from = 0; from < records.length; from += rowsAtOnce) {
    const keys = records.slice(from, from + rowsAtOnce).map(({ key }) => key);
    await sql`DELETE FROM identity_refusals WHERE a = ANY (${keys}::text[]) OR b = ANY (${keys}::text[])`.execute(state);
  }
  const entityOf = new Map(entities.flatMap(({ id, records: held }) => held.map((key) => [key, id] as const)));
  // What a weaker reason joined all the same is no refusal.
  const kept = refusals.flatMap((one) => (entityOf.get(one.a) === entityOf.get(one.b) ? [] : reasonOf(one)));
  for (let from = 0; from < kept.length; from += rowsAtOnce) {
    const some = kept.slice(from, from + rowsAtOnce);
    await sql`INSERT INTO identity_refusals (a, b, kind, rule) SELECT * FROM unnest(${some.map(({ a }) => a)}::text[], ${some.map(({ b }) => b)}::text[], ${some.map(({ kind }) => kind)}::text[], ${some.map(({ rule }) => rule)}::bigint[]) ON CONFLICT (a, b) DO NOTHING`.execute(state);
  }
}

type Kept = Array<Pick<Refusal, 'a' | 'b'> & { readonly kind: string | null; readonly rule: number | null }>;

/** Words on records are shown elsewhere, and a person of too many records is a sign about the evidence. */
function reasonOf(one: Refusal): Kept {
  const { a, b } = one;
  if (one.why === 'limit') return [{ a, b, kind: one.kind, rule: null }];
  const rule = one.why === 'rule' ? one.rule : one.why === 'word' ? ruleOfWord(one.sequence) : null;
  return rule === null ? [] : [{ a, b, kind: null, rule }];
}
