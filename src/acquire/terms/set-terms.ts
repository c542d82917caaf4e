import { sql } from 'kysely';
import { Failure, foundations, loanInputSchema, readPurposes, sourceNameSchema, type LoanInput } from '../../model/index.ts';
import { drainOutbox, putInOutbox, type WorkspaceStore } from '../../store/index.ts';
import { takeTurn } from '../consent/write-standings.ts';

interface Said { readonly source: string; readonly by: string | null; readonly now: number }

/** How long people's records of a source are kept; null keeps them. Throws `bad_request` where the number makes no sense. */
export async function setRetention(store: WorkspaceStore, days: number | null, { source, by, now }: Said): Promise<void> {
  if (days !== null && !(Number.isInteger(days) && days >= 1 && days <= 36_500)) throw new Failure('bad_request', `Records cannot be kept for ${days} days.`, 'Give a whole number of days from 1 to 36500.');
  const terms = { retention_days: days, at: new Date(now), by_user: by };
  await store.state.insertInto('source_terms').values({ source: checked(source), ...terms, lender: null, purposes: null, until: null, ended_at: null })
    .onConflict((conflict) => conflict.column('source').doUpdateSet(terms)).execute();
}

/**
 * Writes down that a source's records are on loan. What they were not lent for is closed for every read when this returns, and
 * all of it on the day after the last. Lending again replaces the terms.
 */
export async function lendSource(store: WorkspaceStore, given: LoanInput, { source, by, now }: Said): Promise<void> {
  const loan = loanInputSchema.parse(given);
  const purposes = [...new Set([...loan.purposes.flatMap(foundations), 'store' as const])];
  const terms = { lender: loan.lender, purposes: JSON.stringify(purposes), until: loan.until, ended_at: null, at: new Date(now), by_user: by };
  await store.state.transaction().execute(async (transaction) => {
    await takeTurn(transaction);
    await transaction.insertInto('source_terms').values({ source: checked(source), retention_days: null, ...terms }).onConflict((conflict) => conflict.column('source').doUpdateSet(terms)).execute();
    const { rows: [turn] } = await sql<{ sequence: string }>`SELECT nextval('standing_numbers') AS sequence`.execute(transaction);
    await putInOutbox(transaction, 'source_closures', readPurposes.map((purpose) => ({
      source_system: source, purpose, closed: !purposes.includes(purpose), until: loan.until === null ? null : Date.parse(`${loan.until}T23:59:59.999Z`), sequence: Number(turn?.sequence), occurred_at: now,
    })));
  });
  await drainOutbox(store.state, store.facts);
}

function checked(source: string): string {
  const name = sourceNameSchema.safeParse(source);
  if (!name.success) throw new Failure('bad_request', `"${source}" cannot be the name of a source: ${name.error.issues[0]?.message ?? 'unknown reason'}.`, 'List them: hindcast sources list');
  return name.data;
}
