/** Probabilistic linking as SQL: from records with normalised columns to scored pairs. */
export type { LinkColumn } from './comparison.ts';
export { clickhouse } from './clickhouse.ts';
export type { Dialect } from './dialect.ts';
export type { LinkEngine } from './engine.ts';
export * from './link-records.ts';
export { planFor } from './plan.ts';
