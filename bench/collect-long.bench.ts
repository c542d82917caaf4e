import { join } from 'node:path';
import { type Bench, type BenchContext, type Figure } from './bench.ts';
import { runServer } from './collect/run-server.ts';

const minutes = 30;
const rate = 2_000;
const stages = [1e5, 1e6, 1e7];
/** Rows a second are taken over this time once so many are stored. */
const probe = { size: 100, connections: 32, seconds: 15 };

/** Half an hour at an even rate: memory of the server's process after the first five minutes and at the end. */
async function memory(context: BenchContext): Promise<{ growth: number; lost: number; p99: number }> {
  const server = await runServer(join(context.folder, 'even'), 'collector');
  try {
    const first = await server.send({ size: 100, connections: 8, seconds: 300, rate });
    const early = await server.stored();
    const rest = await server.send({ size: 100, connections: 8, seconds: (minutes - 5) * 60, rate });
    const late = await server.stored();
    context.say(`memory ${Math.round(early.residentMb)} MB after five minutes, ${Math.round(late.residentMb)} MB after ${minutes}`);
    return { growth: late.residentMb / early.residentMb, lost: first.acknowledged + rest.acknowledged - late.accepted, p99: rest.p99 };
  } finally {
    await server.stop();
  }
}

/** Events a second once so many are stored. */
async function rates(context: BenchContext): Promise<number[]> {
  const server = await runServer(join(context.folder, 'grown'), 'collector');
  const found: number[] = [];
  try {
    for (const stage of stages) {
      while ((await server.stored()).received < stage) await server.send({ ...probe, seconds: 20 });
      const sent = await server.send(probe);
      found.push(sent.acknowledged / sent.seconds);
      context.say(`${Math.round(found.at(-1) ?? 0)} events/s with ${stage} stored`);
    }
  } finally {
    await server.stop();
  }
  return found;
}

async function measure(context: BenchContext): Promise<Figure[]> {
  const [growing, even] = [await rates(context), await memory(context)];
  return [
    { name: `events a second with ${stages.join(', ')} stored`, unit: 'events/s', values: growing },
    { name: 'events a second with the most ÷ with the fewest stored', unit: '×', values: [(growing.at(-1) ?? 0) / (growing[0] ?? 1)], atLeast: 0.8 },
    { name: `memory after ${minutes} minutes at ${rate} a second ÷ after five`, unit: '×', values: [even.growth], atMost: 1.1 },
    { name: `p99 at ${rate} a second`, unit: 'ms', values: [even.p99], atMost: 250 },
    { name: 'acknowledged and not stored', unit: 'events', values: [even.lost], atMost: 0 },
  ];
}

export const bench: Bench = { asks: 'Does the collector stay as quick and as small when it runs for long and holds much?', rounds: 1, measure };
