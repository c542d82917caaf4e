import { allowed, purposeMeanings, purposes, sourceOfKey, type ConsentAnswer, type Person, type Purpose, type SourceTerms } from '../../model/index.ts';
import type { WorkspaceStore } from '../../store/index.ts';
import { isOver, readTerms } from '../terms/read-terms.ts';
import { readLedger } from './read-ledger.ts';

/** What a person's records may be used for now, why, and everything that was said. */
export async function consentOf(store: WorkspaceStore, person: Person, now: number): Promise<ConsentAnswer> {
  const [ledger, terms] = await Promise.all([readLedger(store.state, person.records), readTerms(store.state)]);
  const standing = purposes.map((purpose) => ({ purpose, meaning: purposeMeanings[purpose], ...(lentOtherwise(terms, person, purpose, now) ?? allowed(ledger, { person: person.id, records: person.records }, purpose, now)) }));
  return { person: person.id, records: person.records, purposes: standing, ledger };
}

/** A no where one of the records is on loan for other purposes only, or the loan is over: a person's yes does not widen what the lender gave. */
function lentOtherwise(terms: readonly SourceTerms[], { records }: Person, purpose: Purpose, now: number): { allowed: false; why: string } | undefined {
  const sources = new Set(records.map(sourceOfKey));
  const loan = terms.find((one) => sources.has(one.source) && one.loan && (isOver(one.loan, now) || !one.loan.purposes.includes(purpose)))?.loan;
  return loan ? { allowed: false, why: isOver(loan, now) ? `lent by ${loan.lender}, and the loan is over` : `lent by ${loan.lender} for ${loan.purposes.join(', ')} only` } : undefined;
}
