import { join } from 'node:path';
import { askHindcast, type CommandOptions } from '../test/product/command.ts';
import { writeExport } from '../test/product/crm-export.ts';
import { processesOn } from '../test/product/processes.ts';
import { signIn, startHindcast, type RunningHindcast } from '../test/product/server.ts';
import { percentile, type Bench, type BenchContext, type Figure } from './bench.ts';
import { askForAWhile, type Sample } from './load.ts';

const small = { deals: 10_000, activities: 200_000 };
const large = { deals: 10_000, activities: 1_000_000 };
const megabyte = 1_000_000;

interface LargeRound {
  readonly importS: number;
  readonly apiPeakMb: number;
  readonly totalPeakMb: number;
  readonly samples: readonly Sample[];
}

/** Seconds of `hindcast import FOLDER` into an empty data folder, engines' start included; the receipt must be whole. */
async function importSmall(context: BenchContext, round: number): Promise<number> {
  const options = { dataFolder: join(context.folder, `small-${round}`, 'data'), timeoutMs: 600_000 };
  const startedMs = performance.now();
  await askHindcast(['import', join(context.folder, 'small-files'), '--workspace', 'main'], options);
  const elapsedS = (performance.now() - startedMs) / 1_000;
  await mustHold(small.activities, options);
  return elapsedS;
}

async function mustHold(activities: number, options: CommandOptions): Promise<void> {
  const answer = await askHindcast<{ rows: Array<Array<string | number>> }>(['sql', 'SELECT count() AS n FROM activities', '--workspace', 'main'], options);
  const held = Number(answer.rows[0]?.[0]);
  if (held !== activities) throw new Error(`${held} of ${activities} activities arrived`);
}

const watchedPaths = {
  overview: '/api/w/main/overview',
  deals: '/api/w/main/deals',
  forecast: '/api/w/main/forecast',
  imports: '/api/w/main/imports',
  jobs: '/api/jobs',
};

/** One million activities while people use the app: how long, how much memory, how quick the app stays. */
async function importLarge(context: BenchContext, round: number): Promise<LargeRound> {
  const options = { dataFolder: join(context.folder, `large-${round}`, 'data'), timeoutMs: 900_000 };
  const server = await startHindcast({ ...options, demo: 'none' });
  try {
    return await measureLarge(context, server, options);
  } finally {
    await server.stop();
  }
}

async function measureLarge(context: BenchContext, server: RunningHindcast, options: CommandOptions): Promise<LargeRound> {
  await askHindcast(['import', join(context.folder, 'large-files', 'opportunities.csv'), '--workspace', 'main'], options);
  const cookie = await signIn(server, options);
  let over = false;
  let totalPeakMb = 0;
  const watch = setInterval(() => { totalPeakMb = Math.max(totalPeakMb, processesOn(options.dataFolder).reduce((sum, one) => sum + one.residentBytes, 0) / megabyte); }, 500);
  const startedMs = performance.now();
  const importing = askHindcast(['import', join(context.folder, 'large-files', 'activities.csv'), '--workspace', 'main'], options).finally(() => { over = true; });
  const samples = await askForAWhile({ url: server.url, cookie, paths: watchedPaths, users: 2, pauseMs: 250 }, () => over);
  await importing;
  clearInterval(watch);
  const importS = (performance.now() - startedMs) / 1_000;
  const api = processesOn(options.dataFolder).find((one) => one.pid === server.process.pid);
  await mustHold(large.activities, options);
  return { importS, apiPeakMb: (api?.peakBytes ?? Number.NaN) / megabyte, totalPeakMb, samples };
}

const p95Of = (round: LargeRound): number => percentile(round.samples.map((sample) => sample.elapsedMs), 0.95);
const failedOf = (round: LargeRound): number => round.samples.filter((sample) => !sample.ok).length;

async function measure(context: BenchContext): Promise<Figure[]> {
  await writeExport(join(context.folder, 'small-files'), { ...small, seed: context.seed });
  await writeExport(join(context.folder, 'large-files'), { ...large, seed: context.seed });
  const smallS: number[] = [];
  const largeRounds: LargeRound[] = [];
  for (let round = 1; round <= context.rounds; round += 1) {
    smallS.push(await importSmall(context, round));
    context.say(`round ${round}: 200,000 activities in ${smallS.at(-1)?.toFixed(1)} s`);
    largeRounds.push(await importLarge(context, round));
    context.say(`round ${round}: 1,000,000 activities in ${largeRounds.at(-1)?.importS.toFixed(1)} s`);
  }
  return [
    { name: '10,000 deals + 200,000 activities, command to receipt', unit: 's', values: smallS, atMost: 30 },
    { name: '1,000,000 activities beside a running app', unit: 's', values: largeRounds.map((round) => round.importS), atMost: 180 },
    { name: 'API process, highest resident memory', unit: 'MB', values: largeRounds.map((round) => round.apiPeakMb), atMost: 600 },
    { name: 'all processes, highest sum of resident memory', unit: 'MB', values: largeRounds.map((round) => round.totalPeakMb) },
    { name: 'app requests meanwhile, p95', unit: 'ms', values: largeRounds.map(p95Of), atMost: 500 },
    { name: 'app requests meanwhile, number', unit: 'requests', values: largeRounds.map((round) => round.samples.length) },
    { name: 'app requests meanwhile, failed', unit: 'requests', values: largeRounds.map(failedOf), atMost: 0 },
  ];
}

/** Speed and memory of importing, and whether the app stays usable meanwhile. */
export const bench: Bench = {
  asks: 'How long does an import take, how much memory does the API process need, and does the app answer meanwhile?',
  rounds: 3,
  measure,
};
