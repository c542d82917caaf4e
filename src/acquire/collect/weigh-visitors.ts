import { sql, type Transaction } from 'kysely';
import { allowed, purposes, readPurposes, type LedgerEntry } from '../../model/index.ts';
import { putInOutbox, type WorkspaceTables } from '../../store/index.ts';
import { readLedger } from '../consent/read-ledger.ts';

interface Visitor {
  readonly id: string;
  readonly nodes: readonly string[];
}

/** Words on visitors' consent are taken alone, and not while events are being kept: see `Collector`. */
export const visitorTurn = 4705;

/**
 * Works out what visitors allow from all that was said of any of their ids, the strictest word counting, and writes it down for
 * the collector and, through the outbox, for every read. Visitors of whom nothing was said cost one question.
 * @returns true where the outbox holds something new
 */
export async function weighVisitors(transaction: Transaction<WorkspaceTables>, visitors: Iterable<string>, now: number): Promise<boolean> {
  const spokenOf = await withWords(transaction, [...visitors]);
  if (spokenOf.length === 0) return false;
  const sequence = await nextNumber(transaction);
  const ledger = await readLedger(transaction, spokenOf.flatMap(({ nodes }) => nodes));
  for (const visitor of spokenOf) await writeStanding(transaction, visitor, ledger, sequence, now);
  await putInOutbox(transaction, 'refusals', spokenOf.flatMap((visitor) => refusalsOf(visitor, ledger, sequence, now)));
  return true;
}

async function withWords(transaction: Transaction<WorkspaceTables>, visitors: readonly string[]): Promise<Visitor[]> {
  if (visitors.length === 0) return [];
  const { rows } = await sql<{ visitor: string; node: string }>`
    SELECT visitor, node FROM visitor_ids WHERE visitor IN (
      SELECT visitor FROM visitor_ids JOIN consent_ledger ON consent_ledger.subject = visitor_ids.node WHERE visitor = ANY (${visitors})
    ) ORDER BY visitor, node`.execute(transaction);
  return [...Map.groupBy(rows, ({ visitor }) => visitor)].map(([id, members]) => ({ id, nodes: members.map(({ node }) => node) }));
}

export async function nextNumber(transaction: Transaction<WorkspaceTables>): Promise<number> {
  const { rows: [next] } = await sql<{ sequence: string }>`SELECT nextval('standing_numbers') AS sequence`.execute(transaction);
  return Number(next?.sequence);
}

const isAllowed = (ledger: readonly LedgerEntry[], { id, nodes }: Visitor, purpose: (typeof purposes)[number], now: number): boolean =>
  allowed(ledger, { person: id, records: nodes }, purpose, now).allowed;

async function writeStanding(transaction: Transaction<WorkspaceTables>, visitor: Visitor, ledger: readonly LedgerEntry[], sequence: number, now: number): Promise<void> {
  const refused = purposes.filter((purpose) => !isAllowed(ledger, visitor, purpose, now));
  const granted = purposes.filter((purpose) => !refused.includes(purpose) && ledger.some((entry) => entry.purpose === purpose && entry.statement === 'grant' && visitor.nodes.includes(entry.subject)));
  await sql`
    INSERT INTO visitor_standings (node, refused, granted, sequence) SELECT node, ${refused}::text[], ${granted}::text[], ${sequence} FROM unnest(${visitor.nodes}::text[]) AS nodes (node)
    ON CONFLICT (node) DO UPDATE SET refused = excluded.refused, granted = excluded.granted, sequence = excluded.sequence`.execute(transaction);
}

/** In the form in which the gate reads refusals of records. */
const refusalsOf = (visitor: Visitor, ledger: readonly LedgerEntry[], sequence: number, now: number): Record<string, unknown>[] =>
  readPurposes.flatMap((purpose) => {
    const refused = !isAllowed(ledger, visitor, purpose, now);
    return visitor.nodes.map((node) => {
      const colon = node.indexOf(':');
      return { subject: node, kind: node.slice(0, colon), source_system: '', record_id: node.slice(colon + 1), purpose, refused, sequence, occurred_at: now, known_at: now };
    });
  });
