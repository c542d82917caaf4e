import { sql, type Transaction } from 'kysely';
import type { WorkspaceTables } from '../../store/index.ts';
import type { Folded } from '../fold/fold.ts';
import type { GraphRecord } from '../fold/graph.ts';

const rowsAtOnce = 50_000;

/** Writes down which joins limits kept apart among some records, in place of what was known of them before. */
export async function keepRefusals(state: Transaction<WorkspaceTables>, records: readonly GraphRecord[], { entities, refusals }: Folded): Promise<void> {
  for (let from = 0; from < records.length; from += rowsAtOnce) {
    const keys = records.slice(from, from + rowsAtOnce).map(({ key }) => key);
    await sql`DELETE FROM identity_refusals WHERE a = ANY (${keys}::text[]) OR b = ANY (${keys}::text[])`.execute(state);
  }
  const entityOf = new Map(entities.flatMap(({ id, records: held }) => held.map((key) => [key, id] as const)));
  // What a weaker reason joined all the same is no refusal.
  const kept = refusals.flatMap((one) => (one.why === 'limit' && entityOf.get(one.a) !== entityOf.get(one.b) ? [one] : []));
  for (let from = 0; from < kept.length; from += rowsAtOnce) {
    const some = kept.slice(from, from + rowsAtOnce);
    await sql`INSERT INTO identity_refusals (a, b, kind) SELECT * FROM unnest(${some.map(({ a }) => a)}::text[], ${some.map(({ b }) => b)}::text[], ${some.map(({ kind }) => kind)}::text[]) ON CONFLICT (a, b) DO NOTHING`.execute(state);
  }
}
