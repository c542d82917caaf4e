import { trainTrees, type TreeModel } from '../learn/index.ts';

/** Usual choices for small tables, quick rather than finest; tuned to no data. */
const settings = { objective: { kind: 'logistic' }, depth: 3, eta: 0.2, lambda: 1, minChildWeight: 2, maxBins: 64 } as const;
const mostRounds = 100;
const patience = 8;
const fallbackRounds = 15;

/** Share of the groups, the last in order, that say when to stop. */
export const judgingShare = 0.2;

type Columns = readonly Float64Array[];

/** Chances of 0 and 1 by so many rounds of boosted trees. */
export const treesAfter = (rounds: number, columns: Columns, y: Float64Array, weights?: Float64Array): TreeModel =>
  trainTrees(columns, y, { ...settings, rounds, ...(weights ? { weights } : {}) }).model;

/** Rounds after which the rows from `from` on are predicted best by those before them; a usual number where none come before. */
export function roundsJudgedFrom(from: number, columns: Columns, y: Float64Array, weights?: Float64Array): number {
  if (from <= 0) return fallbackRounds;
  return Math.max(1, trainTrees(columns, y, { ...settings, rounds: mostRounds, validation: { from, patience }, ...(weights ? { weights } : {}) }).rounds);
}
