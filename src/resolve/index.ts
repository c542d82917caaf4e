/** Who is who: decisions of people are facts, a person is their fold. */
export { decideIdentity } from './decide.ts';
export { foldDecisions } from './fold-decisions.ts';
export { allRecordsOf, keyOfRecord, personOf, readDecisions } from './read-people.ts';
/** Values of records in the form in which they are compared. */
export * from './normalise/index.ts';
export * from './accounts/index.ts';
