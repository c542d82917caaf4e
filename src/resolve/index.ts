/** Who is who: edges and people's words are facts, an entity is their fold. */
export { drawQuestions } from './answers/questions.ts';
export { proposeThreshold } from './answers/set-threshold.ts';
export { readThresholds } from './answers/thresholds.ts';
export { decideIdentity } from './decide.ts';
export { explainPair } from './explain.ts';
export { readBlocked } from './blocked/read-blocked.ts';
export { explainCompany } from './companies/explain-company.ts';
export { foldCompanies, refoldCompanies, type CompaniesFolded } from './companies/fold-companies.ts';
export { companyOf, isAccountKey, readCompanyBook, type BookParent, type CompanyBook } from './companies/read-company.ts';
export { setParent, takeParentBack } from './companies/say-parent.ts';
export { decideCompany } from './companies/say-on-companies.ts';
export { connectedTo, foldAgain } from './fold-again.ts';
export { readRefused } from './limits/read-refused.ts';
export { readLimits, setLimits } from './limits/set-limits.ts';
export { readChanges } from './read-changes.ts';
export { allRecordsOf, keyOfRecord, peopleOf, personOf } from './read-people.ts';
export { readReview, readRuns } from './review.ts';
export { readPreview } from './runs/preview.ts';
export { resolveEverybody, resolveNew, type Resolved } from './runs/resolve-people.ts';
export { approveRun, beginRun, keepEdges, previewRun, putInForce, type RunOutcome, type ScoredEdge } from './runs/run.ts';
export { undoChange } from './undo-change.ts';
export { joinVisitors } from './visitors/join-visitors.ts';
export { explainVisitor, readVisitorJoins, visitorsOfPerson } from './visitors/read-visitors.ts';
export { decideVisitor, visitorPair } from './visitors/say-on-visitors.ts';
/** Values of records in the form in which they are compared. */
export * from './normalise/index.ts';
export * from './accounts/index.ts';
