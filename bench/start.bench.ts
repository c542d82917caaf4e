import { join } from 'node:path';
import { askHindcast } from '../test/product/command.ts';
import { processesOn, sumBytes } from '../test/product/processes.ts';
import { startHindcast } from '../test/product/server.ts';
import type { Bench, BenchContext, Figure } from './bench.ts';

const gigabyte = 1e9;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface StartRound {
  readonly healthyS: number;
  readonly demoS: number;
  readonly peakGb: number;
  readonly againS: number;
}

async function startOnce(context: BenchContext, round: number): Promise<StartRound> {
  const options = { dataFolder: join(context.folder, `start-${round}`, 'data'), timeoutMs: 600_000 };
  let peakBytes = 0;
  const watch = setInterval(() => { peakBytes = Math.max(peakBytes, sumBytes(processesOn(options.dataFolder))); }, 250);
  const startedMs = performance.now();
  const server = await startHindcast({ ...options, demo: 'M', healthyWithinMs: 300_000 });
  await untilDemoHolds(options.dataFolder, server.output);
  const demoS = (performance.now() - startedMs) / 1_000;
  await pause(2_000);
  clearInterval(watch);
  await server.stop();
  const again = await startHindcast({ ...options, demo: 'M' });
  await again.stop();
  return { healthyS: server.healthyAfterMs / 1_000, demoS, peakGb: peakBytes / gigabyte, againS: again.healthyAfterMs / 1_000 };
}

/** The demo is loaded when its job is done and the result of the main job can be asked for. */
async function untilDemoHolds(dataFolder: string, output: () => string): Promise<void> {
  for (const untilMs = performance.now() + 600_000; performance.now() < untilMs; await pause(500)) {
    const jobs = await askHindcast<Array<{ kind: string; state: string; error: string | null }>>(['jobs', 'list'], { dataFolder });
    const demo = jobs.find((job) => job.kind === 'demo');
    if (demo?.state === 'failed') throw new Error(`the demo could not be loaded: ${demo.error}\n${output()}`);
    if (demo?.state !== 'done') continue;
    const deals = await askHindcast<unknown[]>(['forecast', '--workspace', 'demo'], { dataFolder, timeoutMs: 300_000 });
    if (deals.length > 0) return;
  }
  throw new Error('the demo was not there after ten minutes');
}

async function measure(context: BenchContext): Promise<Figure[]> {
  const rounds: StartRound[] = [];
  for (let round = 1; round <= context.rounds; round += 1) {
    rounds.push(await startOnce(context, round));
    context.say(`round ${round}: demo in ${rounds.at(-1)?.demoS.toFixed(1)} s`);
  }
  return [
    { name: 'empty folder to first answer of /health', unit: 's', values: rounds.map((round) => round.healthyS) },
    { name: 'empty folder to demo M with its forecast', unit: 's', values: rounds.map((round) => round.demoS), atMost: 120 },
    { name: 'all processes, highest sum of resident memory', unit: 'GB', values: rounds.map((round) => round.peakGb), atMost: 3 },
    { name: 'next start to first answer of /health', unit: 's', values: rounds.map((round) => round.againS) },
  ];
}

/** The first start on an empty folder, packages already installed, and the next one. */
export const bench: Bench = {
  asks: 'How long from `npm start` on an empty folder to the demo company with its forecast, and how much memory do all processes need?',
  rounds: 3,
  measure,
};
