import { DAY_MS, Failure, type ImportPlan, type SourceTerms } from '../../model/index.ts';
import { dueRecords, recordsOfSource } from '../../store/index.ts';
import { eraseNow, type RecallParts } from '../recall/recall-person.ts';
import { isOver, readTerms } from './read-terms.ts';

/** What went because its time was over. */
export interface Kept { readonly source: string; readonly records: number; readonly why: 'retention' | 'loan' }

/**
 * Removes what may no longer be kept: records of people with whom nothing happened for longer than their source's retention,
 * and everything of sources whose loan is over. Run again it finds nothing more. Returns what went.
 */
export async function keepTerms(parts: RecallParts): Promise<Kept[]> {
  const gone: Kept[] = [];
  for (const terms of await readTerms(parts.store.state)) {
    if (terms.loan && terms.loan.endedAt === null && isOver(terms.loan, parts.now())) gone.push(await endLoan(parts, terms.source));
    else if (terms.retentionDays !== null) gone.push(...await keepRetention(parts, terms, terms.retentionDays));
  }
  return gone;
}

async function keepRetention(parts: RecallParts, { source }: SourceTerms, days: number): Promise<Kept[]> {
  const records = await dueRecords(parts.store.facts, source, parts.now() - days * DAY_MS);
  if (records.length === 0) return [];
  await eraseNow(parts, { records, sources: [], pattern: null });
  return [{ source, records: records.length, why: 'retention' }];
}

/** Gives a loan back: every row of the source goes, and no import brings one until it is lent anew. */
export async function returnLoan(parts: RecallParts, source: string): Promise<Kept> {
  const terms = (await readTerms(parts.store.state)).find((one) => one.source === source);
  if (!terms?.loan) throw new Failure('not_found', `Nothing of "${source}" is on loan.`, 'List the sources: hindcast sources list');
  if (terms.loan.endedAt !== null) throw new Failure('conflict', `The loan of "${source}" ended on ${terms.loan.endedAt.slice(0, 10)}.`, 'There is nothing of it left.');
  return endLoan(parts, source);
}

async function endLoan(parts: RecallParts, source: string): Promise<Kept> {
  const records = await recordsOfSource(parts.store.facts, source);
  await parts.store.state.updateTable('source_terms').set({ ended_at: new Date(parts.now()) }).where('source', '=', source).execute();
  await eraseNow(parts, { records, sources: [source], pattern: null });
  return { source, records: records.length, why: 'loan' };
}

/** Throws `conflict` where a plan would bring in rows of a loan that is over. */
export function refuseEndedLoans(plan: ImportPlan, terms: readonly SourceTerms[], now: number): void {
  const over = terms.find(({ source, loan }) => loan && isOver(loan, now) && plan.tables.some((table) => table.use === 'import' && table.source === source));
  if (over?.loan) throw new Failure('conflict', `What "${over.source}" holds was lent by ${over.loan.lender}, and the loan is over.`, `Once it is lent anew: hindcast sources lend ${over.source} --lender "${over.loan.lender}" --until DATE`);
}
