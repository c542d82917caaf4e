import { spawn } from 'node:child_process';
import { createWriteStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { chanceAt } from '../test/product/crm-export.ts';
import { askHindcast, runHindcast } from '../test/product/command.ts';
import { counted, killLiveSource } from '../test/faults/kill-live-source.ts';
import { tapText } from '../test/faults/live-tap.ts';
import { processesOn } from '../test/product/processes.ts';
import type { Bench, BenchContext, Figure } from './bench.ts';

const records = 1_000_000;
const killedRecords = 200_000;
const killsARound = 3;
const latestKillMs = 8_000;
const megabyte = 1_000_000;

interface Loaded {
  readonly seconds: number;
  readonly peakMb: number;
}

async function writeMessages(tap: string, file: string): Promise<void> {
  const child = spawn(process.execPath, [tap, String(records)], { stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.pipe(createWriteStream(file));
  await once(child, 'close');
}

/** Seconds of `hindcast load --singer FILE` into an empty data folder, start of the engines included; every record must be there. */
async function load(context: BenchContext, file: string, round: number): Promise<Loaded> {
  const options = { dataFolder: join(context.folder, `load-${round}`, 'data'), timeoutMs: 600_000 };
  let peakMb = 0;
  // The command itself, without the engines: what it holds must not grow with what it reads.
  const watch = setInterval(() => { peakMb = Math.max(peakMb, ...processesOn(options.dataFolder).filter(({ role }) => role !== 'facts engine' && role !== 'state engine').map((one) => one.peakBytes / megabyte)); }, 250);
  const run = await runHindcast(['load', '--singer', file, '--workspace', 'main'], options);
  clearInterval(watch);
  if (run.exitCode !== 0) throw new Error(`${run.stdout}${run.stderr}`);
  const held = await counted(options);
  if (held.seen !== records || held.distinct !== records) throw new Error(`${held.seen} of ${records} records arrived, ${held.distinct} different ones`);
  return { seconds: run.elapsedMs / 1_000, peakMb };
}

async function killed(context: BenchContext, tap: string, round: number): Promise<{ lost: number; doubled: number; underWay: number }> {
  const options = { dataFolder: join(context.folder, `kill-${round}`, 'data'), timeoutMs: 600_000 };
  await askHindcast(['source', 'create', 'tap', '--kind', 'singer', '--setting', `command=${JSON.stringify([process.execPath, tap, String(killedRecords)])}`, 'batchRows=20000'], options);
  const moments = Array.from({ length: killsARound }, (_, index) => ({ afterMs: 1_000 + chanceAt(context.seed, round * killsARound + index) * latestKillMs }));
  const found = await killLiveSource('tap', moments, options);
  return { lost: killedRecords - found.distinct, doubled: found.seen - found.distinct + found.isNew - killedRecords + found.isChanged, underWay: found.underWay };
}

async function measure(context: BenchContext): Promise<Figure[]> {
  const tap = join(context.folder, 'tap.mjs');
  const file = join(context.folder, 'messages.jsonl');
  writeFileSync(tap, tapText);
  await writeMessages(tap, file);
  const loads: Loaded[] = [];
  const kills: Awaited<ReturnType<typeof killed>>[] = [];
  for (let round = 1; round <= context.rounds; round += 1) {
    loads.push(await load(context, file, round));
    context.say(`round ${round}: 1,000,000 records in ${loads.at(-1)?.seconds.toFixed(1)} s`);
    kills.push(await killed(context, tap, round));
    context.say(`round ${round}: after ${killsARound} kills ${JSON.stringify(kills.at(-1))}`);
  }
  return [
    { name: '1,000,000 Singer records, command to receipt', unit: 's', values: loads.map((one) => one.seconds), atMost: 60 },
    { name: 'the command, highest resident memory', unit: 'MB', values: loads.map((one) => one.peakMb) },
    { name: 'runs killed (-9) while they were under way', unit: 'runs', values: kills.map((one) => one.underWay) },
    { name: 'records lost after the kills', unit: 'records', values: kills.map((one) => one.lost), atMost: 0 },
    { name: 'records doubled after the kills', unit: 'records', values: kills.map((one) => one.doubled), atMost: 0 },
  ];
}

/** Speed, memory and kills of a Singer stream. */
export const bench: Bench = {
  asks: 'How long does a Singer stream of a million records take until all of them count, and does kill -9 lose or double any?',
  rounds: 3,
  measure,
};
