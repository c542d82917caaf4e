import { sensitiveCategoryOf } from '../../model/index.ts';
import type { DealLog, Log } from '../log.ts';

/** A way of dividing deals: the level of each deal by the column, or null where unknown. */
export interface Segmentation {
  readonly column: string;
  /** Levels that are common enough to be compared. */
  readonly levels: readonly string[];
  readonly levelOf: (deal: DealLog) => string | null;
}

const fewestDeals = 30;
const mostLevels = 12;
/** People are not ranked by default; teams are compared. */
const ofPeople = new Set(['ownerAtCreation', 'owner']);

/**
 * Every division known from creation on: stable columns of the deal, stable columns of its account, and the team of the
 * rep who opened it. Levels with fewer than 30 deals, columns with one level, and those that tell something sensitive of
 * people are left out.
 */
export function segmentations(log: Log): Segmentation[] {
  const accounts = new Map(log.accounts.map((account) => [account.id, account.stable]));
  const teams = new Map(log.reps.map((rep) => [rep.name, rep.team]));
  const ofDeal = columnsOf(log.deals.map((deal) => deal.stable)).map((column) => divide(log, column, (deal) => deal.stable[column] ?? null));
  const ofAccount = columnsOf([...accounts.values()]).filter((column) => !ofDeal.some((known) => known.column === column))
    .map((column) => divide(log, column, (deal) => accounts.get(deal.accountId ?? '')?.[column] ?? null));
  const ofTeam = divide(log, 'team', (deal) => teams.get(deal.stable['ownerAtCreation'] ?? deal.owner[0]?.value ?? '') ?? null);
  return [...ofDeal, ...ofAccount, ofTeam].filter((division) => division.levels.length > 1);
}

const columnsOf = (rows: ReadonlyArray<Readonly<Record<string, string>>>): string[] =>
  [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((column) => !ofPeople.has(column) && sensitiveCategoryOf(column) === null).sort();

function divide(log: Log, column: string, levelOf: (deal: DealLog) => string | null): Segmentation {
  const counts = new Map<string, number>();
  for (const deal of log.deals) {
    const level = levelOf(deal);
    if (level !== null) counts.set(level, (counts.get(level) ?? 0) + 1);
  }
  const levels = [...counts].filter(([, count]) => count >= fewestDeals)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, mostLevels).map(([level]) => level);
  return { column, levels, levelOf };
}
