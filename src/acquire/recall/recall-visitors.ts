import { sql, type Kysely } from 'kysely';
import type { FactsEraser, WorkspaceTables } from '../../store/index.ts';
import { takeVisitorTurn } from '../collect/weigh-visitors.ts';
import { entriesFor, keepOut, keyOf } from './kept-out.ts';

const tablesOfVisitors = ['visitor_ids', 'visitor_standings', 'visitor_addresses', 'visitor_links', 'visitor_words', 'visitor_changes'] as const;
const noWords = { ids: [], emails: [], phones: [], names: [], left: [] };

/**
 * Finds whom events name by what is to be forgotten, with all ids that were joined with theirs, and keeps them out from now on:
 * no event of theirs is kept after this, however it arrives.
 */
export async function keepVisitorsOut(state: Kysely<WorkspaceTables>, eraser: FactsEraser, recallId: string, given: readonly string[]): Promise<string[]> {
  return state.transaction().execute(async (transaction) => {
    await takeVisitorTurn(transaction);
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
  for (const table of tablesOfVisitors) await sql`DELETE FROM ${sql.table(table)} WHERE node = ANY (${nodes})`.execute(state);
  await sql`DELETE FROM consent_ledger WHERE subject = ANY (${nodes})`.execute(state);
}
