import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { mainSetting } from '../src/market/contacts/index.ts';
import type { Bench, BenchContext, Figure } from './bench.ts';
import { writeContacts } from './resolve/contact-files.ts';
import { runSide } from './resolve/run-side.ts';

/** With each further round the next size: 10⁶, 3 · 10⁶, 10⁷. */
const sizes = [100_000, 1_000_000, 3_000_000, 10_000_000] as const;

async function secondsOf(context: BenchContext, count: number): Promise<{ seconds: number; peakMb: number }> {
  const folder = join(context.folder, String(count));
  mkdirSync(folder, { recursive: true });
  const files = await writeContacts(folder, mainSetting, count, context.seed);
  const { seconds, peakMb } = runSide(context, { engine: 'facts', files, later: [] }, `${count}-linked`);
  rmSync(folder, { recursive: true, force: true });
  return { seconds: seconds.total, peakMb };
}

async function measure(context: BenchContext): Promise<Figure[]> {
  const figures: Figure[] = [];
  const of = new Map<number, number>();
  for (const count of sizes.slice(0, context.rounds + 1)) {
    const { seconds, peakMb } = await secondsOf(context, count);
    of.set(count, (seconds / count) * 1e6);
    figures.push({ name: `${count} raw rows to clusters, a record`, unit: 'µs', values: [of.get(count) as number] }, { name: `${count} raw rows to clusters, peak memory of all processes`, unit: 'MB', values: [peakMb] });
  }
  const [least] = sizes;
  // n · log n: a record's share grows as the logarithm does.
  return [...figures, ...[...of].slice(1).map(([count, micros]): Figure => ({ name: `a record among ${count} ÷ a record among ${least}, ÷ what n · log n allows`, unit: '×', values: [micros / (of.get(least) as number) / (Math.log(count) / Math.log(least))], atMost: 1 }))];
}

/** What a contact costs among more and more of them. */
export const bench: Bench = {
  asks: 'Does linking a record cost more, the more records there are, than n · log n says?',
  rounds: 1,
  measure,
};
