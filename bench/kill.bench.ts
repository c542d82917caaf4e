import { join } from 'node:path';
import { writeExport } from '../test/product/crm-export.ts';
import { faultsOf, killRound, victims, type KillResult } from '../test/faults/kill-round.ts';
import type { Bench, BenchContext, Figure } from './bench.ts';

const size = { deals: 1_000, activities: 100_000 };

async function measure(context: BenchContext): Promise<Figure[]> {
  const files = await writeExport(join(context.folder, 'files'), { ...size, seed: context.seed });
  const results: KillResult[] = [];
  const faults: string[] = [];
  for (let round = 1; round <= context.rounds; round += 1) {
    const victim = victims[(round - 1) % victims.length] ?? 'all';
    const result = await killRound({ files, ...size, victim, round, seed: context.seed, killWithinMs: 10_000 });
    const found = faultsOf(result, size);
    context.say(`round ${round}: ${victim} after ${result.killedAfterMs} ms${result.underWayWhenKilled ? '' : ' (import was over)'}: ${found.join('; ') || 'no fault'}`);
    results.push(result);
    faults.push(...found);
  }
  return [
    { name: 'rounds', unit: 'rounds', values: [results.length], atLeast: 20 },
    { name: 'rounds killed while the import was under way', unit: 'rounds', values: [results.filter((result) => result.underWayWhenKilled).length] },
    { name: 'faults: rows lost, doubled or half shown, processes left', unit: 'faults', values: [faults.length], atMost: 0 },
    { name: 'restart to first answer of /health', unit: 'ms', values: results.map((result) => result.restartedInMs) },
  ];
}

/** Each process in turn, at moments drawn from the seed. */
export const bench: Bench = {
  asks: 'Does kill -9 of any process during an import lose, double or half-show a row, or leave a process behind?',
  rounds: 20,
  measure,
};
