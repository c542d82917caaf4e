import { compareCandidates, countLevels, createGiven, linkRun, planFor, prepareRecords, type Dialect, type LinkEngine } from '../../src/resolve/link/index.ts';
import type { KnownSet } from './known-sets.ts';

/** How many pairs each level of each comparison holds, among the candidates of a set. */
export async function levelsOfSet(engine: LinkEngine, sql: Dialect, set: Pick<KnownSet, 'columns' | 'isAcross' | 'rows'>, name: string): Promise<Record<string, number>> {
  const run = linkRun(engine, sql, planFor(set.columns, { isAcross: set.isAcross }), name);
  await createGiven(run);
  await engine.insert(run.tables.given, set.rows.map((row, n) => ({ n, side: Number(row.side), ...Object.fromEntries(set.columns.map(({ name: column }) => [column, row[column] ?? ''])) })));
  await prepareRecords(run);
  await compareCandidates(run);
  return countLevels(run);
}
