import type { Kysely, Selectable } from 'kysely';
import { ledgerEntrySchema, type LedgerEntry } from '../../model/index.ts';
import type { WorkspaceTables } from '../../store/index.ts';

/** Everything said of some records, in the order it was accepted. */
export async function readLedger(state: Kysely<WorkspaceTables>, records: readonly string[]): Promise<LedgerEntry[]> {
  const rows = await state.selectFrom('consent_ledger').selectAll().where('subject', 'in', records.length > 0 ? [...records] : ['']).orderBy('sequence').execute();
  return rows.map(entryOf);
}

/** A row of the ledger as it is shown. */
export const entryOf = (row: Selectable<WorkspaceTables['consent_ledger']>): LedgerEntry => ledgerEntrySchema.parse({
  sequence: Number(row.sequence), subject: row.subject, purpose: row.purpose, statement: row.statement, basis: row.basis, wording: row.wording, source: row.source,
  saidOf: row.said_of, at: row.at.toISOString(), expiresAt: row.expires_at?.toISOString() ?? null, by: row.by_user,
});
