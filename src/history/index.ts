/** The public face of history: what happened, as of any date. */
export * from './log.ts';
export { knownFrom, logAsOf } from './log-as-of.ts';
export { entryAt, lastBefore, stateAt, type DealState } from './state-at.ts';
export { loadLog } from './load/load-log.ts';
export { accountMissing, accountPage, dealsOfAccount, type AccountDeal, type AccountPageInput } from './pages/account-page.ts';
export { dealPage, type DealPageInput } from './pages/deal-page.ts';
export * from './pages/statements.ts';
export { changesBetween } from './changes/changes-between.ts';
export { believablePipeline } from './pipeline/believable-pipeline.ts';
export { quietDays, signContext, signsOf, type SignContext } from './pipeline/signs.ts';
export { wonPatterns, type WonPatterns } from './pipeline/won-patterns.ts';
export { dealsOfLeak, findLeaks, type LeakOptions } from './leaks/find-leaks.ts';
export { bulkCloseDays } from './leaks/exposures.ts';
export { marginShare, worthOf, type Worth } from './money/worth.ts';
export { stageVisits, type StageVisit } from './stages/stage-visits.ts';
export { stageOrder } from './stages/stage-order.ts';
export { journeyMap } from './journey/journey-map.ts';
export { inquiryCohorts, type InquiryOptions } from './inquiries/inquiry-cohorts.ts';
