/** Probabilistic linking as SQL: from records with normalised columns to scored pairs. */
export type { LinkColumn } from './comparison.ts';
export { contactPlan, contactValues } from './contact-plan.ts';
export { givenColumns, givenRows } from './given-rows.ts';
export { clickhouse } from './clickhouse.ts';
export type { Dialect } from './dialect.ts';
export type { LinkEngine } from './engine.ts';
export { chanceAtLeast, kindName, linkContacts, linkNewContacts, precisionByAnswers, type FrozenModel, type LinkedContacts, type ScoredContacts } from './link-contacts.ts';
export { linkNew } from './link-new.ts';
export * from './link-records.ts';
export { planFor } from './plan.ts';
