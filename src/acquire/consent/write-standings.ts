import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { allowedWithOthers, readPurposes, type Person } from '../../model/index.ts';
import { putInOutbox, type PersonRecord, type WorkspaceTables } from '../../store/index.ts';
import { readLedger } from './read-ledger.ts';
import { othersFor, subjectsOfPerson, visitorsOfRecords } from './visitors-of-people.ts';

/** A person with where each record is from. */
export interface KnownPerson extends Person {
  readonly known: readonly PersonRecord[];
}

/** Words on consent and on who is who are taken one after another, so that each sees what was said before it. */
export const takeTurn = (transaction: Transaction<WorkspaceTables>): Promise<unknown> => sql`SELECT pg_advisory_xact_lock(4703)`.execute(transaction);

/** The same where nobody else has it: false where somebody does. */
export async function takeTurnIfFree(transaction: Transaction<WorkspaceTables>): Promise<boolean> {
  const { rows: [turn] } = await sql<{ taken: boolean }>`SELECT pg_try_advisory_xact_lock(4703) AS taken`.execute(transaction);
  return turn?.taken ?? false;
}

/**
 * Sends to the facts engine what now holds for each record of some people: refused or not, for every purpose of reading. Words of visitors
 * that are taken for them count, too. Saying it again changes nothing.
 */
export async function writeStandings(transaction: Transaction<WorkspaceTables>, people: readonly KnownPerson[], now: number): Promise<void> {
  const { rows: [turn] } = await sql<{ sequence: string }>`SELECT nextval('standing_numbers') AS sequence`.execute(transaction);
  const facts: Record<string, unknown>[] = [];
  const visitors = await visitorsOfRecords(transaction, people.flatMap(({ records }) => records));
  for (const person of people) {
    const linked = visitors.filter(({ record }) => person.records.includes(record));
    const ledger = await readLedger(transaction, [...person.records, ...linked.flatMap(({ nodes }) => nodes)]);
    for (const purpose of readPurposes) {
      const refused = !allowedWithOthers(ledger, subjectsOfPerson(person), othersFor(purpose, linked), purpose, now).allowed;
      facts.push(...person.known.map((record) => ({
        subject: record.key, kind: record.kind, source_system: record.source, record_id: record.recordId, purpose, refused, sequence: Number(turn?.sequence), occurred_at: now, known_at: now,
      })));
    }
  }
  await putInOutbox(transaction, 'refusals', facts);
}
