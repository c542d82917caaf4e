/** Probabilistic linking as SQL: from records with normalised columns to scored pairs. */
export { clickhouse } from './clickhouse.ts';
export { compareCandidates } from './compare-candidates.ts';
export type { LinkColumn } from './comparison.ts';
export { contactPlan, contactValues } from './contact-plan.ts';
export { countLevels } from './count-patterns.ts';
export type { Dialect } from './dialect.ts';
export type { LinkEngine } from './engine.ts';
export { givenColumns, givenRows } from './given-rows.ts';
export { joinedPairs } from './join-pairs.ts';
export { learnModel, type LinkModel } from './learn-model.ts';
export { chanceAtLeast, kindName, linkContacts, linkNewContacts, precisionByAnswers, type FrozenModel, type LinkedContacts, type ScoredContacts } from './link-contacts.ts';
export { linkNew } from './link-new.ts';
export { createGiven, endRun, linkRun, type LinkRun } from './link-run.ts';
export { planFor } from './plan.ts';
export { prepareRecords } from './prepare-records.ts';
export { scoredPairs, type ScoredPair } from './weigh-pairs.ts';
