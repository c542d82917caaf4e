import type { ImportAnswer } from '../../src/model/index.ts';
import { askHindcast, exitOf, runHindcast, spawnHindcast, type CommandOptions } from '../product/command.ts';

export interface KilledRuns {
  readonly kills: number;
  /** Runs that were still under way when they were killed. */
  readonly underWay: number;
  /** Records that people see, different ones, and those that the receipts call new or changed. */
  readonly seen: number;
  readonly distinct: number;
  readonly isNew: number;
  readonly isChanged: number;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Reads a source in a process that is killed (-9) at the given moments, each time anew, then once to its end, and counts. */
export async function killLiveSource(source: string, killAfterMs: readonly number[], options: CommandOptions): Promise<KilledRuns> {
  let underWay = 0;
  for (const ms of killAfterMs) {
    const child = spawnHindcast(['source', 'run', source], options);
    await pause(ms);
    if (child.exitCode === null) underWay += 1;
    child.kill('SIGKILL');
    await exitOf(child);
  }
  const last = await runHindcast(['source', 'run', source, '--workspace', 'main'], options);
  if (last.exitCode !== 0) throw new Error(`the last run ended with ${last.exitCode}: ${last.stdout}${last.stderr}`);
  return { kills: killAfterMs.length, underWay, ...await counted(options) };
}

export async function counted(options: CommandOptions): Promise<Pick<KilledRuns, 'seen' | 'distinct' | 'isNew' | 'isChanged'>> {
  const { rows } = await askHindcast<{ rows: number[][] }>(['sql', 'SELECT count() AS seen, uniqExact(record_id) AS ids FROM activities', '--workspace', 'main'], options);
  const imports = await askHindcast<ImportAnswer[]>(['imports', 'list', '--workspace', 'main'], options);
  const tables = imports.flatMap(({ state, receipt }) => (state === 'done' || state === 'partly' ? receipt?.tables ?? [] : []));
  const sum = (of: 'rowsNew' | 'rowsChanged'): number => tables.reduce((total, table) => total + table[of], 0);
  return { seen: Number(rows[0]?.[0]), distinct: Number(rows[0]?.[1]), isNew: sum('rowsNew'), isChanged: sum('rowsChanged') };
}
