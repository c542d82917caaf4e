import { allowedWithOthers, purposeMeanings, purposes, sourceOfKey, type ConsentAnswer, type Person, type Purpose, type SourceTerms } from '../../model/index.ts';
import type { WorkspaceStore } from '../../store/index.ts';
import { isOver, readTerms } from '../terms/read-terms.ts';
import { readLedger } from './read-ledger.ts';
import { othersFor, subjectsOfPerson, visitorsOfRecords } from './visitors-of-people.ts';

/** What a person's records may be used for now, why, and everything that was said, as a visitor of websites too. */
export async function consentOf(store: WorkspaceStore, person: Person, now: number): Promise<ConsentAnswer> {
  const [visitors, terms] = await Promise.all([visitorsOfRecords(store.state, person.records), readTerms(store.state)]);
  const ledger = await readLedger(store.state, [...person.records, ...visitors.flatMap(({ nodes }) => nodes)]);
  const verdictOn = (purpose: Purpose) => lentOtherwise(terms, person, purpose, now) ?? allowedWithOthers(ledger, subjectsOfPerson(person), othersFor(purpose, visitors), purpose, now);
  return { person: person.id, records: person.records, purposes: purposes.map((purpose) => ({ purpose, meaning: purposeMeanings[purpose], ...verdictOn(purpose) })), ledger };
}

/** A no where one of the records is on loan for other purposes only, or the loan is over: a person's yes does not widen what the lender gave. */
function lentOtherwise(terms: readonly SourceTerms[], { records }: Person, purpose: Purpose, now: number): { allowed: false; why: string } | undefined {
  const sources = new Set(records.map(sourceOfKey));
  const loan = terms.find((one) => sources.has(one.source) && one.loan && (isOver(one.loan, now) || !one.loan.purposes.includes(purpose)))?.loan;
  return loan ? { allowed: false, why: isOver(loan, now) ? `lent by ${loan.lender}, and the loan is over` : `lent by ${loan.lender} for ${loan.purposes.join(', ')} only` } : undefined;
}
