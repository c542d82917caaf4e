import { sql, type Transaction } from 'kysely';
import { allowedWithOthers, purposes, readPurposes, type LedgerEntry, type Purpose, type Subjects } from '../../model/index.ts';
import { putInOutbox, type WorkspaceTables } from '../../store/index.ts';
import { readLedger } from '../consent/read-ledger.ts';
import { peopleOfVisitors, subjectsOfPerson, subjectsOfVisitor, visitorsOfRecords } from '../consent/visitors-of-people.ts';

/** A visitor with whoever else is taken for the same person: the records of a contact, and further visitors. */
interface Visitor {
  readonly own: Subjects;
  readonly others: readonly Subjects[];
}

/** Words on visitors' consent are taken alone, and not while events are being kept: see `Collector`. */
export const visitorTurn = 4705;

/** Waits for events that are being kept, and holds back the next. Whoever needs the turn of words on consent and on who is who as well takes this one first. */
export const takeVisitorTurn = (transaction: Transaction<WorkspaceTables>): Promise<unknown> => sql`SELECT pg_advisory_xact_lock(${visitorTurn})`.execute(transaction);

/**
 * Works out what visitors allow from all that was said of any of their ids, and of the people they are taken for, the strictest word counting,
 * and writes it down for the collector and, through the outbox, for every read. Visitors of whom nothing was said cost one question.
 * @returns true where the outbox holds something new
 */
export async function weighVisitors(transaction: Transaction<WorkspaceTables>, visitors: Iterable<string>, now: number): Promise<boolean> {
  const all = await withOthers(transaction, await spokenOfOrLinked(transaction, [...visitors]));
  const spoken = await subjectsWithWords(transaction, all.flatMap(idsOf));
  return writeVisitorStandings(transaction, all.filter((visitor) => idsOf(visitor).some((one) => spoken.has(one))), now);
}

/** The same, also where nothing is said any more: what held before holds no longer. */
export async function weighVisitorsAnew(transaction: Transaction<WorkspaceTables>, visitors: Iterable<string>, now: number): Promise<boolean> {
  return writeVisitorStandings(transaction, await withOthers(transaction, [...visitors]), now);
}

const idsOf = ({ own, others }: Visitor): string[] => [own, ...others].flatMap(({ records }) => [...records]);

/** Those that have words of their own, or are taken for somebody who may. */
async function spokenOfOrLinked(transaction: Transaction<WorkspaceTables>, visitors: readonly string[]): Promise<string[]> {
  if (visitors.length === 0) return [];
  const { rows } = await sql<{ visitor: string }>`
    SELECT visitor FROM visitor_ids JOIN consent_ledger ON consent_ledger.subject = visitor_ids.node WHERE visitor = ANY (${visitors})
    UNION SELECT visitor FROM visitor_links JOIN visitor_ids USING (node) WHERE visitor = ANY (${visitors})`.execute(transaction);
  return rows.map(({ visitor }) => visitor);
}

async function writeVisitorStandings(transaction: Transaction<WorkspaceTables>, visitors: readonly Visitor[], now: number): Promise<boolean> {
  if (visitors.length === 0) return false;
  const sequence = await nextNumber(transaction);
  const ledger = await readLedger(transaction, [...new Set(visitors.flatMap(idsOf))]);
  for (const visitor of visitors) await writeStanding(transaction, visitor, ledger, sequence, now);
  await putInOutbox(transaction, 'refusals', visitors.flatMap((visitor) => refusalsOf(visitor, ledger, sequence, now)));
  return true;
}

async function withOthers(transaction: Transaction<WorkspaceTables>, visitors: readonly string[]): Promise<Visitor[]> {
  if (visitors.length === 0) return [];
  const { rows } = await sql<{ visitor: string; node: string }>`SELECT visitor, node FROM visitor_ids WHERE visitor = ANY (${visitors}) ORDER BY visitor, node`.execute(transaction);
  const people = await peopleOfVisitors(transaction, visitors);
  const linked = people.size === 0 ? [] : await visitorsOfRecords(transaction, [...people.values()].flatMap(({ records }) => records));
  return [...Map.groupBy(rows, ({ visitor }) => visitor)].map(([id, members]): Visitor => {
    const person = people.get(id);
    const siblings = person === undefined ? [] : linked.filter(({ visitor, record }) => visitor !== id && person.records.includes(record));
    return { own: { person: id, records: members.map(({ node }) => node) }, others: person === undefined ? [] : [subjectsOfPerson(person), ...siblings.map(subjectsOfVisitor)] };
  });
}

async function subjectsWithWords(transaction: Transaction<WorkspaceTables>, subjects: readonly string[]): Promise<Set<string>> {
  if (subjects.length === 0) return new Set();
  const { rows } = await sql<{ subject: string }>`SELECT DISTINCT subject FROM consent_ledger WHERE subject = ANY (${subjects})`.execute(transaction);
  return new Set(rows.map(({ subject }) => subject));
}

export async function nextNumber(transaction: Transaction<WorkspaceTables>): Promise<number> {
  const { rows: [next] } = await sql<{ sequence: string }>`SELECT nextval('standing_numbers') AS sequence`.execute(transaction);
  return Number(next?.sequence);
}

const isAllowed = (ledger: readonly LedgerEntry[], { own, others }: Visitor, purpose: Purpose, now: number): boolean =>
  allowedWithOthers(ledger, own, others, purpose, now).allowed;

/** A grant counts for the device on which it was given: a contact's does not open a visitor's. */
async function writeStanding(transaction: Transaction<WorkspaceTables>, visitor: Visitor, ledger: readonly LedgerEntry[], sequence: number, now: number): Promise<void> {
  const nodes = visitor.own.records;
  const refused = purposes.filter((purpose) => !isAllowed(ledger, visitor, purpose, now));
  const granted = purposes.filter((purpose) => !refused.includes(purpose) && ledger.some((entry) => entry.purpose === purpose && entry.statement === 'grant' && nodes.includes(entry.subject)));
  await sql`
    INSERT INTO visitor_standings (node, refused, granted, sequence) SELECT node, ${refused}::text[], ${granted}::text[], ${sequence} FROM unnest(${nodes}::text[]) AS nodes (node)
    ON CONFLICT (node) DO UPDATE SET refused = excluded.refused, granted = excluded.granted, sequence = excluded.sequence`.execute(transaction);
}

/** In the form in which the gate reads refusals of records. */
const refusalsOf = (visitor: Visitor, ledger: readonly LedgerEntry[], sequence: number, now: number): Record<string, unknown>[] =>
  readPurposes.flatMap((purpose) => {
    const refused = !isAllowed(ledger, visitor, purpose, now);
    return visitor.own.records.map((node) => {
      const colon = node.indexOf(':');
      return { subject: node, kind: node.slice(0, colon), source_system: '', record_id: node.slice(colon + 1), purpose, refused, sequence, occurred_at: now, known_at: now };
    });
  });
