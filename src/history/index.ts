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
