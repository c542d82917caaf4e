import type { Kysely, Selectable } from 'kysely';
import { sourceTermsSchema, type SourceTerms } from '../../model/index.ts';
import type { SourceTermsTable, WorkspaceTables } from '../../store/index.ts';

/** Terms of every source that has any, by name. */
export async function readTerms(state: Kysely<WorkspaceTables>): Promise<SourceTerms[]> {
  return (await state.selectFrom('source_terms').selectAll().orderBy('source').execute()).map(termsOf);
}

const termsOf = (row: Selectable<SourceTermsTable>): SourceTerms => sourceTermsSchema.parse({
  source: row.source, retentionDays: row.retention_days,
  loan: row.lender === null ? null : { lender: row.lender, purposes: row.purposes, until: row.until, endedAt: row.ended_at?.toISOString() ?? null },
});

/** Terms as an export carries them; what is held already is left alone. */
export async function bringBackTerms(state: Kysely<WorkspaceTables>, terms: readonly SourceTerms[], now: number): Promise<void> {
  for (const { source, retentionDays, loan } of terms) {
    await state.insertInto('source_terms').values({
      source, retention_days: retentionDays, lender: loan?.lender ?? null, purposes: loan ? JSON.stringify(loan.purposes) : null, until: loan?.until ?? null,
      ended_at: loan?.endedAt ? new Date(loan.endedAt) : null, at: new Date(now), by_user: null,
    }).onConflict((conflict) => conflict.column('source').doNothing()).execute();
  }
}

/** Whether a loan is over at an instant: returned, or past its last day. */
export const isOver = (loan: NonNullable<SourceTerms['loan']>, now: number): boolean => loan.endedAt !== null || (loan.until !== null && Date.parse(`${loan.until}T23:59:59.999Z`) < now);
