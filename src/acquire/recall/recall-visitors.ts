import { sql, type Kysely } from 'kysely';
import type { FactsEraser, WorkspaceTables } from '../../store/index.ts';
import { visitorTurn } from '../collect/weigh-visitors.ts';
import { entriesFor, keepOut, keyOf } from './kept-out.ts';

const noWords = { ids: [], emails: [], phones: [], names: [], left: [] };

/**
 * Finds whom events name by what is to be forgotten, with all ids that were joined with theirs, and keeps them out from now on:
 * no event of theirs is kept after this, however it arrives.
 */
export async function keepVisitorsOut(state: Kysely<WorkspaceTables>, eraser: FactsEraser, recallId: string, given: readonly string[]): Promise<string[]> {
  return state.transaction().execute(async (transaction) => {
    // Waits for events under way, and holds back the next.
    await sql`SELECT pg_advisory_xact_lock(${visitorTurn})`.execute(transaction);
    const named = [...new Set([...given, ...await eraser.visitors()])];
    const { rows } = await sql<{ node: string }>`SELECT node FROM visitor_ids WHERE visitor IN (SELECT visitor FROM visitor_ids WHERE node = ANY (${named}))`.execute(transaction);
    const nodes = [...new Set([...named, ...rows.map(({ node }) => node)])];
    if (nodes.length > 0) await keepOut(transaction, recallId, entriesFor(await keyOf(transaction), nodes, noWords));
    return nodes;
  });
}

/** Removes what the state holds of visitors' ids. */
export async function eraseVisitors(state: Kysely<WorkspaceTables>, nodes: readonly string[]): Promise<void> {
  await sql`DELETE FROM visitor_edges WHERE a = ANY (${nodes}) OR b = ANY (${nodes})`.execute(state);
  await sql`DELETE FROM visitor_ids WHERE node = ANY (${nodes})`.execute(state);
  await sql`DELETE FROM visitor_standings WHERE node = ANY (${nodes})`.execute(state);
  await sql`DELETE FROM consent_ledger WHERE subject = ANY (${nodes})`.execute(state);
}
