import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IdentitySays, Manifest, SaidOnVisitor } from '../../model/index.ts';
import type { WorkspaceTables } from '../../store/index.ts';
import { entryOf } from './read-ledger.ts';

type Said = Pick<Manifest, 'consent' | 'identity' | 'visitorWords' | 'standings'>;

/** Everything that people said, as an export keeps it: whoever refuses stays refused where it comes back. */
export async function saidByPeople(state: Kysely<WorkspaceTables>): Promise<Said> {
  const ledger = await state.selectFrom('consent_ledger').selectAll().orderBy('sequence').execute();
  const words = await state.selectFrom('identity_decisions').selectAll().orderBy('sequence').execute();
  const { rows: [standing] } = await sql<{ last: string }>`SELECT last_value AS last FROM standing_numbers`.execute(state);
  return {
    consent: ledger.map(entryOf),
    identity: words.map((row) => ({ sequence: Number(row.sequence), a: row.a, b: row.b, aKnownAt: row.a_known_at.getTime(), bKnownAt: row.b_known_at.getTime(), says: row.says as IdentitySays, sides: row.sides, undoes: row.undoes === null ? null : Number(row.undoes), at: row.at.toISOString(), by: row.by_user })),
    visitorWords: await saidOnVisitors(state),
    standings: Number(standing?.last ?? 1),
  };
}

async function saidOnVisitors(state: Kysely<WorkspaceTables>): Promise<SaidOnVisitor[]> {
  const words = await state.selectFrom('visitor_words').selectAll().orderBy('sequence').execute();
  return words.map(({ sequence, node, record, says, undoes, at, by_user: by }) => ({ sequence: Number(sequence), visitor: node, record, says, undoes: undoes === null ? null : Number(undoes), at: at.toISOString(), by }));
}

/** Brings back what people said into a workspace where nobody said anything yet. */
export async function bringBackSaid(state: Kysely<WorkspaceTables>, said: Said): Promise<void> {
  await state.transaction().execute(async (transaction) => {
    const { rows: [held] } = await sql<{ n: string }>`SELECT (SELECT count(*) FROM consent_ledger) + (SELECT count(*) FROM identity_decisions) + (SELECT count(*) FROM visitor_words) AS n`.execute(transaction);
    if (Number(held?.n) > 0) return;
    for (const entry of said.consent) {
      await transaction.insertInto('consent_ledger').values({
        sequence: String(entry.sequence), subject: entry.subject, purpose: entry.purpose, statement: entry.statement, basis: entry.basis, wording: entry.wording, source: entry.source,
        said_of: entry.saidOf, at: new Date(entry.at), expires_at: entry.expiresAt === null ? null : new Date(entry.expiresAt), by_user: entry.by,
      }).execute();
    }
    for (const word of said.identity) {
      await transaction.insertInto('identity_decisions').values({ sequence: String(word.sequence), a: word.a, b: word.b, a_known_at: new Date(word.aKnownAt), b_known_at: new Date(word.bKnownAt), says: word.says, sides: word.sides === null ? null : JSON.stringify(word.sides), undoes: word.undoes, at: new Date(word.at), by_user: word.by }).execute();
    }
    for (const { sequence, visitor, record, says, undoes, at, by } of said.visitorWords) await transaction.insertInto('visitor_words').values({ sequence: String(sequence), node: visitor, record, says, undoes, at: new Date(at), by_user: by }).execute();
    await sql`SELECT setval('consent_ledger_sequence_seq', (SELECT coalesce(max(sequence), 0) + 1 FROM consent_ledger), false),
      setval('identity_decisions_sequence_seq', (SELECT coalesce(max(sequence), 0) + 1 FROM identity_decisions), false),
      setval('visitor_words_sequence_seq', (SELECT coalesce(max(sequence), 0) + 1 FROM visitor_words), false),
      setval('standing_numbers', ${said.standings}::bigint + 1, false)`.execute(transaction);
  });
}
