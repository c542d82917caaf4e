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

/** Whether a loan is over at an instant: returned, or past its last day. */
export const isOver = (loan: NonNullable<SourceTerms['loan']>, now: number): boolean => loan.endedAt !== null || (loan.until !== null && Date.parse(`${loan.until}T23:59:59.999Z`) < now);
