import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
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

/** When to kill: after so many milliseconds, or once the run has come to its n-th batch. */
export type Moment = { readonly afterMs: number } | { readonly atBatch: number };

/** Reads a source in a process that is killed (-9) at the given moments, each time anew, then once to its end, and counts. */
export async function killLiveSource(source: string, moments: readonly Moment[], options: CommandOptions): Promise<KilledRuns> {
  let underWay = 0;
  for (const moment of moments) {
    const child = spawnHindcast(['source', 'run', source], options);
    if ('afterMs' in moment) await pause(moment.afterMs);
    else while (child.exitCode === null && !hasBatch(options.dataFolder, moment.atBatch)) await pause(10);
    if (child.exitCode === null) underWay += 1;
    child.kill('SIGKILL');
    await exitOf(child);
  }
  const last = await runHindcast(['source', 'run', source, '--workspace', 'main'], options);
  if (last.exitCode !== 0) throw new Error(`the last run ended with ${last.exitCode}: ${last.stdout}${last.stderr}`);
  return { kills: moments.length, underWay, ...await counted(options) };
}

/** True while records of the n-th batch are put down, or are being imported. */
function hasBatch(dataFolder: string, batch: number): boolean {
  const runs = join(dataFolder, 'live-sources');
  return existsSync(runs) && readdirSync(runs).some((run) => existsSync(join(runs, run, 'spools', `batch-${batch}`)));
}

export async function counted(options: CommandOptions): Promise<Pick<KilledRuns, 'seen' | 'distinct' | 'isNew' | 'isChanged'>> {
  const { rows } = await askHindcast<{ rows: number[][] }>(['sql', 'SELECT count() AS seen, uniqExact(record_id) AS ids FROM activities', '--workspace', 'main'], options);
  const imports = await askHindcast<ImportAnswer[]>(['imports', 'list', '--workspace', 'main'], options);
  const tables = imports.flatMap(({ state, receipt }) => (state === 'done' || state === 'partly' ? receipt?.tables ?? [] : []));
  const sum = (of: 'rowsNew' | 'rowsChanged'): number => tables.reduce((total, table) => total + table[of], 0);
  return { seen: Number(rows[0]?.[0]), distinct: Number(rows[0]?.[1]), isNew: sum('rowsNew'), isChanged: sum('rowsChanged') };
}
