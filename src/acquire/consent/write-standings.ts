import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { allowed, readPurposes, type Person } from '../../model/index.ts';
import { putInOutbox, type PersonRecord, type WorkspaceTables } from '../../store/index.ts';
import { readLedger } from './read-ledger.ts';

/** A person with where each record is from. */
export interface KnownPerson extends Person {
  readonly known: readonly PersonRecord[];
}

/** Words on consent and on who is who are taken one after another, so that each sees what was said before it. */
export const takeTurn = (transaction: Transaction<WorkspaceTables>): Promise<unknown> => sql`SELECT pg_advisory_xact_lock(4703)`.execute(transaction);

/**
 * Sends to the facts engine what now holds for each record of some people: refused or not, for every purpose of reading.
 * Saying it again changes nothing.
 */
export async function writeStandings(transaction: Transaction<WorkspaceTables>, people: readonly KnownPerson[], now: number): Promise<void> {
  const { rows: [turn] } = await sql<{ sequence: string }>`SELECT nextval('standing_numbers') AS sequence`.execute(transaction);
  const facts: Record<string, unknown>[] = [];
  for (const person of people) {
    const ledger = await readLedger(transaction, person.records);
    for (const purpose of readPurposes) {
      const refused = !allowed(ledger, { person: person.id, records: person.records }, purpose, now).allowed;
      facts.push(...person.known.map((record) => ({
        subject: record.key, kind: record.kind, source_system: record.source, record_id: record.recordId, purpose, refused, sequence: Number(turn?.sequence), occurred_at: now, known_at: now,
      })));
    }
  }
  await putInOutbox(transaction, 'refusals', facts);
}
